import { DAYS } from './weekly.ts';
import { fold } from './words.ts';

/** Days of every week (0 = Sunday) that somebody named, and the words before and behind them, folded. */
export interface EveryWeek {
  readonly before: string;
  readonly days: readonly number[];
  readonly behind: string;
}

const DAY = `(?:${DAYS.join('|')})`;
const TO = '(?:\\s*[-\u2013]\\s*|\\s+(?:to|thru|through|until|a|al|hasta)\\s+(?:el )?)';
const AND = '(?:[\\s,/&]+(?:and |y )?(?:los )?)';
const LIST = `${DAY}(?:(?:${TO}|${AND})${DAY}\\b)*`;
const PLURAL = '(?:(?:sun|mon|tues|wednes|thurs|fri|satur)days|los (?:lunes|martes|miercoles|jueves|viernes|sabados|domingos))';
const WORK = '(?:week ?days?|entre semana|dias? de semana|dia laborable)';
const REST = '(?:week ?ends?|fines? de semana)';

/** "Every Sat", "cada lunes y viernes", "Mondays", "los sabados", "weekdays", "every day". */
const made = () => ({
  every: new RegExp(
    `^(.*?)\\b(?:(?:every|each|cada|todos los|todas las) (${LIST}|${WORK}|${REST}|day|dia|dias)|(${PLURAL}(?:(?:${TO}|${AND})${DAY}\\b)*|weekdays|weekends|entre semana|los fines de semana))\\b(.*)$`,
    'u',
  ),
  one: new RegExp(`\\b${DAY}\\b`, 'gu'),
  range: new RegExp(`^${TO}$`, 'u'),
  work: new RegExp(`^${WORK}$`, 'u'),
  rest: new RegExp(`^(?:los )?${REST}$`, 'u'),
});
let ways: ReturnType<typeof made> | undefined;
/** Made when first asked for: few who text say ON or OFF. */
const way = (): ReturnType<typeof made> => {
  ways ??= made();
  return ways;
};

const dayNumber = (word: string): number => DAYS.findIndex(names => new RegExp(`^(?:${names})$`, 'u').test(word));

const WEEK = [0, 1, 2, 3, 4, 5, 6];
const upTo = (first: number, last: number): readonly number[] => WEEK.map(n => (first + n) % 7).slice(0, ((last - first + 7) % 7) + 1);

/** "mon-fri" is five days, "mon and fri" are two. */
const daysIn = (told: string): readonly number[] => {
  if (way().work.test(told)) return [1, 2, 3, 4, 5];
  if (way().rest.test(told)) return [6, 0];
  if (/^(?:day|dias?)$/u.test(told)) return WEEK;
  const days: number[] = [];
  let end = 0;
  for (const one of told.matchAll(way().one)) {
    const [day, before] = [dayNumber(one[0]), days.at(-1)];
    const isRange = before !== undefined && way().range.test(told.slice(end, one.index));
    days.push(...(isRange ? upTo(before, day).slice(1) : [day]));
    end = one.index + one[0].length;
  }
  return [...new Set(days)];
};

/** Whether days of every week are named, as behind ON and OFF, and which; undefined where they are not. */
export const everyWeek = (text: string): EveryWeek | undefined => {
  const m = way().every.exec(fold(text).trim());
  if (!m) return undefined;
  return { before: (m[1] ?? '').trim(), days: daysIn(m[2] ?? m[3] ?? ''), behind: (m[4] ?? '').replace(/^[\s,:]+/u, '').trim() };
};
