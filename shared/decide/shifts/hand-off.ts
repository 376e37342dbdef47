import { type Case, isFree } from '../../domain/case.ts';
import type { Language } from '../../domain/ids.ts';
import { firstName } from '../../domain/volunteer.ts';
import type { Draft } from '../draft/draft.ts';
import { kindOrWhat } from '../words/phrases.ts';

/** So many open cases are named to whoever begins a shift; they can ask for the others. */
const NAMED_MAX = 4;

const needsOf = (d: Draft, c: Case, language: Language): string =>
  c.needs.length > 0
    ? d.inline(
        language,
        c.needs.map(need => ({ term: `needs.${need}` })),
      )
    : kindOrWhat(d, c, language);

/** The pod's open needs for whoever comes on call, what nobody has first: "412 food, nobody yet; 418 a ride, Ana". Empty where there is none. */
export const openOf = (d: Draft, pod: string, language: Language): string => {
  const open = d.world.openCases.filter(c => c.kind === 'need' && c.pod === pod && c.status !== 'delivered');
  if (open.length === 0) return '';
  const sorted = open.toSorted((a, b) => Number(isFree(b)) - Number(isFree(a)) || (a.openedAt < b.openedAt ? -1 : 1));
  const named = sorted.slice(0, NAMED_MAX).map(c => {
    const who = c.holder && !isFree(c) ? firstName(c.holder.name) : d.line(language, 'nobody-yet');
    return `${c.code} ${needsOf(d, c, language)}, ${who}`;
  });
  const more = open.length - named.length;
  return d.line(language, more > 0 ? 'open-more' : 'open-now', { cases: named.join('; '), more });
};
