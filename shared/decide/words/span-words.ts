import type { Language } from '../../domain/ids.ts';
import { DAY_MIN, dayOf, minutesOf, type Wall, wallAt, weekdayOf } from '../../domain/wall.ts';
import type { Draft } from '../draft/draft.ts';
import { minuteWords, weekdayWords } from './clock-words.ts';

/** A day that is further away than this is said with its date. */
const NEAR_DAYS = 6;

const clock = (d: Draft, language: Language, wall: Wall): string => minuteWords(d, language, minutesOf(wall) % DAY_MIN);

/** "Sat", or "Sat 1/16" where that could be mistaken for the one before. */
export const dayOfWall = (d: Draft, language: Language, wall: Wall): string => {
  const day = dayOf(minutesOf(wall));
  const name = weekdayWords(d, language, weekdayOf(day));
  const ahead = day - dayOf(minutesOf(wallAt(d.now, d.world.community.timezone)));
  if (ahead >= -1 && ahead <= NEAR_DAYS) return name;
  return d.line(language, 'day-date', { day: name, month: Number(wall.slice(5, 7)), date: Number(wall.slice(8, 10)) });
};

/** "Sat 9am-1pm", "Sat, all day", and "Sat 9am-Mon 8am" where it takes longer than a day. */
export const timeWords = (d: Draft, language: Language, { from, to }: { readonly from: Wall; readonly to: Wall }): string => {
  const isDay = minutesOf(to) - minutesOf(from) === DAY_MIN && minutesOf(from) % DAY_MIN === 0;
  if (isDay) return d.line(language, 'day-whole', { day: dayOfWall(d, language, from) });
  const long = minutesOf(to) - minutesOf(from) > DAY_MIN;
  const end = long ? `${dayOfWall(d, language, to)} ${clock(d, language, to)}` : clock(d, language, to);
  return `${dayOfWall(d, language, from)} ${clock(d, language, from)}-${end}`;
};

/** "1pm" today, "Sat 1pm" on another day. */
export const untilWords = (d: Draft, language: Language, until: Wall): string => {
  const now = wallAt(d.now, d.world.community.timezone);
  // Midnight belongs to the day that it ends.
  const isToday = dayOf(minutesOf(until) - 1) === dayOf(minutesOf(now)) || minutesOf(until) - minutesOf(now) < DAY_MIN / 2;
  return isToday ? clock(d, language, until) : `${dayOfWall(d, language, until)} ${clock(d, language, until)}`;
};

export const podName = (d: Draft, pod: string): string => d.world.community.pods.find(p => p.id === pod)?.name ?? pod;

/** "Food Distribution Pod, Sat 9am-1pm" */
export const spanWords = (d: Draft, language: Language, span: { readonly pod: string; readonly from: Wall; readonly to: Wall }): string =>
  `${podName(d, span.pod)}, ${timeWords(d, language, span)}`;
