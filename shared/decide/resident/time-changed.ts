import type { Session } from '../../script/script.ts';
import type { Draft } from '../draft/draft.ts';
import type { Speaker } from '../draft/meet.ts';
import { codesOf } from '../words/codes.ts';
import { byValue } from '../words/needed-by.ts';
import { whatForResident } from '../words/phrases.ts';

/** A day or an hour told beside the question that waits, in place of the one told before, is said back: the question alone sounds as if it were not heard. */
export const sayTimeChanged = (d: Draft, me: Speaker, before: Session): void => {
  const [code] = codesOf(before.known);
  const c = code && d.case(me.number, code);
  const was = before.known.by;
  if (d.channel !== 'sms' || !c?.by || was === undefined || String(was) === String(byValue(c.by))) return;
  d.prepend(d.line(me.language, 'noted-now', { code: c.code, what: whatForResident(d, c, me.language) }));
};
