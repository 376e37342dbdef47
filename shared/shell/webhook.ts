import { type Form, type Pairs, readForm, readQuery } from '../parse/form.ts';
import { bodyHash, signedUrl, verifySignature } from '../parse/signature.ts';
import { Deadline } from './deadline.ts';
import type { WebDoor, WebEvent, WebResult } from './door.ts';
import type { Runtime } from './runtime.ts';

type Handle = (pairs: Pairs, query: Pairs) => Promise<WebResult>;

interface WebhookOptions {
  /** What is answered when we could not do our work: to a person, a full sentence with the emergency number. */
  readonly sorry: WebResult;
  /** Twilio gives up after 15 s; we answer by then whatever happens. */
  readonly deadlineMs?: number;
}

/** Within this a person is answered, were it with an apology. In AWS a function lives longer: its secret is read before this begins. */
export const DEADLINE_MS = 10_000;
/** A text of 1,600 emoji with ten pictures and every escape written out stays below this. */
const BODY_MAX_BYTES = 65_536;

/**
 * A door for Twilio: nothing is read before the signature is right, and whatever goes wrong behind it, the person at the other end
 * hears a sentence and Lambda sees no error. Answers 405, 413 and 403 to what cannot come from Twilio.
 */
export const webhook = (
  runtime: Pick<Runtime, 'config' | 'log'>,
  handle: Handle,
  { sorry, deadlineMs = DEADLINE_MS }: WebhookOptions,
): WebDoor => {
  const inTime: InTime = { deadline: new Deadline(deadlineMs), sorry, runtime };
  return async event => {
    if (isOtherThanPost(event)) return plain(405, { allow: 'POST' });
    if (bodyBytes(event) > BODY_MAX_BYTES) return plain(413);
    const form = readForm(event);
    if (!isSigned(event, form, runtime)) {
      runtime.log.warn('webhook.refused', { reason: 'signature' });
      return plain(403);
    }
    return answerInTime(() => handle(form.pairs, readQuery(event)), inTime);
  };
};

interface InTime {
  readonly deadline: Deadline;
  readonly sorry: WebResult;
  readonly runtime: Pick<Runtime, 'log'>;
}

/** The work's answer if it comes in time, the apology otherwise. Work that ends too late is left to end; what it did stays done. */
const answerInTime = (work: () => Promise<WebResult>, { deadline, sorry, runtime }: InTime): Promise<WebResult> =>
  new Promise(resolve => {
    const done = deadline.watch(() => {
      runtime.log.error('webhook.late', { deadlineMs: deadline.ms });
      resolve(sorry);
    });
    const answer = (result: WebResult): void => {
      done();
      resolve(result);
    };
    const failed = (error: unknown): void => {
      runtime.log.error('webhook.failed', { error });
      answer(sorry);
    };
    try {
      work().then(answer, failed);
    } catch (error) {
      failed(error);
    }
  });

const isSigned = (event: WebEvent, { pairs, raw }: Form, { config }: Pick<Runtime, 'config'>): boolean => {
  const url = signedUrl(event, config.publicUrl);
  return verifySignature({
    tokens: config.authTokens,
    url,
    pairs,
    signature: header(event, 'x-twilio-signature'),
    ...(url.includes('bodySHA256') && { bodySha256: bodyHash(raw) }),
  });
};

/** HTTP API and function URLs write header names small, the REST API as they came. */
const header = (event: WebEvent, name: string): string | undefined =>
  event.headers[name] ?? Object.entries(event.headers).find(([key]) => key.toLowerCase() === name)?.[1];

/** A server that lets nothing but POST through to its doors need not say so in the event. */
const isOtherThanPost = (event: WebEvent): boolean =>
  (event.requestContext?.http?.method ?? event.httpMethod ?? 'POST').toUpperCase() !== 'POST';

const bodyBytes = ({ body, isBase64Encoded }: WebEvent): number =>
  body == null ? 0 : isBase64Encoded ? Math.floor((body.length * 3) / 4) : Buffer.byteLength(body);

const plain = (statusCode: number, headers: Record<string, string> = {}): WebResult => ({
  statusCode,
  headers: { 'content-type': 'text/plain', ...headers },
  body: '',
});
