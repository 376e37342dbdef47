import { toldClock } from './needed-clock.ts';
import { fold } from './words.ts';

const NOON = 12 * 60;

/** The names of each day, Sunday first, as the days of a week are counted here; for folded text. */
export const DAYS: readonly string[] = [
  'sun(?:days?)?|domingos?',
  'mon(?:days?)?|lunes',
  'tue(?:s(?:days?)?)?|martes',
  'wed(?:nesdays?)?|miercoles',
  'thu(?:r(?:s(?:days?)?)?)?|jueves',
  'fri(?:days?)?|viernes',
  'sat(?:urdays?)?|sabados?',
];
const NAMES = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'] as const;
const DAY = `(?:${DAYS.join('|')})`;
const AND = '(?:[\\s,/&]+(?:and |y |or |o )?)';

/** "Every Monday", "Mondays and Fridays", "los lunes", "every week". */
const AGAIN = new RegExp(
  `\\b(?:(?:every|each|cada|todos los|todas las|los) (?:other )?(${DAY}(?:${AND}${DAY})*)\\b|((?:sun|mon|tues|wednes|thurs|fri|satur)days(?:${AND}(?:sun|mon|tues|wednes|thurs|fri|satur)days)*)|(?:every|each|cada) (?:week|semana|day|dia)\\b|\\bweekly\\b|\\bcada semana\\b)`,
  'u',
);
/** A word of each way to say so: the ways themselves are looked at only where one stands, since a first text waits until they are compiled. */
const MAY_BE_AGAIN = /every|each|cada|todos|todas|los |days|weekly/;

/**
 * Whether something is needed again and again, and the text with the next of its days in place of them all. Undefined where it is not. `clock` (0 = Sunday, minutes of the day) is asked
 * only then: a first text waits long for the wall clock.
 */
export const neededAgain = (text: string, clock: () => { readonly day: number; readonly minute: number }): string | undefined => {
  const said = fold(text);
  const found = MAY_BE_AGAIN.test(said) ? AGAIN.exec(said) : null;
  if (!found) return undefined;
  const told = found[1] ?? found[2] ?? '';
  const days = DAYS.flatMap((names, day) => (new RegExp(`\\b(?:${names})\\b`, 'u').test(told) ? [day] : []));
  const { day: today, minute } = clock();
  const [next] = days.toSorted((a, b) => ((a - today + 7) % 7 || 7) - ((b - today + 7) % 7 || 7));
  // Said in the afternoon of its own day and without an hour, it is for the week after: today's has been.
  const over = next === today && minute >= NOON && toldClock(said) === undefined;
  return said.replace(found[0], next === undefined ? '' : `on ${over ? 'next ' : ''}${NAMES[next]}`);
};
