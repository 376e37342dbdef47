import { callSid } from '../domain/call.ts';
import type { ClearedCall } from '../domain/clear-call.ts';
import type { Cleared } from '../domain/consent.ts';
import { epochMs, messageSid, type PhoneNumber } from '../domain/ids.ts';
import { alongQuery } from '../domain/out-address.ts';
import { FALLBACK } from '../reply/fallback-names.ts';
import type { Log } from './log.ts';
import { routes } from './routes.ts';
import type { Carrier, Config, SendResult } from './runtime.ts';
import { openClient, type TwilioClient } from './twilio-client.ts';
import { listsOf } from './twilio-lists.ts';
import { recordingsOf } from './twilio-recordings.ts';

interface CarrierOptions {
  readonly config: Config;
  /** The line's own number, from which texts leave. */
  readonly from: PhoneNumber;
  readonly log: Log;
  /** For one whole request, connecting and reading included. The package's own 30 s outlast a webhook and a lease. */
  readonly timeoutMs?: number;
}

/** For one request, in milliseconds: less than the 5 s that may pass, and far less than a webhook's 15. */
export const TIMEOUT_MS = 4_000;
/**
 * The newest texts to one number among which a lost attempt is looked for: minutes old at most, but when everything happens at once a coordinator
 * may have got hundreds since. No page holds more: https://www.twilio.com/docs/usage/twilios-response#pagination
 */
const LOOK_BACK = 1_000;
/** By how much Twilio's clock and ours may differ. */
const CLOCKS_APART_MS = 5_000;

/**
 * Twilio's REST API: the only place that talks to it, through the twilio package's client, at `config.apiBaseUrl`. The package is
 * loaded with the first request (it takes 0.1 s), so that a door that sends nothing does not wait for it.
 */
export const createCarrier = ({ config, from, log, timeoutMs = TIMEOUT_MS }: CarrierOptions): Carrier => {
  let opened: Promise<TwilioClient> | undefined;
  const client = (): Promise<TwilioClient> => {
    opened ??= openClient(config, timeoutMs);
    return opened;
  };
  return {
    send: async text => {
      const result = await attempt(client, text, from, callbackFor(config, text));
      if (result.ok || result.code !== BAD_CALLBACK) return result;
      // Twilio does not like our address: better a text without reports than no text.
      log.error('carrier.callback-refused', { outgoing: text.id, code: result.code });
      return attempt(client, text, from, undefined);
    },
    // Filtered here by when each was made: what was sent is unknown of a text that still waits, and Twilio filters by that alone.
    acceptedSince: async (to, since) => {
      const earliest = Math.floor((epochMs(since) - CLOCKS_APART_MS) / 1000) * 1000;
      const { instances } = await (await client()).messages.page({ to, from, pageSize: LOOK_BACK });
      return (
        instances
          // Answers to webhooks are no rows of ours, whatever they say.
          .filter(({ dateCreated, direction }) => !(dateCreated?.getTime() < earliest) && direction !== 'outbound-reply')
          .map(({ sid, body, status }) => ({ sid: messageSid(sid), body, status }))
      );
    },
    call: async call => {
      const result = await ring(client, call, from, config, true);
      if (result.ok || result.code !== BAD_CALLBACK) return result;
      log.error('carrier.callback-refused', { outgoing: call.id, code: result.code });
      return ring(client, call, from, config, false);
    },
    // https://www.twilio.com/docs/voice/api/call-resource#update-a-call-resource: `canceled` ends no call that was answered.
    stopRinging: async sid => {
      try {
        await (await client()).calls(sid).update({ status: 'canceled' });
        return true;
      } catch (error) {
        // What it says of a call that is over is an end too.
        const failure = failureOf(error);
        return !failure.ok && !failure.retry;
      }
    },
    acceptedCallsSince: async (to, since) => {
      const earliest = Math.floor((epochMs(since) - CLOCKS_APART_MS) / 1000) * 1000;
      const { instances } = await (await client()).calls.page({ to, from, pageSize: LOOK_BACK });
      return instances.flatMap(({ sid, status, dateCreated }) => {
        const id = callSid(sid);
        return id === undefined || dateCreated?.getTime() < earliest ? [] : [{ sid: id, status }];
      });
    },
    ...listsOf(client),
    ...recordingsOf(client, config),
  };
};

const callbackFor = (config: Config, text: Cleared): string => `${config.publicUrl}${routes.status}?m=${encodeURIComponent(text.id)}`;

const attempt = async (
  client: () => Promise<TwilioClient>,
  { to, body, validForSeconds }: Cleared,
  from: PhoneNumber,
  statusCallback: string | undefined,
): Promise<SendResult> => {
  try {
    const { sid, status } = await (await client()).messages.create({
      to,
      from,
      body,
      smartEncoded: false,
      ...(statusCallback && { statusCallback }),
      ...(validForSeconds !== undefined && { validityPeriod: Math.min(VALIDITY_MAX_S, Math.max(1, Math.round(validForSeconds))) }),
    });
    // A success that names no text is no proof of anything.
    return sid ? { ok: true, sid: messageSid(sid), status } : MAYBE_SENT;
  } catch (error) {
    return failureOf(error);
  }
};

/** Every step of a call that we are told of; the final ones all come under `completed`. */
const CALL_EVENTS = ['initiated', 'ringing', 'answered', 'completed'];

/** No machine detection: it keeps people waiting in silence, and whoever answers must press a key anyway. */
const ring = async (
  client: () => Promise<TwilioClient>,
  { id, to, timeoutS, along }: ClearedCall,
  from: PhoneNumber,
  { publicUrl, fallbackUrl }: Config,
  reports: boolean,
): Promise<SendResult> => {
  const query = `?m=${encodeURIComponent(id)}`;
  try {
    const { sid, status } = await (await client()).calls.create({
      to,
      from,
      url: `${publicUrl}${routes.voiceOut}?${new URLSearchParams({ m: id, ...alongQuery(along) })}`,
      timeout: timeoutS,
      // Whoever picks up while the line does not answer hears a sentence of ours, not the carrier's.
      ...(fallbackUrl && { fallbackUrl: `${fallbackUrl}/${FALLBACK.sorry}`, fallbackMethod: 'GET' }),
      ...(reports && { statusCallback: `${publicUrl}${routes.voiceStatus}${query}`, statusCallbackEvent: CALL_EVENTS }),
    });
    const made = callSid(sid ?? '');
    return made ? { ok: true, sid: made, status } : MAYBE_SENT;
  } catch (error) {
    return failureOf(error);
  }
};

/** https://www.twilio.com/docs/messaging/api/message-resource: ten hours is both the most and what holds when nothing is said. */
const VALIDITY_MAX_S = 36_000;
const BAD_CALLBACK = 21609;
/** Too many at once, or the queue of the number is full: nothing is wrong with the text or the number. */
const TRY_AGAIN_CODES = new Set([20429, 21611, 30001]);
/** A gateway that lost sight of the request does not know what became of it. */
const GATEWAY_LOST_IT = new Set([502, 504]);
/** The connection was never made, so nothing was sent. */
const NEVER_CONNECTED =
  /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|ENETDOWN|CERT_.*|ERR_TLS_.*|UNABLE_TO_.*|DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|EPROTO)$/;

const MAYBE_SENT: SendResult = { ok: false, code: null, http: null, retry: true, unknown: true };

/** What an attempt's failure means for the next one. Codes beginning with 21 are about the text itself: it will not be taken later either. */
const failureOf = (error: unknown): SendResult => {
  const { status, code } = error instanceof Error ? (error as Error & { status?: unknown; code?: unknown }) : {};
  // Half an answer is an error too, with the status that the whole one would have had.
  if (typeof status !== 'number' || status < 300) {
    return typeof code === 'string' && NEVER_CONNECTED.test(code) ? { ...MAYBE_SENT, unknown: false } : MAYBE_SENT;
  }
  const known = typeof code === 'number' ? code : null;
  const passing = status === 429 || status >= 500 || status === 408 || status === 401;
  const retry = TRY_AGAIN_CODES.has(known ?? 0) || (passing && !isAboutTheText(known));
  return { ok: false, code: known, http: status, retry, unknown: GATEWAY_LOST_IT.has(status) };
};

const isAboutTheText = (code: number | null): boolean => code !== null && Math.floor(code / 1000) === 21;
