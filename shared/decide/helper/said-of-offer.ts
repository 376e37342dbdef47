import { type Case, isFree, markAsked } from '../../domain/case.ts';
import { HOUR_MS, msBetween } from '../../domain/ids.ts';
import type { Ref } from '../../domain/volunteer.ts';
import { onCondition } from '../../understand/on-condition.ts';
import { understand } from '../../understand/understand.ts';
import type { Draft } from '../draft/draft.ts';
import type { Helper } from '../draft/meet.ts';
import { tellCoordinators } from '../draft/tell.ts';
import { waits } from '../draft/turn.ts';

/** So long what they were asked for is still in mind. */
const AT_HAND_MS = 3 * HOUR_MS;

/**
 * What somebody says of what they were asked for, without taking it, stays with the case: nobody then reads that they were silent. Where the coordinators
 * have heard already that it has no taker, they read it now.
 */
export const keepSaid = (d: Draft, me: Helper, c: Case, words: string): void => {
  const { name } = me.volunteer;
  const last = c.asked.findLast(a => a.number === me.number);
  if (!last || !isFree(c) || last.words === words) return;
  d.putCase(markAsked(c, me.number, last.state, words));
  d.note(c.code, `${name} said: "${words}"`, name);
  if (c.escalation.teamAt) tellCoordinators(d, 'said-of-offer', c, { name, words }, 'notice', me.number);
};

const asked = (d: Draft, me: Helper): readonly Ref[] => {
  const { live, lapsed } = me.volunteer;
  const offers = live.filter(r => r.kind === 'offer');
  const last = lapsed.at(-1);
  return live.length > 0 ? offers : last && last.kind === 'offer' && msBetween(last.at, d.now) < AT_HAND_MS ? [last] : [];
};

/**
 * "OK but only after 5", "yes if it's not heavy": a yes with a condition takes nothing, and they hear so and how to take it; a coordinator may agree. Answers
 * false where the words are none, or can be of nothing that is free.
 */
export const takesOnCondition = (d: Draft, me: Helper, text: string): boolean => {
  if (me.volunteer.held.length > 0 || onCondition(text) !== 'yes') return false;
  const refs = asked(d, me);
  const [only] = refs;
  if (!only || refs.length > 1) return false;
  const c = d.case(only.number, only.code);
  const session = waits(d, me) ? d.session(me.number) : undefined;
  if (!c || !isFree(c) || c.kind !== 'need' || (session && session.script !== 'menu' && session.at > only.at)) return false;
  const { request, needs } = understand(text);
  if (request && needs.length > 0) return false;
  keepSaid(d, me, c, text.trim());
  d.reply(d.line(me.language, 'not-yet-said', { code: c.code, me: me.volunteer.name }));
  return true;
};
