import type { Case } from '../../domain/case.ts';
import type { Language } from '../../domain/ids.ts';
import type { Draft } from '../draft/draft.ts';

/** So many codes are named in one text; CASES of the command line names all. */
const NAMED_MAX = 8;

/** Which cases ended without a word from their person, so that somebody calls them; empty where there are none. */
export const unconfirmedWords = (d: Draft, language: Language, cases: readonly Case[]): string => {
  const named = cases.slice(-NAMED_MAX);
  const [last] = named.slice(-1);
  if (!last) return '';
  const more = cases.length - named.length;
  const fill = { n: cases.length, codes: named.map(c => c.code).join(', '), code: last.code, more };
  return d.line(language, more > 0 ? 'digest-unconfirmed-more' : 'digest-unconfirmed', fill);
};
