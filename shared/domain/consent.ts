import { hasNumber } from './call.ts';
import { troubleOf } from './carrier-errors.ts';
import { type Enough, enoughUntil } from './enough.ts';
import type { Instant } from './ids.ts';
import { type HelperFacts, leftAloneUntil } from './left-alone.ts';
import type { Outgoing } from './outgoing.ts';
import type { NumberRecord } from './person.ts';
import { makesSenseAt } from './validity.ts';

/**
 * The words on which carriers act when they stand alone. FCC 47 CFR 64.1200(a)(10) names most of them; Twilio adds STOPALL, OPTOUT.
 * They are never bound to anything of ours.
 */
const STOP_WORDS = new Set(['stop', 'stopall', 'unsubscribe', 'cancel', 'end', 'quit', 'revoke', 'optout', 'opt out', 'opt-out']);
const START_WORDS = new Set(['start', 'yes', 'unstop']);
const HELP_WORDS = new Set(['help', 'info', 'ayuda']);

/** The longest of them, with punctuation and spaces to spare. */
const LONGEST = 40;

export type CarrierWord = 'stop' | 'start' | 'help';

/** The carrier word that this text is, whole and alone; undefined for "please help me stop". */
export const carrierWord = (text: string): CarrierWord | undefined => {
  const trimmed = text.trim();
  if (trimmed.length > LONGEST) return undefined;
  const word = trimmed
    .toLowerCase()
    .replace(/^["'“‘]+|["'”’.!?]+$/g, '')
    .replace(/\s+/g, ' ');
  if (STOP_WORDS.has(word)) return 'stop';
  if (START_WORDS.has(word)) return 'start';
  return HELP_WORDS.has(word) ? 'help' : undefined;
};

/** A class with a private mark, so that neither a literal nor a copy with another number in it is taken for one. */
class ClearedText implements Pick<Outgoing, 'id' | 'to' | 'body' | 'validForSeconds'> {
  readonly id: Outgoing['id'];
  readonly to: Outgoing['to'];
  readonly body: string;
  readonly validForSeconds?: number;
  readonly #cleared = true;

  constructor({ id, to, body, validForSeconds }: Outgoing) {
    this.id = id;
    this.to = to;
    this.body = body;
    if (validForSeconds !== undefined) this.validForSeconds = validForSeconds;
  }
  static isOne(text: object): boolean {
    return #cleared in text;
  }
}

/** A text that may leave now. Only `clearToSend` makes one, and the carrier takes nothing else: there is one way out. */
export type Cleared = ClearedText;

/** Whether this really came from `clearToSend`. */
export const isCleared = (text: object): text is Cleared => ClearedText.isOne(text);

export type Uncleared = { readonly refused: 'opted out' | 'no texts' | 'too late' | 'no number' } | Gone;

/** The carrier said with this code that texts never arrive at this number. */
export interface Gone {
  readonly refused: 'gone';
  readonly code: number;
}

/** There is no reason against it but the hour: it is looked at again at `until`. */
export interface Waits {
  readonly wait: 'left alone' | 'enough';
  readonly until: Instant;
}

/** The code by which texts never arrive at this number, where that is so. It is forgotten as soon as a text comes from there. */
export const goneCode = (record: Pick<NumberRecord, 'unreachable'> | undefined): number | undefined => {
  const code = record?.unreachable?.code;
  return code !== undefined && troubleOf(code) === 'gone' ? code : undefined;
};
/**
 * Landlines, and phones whose carrier takes no texts, which call all the same: https://www.twilio.com/docs/api/errors/30006, .../21614.
 * Of all others a call from there says that the number is in use again.
 */
const CALLS_ONLY: ReadonlySet<number> = new Set([30006, 21614]);
export const isBackByCall = (code: number): boolean => !CALLS_ONLY.has(code);

/** Whether texts may be sent there unasked: one came from there, or its person said so by a key, and the carrier does not say otherwise. */
export const getsTexts = (record: Pick<NumberRecord, 'unreachable' | 'texts'> | undefined): boolean =>
  record?.texts === undefined && goneCode(record) === undefined;

/**
 * Holds a text against what its number has said, at the moment of sending: nothing leaves for a number that opted out or for a
 * caller whose number was withheld, nor where texts never arrive, nor an offer whose time is over. `helper` is who helps with the line: what the line
 * sends them by its own will waits for the end of their quiet hours. `enough` is what somebody else had of late: more news of their requests waits.
 */
export const clearToSend = (
  text: Outgoing,
  record: NumberRecord | undefined,
  now: Instant,
  helper: HelperFacts | undefined,
  enough?: Enough,
): Cleared | Uncleared | Waits => {
  if (!hasNumber(text.to)) return { refused: 'no number' };
  if (record?.optedOut) return { refused: 'opted out' };
  const gone = goneCode(record);
  if (gone !== undefined) return { refused: 'gone', code: gone };
  // What concerns others goes to whoever is on the roster, be it known or not what kind of phone they have; so does everything where it is not known.
  const agreed = helper !== undefined && record?.texts === 'unknown';
  if (!getsTexts(record) && !agreed && (text.about === undefined || text.about.number === text.to)) return { refused: 'no texts' };
  if (!makesSenseAt(text, now)) return { refused: 'too late' };
  const until = helper && leftAloneUntil(text, helper, now);
  if (until !== undefined) return { wait: 'left alone', until };
  const later = enough && enoughUntil(text, enough, now);
  return later === undefined ? new ClearedText(text) : { wait: 'enough', until: later };
};
