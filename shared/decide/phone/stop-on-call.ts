import { type Case, isOpen } from '../../domain/case.ts';
import type { Understanding } from '../../understand/understanding.ts';
import type { CallDraft } from '../draft/call-draft.ts';
import type { Speaker } from '../draft/meet.ts';
import { AT_ONCE_MAX, optOut, putStop, stopsInDanger } from '../first/opt-out.ts';
import { begin } from '../resident/converse.ts';

/** What they are on the line for, and whatever else they have open, goes on: the team knows it, and they hear of it by calling. */
const goesOnByPhone = (d: CallDraft, me: Speaker, c: Case, words: string): void => {
  if (c.kind === 'safety') stopsInDanger(d, me, c, words);
  d.note(c.code, 'they want no more texts, said on a call: it goes on, and they call to hear where it stands', 'resident');
  const now = d.case(me.number, c.code) ?? c;
  d.putCase({ ...now, afterStop: true });
};

/**
 * "Stop texting me", said on a call: kept at once, and nothing they asked for is taken from whoever was asked, since they talk with us as it is.
 * The question that waits goes on. Whoever helps with the line gives back what they have, as with a STOP by text.
 */
export const stopOnCall = (d: CallDraft, me: Speaker, words: string, understood: Understanding): Speaker => {
  if (me.volunteer) {
    optOut(d, me, words, understood);
    d.reply(d.line(me.language, 'call-opted-out'));
    return me;
  }
  putStop(d, me, d.now, words);
  const open = d.cases(me.number).filter(c => isOpen(c) && c.person === me.person.id);
  for (const c of open.slice(0, AT_ONCE_MAX)) goesOnByPhone(d, me, c, words);
  d.reply(d.line(me.language, open.length > 0 ? 'call-opted-out-open' : 'call-opted-out'));
  const now = { ...me, record: d.record(me.number) ?? me.record };
  // Whether texts get there is no question any more; where they are is.
  const session = d.session(me.number);
  if (session?.script === 'reach') begin(d, { with: now, script: 'reach', known: { ...session.known, texts: 'said' } });
  return now;
};
