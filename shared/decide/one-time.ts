import { readHours } from '../domain/hours.ts';
import { emptyPlan } from '../domain/on-call.ts';
import { type Override, withOverride } from '../domain/override.ts';
import { covers } from '../domain/shift.ts';
import { firstName, type Volunteer } from '../domain/volunteer.ts';
import { DAY_MIN, minutesOf, type Wall, wallOf } from '../domain/wall.ts';
import { byName } from './acts.ts';
import { changePod } from './cover-words.ts';
import type { Draft } from './draft.ts';
import type { Helper, Speaker } from './meet.ts';
import { dayMeant, wallNow } from './own-shifts.ts';
import { timeWords } from './span-words.ts';

/** ON or OFF for a time to come, as it was texted: for whom, where a name stands before the day, and from when to when. */
interface Wanted {
  readonly name: string;
  readonly from: Wall;
  readonly to: Wall;
}

const HALF_DAY = DAY_MIN / 2;

/** "9-1" on a day: of the hours that it may mean, those in which the pods should have somebody on call, else as they are written. */
const hoursOn = (d: Draft, day: number, text: string): { readonly from: number; readonly to: number } | undefined => {
  const hours = readHours(text);
  if (!hours) return undefined;
  const midnight = day * DAY_MIN;
  const wanted = d.world.community.pods.map(p => p.covered);
  const isWanted = (minute: number): boolean => wanted.some(covered => covers(covered, minute));
  const ends = (from: number): number => [hours.to, hours.to + HALF_DAY, hours.to + DAY_MIN].find(to => to > from) ?? hours.to;
  const readings = [hours.from, hours.from + HALF_DAY].map(from => ({ from: midnight + from, to: midnight + ends(from) }));
  const exact = { from: midnight + hours.from, to: midnight + (hours.to > hours.from ? hours.to : hours.to + DAY_MIN) };
  if (/[ap]\.?m|\d{2}:\d{2}/i.test(text)) return exact;
  return readings.find(({ from, to }) => isWanted(from) && isWanted(to - 1)) ?? exact;
};

/** What stands behind ON or OFF; undefined where it names no day, or hours that cannot be read. */
const wantedIn = (d: Draft, rest: string): Wanted | undefined => {
  const words = rest.trim().split(/\s+/);
  const at = words.findIndex(word => dayMeant(d, word) !== undefined);
  const day = dayMeant(d, words[at] ?? '');
  if (day === undefined) return undefined;
  const name = words.slice(0, at).join(' ');
  const hours = words.slice(at + 1).join(' ');
  if (hours === '') return { name, from: wallOf(day * DAY_MIN), to: wallOf((day + 1) * DAY_MIN) };
  const span = hoursOn(d, day, hours);
  return span && { name, from: wallOf(span.from), to: wallOf(span.to) };
};

/** Puts it into the plans of their pods; the same said twice is said once, and the last word holds. */
const write = (d: Draft, v: Volunteer, pods: readonly string[], what: 'on' | 'off', { from, to }: Wanted, by: string): void => {
  for (const pod of pods) {
    const plan = d.schedule.plans[pod] ?? emptyPlan(pod);
    const made: Override = { id: `said-${v.number}-${from}`, what, who: v.number, name: v.name, from, to, by };
    changePod(d, { ...plan, overrides: withOverride(plan.overrides, made) });
  }
};

/** ON Sat 9-12, OFF Sat, OFF tomorrow: for themselves. Answers false where no day is named. */
export const oneTime = (d: Draft, me: Helper, what: 'on' | 'off', rest: string): boolean => {
  const wanted = wantedIn(d, rest);
  const { volunteer: v, language } = me;
  if (wanted?.name !== '' || v.pods.length === 0) return false;
  if (wanted.to <= wallNow(d)) d.reply(d.line(language, 'one-time-over'));
  else {
    write(d, v, v.pods, what, wanted, v.name);
    d.reply(d.line(language, `one-time-${what}`, { me: v.name, span: timeWords(d, language, wanted) }));
  }
  return true;
};

/** The pods of this person in which whoever speaks may change who is on call. */
const podsOf = (v: Volunteer, { powers }: Speaker): readonly string[] =>
  v.pods.filter(pod => powers.coordinator || powers.leads.includes(pod));

/** ON Ana Sat 9-12, OFF Ana Sat: for somebody else, from a coordinator or the lead of a pod of theirs, who hear it at once. */
export const oneTimeFor = (d: Draft, me: Speaker, what: 'on' | 'off', rest: string): boolean => {
  const wanted = wantedIn(d, rest);
  if (!wanted || wanted.name === '') return false;
  const found = byName(d, wanted.name);
  const [v] = found;
  const fill = { name: v?.name ?? wanted.name, names: found.map(one => one.name).join(', '), span: timeWords(d, me.language, wanted) };
  const pods = v ? podsOf(v, me) : [];
  if (!v) d.reply(d.line(me.language, 'assign-unknown', fill));
  else if (found.length > 1) d.reply(d.line(me.language, 'assign-several', fill));
  else if (pods.length === 0) d.reply(d.line(me.language, 'one-time-not-yours', fill));
  else if (wanted.to <= wallNow(d)) d.reply(d.line(me.language, 'one-time-over'));
  else {
    const by = me.volunteer?.name ?? '';
    write(d, v, pods, what, wanted, by);
    d.reply(d.line(me.language, `one-time-${what}-told`, fill));
    if (v.number !== me.number) tellThem(d, v, what, wanted, firstName(by));
  }
  return true;
};

const tellThem = (d: Draft, v: Volunteer, what: 'on' | 'off', wanted: Wanted, by: string): void => {
  const language = d.languageOfVolunteer(v.number);
  const validForSeconds = Math.max(60, (minutesOf(wanted.to) - minutesOf(wallNow(d))) * 60);
  const body = d.line(language, `one-time-${what}-by`, { by, span: timeWords(d, language, wanted), me: v.name });
  d.send(v.number, body, 'shift', 'notice', undefined, validForSeconds);
};
