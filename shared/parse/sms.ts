import { type MessageSid, messageSid, type PhoneNumber, phoneNumber } from '../domain/ids.ts';
import { first, type Pairs } from './form.ts';
import { type Refusal, refusal } from './refusal.ts';

/** One text as it came in. */
export interface InboundSms {
  readonly sid: MessageSid;
  /** Null when nobody can be answered there: a short code, a name, a withheld number, another channel than the phone. */
  readonly from: PhoneNumber | null;
  readonly fromRaw: string;
  readonly to: PhoneNumber | null;
  /** As sent, untrimmed; only what no database can hold is replaced. */
  readonly body: string;
  /** How many pictures or other files came with it. */
  readonly media: number;
  /** What the carrier did about opting in or out, where Advanced Opt-Out says so. */
  readonly optOut?: 'STOP' | 'START' | 'HELP';
}

/** The form of a message id: SM for a text, MM for one with pictures. */
const SID = /^[SM]M[\w-]{1,62}$/;

/** Letters on a keypad: what Twilio puts in the place of a number that is withheld (ANONYMOUS, RESTRICTED, BLOCKED, UNKNOWN, UNAVAILABLE). */
export const WITHHELD: ReadonlySet<string> = new Set(['+266696687', '+7378742833', '+2562533', '+8656696', '+86282452253']);

/** Reads Twilio's parameters of an inbound text. Refuses one without a message id or a sender; anything else is a text. */
export const parseSms = (pairs: Pairs): InboundSms | Refusal => {
  const sid = readSid(pairs);
  if (!sid) return refusal('There is no message id, or it is not one of Twilio’s.', 'MessageSid');
  const fromRaw = first(pairs, 'From');
  if (fromRaw === undefined) return refusal('There is no sender.', 'From');
  const optOut = OPT_OUT.get((first(pairs, 'OptOutType') ?? '').trim().toUpperCase());
  return {
    sid,
    from: sender(fromRaw),
    fromRaw: storable(fromRaw),
    to: phoneNumber((first(pairs, 'To') ?? '').trim()) ?? null,
    body: storable(first(pairs, 'Body') ?? ''),
    media: wholeNumber(first(pairs, 'NumMedia')),
    ...(optOut && { optOut }),
  };
};

/** The message id under any of the names that Twilio has given it over the years; undefined when there is none that can be one. */
export const readSid = (pairs: Pairs): MessageSid | undefined => {
  const sid = first(pairs, 'MessageSid') ?? first(pairs, 'SmsSid') ?? first(pairs, 'SmsMessageSid') ?? '';
  return SID.test(sid) ? messageSid(sid) : undefined;
};

const OPT_OUT = new Map<string, 'STOP' | 'START' | 'HELP'>([
  ['STOP', 'STOP'],
  ['START', 'START'],
  ['HELP', 'HELP'],
]);

const sender = (raw: string): PhoneNumber | null => {
  const number = raw.trim();
  return WITHHELD.has(number) ? null : (phoneNumber(number) ?? null);
};

/** NUL ends a string in some databases, and half an emoji is no Unicode text: both become U+FFFD. */
export const storable = (text: string): string => text.toWellFormed().replaceAll('\0', '\uFFFD');

const wholeNumber = (text: string | undefined): number => (text !== undefined && /^\d{1,3}$/.test(text) ? Number(text) : 0);
