import { MINUTE_MS, type PhoneNumber, phoneNumber } from '../../shared/domain/ids.ts';
import type { Habit } from './voice/model.ts';

/**
 * Numbers that fail on purpose, each in one way, so that a failure can be seen by texting with it. They are what a fake carrier is for:
 * the sentinel sits in the simulator, and the line meets it as it would meet the real thing.
 */
export interface Failure {
  readonly number: PhoneNumber;
  readonly name: string;
  /** What it does, in words for the page. */
  readonly what: string;
  /** How the REST API takes a text to it, where not as usual. */
  readonly api?: 'refuse-21211' | 'http-500' | 'http-429-twice' | 'hang-lost' | 'hang-accepted' | 'reports-first';
  /** How its texts end, where not delivered. */
  readonly ends?: 30003 | 30006 | 30007;
  /** How long the delivery report takes, in milliseconds of the line's time. */
  readonly delayMs?: number;
  /** What it does when it is called, where it does not just ring. */
  readonly call?: Habit;
  /** Its webhooks arrive twice at the same moment. */
  readonly doubled?: true;
  /** Has opted out before it is first used. */
  readonly optedOut?: true;
}

export const DELAYED_REPORT_MS = 10 * MINUTE_MS;

const number = (last: string): PhoneNumber => {
  const parsed = phoneNumber(`+1555010${last}`);
  if (parsed === undefined) throw new Error(`not a phone number: ${last}`);
  return parsed;
};

export const FAILURES: readonly Failure[] = [
  {
    number: number('9003'),
    name: 'Switched off',
    what: 'Texts to it are sent but never delivered (30003). Calls are not answered.',
    ends: 30003,
    call: 'no-answer',
  },
  { number: number('9006'), name: 'Landline', what: 'It cannot receive texts (30006).', ends: 30006 },
  { number: number('9007'), name: 'Filtered', what: 'The carrier takes texts to it for spam (30007).', ends: 30007 },
  { number: number('9010'), name: 'Opted out', what: 'It said STOP long ago: sending fails (21610) until it texts START.', optedOut: true },
  { number: number('9011'), name: 'No such number', what: 'Twilio refuses to send to it or to call it (21211).', api: 'refuse-21211' },
  { number: number('9500'), name: 'Twilio is down', what: 'Sending to it and calling it fail (HTTP 500).', api: 'http-500' },
  {
    number: number('9429'),
    name: 'Too busy twice',
    what: 'The first two tries of each text or call fail (HTTP 429), the third one works.',
    api: 'http-429-twice',
  },
  { number: number('9408'), name: 'Hangs, lost', what: 'Twilio does not answer, and the text or call is lost.', api: 'hang-lost' },
  {
    number: number('9409'),
    name: 'Hangs, sent',
    what: 'Twilio does not answer, but the text or call goes through all the same.',
    api: 'hang-accepted',
  },
  {
    number: number('9012'),
    name: 'Reports first',
    what: 'Delivery reports come before the answer, out of order and twice.',
    api: 'reports-first',
  },
  {
    number: number('9002'),
    name: 'Says it twice',
    what: 'Each text from it, and each step of its calls, reaches the line twice, at the same moment.',
    doubled: true,
  },
  {
    number: number('9101'),
    name: 'Answering machine',
    what: 'A machine answers calls, hears everything and presses nothing.',
    call: 'machine',
  },
  { number: number('9102'), name: 'Nobody home', what: 'It rings, and nobody ever answers.', call: 'no-answer' },
  { number: number('9103'), name: 'Always busy', what: 'Calls to it are busy.', call: 'busy' },
  { number: number('9104'), name: 'Out of order', what: 'Calls to it fail.', call: 'failed' },
  { number: number('9020'), name: 'Slow', what: 'Texts to it are reported as delivered after 10 minutes.', delayMs: DELAYED_REPORT_MS },
];

const BY_NUMBER = new Map(FAILURES.map(failure => [failure.number, failure]));

/** How this number fails, or undefined for an ordinary one. */
export const failureOf = (number: PhoneNumber): Failure | undefined => BY_NUMBER.get(number);

/** What became of a text, for people: the code's meaning in plain words. */
export const REASONS: Readonly<Record<number, string>> = {
  21610: 'this phone has said STOP',
  30003: 'the phone is switched off or out of reach',
  30006: 'a landline cannot receive texts',
  30007: 'the carrier took it for spam',
  30036: 'it came too late to make sense',
};
