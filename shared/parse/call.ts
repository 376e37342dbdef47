import { type CallSid, type CallStep, callSid, type Heard, threadOfCall } from '../domain/call.ts';
import { type PhoneNumber, phoneNumber } from '../domain/ids.ts';
import { first, type Pairs } from './form.ts';
import { type Refusal, refusal } from './refusal.ts';
import { storable, WITHHELD } from './sms.ts';

/** More than this is no key sequence of a question of ours. */
const DIGITS_MAX = 32;
/** As long as a text; the recognizer stops before that. */
const SPEECH_MAX = 1600;

/** The number behind the call, or a thread of the call alone: withheld, SIP, no number at all, and our own number calling itself. */
const callerOf = (from: string | undefined, sid: CallSid, own: PhoneNumber): PhoneNumber => {
  const raw = (from ?? '').trim();
  const number = WITHHELD.has(raw) ? undefined : phoneNumber(raw);
  return number === undefined || number === own ? threadOfCall(sid) : number;
};

/** The thread of whoever is on the phone: the caller, or the one whom we called. */
export const personOf = (pairs: Pairs, sid: CallSid, own: PhoneNumber): PhoneNumber =>
  callerOf(first(pairs, first(pairs, 'Direction') === 'outbound-api' ? 'To' : 'From'), sid, own);

/** Which step an address names; undefined where it names none. */
const stepIn = (query: Pairs): number | undefined => {
  const n = first(query, 'n') ?? '';
  return /^\d{1,4}$/.test(n) ? Number(n) : undefined;
};

/** What was done, under the names that Twilio gives it; a step that is tried again carries it in its address. */
const heardIn = (pairs: Pairs, query: Pairs): Heard => {
  const told = (name: string, carried?: string): string | undefined => first(pairs, name) ?? (carried ? first(query, carried) : undefined);
  const recording = told('RecordingUrl', 'recording');
  if (recording !== undefined || first(pairs, 'RecordingDuration') !== undefined) return recorded(pairs, query, recording);
  const queue = told('QueueResult', 'queue');
  if (queue !== undefined) return { kind: 'queue', result: queue };
  const dialed = told('DialCallStatus', 'dialed');
  if (dialed !== undefined) return { kind: 'dialed', result: dialed, seconds: secondsIn(told('DialCallDuration', 'talked')) };
  const digits = (told('Digits', 'digits') ?? '').replace(/[^\d*#]/g, '').slice(0, DIGITS_MAX);
  if (digits !== '') return { kind: 'digits', digits };
  const text = storable(told('SpeechResult', 'speech') ?? '')
    .slice(0, SPEECH_MAX)
    .toWellFormed();
  if (text.trim() === '') return { kind: 'silence' };
  const confidence = Number(told('Confidence', 'confidence') || 1);
  return { kind: 'speech', text, confidence: Number.isFinite(confidence) ? Math.min(1, Math.max(0, confidence)) : 1 };
};

const secondsIn = (text: string | undefined): number => (text !== undefined && /^\d{1,6}$/.test(text) ? Number(text) : 0);

const recorded = (pairs: Pairs, query: Pairs, url: string | undefined): Heard => {
  const key = first(pairs, 'Digits') ?? first(query, 'digits') ?? '';
  const seconds = secondsIn(first(pairs, 'RecordingDuration') ?? first(query, 'seconds'));
  return {
    kind: 'recorded',
    seconds,
    ...(url !== undefined && URL.canParse(url) ? { url } : {}),
    ...(/^[\d*#]$/.test(key) ? { key } : {}),
    ...(key === 'hangup' ? { hungUp: true } : {}),
  };
};

/** Everything that is carried on where a step must be tried again, since Twilio sends what was pressed and said only once. */
export const carriedBy = ({ heard }: Pick<CallStep, 'heard'>): Readonly<Record<string, string>> => {
  if (heard.kind === 'digits') return { digits: heard.digits };
  if (heard.kind === 'speech') return { speech: heard.text.slice(0, CARRIED_MAX).toWellFormed(), confidence: String(heard.confidence) };
  if (heard.kind === 'queue') return { queue: heard.result };
  if (heard.kind === 'dialed') return { dialed: heard.result, talked: String(heard.seconds) };
  if (heard.kind === 'recorded') {
    return { recording: heard.url ?? '', seconds: String(heard.seconds), ...(heard.key ? { digits: heard.key } : {}) };
  }
  return {};
};
/** An address that is too long is refused by servers on the way. */
const CARRIED_MAX = 300;

/** Reads one request about an inbound call. `step` undefined: the address names none. Refuses one without a call id. */
export const parseCall = (
  pairs: Pairs,
  query: Pairs,
  own: PhoneNumber,
): { readonly sid: CallSid; readonly from: PhoneNumber; readonly n: number | undefined; readonly heard: Heard } | Refusal => {
  const sid = callSid(first(pairs, 'CallSid') ?? '');
  if (!sid) return refusal('There is no call id, or it is not one of Twilio’s.', 'CallSid');
  return { sid, from: personOf(pairs, sid, own), n: stepIn(query), heard: heardIn(pairs, query) };
};
