/** Hours in which somebody wants to be left alone, in minutes after local midnight, as the wall clock shows them. `to` before `from` runs past midnight. */
export interface QuietHours {
  readonly from: number;
  readonly to: number;
}

const MINUTES = 24 * 60;
/** A time of day as people write it: "21:00", "9pm", "9:30 p.m.", "9". */
const TIME = String.raw`(\d{1,2})(?::?(\d{2}))?\s*(a|p)?\.?m?\.?`;
const SPAN = new RegExp(String.raw`^\W*(?:(?:from|de|desde)\s+)?${TIME}\s*(?:-|\u2013|to|until|till|a|hasta)\s*${TIME}\W*$`, 'i');

const minuteOf = (hour: string | undefined, minute: string | undefined, half: string | undefined): number | undefined => {
  const [h, m] = [Number(hour), Number(minute ?? 0)];
  if (m > 59 || h > 24 || (half !== undefined && (h < 1 || h > 12))) return undefined;
  if (half === undefined) return h * 60 + m <= MINUTES ? (h * 60 + m) % MINUTES : undefined;
  return ((h % 12) + (half.toLowerCase() === 'p' ? 12 : 0)) * 60 + m;
};

/** "9am to noon", "de 9 a medianoche": the two times of a day that have a name. */
const inFigures = (text: string): string =>
  text.replace(/\b(?:noon|mid-?day|medio ?d[ií]a)\b/giu, '12pm').replace(/\b(?:midnight|medianoche)\b/giu, '12am');

/** Nobody is asleep for longer than this. */
const NIGHT_MAX = 14 * 60;
const MIDST = 3 * 60;
/**
 * Hours in which somebody sleeps, as people write them: "9-5" and "10 to 7" are the night, "9am-5pm" is as it says. Of what may be meant it is what
 * holds the middle of the night, the shortest first.
 */
export const readNight = (text: string): QuietHours | undefined => {
  const read = readHours(text);
  const m = SPAN.exec(inFigures(text).trim());
  if (!read || !m || /\d\d:\d\d.*\d\d:\d\d/.test(text)) return read;
  const halves = (minute: number, half: string | undefined, hour: string | undefined): readonly number[] =>
    half !== undefined || Number(hour) > 12 ? [minute] : [minute % (12 * 60), (minute % (12 * 60)) + 12 * 60];
  const length = ({ from, to }: QuietHours): number => (to - from + MINUTES) % MINUTES;
  const holdsNight = ({ from, to }: QuietHours): boolean => (MIDST - from + MINUTES) % MINUTES < (to - from + MINUTES) % MINUTES;
  const meant = halves(read.from, m[3], m[1]).flatMap(from => halves(read.to, m[6], m[4]).map(to => ({ from, to })));
  const likely = meant.filter(hours => length(hours) > 0 && length(hours) <= NIGHT_MAX);
  return likely.sort((a, b) => Number(holdsNight(b)) - Number(holdsNight(a)) || length(a) - length(b))[0] ?? read;
};

/**
 * A span of hours in a day as people write it: "21:00-08:00", "10pm-7am", "9 to 1". Undefined where it cannot be read, or begins where it ends.
 * The answer is in minutes after midnight; it may run past midnight.
 */
export const readHours = (given: string): QuietHours | undefined => {
  const m = SPAN.exec(inFigures(given).trim());
  if (!m) return undefined;
  const [from, to] = [minuteOf(m[1], m[2], m[3]), minuteOf(m[4], m[5], m[6])];
  if (from === undefined || to === undefined) return undefined;
  const span = m[3] === undefined && m[6] !== undefined ? { from: nearest(m[1], from, to, -1), to } : { from, to };
  const whole = m[6] === undefined && m[3] !== undefined ? { from, to: nearest(m[4], to, from, 1) } : span;
  return whole.from === whole.to ? undefined : whole;
};

/** "2-4pm" is two hours, "9am-1" four: where only one of the two says its half of the day, the other is in the half that makes the span short. */
const nearest = (hour: string | undefined, minute: number, other: number, step: 1 | -1): number => {
  if (Number(hour) > 12 || Number(hour) === 0) return minute;
  const length = (one: number): number => ((one - other) * step + MINUTES) % MINUTES || MINUTES;
  const half = MINUTES / 2;
  const [first, second] = [minute % half, (minute % half) + half];
  return length(first) < length(second) ? first : second;
};
