/** A time of day as it was told, and which half of the day where that was told too. */
export interface Told {
  readonly clock: number;
  readonly half?: 'am' | 'pm';
  /** They say that it is so late: "its 2am", "son las 5pm". It may yet be when they must be there. */
  readonly isIt?: true;
}

const LATE =
  /\b(?:tonight|tonite|2nite|this evening|this afternoon|in the (?:evening|afternoon)|at night|de la (?:tarde|noche)|esta (?:noche|tarde)|por la (?:tarde|noche))\b/u;
const EARLY = /\b(?:this morning|in the morning|morning|de la manana|por la manana|temprano)\b/u;

/** "9am", "9:30 p.m.": a time of day wherever it stands. */
const WITH_HALF = /(?<![\d.,:$#-])(\d{1,2})(?::(\d{2}))?\s?([ap])\.?\s?m\b\.?/gu;
/** "10:30", "a las 9", "at 9 o'clock". */
const PLAIN = /(?<![\d.,:$#-])(\d{1,2}):(\d{2})(?![\d:]|\s?[ap]\.?\s?m\b)/gu;
const A_LAS = /\ba las? (\d{1,2})(?:(?::(\d{2}))|\s+y\s+(media))?(?![\d:])/gu;
const O_CLOCK = /(?<![\d.,:$#-])(\d{1,2})(?::(\d{2}))? ?o'?clock\b/gu;
/** "at 9", "by 5", "before 3": only where nothing follows that the number may count or name. */
const AT =
  /\b(?:at|by|before|around|about|antes de las?|como a las?)\s+(\d{1,2})(?::(\d{2}))?(?=\s*$|\s*[.,;!?]|\s+\d{5}\b|\s+(?:to|para)\s+(?!\d|las?\s+\d)|\s+(?:today|tonight|tomorrow|tmrw|on|in the|for|from|please|pls|plz|sharp|and|or|instead|rather|then|works|mon|tue|wed|thu|fri|sat|sun|monday|tuesday|wednesday|thursday|friday|saturday|sunday|hoy|manana|desde|de la|del|el|por)\b)/gu;
const NOON = /\b(?:noon|mid ?day|al? ?medio ?dia)\b/gu;

/** Right before a clock these say that it is so late. */
const IT_IS =
  /\b(?:it ?'?s|it is|now|already|son las?|es la)\s+(?:(?:already|now|almost|nearly|only|like|about|past|ya|casi|apenas|las?)\s+)*$/u;
/** Right before a clock these say that it is not the time at which something is needed: when a place opens, from when on, an address. */
const NOT_AT =
  /\b(?:opens?|opened|closes?|closed|abren?|abre|cierran?|cierra|since|until|till|til|from|desde|hasta|woke|up|after|despues de|not before|not|home|off|out)\s+(?:at\s+|by\s+|a las?\s+|las?\s+|the\s+)?$/u;
/** In the clause before a clock these say that it is a time that was, or another's: "my sister died at 3am", "call me at 3". */
const WAS =
  /\b(?:died|dead|passed|born|was|were|been|went|came|left|fell|woke|happened|started|broke|stopped|ended|arrived|called|ate|had|lost|last|burned|burnt|slept|hurt|hit|evicted|arrested|gave birth|last night|yesterday|call me|call us|text me|text us|ring me|phone me|murio|fallecio|nacio|fue|fui|fuimos|estaba|estuve|llego|salio|cerro|tuvo|tuve|ayer|anoche|llameme|llamenme|llamame|laid off|fired|ran out|stole|stolen|robbed|towed|crashed|spoiled|quit|flooded|shut off|cut off|perdi|perdio|perdimos|corrieron|despidieron|descompuso|rompio|quemo|operaron|robaron|robo|desalojaron|sacaron|cortaron|acabo|echaron|nos quedamos|me quede)\b/u;
/** And these that what is told is yet to come, or happens again. */
const WILL_BE = /\b(?:will|ll|going to|gonna|about to|get|gets|getting|be|being|has to|have to|van a|va a|nos van|me van)\b/u;
/** What a clause about the past may have before its day. */
const DAY_LEADS = /^\s*(?:on|this|past|el|este|pasado|\s)*$/u;
const WHOSE_PAST =
  /^\s+(?:night |morning |afternoon |evening |en la \w+ |por la \w+ )?(?:i|we|he|she|they|(?:my|our|the|mi|el|la) \w+|me|nos|se)(?: me| nos| le)? (?:just |all )?/u;
const WAS_AFTER = /^\s*(?:yesterday|last|ago|ayer|anoche|de ayer)\b/u;
/** Where another thought begins. */
const CLAUSE = /[,.;!?](?!\d)|\b(?:and|but|so|we|i|they|need|needs|needed|please|pls|plz|can|could|pero|necesit\w*|asi que|por favor)\b/gu;

const clauseBefore = (text: string, at: number): string => {
  const before = text.slice(Math.max(0, at - 80), at);
  let from = 0;
  for (const { index, 0: word } of before.matchAll(CLAUSE)) from = index + word.length;
  return before.slice(from);
};

/** Whether the day that a text names between two places is one on which something was: "lost my job on tuesday", "el lunes me corrieron". */
export const isPastDay = (text: string, at: number, end: number): boolean => {
  const before = clauseBefore(text, at);
  if (WAS.test(before)) return !WILL_BE.test(before);
  const subject = DAY_LEADS.test(before) ? WHOSE_PAST.exec(text.slice(end)) : null;
  const verb =
    subject &&
    text
      .slice(end + subject[0].length)
      .split(' ')
      .slice(0, 2)
      .join(' ');
  return WAS_AFTER.test(text.slice(end)) || (verb ? WAS.test(verb) : false);
};

/** "I was there at 9" begins with who was, which begins a clause of its own; so that word is looked for behind it. */
const isTheirs = (text: string, at: number, end: number): boolean =>
  !NOT_AT.test(text.slice(Math.max(0, at - 40), at)) && !WAS.test(clauseBefore(text, at)) && !WAS_AFTER.test(text.slice(end));

const firstOf = (pattern: RegExp, text: string, isIt: boolean): RegExpExecArray | undefined =>
  [...text.matchAll(pattern)].find(
    ({ index, 0: whole }) =>
      isLateNow(text, index) === isIt &&
      isTheirs(text, index, index + whole.length) &&
      isTheirs(text, digitsAt(text, index), index + whole.length),
  );

/** Where the number of a time begins that a word leads in. */
const digitsAt = (text: string, from: number): number => {
  const digits = text.slice(from).search(/\d/u);
  return digits < 0 ? from : from + digits;
};

/** "9am or 10am", "5 to 7pm", "between 2 and 4": more than one time, of which none is surely the one. */
const SEVERAL =
  /\d(?::\d\d)?\s?(?:[ap]\.?m\.?)?\s?(?:or|to|and|-|y|o|a|hasta|until|till?)\s?\d{1,2}(?::\d\d)?\s?[ap]\.?m\b|\d\s?[ap]\.?m\.?\s?(?:or|to|and|-|y|o|a|hasta|until|till?)\s?(?:las? )?\d{1,2}\b|\bbetween \d|\bentre las? \d|\bde las? \d{1,2} (?:de la \w+ )?a las? \d/u;

const HALF_HOUR = 30;
const halfOf = (text: string, hour: number): Told['half'] => {
  if (hour > 12) return undefined;
  // Whoever writes "0:30" counts the hours from midnight.
  if (hour === 0) return 'am';
  // Twelve of a night is its midnight.
  if (LATE.test(text)) return hour === 12 && /\b(?:tonight|tonite|2nite|at night|esta noche|de la noche)\b/u.test(text) ? 'am' : 'pm';
  return EARLY.test(text) ? 'am' : undefined;
};

const isLateNow = (text: string, at: number): boolean => IT_IS.test(text.slice(Math.max(0, at - 40), at));

/** The first clock of a text in the order of how surely a pattern finds one. */
const clockIn = (text: string, isIt: boolean): RegExpExecArray | undefined => {
  for (const pattern of [WITH_HALF, A_LAS, O_CLOCK, AT, PLAIN]) {
    const found = firstOf(pattern, text, isIt);
    if (found) return found;
  }
  return undefined;
};

/** The time of day at which they need it, as far as a folded text tells one; "unsure" where it tells several. */
export const toldClock = (text: string): Told | 'unsure' | undefined => {
  const needed = clockIn(text, false);
  if (!needed && firstOf(NOON, text, false)) return { clock: 12 * 60, half: 'pm' };
  const found = needed ?? clockIn(text, true);
  if (!found) return firstOf(NOON, text, true) ? { clock: 12 * 60, half: 'pm', isIt: true } : undefined;
  if (SEVERAL.test(text)) return 'unsure';
  const [hour, minute] = [Number(found[1]), found[3] === 'media' ? HALF_HOUR : Number(found[2] ?? 0)];
  if (hour > 23 || minute > 59) return undefined;
  const half = found[3] === 'a' ? 'am' : found[3] === 'p' ? 'pm' : halfOf(text, hour);
  return { clock: hour * 60 + minute, ...(half ? { half } : {}), ...(needed ? {} : { isIt: true }) };
};
