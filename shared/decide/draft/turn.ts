import { type Case, isOpen } from '../../domain/case.ts';
import { caseCode, type Instant, MINUTE_MS, msBetween, type PhoneNumber, phoneNumber } from '../../domain/ids.ts';
import { placeIn, placeOf, zipIn } from '../../domain/place.ts';
import { saidDigits } from '../../domain/said-digits.ts';
import { firstName } from '../../domain/volunteer.ts';
import { readPhone } from '../../script/inputs.ts';
import { FORGOTTEN_MS } from '../../script/limits.ts';
import { matchCommand } from '../../script/match.ts';
import { resumeScript } from '../../script/resume.ts';
import type { Fill, Known, Say, TurnContext } from '../../script/script.ts';
import { startScript } from '../../script/start.ts';
import { holdsAddress, withoutPlaces } from '../../understand/at-a-place.ts';
import { peopleAnswer } from '../../understand/people-answer.ts';
import { isQuestion } from '../../understand/question.ts';
import { understand } from '../../understand/understand.ts';
import type { Understanding } from '../../understand/understanding.ts';
import { isCallable } from '../phone/dialable.ts';
import { dayAndTime } from '../words/clock-words.ts';
import { codesOf } from '../words/codes.ts';
import { timeFacts } from '../words/needed-by.ts';
import type { Draft } from './draft.ts';
import { frame } from './frame.ts';
import type { Speaker } from './meet.ts';

/** More than this in one household is a number for a person to read; the question's own limit. */
const PEOPLE_MAX = 60;

/** Who asks what languages we have has not said what they need. */
const ASKS =
  /^\W*(?:(?:and|but|so|y|pero)\s+)?(?:what|whats|who|whos|when|where|why|how|which|do (?:you|u|yall)|are (?:you|u)|que|quien|cuando|donde|como|cual|por que)\b/iu;

/** "At 9am" says when, and not for how many. */
const HOURS = /\b(?:(?:at|by|before|around|a las|para las)\s+)?\d{1,2}(?::\d{2})?\s?[ap]\.?\s?m\b\.?|\b\d{1,2}:\d{2}\b/giu;

/** A ZIP code in digits, with or without the four that may follow it. */
const ZIP = /^\d{5}(?:\d{4})?$/;
const ZIP_DIGITS = 5;

/** The engine's readers for the kinds of answers whose meaning belongs to the neighborhood. */
export const contextOf = (d: Draft): TurnContext => ({
  now: d.now,
  read: {
    place: text => {
      const digits = zipIn(text) === undefined ? saidDigits(text) : undefined;
      if (digits !== undefined && !ZIP.test(digits)) return undefined;
      const { words, zone } = placeOf(digits?.slice(0, ZIP_DIGITS) ?? text, d.world.community);
      if (zone) return { value: whereOf(d, words), also: { zone } };
      return mayBePlace(d, text) ? { value: words, whole: false } : undefined;
    },
    needs: text => {
      const needs = understand(text).needs;
      if (needs.length > 0) return { value: needs, rest: text };
      if (ASKS.test(text)) return undefined;
      // Somebody who answers in words we do not know still told a neighbor what they need.
      return /\p{L}{3,}/u.test(text) && /\s|[aeiouáéíóú]/iu.test(text) ? { value: ['other'], rest: text, whole: false } : undefined;
    },
    people: text => {
      const read = peopleAnswer(text.replace(HOURS, ' '));
      if (!read || read.people > PEOPLE_MAX) return undefined;
      return read.sure ? { value: read.people } : { value: read.people, whole: false, rest: text };
    },
    // The code of a case is said as the line says it, digit by digit.
    asked: text => {
      const digits = saidDigits(text);
      return digits !== undefined && caseCode(digits) ? { value: digits } : undefined;
    },
    phone: text => {
      const number = phoneNumber(String(readPhone(text)?.value ?? ''));
      // A number that could never be called back is no answer: it is asked for again while they are on the line.
      return number && !isCallable(d, number) ? null : undefined;
    },
  },
});

const LIVES =
  /^(?:(?:(?:i|we|he|she|they|ella|el|ellos|(?:my|mi) \p{L}+)\s+)?(?:am|'?m|are|is|live|lives|vivo|vive|vivimos|viven|estoy|esta|está|estamos)\s+(?:at|in|on|near|en|por|cerca de)\s+)/iu;

/** The place of an answer: all of it, as it was said, without who lives there; of one that asks for something besides, what names the place. */
const whereOf = (d: Draft, words: string): string => {
  const { needs } = understand(withoutPlaces(words));
  const named = needs.length > 0 ? placeIn(words, d.world.community)?.words : undefined;
  return named ?? words.replace(LIVES, '');
};

/** Whether words name a ZIP or a street of ours. */
export const namesPlace = (d: Draft, text: string): boolean => placeIn(text, d.world.community)?.zone !== undefined;

/** Not whom we wanted, and no place. */
const MISTAKEN =
  /^\W*(?:(?:sorry|you have the|perdon|es|tiene)[\s,]+)*(?:wrong (?:person|number)|numero equivocado|persona equivocada)\W*$/i;

/**
 * Whether words that name no ZIP and no street of ours may still say where somebody is. A greeting, a question back, "for 4 people" and
 * "today" do not.
 */
const mayBePlace = (d: Draft, text: string): boolean => {
  if (!/\p{L}{3,}/u.test(text) || (isQuestion(text) && !holdsAddress(text)) || MISTAKEN.test(text)) return false;
  const command = matchCommand(d.world.book, d.world.community.languages[0], text)?.command;
  if (command === 'hello' || command === 'thanks') return false;
  const { needs, facts } = understand(withoutPlaces(text));
  const tellsOther = needs.length > 0 || facts.people !== undefined || facts.when !== undefined;
  return !tellsOther || /\d+\s+\p{L}{3,}\s+\p{L}{2,}/u.test(text);
};

/** What a text told beyond the question, under the names of the scripts' slots. */
export const factsOf = (d: Draft, text: string, understood: Understanding): Known => {
  const place = placeIn(text, d.world.community);
  const { people } = understood.facts;
  return {
    ...(understood.needs.length > 0 ? { what: understood.needs } : {}),
    ...(place ? { place: place.words } : {}),
    ...(place?.zone ? { zone: place.zone } : {}),
    ...(people === undefined ? {} : { people }),
    ...timeFacts(d, understood.facts),
  };
};

const fillOf = (d: Draft, known: Known): Fill => {
  const own: Record<string, string | number> = {};
  for (const [name, value] of Object.entries(known)) if (typeof value === 'string' || typeof value === 'number') own[name] = value;
  const [code] = codesOf(known);
  return { ...frame(d.world.community), ...own, ...(code ? { code } : {}) };
};

/** What the engine wants said, with every placeholder filled. */
export const spoken = (d: Draft, says: readonly Say[], known: Known): readonly Say[] =>
  says.map(say => ({ ...say, fill: { ...fillOf(d, known), ...say.fill } }));

/** A conversation that what was decided leads to: whoever decides names it, and converse.ts begins it. */
export interface Follow {
  readonly with: Speaker;
  readonly script: string;
  readonly known: Known;
  /** The first question is not said, because the text that led here is its answer already. */
  readonly silent?: true;
  /** What is said in place of the script's words where nothing is left to ask. */
  readonly unasked?: () => string;
}

/** Whether a question of ours waits for this person's answer. */
export const waits = (d: Draft, me: Speaker): boolean => d.session(me.number)?.person === me.person.id;

/** The conversations that are about a request as long as it is open. */
const ABOUT_OPEN: readonly string[] = ['need', 'again', 'apart', 'change', 'withdraw'];

/** Whether what this number is asked about has been closed meanwhile: an answer would go nowhere, and must not be thanked for. */
export const isOver = (d: Draft, number: PhoneNumber): boolean => {
  const session = d.session(number);
  if (!session || !(session.script === 'arrived' || ABOUT_OPEN.includes(session.script))) return false;
  const about = codesOf(session.known).flatMap(code => d.case(number, code) ?? []);
  if (session.script === 'arrived') return session.node === 'arrived' && about.some(c => !isOpen(c) && c.outcome !== 'unconfirmed');
  return about.length > 0 && !about.some(isOpen);
};

/**
 * Asks the resident of a case whether it arrived: the conversation begins on our side. Answers the words of the question. Where somebody
 * else held the phone last, it names nothing but the code, with which it can be answered, and leaves their conversation alone. `closes`: it is
 * asked for the second time, in other words, and says when the case is closed without an answer.
 */
export const goAsk = (d: Draft, c: Case, closes?: Instant): string => {
  const language = d.languageOf(c.number, c.person);
  const another = d.record(c.number)?.current !== c.person;
  const known: Known = { code: c.code, name: firstName(c.holder?.name ?? '') };
  const start = { script: 'arrived', person: c.person, language, channel: 'sms' as const, known };
  const turn = startScript(d.world.book, start, contextOf(d));
  const waiting = d.session(c.number);
  // The menu asks for nothing that is lost; what was asked last is what a bare "1" answers.
  const idle = !waiting || (waiting.script === 'menu' && waiting.known.said === undefined);
  if (!another || idle) d.putSession(c.number, turn.session);
  if (closes) {
    const fill = { code: c.code, time: dayAndTime(d, language, closes) };
    return d.line(language, another ? 'arrived-again-by-code' : 'arrived-again', fill);
  }
  return another ? d.line(language, 'arrived-by-code', { code: c.code }) : d.words(spoken(d, turn.says, known), language);
};

/** Whether this number is in the middle of another conversation that began or went on less than ten minutes ago. */
export const isBusy = (d: Draft, number: PhoneNumber, sinceMs: number): boolean => {
  const session = d.session(number);
  return session !== undefined && session.script !== 'arrived' && Date.parse(d.now) - Date.parse(session.at) < sinceMs;
};

/** What is asked to be told in the person's own words, or about something that was told so. */
const IN_WORDS: readonly string[] = ['text', 'place', 'needs'];

/**
 * For how long a report, or a question that wants the person's own words, has waited for an answer that may still come, in milliseconds;
 * undefined where none does. Another question in its place would take those words for its own, and bring them to the wrong people.
 */
export const tellsInWords = (d: Draft, number: PhoneNumber): number | undefined => {
  const session = d.session(number);
  const node = session && d.world.book.scripts[session.script]?.nodes[session.node];
  if (!session || node?.kind !== 'ask' || isOver(d, number)) return undefined;
  const inWords = session.script === 'report' || node.sensitive || IN_WORDS.includes(node.input);
  const waited = msBetween(session.at, d.now);
  return inWords && waited <= FORGOTTEN_MS ? waited : undefined;
};

/** How long "how did it go?" goes first before another case is asked about. */
const RATING_MS = 10 * MINUTE_MS;

/** Whether "did it arrive?" waits for its answer for this very case: they asked where it stands, and were asked back. */
export const isAskedOf = (d: Draft, c: Case): boolean => {
  const session = d.session(c.number);
  return session?.script === 'arrived' && session.node === 'arrived' && codesOf(session.known).includes(c.code);
};

/** Whether "did it arrive?" still waits for its answer for another case of this number: a second one would take a yes meant for the first. */
export const isAskedOfAnother = (d: Draft, c: Case): boolean => {
  const session = d.session(c.number);
  if (session?.script !== 'arrived') return false;
  const others = codesOf(session.known).filter(code => code !== c.code);
  if (session.node !== 'arrived') return others.length > 0 && Date.parse(d.now) - Date.parse(session.at) < RATING_MS;
  return others.some(code => d.case(c.number, code)?.status === 'delivered');
};

/** Whether these words are a choice of the question that waits, or steer the conversation. */
export const answersKeys = (d: Draft, me: Speaker, words: string): boolean => {
  const session = d.session(me.number);
  if (!session) return false;
  const turn = resumeScript(d.world.book, { ...session, language: me.language }, { kind: 'text', text: words }, contextOf(d));
  return turn.matched.by !== 'none' || turn.global !== undefined;
};

/** The same, where it is the menu that waits. */
export const answersMenu = (d: Draft, me: Speaker, words: string): boolean =>
  d.session(me.number)?.script === 'menu' && answersKeys(d, me, words);

/** Whether the first question of this conversation would ask back about these words: they are one of its choices but for a slip. */
export const isGuess = (d: Draft, { with: me, script, known }: Follow, words: string): boolean => {
  const start = { script, person: me.person.id, language: me.language, channel: 'sms' as const, known };
  const { session } = startScript(d.world.book, start, contextOf(d));
  if (!session) return false;
  return resumeScript(d.world.book, session, { kind: 'text', text: words }, contextOf(d)).session?.aside?.kind === 'did-you-mean';
};
