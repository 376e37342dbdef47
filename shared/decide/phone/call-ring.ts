import { isLive } from '../../domain/call.ts';
import { type Case, isOpen } from '../../domain/case.ts';
import { type CaseCode, type Language, msBetween } from '../../domain/ids.ts';
import { firstName } from '../../domain/volunteer.ts';
import { FORGOTTEN_MS } from '../../script/limits.ts';
import type { Session } from '../../script/script.ts';
import type { CallDraft } from '../draft/call-draft.ts';
import { isHeard, type Speaker } from '../draft/meet.ts';
import { isOver, waits } from '../draft/turn.ts';
import { begin, goOn } from '../resident/converse.ts';
import { isElsewhere, isTellableHere } from '../resident/elsewhere.ts';
import { codesOf } from '../words/codes.ts';
import { statusOf } from '../words/status.ts';
import { isUnspoken, offerVoicemail } from './call-unspoken.ts';
import { beginHelper } from './helper-call.ts';
import { isAnybodys, isOfSeveral, tellKept } from './kept-news.ts';
import { heldCaseOf, isSaidUnasked, mayRingHolder } from './masked.ts';
import { endWish, ringBack } from './ring-back.ts';

/** So many open requests are told of at once when a known caller rings; key 4 tells of the others. */
const TOLD_MAX = 1;

/** The sentence by which a caller gets another language, in that language. */
const otherLanguages = (d: CallDraft, me: Speaker): void => {
  const others: readonly Language[] = d.world.community.languages.filter(l => l !== me.language);
  for (const language of others) d.reply(d.line(language, 'call-language'));
};

/**
 * Who we are, and the number for emergencies. Whoever we do not know yet hears first, in their own language, how they get it: what they would
 * miss until then is said to them with that key (`language-set-aloud`).
 */
const greet = (d: CallDraft, me: Speaker): void => {
  d.reply(d.line(me.language, 'call-greeting'));
  if (!isHeard(me)) otherLanguages(d, me);
  d.reply(d.line(me.language, 'call-emergency'));
  if (isHeard(me)) otherLanguages(d, me);
};

const openCases = (d: CallDraft, me: Speaker): readonly Case[] =>
  d.cases(me.number).filter(c => c.person === me.person.id && isOpen(c) && isSaidUnasked(c) && isTellableHere(d, c));

/** Conversations that are no more than a list of what one may ask: a caller hears it anew. */
export const NOTHING_BEGUN: readonly string[] = ['menu', 'more', 'mine', 'language', 'reach', 'code'];

/** What was begun elsewhere about what is not to be told on this phone. */
const isOfAnotherPhone = (d: CallDraft, me: Speaker, { known, script }: Session): boolean =>
  isElsewhere(d) && (script === 'report' || d.cases(me.number).some(c => codesOf(known).includes(c.code) && !isTellableHere(d, c)));

/**
 * A conversation that was broken off, by text or by phone: "did it arrive?" is asked again, anything else is offered to be gone on with,
 * and nothing of it is named before. Answers false where there is none.
 */
const takenUp = (d: CallDraft, me: Speaker, neutral: boolean): boolean => {
  if (isOver(d, me.number)) d.putSession(me.number, null);
  const session = waits(d, me) ? d.session(me.number) : undefined;
  if (!session || NOTHING_BEGUN.includes(session.script) || isOfAnotherPhone(d, me, session)) return false;
  d.questionFollows();
  if (session.script === 'arrived' && !neutral) {
    // However long ago it was asked: whoever calls hears it, not that they are back.
    if (msBetween(session.at, d.now) <= FORGOTTEN_MS) d.putSession(me.number, { ...session, at: d.now });
    return goOn(d, me, 'repeat', {});
  }
  d.putSession(me.number, { ...session, channel: 'voice', at: d.now, aside: { kind: 'welcome-back' } });
  d.reply(d.line(me.language, 'welcome-back'));
  return true;
};

/** What is open, and the key to whoever has it. On a landline it is only asked whether they call about that, and on a phone of several people nothing is. */
const tellOpen = (d: CallDraft, me: Speaker, neutral: boolean, told: readonly CaseCode[]): void => {
  if (d.call.isApart) return;
  const open = openCases(d, me).filter(c => !told.includes(c.code));
  if (neutral) return open.length > 0 && !isOfSeveral(d, me) ? d.reply(d.line(me.language, 'call-about')) : undefined;
  for (const c of open.slice(-TOLD_MAX)) d.reply(statusOf(d, me, c));
  const theirs = mayRingHolder(d, me) ? heldCaseOf(d, me) : undefined;
  if (theirs?.holder) d.reply(d.line(me.language, 'call-talk', { name: firstName(theirs.holder.name) }));
};

/** It rings: who we are and the number for emergencies, the other languages, what is open, and the menu. */
export const decideRing = (d: CallDraft, me: Speaker): void => {
  // Only who is surely called back is turned away.
  if (me.record.ringsBack && !d.step.ours && ringBack(d, me) === 'written') {
    return d.then({ verbs: [{ verb: 'reject', reason: 'busy' }], stage: 'ended' });
  }
  endWish(d, me);
  greet(d, me);
  noteLive(d, me);
  if (isUnspoken(d, me)) return offerVoicemail(d, me);
  if (beginHelper(d, me)) return;
  const neutral = isAnybodys(d, me);
  const told = neutral ? [] : tellKept(d, me);
  if (takenUp(d, me, neutral)) return;
  tellOpen(d, me, neutral, told);
  begin(d, { with: me, script: 'menu', known: {} });
};

/** The number's row says that it is talking, so that a text or another call in the middle is treated as such. */
const noteLive = (d: CallDraft, me: Speaker): void => {
  const record = d.record(me.number) ?? me.record;
  if (!d.call.isApart) d.putRecord({ ...record, call: { ...record.call, sid: d.call.sid, at: d.now } });
};

/** Whether another call of this number is live, so that this one must talk of its own. */
export const isBusyWithAnother = (
  record: Speaker['record'] | undefined,
  call: Pick<CallDraft['call'], 'sid'>,
  now: CallDraft['now'],
): boolean => record?.call !== undefined && record.call.sid !== call.sid && isLive({ stage: 'talking', at: record.call.at }, now);
