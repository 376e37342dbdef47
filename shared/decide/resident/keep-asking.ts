import type { Session } from '../../script/script.ts';
import type { Draft } from '../draft/draft.ts';
import type { Speaker } from '../draft/meet.ts';
import { codesOf } from '../words/codes.ts';

/** "Did it arrive?", as long as it waits for its answer. */
export const arrivedAsked = (d: Draft, me: Speaker): Session | undefined => {
  const session = d.session(me.number);
  return session?.script === 'arrived' && session.node === 'arrived' ? session : undefined;
};

/** Something else came in between: the question stands where nothing new is asked, and is put again a little later otherwise. */
export const keepAsking = (d: Draft, me: Speaker, asked: Session): void => {
  const c = codesOf(asked.known).map(code => d.case(me.number, code))[0];
  const now = d.session(me.number);
  if (c?.status !== 'delivered' || now?.script === 'arrived') return;
  if (!now) d.putSession(me.number, asked);
  else if (c.next?.what === 'unconfirmed') d.putCase({ ...c, next: { what: 'ask-arrived', at: d.soon() } });
};
