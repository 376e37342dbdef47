import type { Danger } from '../../domain/needs.ts';
import { selfHarmNow } from '../../understand/self-harm-now.ts';
import type { Understanding } from '../../understand/understanding.ts';
import type { Draft } from '../draft/draft.ts';
import { forgetInTime, keepMsAsked } from '../draft/forget.ts';
import type { Speaker } from '../draft/meet.ts';
import { wantSafety } from '../resident/opening.ts';
import { needsInDanger } from './need-in-danger.ts';

/**
 * Words of danger, in whatever state: a fixed answer with the numbers to call, nothing more is asked by the machine, and the people on
 * duty for safety are paged until one of them answers. What is asked for with them is written down as well.
 */
export const decideDanger = (d: Draft, me: Speaker, words: string, danger: Danger, understood?: Understanding): void => {
  const { case: c } = wantSafety(d, me, words, danger);
  forgetInTime(d, me.number, words, keepMsAsked(d, me.number));
  d.putSession(me.number, null);
  d.note(c.code, `words of danger (${danger})`, 'resident');
  const asked = understood ? needsInDanger(d, me, words, understood) : [];
  // An act that is done needs another answer than a thought of it.
  d.reply(d.line(me.language, danger === 'self-harm' && selfHarmNow(words) ? 'danger-self-harm-now' : `danger-${danger}`));
  if (asked.length > 0) d.reply(d.line(me.language, 'danger-need', { codes: asked.map(one => one.code).join(', ') }));
};
