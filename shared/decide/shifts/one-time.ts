import { readHours } from '../../domain/hours.ts';
import type { Language, PhoneNumber } from '../../domain/ids.ts';
import { emptyPlan, withBut } from '../../domain/on-call.ts';
import { type Override, withOverride } from '../../domain/override.ts';
import { covers } from '../../domain/shift.ts';
import { firstName, type ShiftAsk, type Volunteer } from '../../domain/volunteer.ts';
import { DAY_MIN, minutesOf, plusMinutes, type Wall, wallAt, wallOf } from '../../domain/wall.ts';
import type { Draft } from '../draft/draft.ts';
import type { Helper, Speaker } from '../draft/meet.ts';
import { dayAndTime } from '../words/clock-words.ts';
import { timeWords } from '../words/span-words.ts';
import { isDayBreak, untilSaid } from '../words/until-words.ts';
import { readsAt } from '../words/will-read.ts';
import { changePod } from './cover-words.ts';
import { NOTICE, whomTheyMean } from './for-another.ts';
import { dayMeant, wallNow } from './own-shifts.ts';
import { setDuty } from './shift-words.ts';

/** ON or OFF for a time to come, as it was texted: for whom, where a name stands before the day, and from when to when. */
interface Wanted {
  readonly name: string;
  readonly from: Wall;
  readonly to: Wall;
  /** They said no day but an end, in these words: from now until then. */
  readonly until?: string;
}

const HALF_DAY = DAY_MIN / 2;

/**
 * "9-1" on a day: of the hours that it may mean, those of the evening where it is said for tonight, else those in which the pods should have
 * somebody on call, else as they are written.
 */
export const hoursOn = (
  d: Draft,
  day: number,
  text: string,
  isTonight: boolean,
): { readonly from: number; readonly to: number } | undefined => {
  const hours = readHours(text);
  if (!hours) return undefined;
  const midnight = day * DAY_MIN;
  const wanted = d.world.community.pods.map(p => p.covered);
  const isWanted = (minute: number): boolean => wanted.some(covered => covers(covered, minute));
  const ends = (from: number): number => [hours.to, hours.to + HALF_DAY, hours.to + DAY_MIN].find(to => to > from) ?? hours.to;
  const readings = [hours.from, hours.from + HALF_DAY].map(from => ({ from: midnight + from, to: midnight + ends(from) }));
  const exact = { from: midnight + hours.from, to: midnight + (hours.to > hours.from ? hours.to : hours.to + DAY_MIN) };
  if (/[ap]\.?m|\d{2}:\d{2}/i.test(text)) return exact;
  if (isTonight) return readings.find(({ from }) => from >= midnight + HALF_DAY) ?? exact;
  return readings.find(({ from, to }) => isWanted(from) && isWanted(to - 1)) ?? exact;
};

/** The words one by one, "tonight" in any language of the line as today. */
const wordsOf = (d: Draft, rest: string): { readonly words: readonly string[]; readonly isTonight: boolean } => {
  const said = Object.values(d.world.book.words).map(({ terms }) => [terms['clock.evening'] ?? '-', terms['clock.today'] ?? ''] as const);
  const text = said.reduce((all, [tonight, today]) => all.replace(new RegExp(String.raw`(?<!\S)${tonight}(?!\S)`, 'i'), today), rest);
  return { words: text.trim().split(/\s+/), isTonight: text !== rest };
};

/** What stands behind ON or OFF; undefined where it names no day and no end, or hours that cannot be read. */
const wantedIn = (d: Draft, language: Language, rest: string): Wanted | undefined => {
  const said = untilSaid(d, language, rest);
  if (said && dayMeant(d, said.name) === undefined) return { name: said.name, from: wallNow(d), to: said.until.to, until: rest };
  const { words, isTonight } = wordsOf(d, rest);
  const at = words.findIndex(word => dayMeant(d, word) !== undefined);
  const day = dayMeant(d, words[at] ?? '');
  if (day === undefined) return undefined;
  const name = words.slice(0, at).join(' ');
  const hours = words.slice(at + 1).join(' ');
  if (hours === '') return { name, from: wallOf(day * DAY_MIN), to: wallOf((day + 1) * DAY_MIN) };
  const span = hoursOn(d, day, hours, isTonight);
  return span && { name, from: wallOf(span.from), to: wallOf(span.to) };
};

/** "Sat 9am-noon", or "until Monday". */
const spanOf = (d: Draft, language: Language, wanted: Wanted): string => {
  const said = wanted.until && isDayBreak(wanted.to) ? untilSaid(d, language, wanted.until) : undefined;
  return said ? d.line(language, 'until-day', { day: said.until.words }) : timeWords(d, language, wanted);
};

/** Puts it into the plans of their pods; the same said twice is said once, and the last word holds, also over an ON or OFF without a day. */
const write = (d: Draft, v: Volunteer, pods: readonly string[], what: 'on' | 'off', { from, to }: Wanted, by: string): void => {
  const said = withBut(v, what, { from, to }, wallNow(d));
  if (said !== v) d.putVolunteer(said);
  for (const pod of pods) {
    const plan = d.schedule.plans[pod] ?? emptyPlan(pod);
    const made: Override = { id: `said-${v.number}-${from}`, what, who: v.number, name: v.name, from, to, by };
    changePod(d, { ...plan, overrides: withOverride(plan.overrides, made) });
  }
};

/** Whoever has just said ON for the next day is not asked whether that is OK. */
const sayIsOk = (d: Draft, number: PhoneNumber, { from, to }: Wanted): void => {
  const [v, now] = [d.volunteer(number), wallNow(d)];
  if (!v || from > plusMinutes(now, DAY_MIN)) return;
  const kept = (v.shiftAsks ?? []).filter(ask => ask.to > now && ask.from !== from);
  const said = v.pods.map((pod): ShiftAsk => ({ pod, from, to, at: d.now, asked: now, said: 'ok' }));
  d.putVolunteer({ ...v, shiftAsks: [...kept, ...said] });
};

/** Whether ON or OFF with these words behind it is for a time to come, and for whoever says it. */
export const namesTime = (d: Draft, language: Language, rest: string): boolean => wantedIn(d, language, rest)?.name === '';

/** ON Sat 9-12, OFF Sat, OFF tomorrow, OFF until Monday: for themselves. Answers false where no day is named. */
export const oneTime = (d: Draft, me: Helper, what: 'on' | 'off', rest: string): boolean => {
  const said = untilSaid(d, me.language, rest);
  if (said?.name === '') {
    setDuty(d, me, what, said.until);
    return true;
  }
  const wanted = wantedIn(d, me.language, rest);
  const { volunteer: v, language } = me;
  if (wanted?.name !== '' || v.pods.length === 0) return false;
  if (wanted.to <= wallNow(d)) d.reply(d.line(language, 'one-time-over'));
  else {
    write(d, v, v.pods, what, wanted, v.name);
    if (what === 'on') sayIsOk(d, v.number, wanted);
    d.reply(d.line(language, `one-time-${what}`, { me: v.name, span: timeWords(d, language, wanted) }));
  }
  return true;
};

/** ON Ana Sat 9-12, OFF Ana Sat, OFF Ana until Monday: for somebody else, from a coordinator or the lead of a pod of theirs; they are told. */
export const oneTimeFor = (d: Draft, me: Speaker, what: 'on' | 'off', rest: string): boolean => {
  const wanted = wantedIn(d, me.language, rest);
  if (!wanted || wanted.name === '') return false;
  const meant = whomTheyMean(d, me, what, wanted.name);
  if (!meant) return true;
  if (wanted.to <= wallNow(d)) d.reply(d.line(me.language, 'one-time-over'));
  else {
    const { volunteer: v, pods } = meant;
    const fill = { name: v.name, span: spanOf(d, me.language, wanted) };
    const by = me.volunteer?.name ?? '';
    write(d, v, pods, what, wanted, by);
    if (v.number !== me.number) tellThem(d, v, what, wanted, firstName(by));
    const told = toldOf(d, me, v, wanted);
    d.reply(d.line(me.language, `one-time-${what}-${told.how}`, { ...fill, time: told.time }));
  }
  return true;
};

/** What is said of the text about it: that it is told, when they will read it, or that none reaches them before it begins. */
const toldOf = (
  d: Draft,
  me: Speaker,
  v: Volunteer,
  { from }: Wanted,
): { readonly how: 'told' | 'later' | 'untold'; readonly time: string } => {
  const at = v.number === me.number ? d.now : readsAt(d, v, NOTICE);
  if (at === d.now) return { how: 'told', time: '' };
  const isTooLate = at === 'never' || wallAt(at, d.world.community.timezone) >= from;
  return isTooLate ? { how: 'untold', time: '' } : { how: 'later', time: dayAndTime(d, me.language, at) };
};

const tellThem = (d: Draft, v: Volunteer, what: 'on' | 'off', wanted: Wanted, by: string): void => {
  if (readsAt(d, v, NOTICE) === 'never') return;
  const language = d.languageOfVolunteer(v.number);
  const validForSeconds = Math.max(60, (minutesOf(wanted.to) - minutesOf(wallNow(d))) * 60);
  const body = d.line(language, `one-time-${what}-by`, { by, span: spanOf(d, language, wanted), me: v.name });
  d.send(v.number, body, NOTICE.purpose, NOTICE.priority, undefined, validForSeconds);
};
