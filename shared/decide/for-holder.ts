import { msBetween } from '../domain/ids.ts';
import { GOES_ON_MS } from '../script/limits.ts';
import type { Draft } from './draft.ts';
import { myOpen } from './free-text.ts';
import type { Speaker } from './meet.ts';
import { answersMenu } from './turn.ts';

/**
 * At the menu, words that are none of its choices are for the one who looks after their request; its keys stay the menu's. Where it was
 * shown long ago to whoever held the phone then, and not before somebody took the request, the engine asks first who writes.
 */
export const isForHolder = (d: Draft, me: Speaker, spoken: string): boolean => {
  const session = d.session(me.number);
  if (session?.script !== 'menu' || !/\p{L}{2,}/u.test(spoken)) return false;
  const late = msBetween(session.at, d.now) > GOES_ON_MS;
  const held = myOpen(d, me).filter(c => c.status === 'accepted' && c.holder && !(late && c.holder.at <= session.at));
  return held.length > 0 && !answersMenu(d, me, spoken);
};
