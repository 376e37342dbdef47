import { type Case, withNote } from '../../domain/case.ts';
import type { NeededBy } from '../../domain/eta.ts';
import { unasked } from '../../domain/holder.ts';
import { neededAt, urgencyBy, whenBy } from '../../domain/needed-by.ts';
import { overAt } from '../../domain/time-over.ts';
import { firstName } from '../../domain/volunteer.ts';
import { movesTime } from '../../understand/moves-time.ts';
import { understand } from '../../understand/understand.ts';
import type { Draft } from '../draft/draft.ts';
import type { Speaker } from '../draft/meet.ts';
import { neededIn, saidAt, timeFacts, timeOf } from '../words/needed-by.ts';
import { myOpen } from './free-text.ts';
import { tellChanged } from './relay.ts';
import { othersAreHelped } from './shared-phone.ts';

/** "My check comes Friday" names no day for us; "can you come Friday" does. */
const COMES = /\b(?:come|comes|coming|venir|vengan?)\b/giu;

/** The time that the words name: by the clock or a day, "tomorrow" among them. */
const newTime = (d: Draft, words: string): NeededBy | undefined => {
  const { facts } = understand(words.replace(COMES, ' '));
  const told = neededIn(timeFacts(d, facts).by);
  return told ?? (facts.when === 'soon' ? neededAt({ day: 'tomorrow' }, d.now, d.world.community.timezone) : undefined);
};

/** The case for another time, as urgent as that is. Where its time was over it is looked for again at once. */
const moved = (d: Draft, c: Case, by: NeededBy, words: string): Case => {
  const wasOver = c.by !== undefined && overAt(c.by) <= d.now;
  const { next, holder, ...rest } = withNote(c, words);
  const due = wasOver && next?.what === 'dispatch' ? { ...next, at: d.now } : next;
  return {
    ...rest,
    ...saidAt(c, d.now),
    by,
    when: whenBy(by, d.now, d.world.community.timezone),
    urgency: c.urgency === 'now' ? 'now' : urgencyBy(by, d.now),
    ...(holder ? { holder: unasked(holder) } : {}),
    ...(due && due.what !== 'check-in' ? { next: due } : {}),
  };
};

/**
 * "Can you come tomorrow instead", "Friday works too", of the one request that is open: the new time is kept, told back, and told to whoever has it, with
 * the words. Answers false where no other time is told, or where it is not clear of what.
 */
export const tellsAnotherTime = (d: Draft, me: Speaker, words: string): boolean => {
  if (d.session(me.number) && d.session(me.number)?.script !== 'menu') return false;
  const open = myOpen(d, me).filter(c => c.kind === 'need' && c.status !== 'delivered' && c.next?.what !== 'goes-out');
  const [only] = open;
  const wish = movesTime(words);
  if (!only || open.length > 1 || othersAreHelped(d, me) || wish === undefined) return false;
  const by = newTime(d, wish);
  if (!by || by.at <= d.now) return false;
  const { holder } = only;
  const c = moved(d, only, by, words);
  d.putCase(c);
  d.note(c.code, 'changed', 'resident');
  const fill = { code: c.code, time: timeOf(d, me.language, by), name: firstName(holder?.name ?? '') };
  if (holder) tellChanged(d, c);
  d.reply(d.line(me.language, holder ? 'time-moved-told' : 'time-moved', fill));
  return true;
};
