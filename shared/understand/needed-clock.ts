/** A time of day as it was told, and which half of the day where that was told too. */
export interface Told {
  readonly clock: number;
  readonly half?: 'am' | 'pm';
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
  /\b(?:at|by|before|around|about|antes de las?|como a las?)\s+(\d{1,2})(?::(\d{2}))?(?=\s*$|\s*[.,;!?]|\s+(?:today|tonight|tomorrow|tmrw|on|in the|for|from|please|pls|plz|sharp|and|or|mon|tue|wed|thu|fri|sat|sun|monday|tuesday|wednesday|thursday|friday|saturday|sunday|hoy|manana|desde|de la|del|el|por)\b)/gu;
const NOON = /\b(?:noon|mid ?day|al? ?medio ?dia)\b/gu;

/** Right before a clock these say that it is not the time at which something is needed: when a place opens, from when on, an address. */
const NOT_AT =
  /\b(?:opens?|opened|closes?|closed|abren?|abre|cierran?|cierra|since|until|till|til|from|desde|hasta|woke|up|after|despues de|not before|not|home|off|out)\s+(?:at\s+|by\s+|a las?\s+|las?\s+|the\s+)?$/u;
/** In the clause before a clock these say that it is a time that was, or another's: "my sister died at 3am", "call me at 3". */
const WAS =
  /\b(?:died|dead|passed|born|was|were|been|went|came|left|fell|woke|happened|started|broke|stopped|ended|arrived|called|ate|had|lost|last|burned|burnt|slept|hurt|hit|evicted|arrested|gave birth|last night|yesterday|call me|call us|text me|text us|ring me|phone me|murio|fallecio|nacio|fue|fui|fuimos|estaba|estuve|llego|salio|cerro|tuvo|tuve|ayer|anoche|llameme|llamenme|llamame)\b/u;
const WAS_AFTER = /^\s*(?:yesterday|last|ago|ayer|anoche|de ayer)\b/u;
/** Where another thought begins. */
const CLAUSE = /[,.;!?](?!\d)|\b(?:and|but|so|we|i|they|need|needs|needed|please|pls|plz|can|could|pero|necesit\w*|asi que|por favor)\b/gu;

const clauseBefore = (text: string, at: number): string => {
  const before = text.slice(Math.max(0, at - 80), at);
  let from = 0;
  for (const { index, 0: word } of before.matchAll(CLAUSE)) from = index + word.length;
  return before.slice(from);
};

/** "I was there at 9" begins with who was, which begins a clause of its own; so that word is looked for behind it. */
const isTheirs = (text: string, at: number, end: number): boolean =>
  !NOT_AT.test(text.slice(Math.max(0, at - 40), at)) && !WAS.test(clauseBefore(text, at)) && !WAS_AFTER.test(text.slice(end));

const firstOf = (pattern: RegExp, text: string): RegExpExecArray | undefined =>
  [...text.matchAll(pattern)].find(
    ({ index, 0: whole }) => isTheirs(text, index, index + whole.length) && isTheirs(text, digitsAt(text, index), index + whole.length),
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
  // Twelve of a night is its midnight.
  if (LATE.test(text)) return hour === 12 && /\b(?:tonight|tonite|2nite|at night|esta noche|de la noche)\b/u.test(text) ? 'am' : 'pm';
  return EARLY.test(text) ? 'am' : undefined;
};

/** The time of day at which they need it, as far as a folded text tells one; "unsure" where it tells several. */
export const toldClock = (text: string): Told | 'unsure' | undefined => {
  const found = firstOf(WITH_HALF, text) ?? firstOf(A_LAS, text) ?? firstOf(O_CLOCK, text) ?? firstOf(AT, text) ?? firstOf(PLAIN, text);
  if (found && SEVERAL.test(text)) return 'unsure';
  if (!found) return firstOf(NOON, text) ? { clock: 12 * 60, half: 'pm' } : undefined;
  const [hour, minute] = [Number(found[1]), found[3] === 'media' ? HALF_HOUR : Number(found[2] ?? 0)];
  if (hour > 23 || minute > 59) return undefined;
  const half = found[3] === 'a' ? 'am' : found[3] === 'p' ? 'pm' : halfOf(text, hour);
  return { clock: hour * 60 + minute, ...(half ? { half } : {}) };
};
