import type { Case } from '../../domain/case.ts';
import type { Known } from '../../script/script.ts';
import type { Draft } from '../draft/draft.ts';
import type { Speaker } from '../draft/meet.ts';
import { whatForResident } from '../words/phrases.ts';

/** What "Withdraw 412?" is asked with: one request, or several of which one yes takes all. */
export const toBeWithdrawn = (d: Draft, me: Speaker, cases: readonly Case[]): Known => {
  const [only, ...others] = cases;
  const what = cases.map(c => whatForResident(d, c, me.language)).join('; ');
  if (only && others.length === 0) return { code: only.code, what };
  const codes = cases.map(c => c.code);
  return { codes, code: codes.join(', '), what, several: true };
};
