import { type Case, isOpen } from '../../domain/case.ts';
import { DAY_MS, HOUR_MS, type Instant, later, MINUTE_MS, msBetween, spread } from '../../domain/ids.ts';
import type { Paced } from '../../domain/paced.ts';
import { firstName, type Volunteer } from '../../domain/volunteer.ts';
import { matchCommand } from '../../script/match.ts';
import type { Session } from '../../script/script.ts';
import { aboutUs } from '../../understand/about-us.ts';
import { understandReply } from '../../understand/reply.ts';
import type { Understanding } from '../../understand/understanding.ts';
import type { Draft } from '../draft/draft.ts';
import type { Helper, Speaker } from '../draft/meet.ts';
import { coordinatorsFor } from '../draft/tell.ts';
import { wantPerson } from '../resident/opening.ts';

/** Twilio's own measure of two machines that answer each other: https://www.twilio.com/docs/api/errors/14107 */
const REPLIES_MAX = 30;
/** Nobody reads an answer and types the next text as fast as this, again and again; two friends who chat take longer. */
const FASTER_THAN_PEOPLE_MS = 5_000;
/** A machine may also take its time; but it says the same again and again, which people who chat do not. */
const SAME_WORDS_MS = 30_000;
/** More answers than anybody needs in a day; whoever goes on is seen to by a person. Who helps has that much to do when much happens. */
const REPLIES_A_DAY_MAX = 200;
const HELPER_REPLIES_A_DAY_MAX = 1000;
/** For so long hardly anything is answered then; after too many of a day for the rest of it. */
const QUIET_MS = HOUR_MS;

/** From the second of quick answers in a row on they are counted with the number where nothing else is written. */
const NOTICED = 1;
/**
 * Of other answers that write nothing one in so many is counted, by chance, and stands for as many: so hardly any of them costs a row, and a
 * loop of such answers alone is noticed all the same.
 */
const ONE_IN = 4;

/** What was counted up to now: with the conversation, with a case that was written anyway, or with the number; the latest of them. */
const countedBefore = (d: Draft, me: Speaker, before: Session | undefined): Paced | undefined => {
  const counted = before?.paced ?? { quick: 0, day: '', today: 0 };
  const all = [
    ...(before ? [{ ...counted, at: before.at }] : []),
    ...(d.thread(me.number)?.cases ?? []).flatMap(c => c.paced ?? []),
    ...(me.record.paced ? [me.record.paced] : []),
  ];
  return all.reduce<Paced | undefined>((a, b) => (a && a.at >= b.at ? a : b), undefined);
};

/** A case of this number that is written anyway. */
const writtenCase = (d: Draft, { number }: Speaker): Case | undefined => {
  const stored = d.thread(number)?.cases ?? [];
  return d.cases(number).find(c => isOpen(c) && !stored.some(one => one === c));
};

/**
 * The same words give the same number of 24 bits, from which nobody reads them: FNV-1a (http://www.isthe.com/chongo/tech/comp/fnv/), for it
 * is asked of every text.
 */
const saidIn = (text: string): number => {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 8;
};

const pacedAfter = (was: Paced | undefined, now: Instant, text: string): Paced => {
  const day = now.slice(0, 10);
  const said = saidIn(text);
  const gap = was ? msBetween(was.at, now) : Number.POSITIVE_INFINITY;
  const hurried = gap < FASTER_THAN_PEOPLE_MS || (gap < SAME_WORDS_MS && was?.said === said);
  return { quick: was && hurried ? was.quick + 1 : 0, day, today: was?.day === day ? was.today + 1 : 1, said, at: now };
};

/** Whether the line keeps quiet to this number for now. */
export const isQuietTo = (d: Draft, me: Speaker): boolean => me.record.quietUntil !== undefined && me.record.quietUntil > d.now;

/** Whether danger was heard from here before, and is still looked after: the same again is kept with it, and not answered again and again. */
const isDangerKnown = (d: Draft, { number }: Speaker): boolean =>
  (d.thread(number)?.cases ?? []).some(c => isOpen(c) && c.danger !== undefined);

const dayMax = (me: Speaker): number => (me.volunteer ? HELPER_REPLIES_A_DAY_MAX : REPLIES_A_DAY_MAX);

/**
 * Counts the answer in the conversation. Where it is one too many, a machine is at the other end: the line keeps quiet to this number for a while,
 * and a person is told, once.
 */
export const countAnswer = (d: Draft, me: Speaker, text: string, understood: Understanding, before: Session | undefined): void => {
  if (d.answer === null) return;
  const session = d.session(me.number);
  const paced = pacedAfter(countedBefore(d, me, before), d.now, text);
  if (paced.quick >= REPLIES_MAX || paced.today > dayMax(me)) return keepQuiet(d, me, paced, mustHear(d, me, text, understood, before));
  const { at: _at, ...within } = paced;
  if (session && session !== before) return d.putSession(me.number, { ...session, paced: within });
  const written = writtenCase(d, me);
  if (written) d.putCase({ ...written, paced });
  else if (paced.quick >= NOTICED) keepWithNumber(d, me, paced);
  else if (spread(d.world.cause, 'paced') < 1 / ONE_IN) keepWithNumber(d, me, { ...paced, today: paced.today + ONE_IN - 1 });
};

const keepWithNumber = (d: Draft, me: Speaker, paced: Paced): void => d.putRecord({ ...(d.record(me.number) ?? me.record), paced });

const keepQuiet = (d: Draft, me: Speaker, paced: Paced, isHeard: boolean): void => {
  const { quick, today, day } = paced;
  if (!isHeard) d.silence();
  if (!isHeard && !me.volunteer) d.putSession(me.number, null);
  const midnight = later(`${day}T00:00:00.000Z` as Instant, DAY_MS);
  const hour = later(d.now, QUIET_MS);
  const quietUntil = today > dayMax(me) && midnight > hour ? midnight : hour;
  d.putRecord({ ...(d.record(me.number) ?? me.record), quietUntil, paced: { ...paced, quick: 0 } });
  const n = quick >= REPLIES_MAX ? quick : today;
  if (me.volunteer) return tellOfHelper(d, { ...me, volunteer: me.volunteer }, n);
  const [language] = d.world.community.languages;
  wantPerson(d, me, d.line(language, 'loop-noted', { n }), 'today');
};

/** Whoever helps with us is known, and needs no person to be found for them: the others read it, and nobody is rung. */
const tellOfHelper = (d: Draft, { number, volunteer }: Helper, n: number): void => {
  for (const to of coordinatorsFor(d, { number }))
    d.send(to, d.line(d.languageOfVolunteer(to), 'loop-helper-told', { name: firstName(volunteer.name), n }), 'loop-helper-told', 'notice');
};

/** The report that this text is an answer in. */
const isInReport = (me: Speaker, before: Session | undefined): boolean => before?.script === 'report' && before.person === me.person.id;

const isReportKnown = (d: Draft, { number }: Speaker): boolean =>
  (d.thread(number)?.cases ?? []).some(c => c.kind === 'safety' && isOpen(c));

/** Whether another has what now than before this text of theirs. */
const changesHands = (d: Draft, { number, volunteer }: Speaker): boolean => {
  const codes = (of: Volunteer | undefined): string => (of?.held ?? []).map(r => r.code).join();
  return codes(d.volunteer(number) ?? volunteer) !== codes(volunteer);
};

/** OK to a page or an offer, whatever becomes of it: whoever hears nothing believes that it is theirs. The same OK again is answered once. */
const takesSomething = (d: Draft, me: Speaker, text: string): boolean => {
  if (!me.volunteer || me.record.paced?.said === saidIn(text)) return false;
  return matchCommand(d.world.book, me.language, text)?.command === 'accept' || understandReply(text) === 'accept';
};

/**
 * What is answered also where a machine seems to be at the other end: danger that is news, a report up to its end, an OK, and whatever changes who
 * has a case. None of it goes on for ever.
 */
const mustHear = (d: Draft, me: Speaker, text: string, { danger }: Understanding, before: Session | undefined): boolean =>
  (danger !== null && !isDangerKnown(d, me)) ||
  isInReport(me, before) ||
  (!isReportKnown(d, me) && d.cases(me.number).some(c => c.kind === 'safety' && isOpen(c))) ||
  changesHands(d, me) ||
  takesSomething(d, me, text);

/**
 * Whether the line does what a text says although it keeps quiet to this number: all that its helpers write, danger, a report, and words for
 * whoever has their case, though not the same words again. Anything else is written down at most.
 */
export const isDoneQuietly = (d: Draft, me: Speaker, text: string, { danger }: Understanding, before: Session | undefined): boolean => {
  if (danger !== null || me.volunteer || isInReport(me, before)) return true;
  if (!isReportKnown(d, me) && reports(d, me, text)) return true;
  const said = saidIn(text);
  if (me.record.paced?.said === said || !d.cases(me.number).some(c => isOpen(c) && c.holder)) return false;
  if (me.record.paced) keepWithNumber(d, me, { ...me.record.paced, said });
  return true;
};

const reports = (d: Draft, me: Speaker, text: string): boolean => {
  const asked = matchCommand(d.world.book, me.language, text);
  return asked ? asked.command === 'report' : aboutUs(text) === 'report';
};

/** One answer in so long ends every exchange of two machines, which goes on only as long as each of them answers; a person still hears how it stands. */
const SPARINGLY_MS = MINUTE_MS;

/** What of the answer is sent to a number that the line keeps quiet to: what must be heard, and to who helps, now and then, all else. */
export const answerSparingly = (d: Draft, me: Speaker, text: string, understood: Understanding, before: Session | undefined): void => {
  const { paced } = me.record;
  if (d.answer === null) return;
  if (mustHear(d, me, text, understood, before)) return paced && keepWithNumber(d, me, { ...paced, said: saidIn(text) });
  if (!me.volunteer || understood.danger !== null || !paced || msBetween(paced.at, d.now) < SPARINGLY_MS) return d.silence();
  keepWithNumber(d, me, { ...paced, at: d.now });
};
