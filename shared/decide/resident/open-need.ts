import { type Case, isFree } from '../../domain/case.ts';
import type { Understanding } from '../../understand/understanding.ts';
import type { Draft } from '../draft/draft.ts';
import type { Speaker } from '../draft/meet.ts';
import { changesFree } from './changes.ts';
import { saysHowSoon } from './how-soon.ts';

/** A ZIP, a day or a number of people without a question: of these cases it can only be meant for the one request that is still looked after. */
export const toOpenNeed = (d: Draft, me: Speaker, open: readonly Case[], text: string, understood: Understanding): boolean => {
  const [only, ...others] = open.filter(c => c.kind === 'need' && isFree(c));
  return only !== undefined && others.length === 0 && (changesFree(d, me, only, text, understood) || saysHowSoon(d, me, only, text));
};
