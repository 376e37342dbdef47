import type { ByClock } from '../domain/eta.ts';
import { fold, LONGEST_TEXT } from './words.ts';

const DAY_NAMES: readonly string[] = [
  'sun(?:day)?|domingo',
  'mon(?:day)?|lunes',
  'tue(?:s(?:day)?)?|martes',
  'wed(?:nesday)?|miercoles',
  'thu(?:r(?:s(?:day)?)?)?|jueves',
  'fri(?:day)?|viernes',
  'sat(?:urday)?|sabado',
];
const ANY_DAY = DAY_NAMES.join('|');
/** What makes a day one that something is not needed on: since when, until when, what happens then, and every week. */
const NOT_THEN = String.raw`(?:since|until|till|til|'til|through|thru|last|every|each|paid|payday|pay day|closed|stamps|ebt|snap|check|checks|comes?|coming|hasta|desde|pasado|cada|todos los|todas las|pagan|cobro|pago|llegan?|the past)\s+(?:on\s+|this\s+|next\s+|in\s+|el\s+|los\s+|las\s+|proximo\s+|proxima\s+)?`;
const WEEKDAY = new RegExp(
  String.raw`(?<!\b${NOT_THEN})\b(?:(?<!\b(?:on|by|this|next|for|before) )(?:sun|sat|wed|mon)(?![a-z])(?! \d)|(${ANY_DAY}))s?\b(?!\s+(?:st|street|ave|night live)\b)`,
  'u',
);
const DAYS = DAY_NAMES.map(names => new RegExp(`^(?:${names})$`, 'u'));
const TOMORROW = new RegExp(
  String.raw`(?<!\b(?:por|de|en|a|esta|la)\s+(?:la\s+)?)(?<!\b${NOT_THEN})\b(?:tomorrow|tomorow|tommorow|tommorrow|tmrw|tmr|manana)\b`,
  'u',
);
const TODAY = /\b(?:today|tonight|tonite|2day|2nite|this (?:morning|afternoon|evening)|hoy|esta (?:noche|tarde))\b/u;
const LATE =
  /\b(?:tonight|tonite|2nite|this evening|this afternoon|in the (?:evening|afternoon)|at night|de la (?:tarde|noche)|esta (?:noche|tarde)|por la (?:tarde|noche))\b/u;
const EARLY = /\b(?:this morning|in the morning|morning|de la manana|por la manana|temprano)\b/u;

const HALF = String.raw`\s?([ap])\.?\s?m\b\.?`;
/** "9am", "9:30 p.m.": a time of day wherever it stands. */
const WITH_HALF = new RegExp(String.raw`(?<![\d.,:$#-])(\d{1,2})(?::(\d{2}))?${HALF}`, 'u');
/** "10:30", "a las 9", "at 9 o'clock". */
const PLAIN = /(?<![\d.,:$#-])(\d{1,2}):(\d{2})(?![\d:])/u;
const A_LAS = /\ba las? (\d{1,2})(?:(?::(\d{2}))|\s+y\s+(media))?(?![\d:])/u;
const O_CLOCK = /(?<![\d.,:$#-])(\d{1,2})(?::(\d{2}))? ?o'?clock\b/u;
/** "at 9", "by 5", "before 3": only where nothing follows that the number may count or name. */
const AT =
  /\b(?:at|by|before|around|about|antes de las?|como a las?)\s+(\d{1,2})(?::(\d{2}))?(?=\s*$|\s*[.,;!?]|\s+(?:today|tonight|tomorrow|tmrw|on|in the|for|please|pls|plz|sharp|and|or|mon|tue|wed|thu|fri|sat|sun|monday|tuesday|wednesday|thursday|friday|saturday|sunday|hoy|manana|de la|del|el|por)\b)/u;
const NOON = /\b(?:noon|mid ?day|al? ?medio ?dia)\b/u;
/** A clock that is none of theirs: when a place opens or closes. */
const NOT_CLOCK = /\b(?:opens?|closes?|closed|abren?|cierran?|since|until|till|til|from|desde|hasta|woke|up)\s+(?:at\s+|a las\s+)?\d/u;
/** Without any of these there is no time in a text. */
const MAY_TELL = new RegExp(
  String.raw`\d\s?[ap]\.?\s?m\b|\d:\d|o'?clock|\bnoon\b|mid ?day|medio ?dia|\b(?:at|by|before|around|about|las?) \d|\b(?:${ANY_DAY})s?\b`,
  'u',
);

const HALF_HOUR = 30;
const clockIn = (text: string): { readonly clock: number; readonly half?: 'am' | 'pm' } | undefined => {
  if (NOT_CLOCK.test(text)) return undefined;
  const found = WITH_HALF.exec(text) ?? A_LAS.exec(text) ?? O_CLOCK.exec(text) ?? AT.exec(text) ?? PLAIN.exec(text);
  if (!found) return NOON.test(text) ? { clock: 12 * 60, half: 'pm' } : undefined;
  const [hour, minute] = [Number(found[1]), found[3] === 'media' ? HALF_HOUR : Number(found[2] ?? 0)];
  if (hour > 23 || minute > 59) return undefined;
  const clock = hour * 60 + minute;
  if (found[3] === 'a' || found[3] === 'p') return { clock, half: found[3] === 'a' ? 'am' : 'pm' };
  if (hour > 12) return { clock };
  return LATE.test(text) ? { clock, half: 'pm' } : EARLY.test(text) ? { clock, half: 'am' } : { clock };
};

const dayIn = (text: string): ByClock['day'] => {
  if (TOMORROW.test(text)) return 'tomorrow';
  const named = WEEKDAY.exec(text)?.[1];
  const weekday = named === undefined ? -1 : DAYS.findIndex(day => day.test(named));
  return weekday >= 0 ? weekday : TODAY.test(text) ? 'today' : undefined;
};

/**
 * The time at which somebody needs it, as far as they tell one: "dialysis tomorrow at 9am", "a las 9 el viernes", "by friday noon", "tuesday". Today
 * and tomorrow alone are no more than how soon. Undefined where no time is told, or it is no time to be there: "no food till friday".
 */
export const neededBy = (words: string): ByClock | undefined => {
  const text = fold(words.slice(0, LONGEST_TEXT)).replace(/\s+/g, ' ');
  if (!MAY_TELL.test(text)) return undefined;
  const clock = clockIn(text);
  const day = dayIn(text);
  if (clock === undefined && typeof day !== 'number') return undefined;
  return { ...clock, ...(day === undefined ? {} : { day }) };
};
