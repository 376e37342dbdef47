import { createHash } from 'node:crypto';
import { Agent, type RequestOptions, request } from 'node:http';
import { getExpectedTwilioSignature } from 'twilio/lib/webhooks/webhooks.js';

/** Twilio waits this long for an answer to a webhook, all in all. */
export const WEBHOOK_MS_MAX = 15_000;
const ANSWER_BYTES_MAX = 64 * 1024;

export type Form = Readonly<Record<string, string>>;
/** What the line answered, or the sentence for why it did not. */
export type WebhookAnswer =
  | { readonly ok: true; readonly status: number; readonly type: string; readonly body: string }
  | { readonly ok: false; readonly why: string };
/** Signs a form as Twilio does and posts it; never throws. */
export type PostWebhook = (url: string, form: Form) => Promise<WebhookAnswer>;

interface Address {
  readonly authToken: string;
  /** What the line calls itself; only addresses that begin so are called. */
  readonly publicUrl: string;
  /** Where the line really listens on this machine: signed for its public address, delivered here, so no network is needed. */
  readonly port: number;
}

/** The webhooks of one line. */
export const webhooks = ({ authToken, publicUrl, port }: Address): PostWebhook & { close(): void } => {
  const agent = new Agent({ keepAlive: true });
  const origin = new URL(publicUrl);
  const post: PostWebhook = (url, form) => {
    if (!url.startsWith(`${publicUrl}/`))
      return Promise.resolve({ ok: false, why: `The simulator only calls addresses under ${publicUrl}.` });
    const body = new URLSearchParams(form).toString();
    const signature = getExpectedTwilioSignature(authToken, url, form);
    const headers = {
      host: origin.host,
      'content-type': 'application/x-www-form-urlencoded; charset=UTF-8',
      'content-length': String(Buffer.byteLength(body)),
      'x-twilio-signature': signature,
      'i-twilio-idempotency-token': createHash('sha256').update(body).digest('hex').slice(0, 32),
      'user-agent': 'TwilioProxy/1.1',
      accept: '*/*',
    };
    return send({ agent, host: '127.0.0.1', port, method: 'POST', path: url.slice(origin.origin.length), headers }, body);
  };
  return Object.assign(post, { close: () => agent.destroy() });
};

const send = (options: RequestOptions, body: string): Promise<WebhookAnswer> =>
  new Promise(resolve => {
    const failed = (why: string): void => resolve({ ok: false, why });
    const call = request({ ...options, signal: AbortSignal.timeout(WEBHOOK_MS_MAX) }, response => {
      const chunks: Buffer[] = [];
      let size = 0;
      response.on('data', (chunk: Buffer) => {
        chunks.push(chunk);
        size += chunk.length;
        if (size > ANSWER_BYTES_MAX) call.destroy(new Error('answer longer than 64 kB'));
      });
      response.on('end', () =>
        resolve({
          ok: true,
          status: response.statusCode ?? 0,
          type: String(response.headers['content-type'] ?? ''),
          body: Buffer.concat(chunks).toString('utf8'),
        }),
      );
      response.on('error', error => failed(why(error)));
    });
    call.on('error', error => failed(why(error)));
    call.end(body);
  });

const why = (error: Error): string =>
  error.name === 'AbortError' || error.name === 'TimeoutError'
    ? 'The line did not answer within 15 seconds.'
    : `No answer: ${error.message}.`;
