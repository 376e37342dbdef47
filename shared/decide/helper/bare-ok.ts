import { type Case, isFree } from '../../domain/case.ts';
import { caseCode, MINUTE_MS, msBetween } from '../../domain/ids.ts';
import type { Ref } from '../../domain/volunteer.ts';
import type { Draft } from '../draft/draft.ts';
import type { Helper } from '../draft/meet.ts';
import { accept, seen, seenSeveral, whichOffer } from './accept.ts';

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

/** "I'll take 305", from somebody of the team who was told of it: more than that they have seen it. */
export const TAKES = /\b(?:take|taking|tak[eo]n|got (?:it|this|that)|tomo|llevo|encargo)\b/i;
export const takesOne = ({ volunteer: { live } }: Helper, words: string): boolean => live.length === 1 && TAKES.test(words);

/** "OK 886 315": each of the pages that it names. Answers false where it names no two of them. */
export const takesPages = (d: Draft, me: Helper, text: string): boolean => {
  const named = (text.match(/\d{3,5}/g) ?? []).filter(code => me.volunteer.live.some(r => r.kind === 'page' && r.code === code));
  const codes = [...new Set(named)].flatMap(code => caseCode(code) ?? []);
  if (codes.length < 2) return false;
  for (const code of codes) {
    const now = { ...me, volunteer: d.volunteer(me.number) ?? me.volunteer };
    if (TAKES.test(text)) accept(d, now, code, '');
    else seen(d, now, code);
  }
  return true;
};
