import { type Case, withNote } from '../../domain/case.ts';
import { msBetween } from '../../domain/ids.ts';
import { GOES_ON_MS } from '../../script/limits.ts';
import { saysMore } from '../../understand/small-talk.ts';
import type { Draft } from '../draft/draft.ts';
import type { Speaker } from '../draft/meet.ts';
import { waits } from '../draft/turn.ts';
import { codeIn } from '../words/codes.ts';
import { goOn } from './converse.ts';
import { myOpen } from './free-text.ts';
import { passOn } from './relay.ts';

/** Words for a case: to the one who has it, or kept with it. */
export const noteTo = (d: Draft, me: Speaker, c: Case, words: string): void => {
  if (c.holder) passOn(d, me, c, words);
  else d.putCase(withNote(c, words));
};

/** "Is anyone coming? The bell is broken": what is told beside the question is for whoever looks after the one request. */
export const keepBeside = (d: Draft, me: Speaker, rest: string, text: string): void => {
  const { code, words } = codeIn(rest);
  const [only, ...others] = saysMore(words) && !waits(d, me) ? myOpen(d, me).filter(c => c.kind === 'need') : [];
  if (only && others.length === 0 && code === undefined) noteTo(d, me, only, text);
};

/** A question about a request that waits for its answer right now is put again. */
export const putAgain = (d: Draft, me: Speaker): void => {
  const session = waits(d, me) ? d.session(me.number) : undefined;
  if (d.channel === 'sms' && session?.script === 'need' && msBetween(session.at, d.now) <= GOES_ON_MS) goOn(d, me, 'repeat', {});
};
