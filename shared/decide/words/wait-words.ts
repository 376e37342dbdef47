import { type Case, isOpen } from '../../domain/case.ts';
import type { Instant, Language } from '../../domain/ids.ts';
import type { Standing } from '../../domain/standing.ts';
import { mostTook, NO_WAITS, openLately, type Waits, withTook } from '../../domain/waits.ts';
import type { Draft } from '../draft/draft.ts';

const waitsOf = (standing: Standing, pod: string): Waits => standing.waits?.[pod] ?? NO_WAITS;

/** Keeps how long a request took until somebody had it, or until it had arrived, with the step that tells of it. */
export const keepTook = (d: Draft, c: Case, what: 'taken' | 'arrived', since: Instant = c.openedAt): void => {
  const { pod } = c;
  if (c.kind !== 'need' || pod === undefined || c.zone === 'outside') return;
  const { standing } = d;
  d.putStanding({ ...standing, waits: { ...standing.waits, [pod]: withTook(waitsOf(standing, pod), what, since, d.now) } });
};

/** Keeps with each pod how many of its requests are open, as the daily list has just read them. */
export const keepOpen = (d: Draft, open: readonly Case[]): void => {
  const { standing } = d;
  const pods = d.world.community.pods.map(({ id }) => {
    const n = open.filter(c => c.kind === 'need' && c.pod === id && isOpen(c)).length;
    return [id, { ...waitsOf(standing, id), open: { at: d.now, n } }] as const;
  });
  d.putStanding({ ...standing, waits: Object.fromEntries(pods) });
};

/** The same for one pod, where they were read beside: kept when it has changed. */
export const keepOpenOf = (d: Draft, pod: string): void => {
  const waits = waitsOf(d.standing, pod);
  const n = d.world.openCases.filter(c => c.kind === 'need' && c.pod === pod && isOpen(c)).length;
  if (n !== (waits.open?.n ?? 0))
    d.putStanding({ ...d.standing, waits: { ...d.standing.waits, [pod]: { ...waits, open: { at: d.now, n } } } });
};

/** What is quicker than this needs no word: nobody was told to expect anything else. */
const SAID_FROM_MINUTES = { arrived: 6 * 60, taken: 60 } as const;
const MINUTES_A_DAY = 24 * 60;
/** So many open requests are worth a word. */
const MANY_OPEN = 5;

const timeWords = (d: Draft, language: Language, minutes: number): string =>
  minutes < 1.5 * MINUTES_A_DAY
    ? d.line(language, 'took-hours', { n: Math.max(2, Math.ceil(minutes / 60)) })
    : d.line(language, 'took-days', { n: Math.round(minutes / MINUTES_A_DAY) });

/**
 * How long most requests of this kind took this week, where that is long and enough of them are known; else nothing. It tells what happened
 * and promises nothing.
 */
export const waitWords = (d: Draft, c: Pick<Case, 'pod'> | undefined, language: Language, what: 'taken' | 'arrived'): string => {
  if (!c?.pod) return '';
  const waits = waitsOf(d.standing, c.pod);
  const most = mostTook(waits, what, d.now);
  if (most === undefined || most < SAID_FROM_MINUTES[what]) return '';
  const time = timeWords(d, language, most);
  const n = openLately(waits, d.now) ?? 0;
  if (what === 'taken') return d.line(language, 'wait-taken', { time });
  return n >= MANY_OPEN ? d.line(language, 'wait-arrived-open', { time, n }) : d.line(language, 'wait-arrived', { time });
};
