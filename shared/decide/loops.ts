import { type Case, isOpen } from '../domain/case.ts';
import { DAY_MS, HOUR_MS, type Instant, later, msBetween, spread } from '../domain/ids.ts';
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
/** For so long nothing but danger is answered then; after too many of a day for the rest of it. */
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

/** Our own lines by their first letters, each as what it may have become: what fits one comes from a loop of forwards, or an echo. */
const BEGINNING = 8;
const LITERAL_MIN = 24;
const PLACEHOLDER = /\{[\w-]+\}/g;
const NAMED = '{line}: ';

interface Own {
  readonly whole: ReadonlyMap<string, readonly string[]>;
  /** How those go on that begin with the line's name, up to where a line differs. */
  readonly named: readonly string[];
}
const lines = new WeakMap<Book, Own>();
const linesOf = (book: Book): Own => {
  const known = lines.get(book);
  if (known) return known;
  const whole = new Map<string, string[]>();
  const named = new Set<string>();
  for (const words of Object.values(book.words))
    for (const line of Object.values(words.lines)) {
      if (line.startsWith(NAMED)) named.add(line.slice(NAMED.length).split(/[{.]/)[0] ?? '');
      const begins = line.slice(0, BEGINNING);
      if (begins.includes('{')) continue;
      const others = whole.get(begins);
      if (others) others.push(line);
      else whole.set(begins, [line]);
    }
  const all = { whole, named: [...named].filter(begins => begins.length >= BEGINNING) };
  lines.set(book, all);
  return all;
};

/** Whether a text begins as this line of ours does. The pattern is made for the few texts that begin alike, not for each line at the start. */
const fits = (text: string, line: string): boolean => {
  if (line.replace(PLACEHOLDER, '').length < LITERAL_MIN) return false;
  const pattern = line
    .split(PLACEHOLDER)
    .map(part => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .join('.{0,300}?');
  return new RegExp(`^${pattern}`, 's').test(text);
};

/** Whether these are our own words, come back: as one of our lines begins, behind the line's name or by itself. A person may call us by our name. */
const isEcho = ({ world }: Draft, text: string): boolean => {
  const { whole, named } = linesOf(world.book);
  const name = `${world.community.name}: `;
  if (text.startsWith(name)) return named.some(begins => text.startsWith(begins, name.length));
  return (whole.get(text.slice(0, BEGINNING)) ?? []).some(line => fits(text, line));
};

/**
 * Whether nobody wrote this: our own words, or what a phone says by itself. Never where danger is heard in it or words are waited for, nor where a
 * request is heard in what is not our own.
 */
export const isMachine = (d: Draft, me: Speaker, text: string, understood: Understanding): boolean => {
  if (understood.danger !== null || tellsInWords(d, me.number) !== undefined) return false;
  return isEcho(d, text) || (!understood.request && isAutoReply(text));
};

/** Whether the line keeps quiet to this number for now. */
export const isQuietTo = (d: Draft, me: Speaker): boolean => me.record.quietUntil !== undefined && me.record.quietUntil > d.now;

/** Whether danger was heard from here before, and is still looked after: the same again is kept with it, and not answered again and again. */
export const isDangerKnown = (d: Draft, { number }: Speaker): boolean =>
  (d.thread(number)?.cases ?? []).some(c => isOpen(c) && c.danger !== undefined);

/**
 * Counts the answer in the conversation. Where it is one too many, a machine is at the other end: nothing is answered, the line keeps quiet to
 * this number for a while, and a person is told, once.
 */
export const countAnswer = (d: Draft, me: Speaker, before: Session | undefined): void => {
  if (d.answer === null) return;
  const session = d.session(me.number);
  const paced = pacedAfter(countedBefore(d, me, before), d.now);
  if (paced.quick >= REPLIES_MAX || paced.today > REPLIES_A_DAY_MAX) return keepQuiet(d, me, paced);
  const { at: _at, ...within } = paced;
  if (session && session !== before) return d.putSession(me.number, { ...session, paced: within });
  const written = writtenCase(d, me);
  if (written) d.putCase({ ...written, paced });
  else if (paced.quick >= NOTICED) keepWithNumber(d, me, paced);
  else if (spread(d.world.cause, 'paced') < 1 / ONE_IN) keepWithNumber(d, me, { ...paced, today: paced.today + ONE_IN - 1 });
};

const keepWithNumber = (d: Draft, me: Speaker, paced: Paced): void => d.putRecord({ ...(d.record(me.number) ?? me.record), paced });

const keepQuiet = (d: Draft, me: Speaker, { quick, today, day }: Paced): void => {
  d.silence();
  d.putSession(me.number, null);
  const { paced: _paced, ...record } = d.record(me.number) ?? me.record;
  const midnight = later(`${day}T00:00:00.000Z` as Instant, DAY_MS);
  const hour = later(d.now, QUIET_MS);
  d.putRecord({ ...record, quietUntil: today > REPLIES_A_DAY_MAX && midnight > hour ? midnight : hour });
  const [language] = d.world.community.languages;
  wantPerson(d, me, d.line(language, 'loop-noted', { n: quick >= REPLIES_MAX ? quick : today }), 'today');
};
