import { isFree, isOpen } from '../domain/case.ts';
import { mayBeTextedAbout } from '../domain/contact.ts';
import { understand } from '../understand/understand.ts';
import { CallDraft } from './draft/call-draft.ts';
import type { CallDecision, LiveCall } from './draft/call-world.ts';
import { meet, type Speaker } from './draft/meet.ts';
import { besideOf } from './draft/text-draft.ts';
import { waits } from './draft/turn.ts';
import type { World } from './draft/world.ts';
import { isTextable } from './phone/call-mine.ts';
import { NOTHING_BEGUN } from './phone/call-ring.ts';
import { keepUnconfirmed } from './phone/call-unsure.ts';
import { tellKeyed } from './phone/keyed.ts';
import { holderReached } from './phone/masked.ts';
import { promiseCallBack } from './phone/voicemail.ts';
import { isBeingPutThrough } from './phone/wait.ts';
import { codesOf } from './words/codes.ts';

/** Whether a text may go to whoever was cut off: they can get one, have not said no, and did not ask to be left alone about it. */
const mayBeTexted = (d: CallDraft, me: Speaker): boolean => {
  const about = codesOf(d.session(me.number)?.known ?? {}).map(code => d.case(me.number, code));
  return isTextable(d, me) && !about.some(c => c && !mayBeTextedAbout(c));
};

/**
 * They hung up in the middle of a question: everything said so far is kept as it is, and one text, which names nothing of it, offers to go
 * on. Whatever is written then goes on here.
 */
const cutOff = (d: CallDraft, me: Speaker): void => {
  const session = waits(d, me) ? d.session(me.number) : undefined;
  if (session?.channel !== 'voice' || d.call.isApart) return;
  if (NOTHING_BEGUN.includes(session.script)) return d.putSession(me.number, null);
  const open = codesOf(session.known).some(code => {
    const c = d.case(me.number, code);
    return c !== undefined && isOpen(c);
  });
  if (!open || !mayBeTexted(d, me)) return;
  d.putSession(me.number, { ...session, channel: 'sms', aside: { kind: 'welcome-back' }, at: d.now });
  d.send(me.number, d.line(me.language, 'cut-off'), 'cut-off', 'notice');
};

/** Whoever hangs up in the middle of a report says no more on this call: what there is of it is read at once. */
const hurryReport = (d: CallDraft): void => {
  for (const code of d.call.codes) {
    const c = d.case(d.call.number, code);
    if (c?.kind === 'safety' && isFree(c) && c.next && c.next.at > d.now && c.escalation.times === 0)
      d.putCase({ ...c, next: { what: 'page', at: d.now } });
  }
};

/** A number that they were just asked about is no answer yet; it is written down as what it is. */
const keepAskedAbout = (d: CallDraft, me: Speaker): void => {
  const session = waits(d, me) ? d.session(me.number) : undefined;
  const said = session?.aside?.kind === 'did-you-mean' ? session.aside.value : undefined;
  if (!session || typeof said !== 'number') return;
  for (const code of codesOf(session.known))
    if (d.case(me.number, code)) d.note(code, `hung up when asked whether ${session.node} is ${said}`, 'resident');
};

/** The call is over. */
export const decideHangUp = (world: World, given: LiveCall): Omit<CallDecision, 'verbs'> => {
  const d = new CallDraft(world, given, { sid: given.sid, n: given.step, from: given.number, heard: { kind: 'hangup' } });
  const me = meet(d, given.number, understand(''));
  const isItsCall = me.record.call?.sid === given.sid;
  const beside = isItsCall ? besideOf(me.record) : undefined;
  keepAskedAbout(d, me);
  keepUnconfirmed(d, me);
  tellKeyed(d);
  // What was asked by text last is what a text answers next.
  if (beside && !NOTHING_BEGUN.includes(beside.script)) d.putSession(me.number, beside);
  else cutOff(d, me);
  if (given.met !== undefined && given.through && given.through.holder !== me.number) holderReached(d, me.number);
  hurryReport(d);
  // Of two who were put together the queue tells; before it did, whoever is gone so soon may have heard nobody.
  const alone = given.stage === 'waiting' || (given.stage === 'bridged' && isBeingPutThrough(given, d.now));
  const waited = alone && given.wanted ? d.case(me.number, given.wanted) : undefined;
  if (waited) promiseCallBack(d, waited);
  const { call: _over, ...record } = d.record(me.number) ?? me.record;
  if (isItsCall) d.putRecord(record);
  const { answer: _answer, ...call } = given;
  return { ...d.decision(), call: { ...call, at: d.now, stage: 'ended', isOver: true } };
};
