import { hash } from 'node:crypto';

/** Branded ids: past the edge no phone number, code or id is a bare string. Each is made in exactly one place, from something parsed. */
declare const brand: unique symbol;
type Branded<T, B extends string> = T & { readonly [brand]: B };

/** E.164, with the plus sign. A channel, not a person. */
export type PhoneNumber = Branded<string, 'PhoneNumber'>;
/** 3 to 5 digits, said aloud and keyed in. */
export type CaseCode = Branded<string, 'CaseCode'>;
export type MessageSid = Branded<string, 'MessageSid'>;
export type PersonId = Branded<string, 'PersonId'>;
export type OutgoingId = Branded<string, 'OutgoingId'>;
/** ISO 8601 in UTC with milliseconds, so that instants sort as text. */
export type Instant = Branded<string, 'Instant'>;
/** A language tag as the community file writes it: "en", "es", "ht". */
export type Language = Branded<string, 'Language'>;

const E164 = /^\+[1-9]\d{6,14}$/;

/** The number if it is in E.164 form; undefined otherwise (short codes, words, withheld callers). */
export const phoneNumber = (text: string): PhoneNumber | undefined => (E164.test(text) ? (text as PhoneNumber) : undefined);

/** The code if the text is 3 to 5 digits that do not begin with 0. */
export const caseCode = (text: string): CaseCode | undefined => (/^[1-9]\d{2,4}$/.test(text) ? (text as CaseCode) : undefined);

export const language = (tag: string): Language => tag as Language;
export const messageSid = (sid: string): MessageSid => sid as MessageSid;
export const personId = (id: string): PersonId => id as PersonId;

/** The instant of this many milliseconds since 1970. */
export const instant = (epochMs: number): Instant => new Date(epochMs).toISOString() as Instant;
export const epochMs = (at: Instant): number => {
  if (at !== lastRead.at) lastRead = { at, ms: Date.parse(at) };
  return lastRead.ms;
};
/** All that one turn writes bears the same instant, so it is read once. */
let lastRead: { readonly at: string; readonly ms: number } = { at: '', ms: Number.NaN };
/** The instant `ms` milliseconds later. */
export const later = (at: Instant, ms: number): Instant => instant(epochMs(at) + ms);
/** Milliseconds from `from` to `to`; negative when `to` is earlier. */
export const msBetween = (from: Instant, to: Instant): number => epochMs(to) - epochMs(from);

export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

/** An id for the nth thing that one cause made: the same cause makes the same ids, so a repeat can make nothing twice. */
export const derivedId = (cause: string, nth: number | string): string => hash('sha256', `${cause}/${nth}`, 'base64url').slice(0, 20);

/** A number from 0 to below 1, the same for the same cause: chance that can be repeated. */
export const spread = (cause: string, nth: number | string): number =>
  Number.parseInt(hash('sha256', `${cause}/spread/${nth}`).slice(0, 8), 16) / 2 ** 32;

export const outgoingId = (cause: string, nth: number | string): OutgoingId => derivedId(cause, nth) as OutgoingId;

/** Numbers that people dial or text for help elsewhere; a case must never look like one of them. */
const NOT_A_CODE = new Set(['211', '311', '411', '511', '611', '711', '811', '911', '988', '999', '112', '741']);

/**
 * The nth draw of a code for a new case, the `nth` of its cause: drawn from the cause, so that it tells nothing of how many cases there are.
 * The first draws have 3 digits, later ones 4 and 5, so codes stay short while there is room and are found even when there is none.
 */
export const candidateCode = (cause: string, nth: number, draw: number): CaseCode => {
  const digits = draw < 3 ? 3 : draw < 6 ? 4 : 5;
  const low = 10 ** (digits - 1);
  for (let salt = 0; ; salt++) {
    const drawn = Number.parseInt(hash('sha256', `${cause}/code/${nth}/${draw}/${salt}`).slice(0, 8), 16);
    const code = String(low + (drawn % (9 * low)));
    if (!NOT_A_CODE.has(code)) return code as CaseCode;
  }
};

/** Throws when what the program itself guarantees is not so: a mistake of ours, never of the person texting. */
export function invariant(holds: unknown, what: string): asserts holds {
  if (!holds) throw new Error(`Invariant broken: ${what}`);
}
