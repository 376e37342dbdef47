import type { Danger } from '../../domain/needs.ts';
import type { Draft } from '../draft/draft.ts';
import { forgetInTime, keepMsAsked } from '../draft/forget.ts';
import type { Speaker } from '../draft/meet.ts';
import { wantSafety } from '../resident/opening.ts';

/**
 * Words of danger, in whatever state: a fixed answer with the numbers to call, nothing more is asked by the machine, and the people on
 * duty for safety are paged until one of them answers.
 */
export const decideDanger = (d: Draft, me: Speaker, words: string, danger: Danger): void => {
  const { case: c } = wantSafety(d, me, words, danger);
  forgetInTime(d, me.number, words, keepMsAsked(d, me.number));
  d.putSession(me.number, null);
  d.note(c.code, `words of danger (${danger})`, 'resident');
  d.reply(d.line(me.language, `danger-${danger}`));
};
