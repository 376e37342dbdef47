import type { Instant, Language } from '../../domain/ids.ts';
import { dayAsSaid, untilIn } from '../../domain/until.ts';
import { type Wall, wallAt } from '../../domain/wall.ts';
import type { Draft } from '../draft/draft.ts';
import { plainFor } from '../follow/pause.ts';
import { untilWords } from './span-words.ts';

/** An end that somebody said: by the wall clock, and how it is said back: "Monday", "Mon 9am". */
export interface SaidUntil {
  readonly to: Wall;
  readonly words: string;
}

/** Whether it is the beginning of a day, which is said by its name: at midnight it would be taken for its end. */
export const isDayBreak = (wall: Wall): boolean => wall.endsWith('T00:00');

const endSaid = (d: Draft, language: Language, at: Instant, to: Wall): string =>
  isDayBreak(to) ? plainFor(d, dayAsSaid(at, d.now, d.world.community.timezone, language)) : untilWords(d, language, to);

/** A name, or nothing, before the word; a day or an hour before it makes it a span of another kind ("Sat 9 until 12"). */
const UNTIL = /^([^\d]*?)\s*\b(?:until|till|til|hasta)\b\s*(.+)$/i;

/** "until Monday", "Ana hasta el lunes", "until 6pm": for whom, and the end; undefined for anything else, and for what is past. */
export const untilSaid = (d: Draft, language: Language, rest: string): { readonly name: string; readonly until: SaidUntil } | undefined => {
  const [, name, when] = UNTIL.exec(rest.trim()) ?? [];
  const { timezone, languages } = d.world.community;
  const at = when === undefined ? undefined : untilIn(when, d.now, timezone, [language, ...languages]);
  if (name === undefined || at === undefined) return undefined;
  const to = wallAt(at, timezone);
  return { name, until: { to, words: endSaid(d, language, at, to) } };
};
