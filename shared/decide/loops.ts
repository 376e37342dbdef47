import { type Case, isOpen } from '../domain/case.ts';
import { HOUR_MS, type Instant, later, msBetween } from '../domain/ids.ts';
import type { Paced } from '../domain/paced.ts';
import type { Book, Session } from '../script/script.ts';
import { isAutoReply } from '../understand/auto-reply.ts';
import type { Understanding } from '../understand/understanding.ts';
import type { Draft } from './draft.ts';
import type { Speaker } from './meet.ts';
import { wantPerson } from './opening.ts';
import { tellsInWords } from './turn.ts';

/** Twilio's own measure of two machines that answer each other: https://www.twilio.com/docs/api/errors/14107 */
const REPLIES_MAX = 30;
const GAP_MS = 30_000;
/** More answers than anybody needs in a day; whoever goes on is seen to by a person. */
const REPLIES_A_DAY_MAX = 200;
/** For so long nothing but danger is answered then. */
const QUIET_MS = HOUR_MS;

/** From so many answers in a row on they are counted with the number where nothing else is written; a person hardly ever gets there. */
const NOTICED = 4;

/** What was counted up to now: with the conversation, with a case that was written anyway, or with the number; the latest of them. */
const countedBefore = (d: Draft, me: Speaker, before: Session | undefined): Paced | undefined => {
  const { quick = 0, day = '', today = 0 } = before?.paced ?? {};
  const all = [
    ...(before ? [{ quick, day, today, at: before.at }] : []),
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

const pacedAfter = (was: Paced | undefined, now: Instant): Paced => {
  const day = now.slice(0, 10);
  const hurried = was !== undefined && msBetween(was.at, now) < GAP_MS;
  return { quick: hurried ? was.quick + 1 : 0, day, today: was?.day === day ? was.today + 1 : 1, at: now };
};

/** Our own lines by their first letters: what fits one, whatever was filled in, comes from a loop of forwards, or an echo. */
const BEGINNING = 8;
const LITERAL_MIN = 24;
const PLACEHOLDER = /\{[\w-]+\}/g;
const lines = new WeakMap<Book, ReadonlyMap<string, readonly string[]>>();
const linesOf = (book: Book): ReadonlyMap<string, readonly string[]> => {
  const known = lines.get(book);
  if (known) return known;
  const all = new Map<string, string[]>();
  for (const words of Object.values(book.words))
    for (const line of Object.values(words.lines)) {
      const beginning = line.slice(0, BEGINNING);
      if (line.length < LITERAL_MIN || beginning.includes('{')) continue;
      const others = all.get(beginning);
      if (others) others.push(line);
      else all.set(beginning, [line]);
    }
  lines.set(book, all);
  return all;
};

/** Whether a text begins as a line does that says enough of its own to be known again. */
const beginsAs = (text: string, line: string): boolean => {
  const told = line.split(PLACEHOLDER);
  if (told.join('').length < LITERAL_MIN) return false;
  const pattern = told.map(part => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('.{0,300}?');
  return new RegExp(`^${pattern}`, 's').test(text);
};

/** Whether these are our own words, come back: a text that begins with the line's name, or as one of our lines does. */
const isEcho = ({ world }: Draft, text: string): boolean => {
  if (text.startsWith(`${world.community.name}: `)) return true;
  if (text.length < LITERAL_MIN) return false;
  return (linesOf(world.book).get(text.slice(0, BEGINNING)) ?? []).some(line => beginsAs(text, line));
};

/** Whether nobody wrote this: our own words, or what a phone says by itself. Never where danger or a request is heard in it, or words are waited for. */
export const isMachine = (d: Draft, me: Speaker, text: string, understood: Understanding): boolean => {
  if (understood.danger !== null || tellsInWords(d, me.number) !== undefined) return false;
  return isEcho(d, text) || (!understood.request && isAutoReply(text));
};

/** Whether the line keeps quiet to this number for now. */
export const isQuietTo = (d: Draft, me: Speaker): boolean => me.record.quietUntil !== undefined && me.record.quietUntil > d.now;

/**
 * Counts the answer in the conversation. Where it is one too many, a machine is at the other end: nothing is answered, the line keeps quiet to
 * this number for a while, and a person is told, once.
 */
export const countAnswer = (d: Draft, me: Speaker, before: Session | undefined): void => {
  if (!d.replied) return;
  const session = d.session(me.number);
  const paced = pacedAfter(countedBefore(d, me, before), d.now);
  if (paced.quick >= REPLIES_MAX || paced.today > REPLIES_A_DAY_MAX) return keepQuiet(d, me, paced);
  const { at: _at, ...within } = paced;
  if (session && session !== before) return d.putSession(me.number, { ...session, paced: within });
  const written = writtenCase(d, me);
  if (written) d.putCase({ ...written, paced });
  else if (paced.quick >= NOTICED) d.putRecord({ ...(d.record(me.number) ?? me.record), paced });
};

const keepQuiet = (d: Draft, me: Speaker, { quick, today }: Paced): void => {
  d.silence();
  d.putSession(me.number, null);
  const { paced: _paced, ...record } = d.record(me.number) ?? me.record;
  d.putRecord({ ...record, quietUntil: later(d.now, QUIET_MS) });
  const [language] = d.world.community.languages;
  wantPerson(d, me, d.line(language, 'loop-noted', { n: quick >= REPLIES_MAX ? quick : today }), 'today');
};
