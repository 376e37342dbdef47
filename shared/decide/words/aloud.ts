import type { Case } from '../../domain/case.ts';
import { HOUR_MS, type Instant, type Language, MINUTE_MS, msBetween } from '../../domain/ids.ts';
import { firstName } from '../../domain/volunteer.ts';
import { type Worded, wordingOf } from '../../reply/wording.ts';
import type { Fill } from '../../script/script.ts';
import type { Draft } from '../draft/draft.ts';
import { frame } from '../draft/frame.ts';
import { whatForOffer } from './phrases.ts';

/** A line as it is spoken, for what is said while the line listens for keys. */
export const aloud = (d: Draft, language: Language, line: string, fill: Fill = {}): readonly Worded[] => {
  const me = typeof fill.me === 'string' ? { me: firstName(fill.me) } : {};
  const say = { kind: 'line', line, fill: { ...frame(d.world.community), ...fill, ...me } } as const;
  return wordingOf(d.world.book, [say], language, 'voice').parts;
};

/** A ZIP code within a sentence is read digit by digit too. */
const ZIP = /(?<!\d)\d{5}(?!\d)/g;
/** What may be heard of a case before it is taken: the same that may be read. */
export const whatAloud = (d: Draft, c: Case, language: Language): string =>
  whatForOffer(d, c, language).replace(ZIP, zip => [...zip].join(' '));

/** How long ago, as it is said: "15 minutes", "3 hours", "2 days". */
export const ageAloud = (d: Draft, language: Language, from: Instant): string => {
  const ms = Math.max(0, msBetween(from, d.now));
  const said = (line: string, n: number): string =>
    aloud(d, language, line, { n })
      .map(part => part.text)
      .join(' ');
  if (ms < 2 * HOUR_MS) return said('call-minutes', Math.max(1, Math.floor(ms / MINUTE_MS)));
  return ms < 48 * HOUR_MS ? said('call-hours', Math.floor(ms / HOUR_MS)) : said('call-days', Math.floor(ms / (24 * HOUR_MS)));
};
