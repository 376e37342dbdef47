import { acceptCase, type Case, isFree, isOpen } from '../../domain/case.ts';
import type { CaseCode } from '../../domain/ids.ts';
import { withHeld } from '../../domain/volunteer.ts';
import type { Draft } from '../draft/draft.ts';
import type { Helper } from '../draft/meet.ts';
import { tell, tellCoordinators } from '../draft/tell.ts';

/** Whether a case of theirs went to others because nothing was heard from them, and they have not had it since. */
const isGone = (c: Case | undefined, me: Helper): c is Case =>
  c !== undefined && c.holder?.number !== me.number && c.asked.findLast(a => a.number === me.number)?.state === 'silent';

/** The case that a late word is about: the one named, or the only one that went to others for want of a word. */
export const goneCase = (d: Draft, me: Helper, code: CaseCode | undefined): Case | undefined => {
  const { lapsed, held } = me.volunteer;
  // Their row may have been read a moment before it went to others, and still hold it.
  const taken = held.filter(r => isGone(d.case(r.number, r.code), me));
  const left = [...lapsed.filter(r => r.asked !== undefined), ...taken];
  const [only] = held.length === taken.length && left.length === 1 ? left : [];
  const wanted = code ?? only?.code;
  const c = wanted && d.caseByCode(wanted);
  return c && isGone(c, me) ? c : undefined;
};

/** Theirs again, as it was, because they have done it and nobody else has it: others who were asked hear so by its due step. */
export const backInHand = (d: Draft, me: Helper, c: Case): Helper => {
  const { news, ...taken } = acceptCase(c, { number: me.number, name: me.volunteer.name, at: d.now, language: me.language });
  d.putCase(c.news ? { ...taken, news: c.news } : taken);
  const volunteer = withHeld(me.volunteer, { code: c.code, number: c.number, at: d.now, kind: 'offer' });
  d.putVolunteer(volunteer);
  return { ...me, volunteer };
};

/**
 * Whoever answers when it has gone to others hears plainly whose it is. Where they say that they have done it and somebody else has it now,
 * that one hears so before they go, and a coordinator.
 */
export const saysGone = (d: Draft, me: Helper, c: Case, isDone: boolean): void => {
  const { name } = me.volunteer;
  const fill = { code: c.code, me: name };
  if (!isOpen(c)) return d.reply(d.line(me.language, 'no-longer-needed', fill));
  if (isFree(c)) return d.reply(d.line(me.language, 'check-gone', fill));
  const { holder } = c;
  if (!isDone || !holder || c.status !== 'accepted') return d.reply(d.line(me.language, 'covered-off', fill));
  tell(d, holder.number, 'done-late-told', c, { name }, 'urgent');
  tellCoordinators(d, 'done-late-told', c, { name }, 'notice', me.number);
  d.note(c.code, `${name} says it was done, after it had gone to others`, name);
  d.reply(d.line(me.language, 'done-late', { ...fill, name: holder.name }));
};
