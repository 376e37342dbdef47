import type { Understanding } from '../../understand/understanding.ts';
import type { Draft } from '../draft/draft.ts';
import type { Speaker } from '../draft/meet.ts';
import { answersPassed } from './answers-holder.ts';
import { toItsHolder } from './asked-anew.ts';
import { begin } from './converse.ts';
import { betweenReport } from './for-report.ts';
import { moreForWhom } from './for-whom.ts';

/**
 * Words to a question that waits which are for somebody else, or may be: behind a code, between the questions of a report, more of those of which it is asked
 * for whom they are, or an answer to whoever has a request. Answers false where they are the question's.
 */
export const isForElse = (d: Draft, me: Speaker, spoken: string, understood: Understanding): boolean => {
  if (toItsHolder(d, me, spoken)) return true;
  const follow = betweenReport(d, me, spoken) ?? moreForWhom(d, me, spoken, understood);
  if (follow) begin(d, follow);
  return follow !== undefined || answersPassed(d, me, spoken, understood);
};
