import { type Case, isFree } from '../domain/case.ts';
import { MINUTE_MS, msBetween } from '../domain/ids.ts';
import type { Ref } from '../domain/volunteer.ts';
import { seen, seenSeveral, whichOffer } from './accept.ts';
import type { Draft } from './draft.ts';
import type { Helper } from './meet.ts';

/** What came within so short a time was read together: a bare OK may mean any of it. */
const TOGETHER_MS = 5 * MINUTE_MS;

const latestFirst = (refs: readonly Ref[]): readonly Ref[] => refs.toSorted((a, b) => (a.at > b.at ? -1 : 1));

/**
 * OK, YES or 1 without a code from somebody for whom a page waits. It answers the page that was sent last; of several that came together, those
 * of needs without a taker are all seen by it, and where one of them would become theirs they are asked which. Answers false where no page
 * waits.
 */
export const answersPage = (d: Draft, me: Helper): boolean => {
  const { live } = me.volunteer;
  const [last, ...others] = latestFirst(live);
  if (!last || !live.some(r => r.kind === 'page')) return false;
  const together = [last, ...others.filter(r => msBetween(r.at, last.at) <= TOGETHER_MS)];
  const needs = together.flatMap((r): Case[] => {
    const c = d.case(r.number, r.code);
    return r.kind === 'page' && c?.kind === 'need' && isFree(c) ? [c] : [];
  });
  if (together.length === 1 && last.kind === 'page') seen(d, me, last.code);
  else if (needs.length === together.length) seenSeveral(d, me, needs);
  else whichOffer(d, me, together, 'which-ok');
  return true;
};
