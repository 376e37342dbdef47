import { type Case, withNote } from '../../domain/case.ts';
import { howSoon } from '../../understand/how-soon.ts';
import type { Draft } from '../draft/draft.ts';
import type { Speaker } from '../draft/meet.ts';
import { whatForResident } from '../words/phrases.ts';
import { replyStatus } from '../words/status.ts';
import { soonerAnew, whenOf, withTime } from './new-time.ts';

/**
 * "Can it be sooner", "we ran out, need it now", of a request that nobody has yet: it is for today from then on, and told back; where it was for today already they
 * hear where it stands. "No rush" is kept with it. Answers false where neither is said.
 */
export const saysHowSoon = (d: Draft, me: Speaker, c: Case, text: string): boolean => {
  const said = howSoon(text);
  if (said === undefined) return false;
  const kept = withNote(c, text);
  if (said === 'no-hurry') {
    d.putCase(kept);
    d.reply(d.line(me.language, 'noted-open', { code: c.code }));
    return true;
  }
  if (c.urgency === 'now' || whenOf(d, c) === 'today') {
    d.putCase(kept);
    replyStatus(d, me, c.code);
    return true;
  }
  const now = soonerAnew(d, c, withTime(d, kept, { when: 'today' }));
  d.putCase(now);
  d.reply(d.line(me.language, 'noted-now', { code: c.code, what: whatForResident(d, now, me.language) }));
  return true;
};
