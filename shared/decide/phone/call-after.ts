import { hasNumber } from '../../domain/call.ts';
import { numberToTry } from '../../domain/call-back.ts';
import { type Case, isOpen } from '../../domain/case.ts';
import { isContactUnsaid, mayBeTextedAbout } from '../../domain/contact.ts';
import { type PhoneNumber, phoneNumber } from '../../domain/ids.ts';
import type { Value } from '../../script/script.ts';
import type { Draft } from '../draft/draft.ts';
import type { Speaker } from '../draft/meet.ts';
import { tell } from '../draft/tell.ts';
import { whatForResident } from '../words/phrases.ts';
import { statusOf } from '../words/status.ts';

/** "Text me this": the code and what it stands for, one text for each open case of the call; where it stands, of a request that is over. */
export const textMe = (d: Draft, me: Speaker, cases: readonly Case[]): void => {
  for (const c of cases.filter(one => !isOpen(one) && one.kind === 'need')) d.send(me.number, statusOf(d, me, c), 'text-me', 'notice', c);
  // Whoever wants a call about a report means by it what else they asked for.
  for (const c of cases.filter(one => isOpen(one) && mayBeTextedAbout(one))) {
    // What a report is about does not stand on a screen that others may see.
    const what = c.kind === 'need' && c.needs.length > 0 ? whatForResident(d, c, me.language) : '';
    d.send(me.number, d.line(me.language, 'first-written-down', { what, code: c.code }), 'text-me', 'notice', c);
  }
  // What is asked next stands behind it.
  d.prepend(d.line(me.language, 'call-texted'));
};

/** They said by a key whether texts get to this phone: kept for good, and whoever takes their case sees how they are reached. */
export const keepTexts = (d: Draft, me: Speaker, cases: readonly Case[], gets: boolean): void => {
  const { texts: _before, ...record } = d.record(me.number) ?? me.record;
  d.putRecord(gets ? record : { ...record, texts: 'no' });
  for (const c of gets ? [] : cases) d.note(c.code, 'gets no texts on this phone', 'resident');
};

/** How they may be contacted about a report: whoever chooses texts on a call gets them. */
export const keepContact = (d: Draft, me: Speaker, c: Case, contact: NonNullable<Case['contact']>): void => {
  if (contact === 'text' && d.record(me.number)?.texts) keepTexts(d, me, [], true);
  d.putCase({ ...c, contact });
  // Whoever took it before that was told that nothing goes there.
  if (c.holder && contact !== 'none' && isContactUnsaid(c) && (contact === 'text' || numberToTry(c)))
    tell(d, c.holder.number, `contact-now-${contact}`, c, {}, 'safety');
};

/**
 * On which phone they want to be called, since theirs is not seen or gets no texts. The line calls it; nobody reads it. Undefined: on no
 * other than theirs. Whoever calls again from there is not asked again for a while.
 */
export const keepReach = (d: Draft, me: Speaker, cases: readonly Case[], reach: PhoneNumber | undefined): void => {
  if (hasNumber(me.number)) d.putPerson({ ...me.person, elsewhere: { at: d.now, ...(reach ? { phone: reach } : {}) } });
  if (!reach) return;
  for (const { keyed: _confirmed, ...c } of cases.filter(isOpen)) d.putCase({ ...c, reach });
};

/**
 * A number that was keyed stands with the case at once, as one that nobody has confirmed: nothing goes there by itself, and whoever hangs up
 * before they say that it is right is not lost. "No", and no number at all, take it away.
 */
export const keepKeyed = (d: Draft, c: Case, slot: string, value: Value): void => {
  if (!isOpen(c) || (slot !== 'phone' && slot !== 'sure')) return;
  const phone = slot === 'phone' ? phoneNumber(String(value)) : undefined;
  if (phone) return d.putCase({ ...c, keyed: { phone, at: d.now } });
  const { keyed, ...kept } = c;
  if (keyed && value !== true) d.putCase(kept);
};
