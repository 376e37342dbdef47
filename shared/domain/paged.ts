import type { Case } from './case.ts';
import type { PhoneNumber } from './ids.ts';
import type { Volunteer } from './volunteer.ts';

/** More are not told of one case: its pod's lead, who has the roles, and who stands in for them. */
const TOLD_MAX = 60;

/** The case, with those whose word is waited for since they were told of it. */
export const withPaged = (c: Case, people: readonly PhoneNumber[]): Case => {
  const { paged = [] } = c;
  const fresh = people.filter(to => !paged.includes(to));
  return fresh.length === 0 ? c : { ...c, paged: [...paged, ...fresh].slice(-TOLD_MAX) };
};
/** Their word is no longer waited for. */
export const withoutPaged = (c: Case, number: PhoneNumber): Case =>
  c.paged?.includes(number) ? { ...c, paged: c.paged.filter(one => one !== number) } : c;

/** Whether a page for this case waits for their word, as their own row has it or the case itself. */
export const isPaged = ({ live, number }: Pick<Volunteer, 'live' | 'number'>, { code, paged }: Pick<Case, 'code' | 'paged'>): boolean =>
  paged?.includes(number) || live.some(r => r.kind === 'page' && r.code === code);

/**
 * Whoever names these cases is reminded of those of which they were told so long ago, or before so many others, that their row no longer
 * says so: a page that waits for their word, behind all later ones.
 */
export const reminded = (v: Volunteer, named: readonly Case[]): Volunteer => {
  const known = new Set([...v.live, ...v.held].map(r => r.code));
  const pages = named.filter(c => c.paged?.includes(v.number) && !known.has(c.code));
  if (pages.length === 0) return v;
  const refs = pages.map(({ code, number, openedAt }) => ({ code, number, at: openedAt, kind: 'page' }) as const);
  const codes = new Set(pages.map(c => c.code));
  return { ...v, live: [...refs, ...v.live], lapsed: v.lapsed.filter(r => !codes.has(r.code)) };
};
