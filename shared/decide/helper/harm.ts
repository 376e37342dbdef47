import { tellsHarm } from '../../understand/harm-told.ts';
import type { Draft } from '../draft/draft.ts';
import type { Helper } from '../draft/meet.ts';
import { begin } from '../resident/converse.ts';
import { startReport } from '../resident/wishes.ts';

/**
 * What a volunteer tells of harm while they have a case is a report of theirs, and not a word of it goes to the person they help. Answers false
 * where the words tell of none.
 */
export const reportsHarm = (d: Draft, me: Helper, words: string): boolean => {
  if (!tellsHarm(words)) return false;
  begin(d, startReport(d, me, words));
  return true;
};
