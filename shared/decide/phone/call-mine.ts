import { hasNumber } from '../../domain/call.ts';
import { type Case, isOpen } from '../../domain/case.ts';
import { getsTexts } from '../../domain/consent.ts';
import { type CaseCode, caseCode } from '../../domain/ids.ts';
import { firstName } from '../../domain/volunteer.ts';
import type { Known } from '../../script/script.ts';
import { type CallDraft, onCall } from '../draft/call-draft.ts';
import type { Draft } from '../draft/draft.ts';
import type { Speaker } from '../draft/meet.ts';
import type { Follow } from '../draft/turn.ts';
import { askedByCode } from '../resident/by-code.ts';
import { tellsOf } from '../resident/changes.ts';
import { isTellableHere } from '../resident/elsewhere.ts';
import { codesOf } from '../words/codes.ts';
import { briefForResident, whatForResident } from '../words/phrases.ts';
import { replyStatus, statusOf } from '../words/status.ts';
import { isAnybodys, tellKept } from './kept-news.ts';
import { heldCaseOf, mayRingHolder } from './masked.ts';

/** Whether a text would get to the one who calls. */
export const isTextable = (d: Draft, me: Speaker): boolean => {
  const record = d.record(me.number) ?? me.record;
  return hasNumber(me.number) && !record.optedOut && !record.unreachable && getsTexts(record);
};

/** "Your requests": where they stand, and on a call what shall become of them; whoever has none here may have a code. */
export const tellMine = (d: Draft, me: Speaker): Follow | undefined => {
  const call = onCall(d);
  const open = d.cases(me.number).filter(c => c.person === me.person.id && isOpen(c) && isTellableHere(d, c));
  if (call && open.length === 0) {
    if (hasNumber(me.number)) d.reply(d.line(me.language, 'status-none'));
    return { with: me, script: 'code', known: {} };
  }
  const unasked = call && !isAnybodys(call, me);
  if (call && !unasked) tellKept(call, me);
  replyStatus(d, me);
  const theirs = call && !unasked && mayRingHolder(d, me) ? heldCaseOf(call, me) : undefined;
  if (theirs?.holder) d.reply(d.line(me.language, 'call-talk', { name: firstName(theirs.holder.name) }));
  if (!call || d.session(me.number)?.script === 'arrived') return undefined;
  const needs = open.filter(c => c.kind === 'need');
  if (needs.length === 0) return undefined;
  const known = { codes: needs.map(c => c.code), one: needs.length === 1, textable: isTextable(d, me) };
  return { with: me, script: 'mine', known };
};

/** The one that was keyed in, by its code or its place in the list, or the only one. */
const picked = (d: Draft, me: Speaker, known: Known): Case | undefined => {
  const codes = codesOf(known);
  const code = known.one === true ? codes[0] : (codes.find(one => one === String(known.picked)) ?? codes[Number(known.picked) - 1]);
  const c = code && d.case(me.number, code);
  return c && isOpen(c) ? c : undefined;
};

/** What somebody wants to do with the one of their requests that they picked: the questions that CHANGE and WITHDRAW ask. Words that came with CHANGE are the change. */
export const actOnMine = (d: Draft, me: Speaker, what: 'change' | 'withdraw', known: Known): Follow | undefined => {
  const c = picked(d, me, known);
  if (!c) {
    d.reply(d.line(me.language, 'call-no-code'));
    return { with: me, script: 'menu', known: {} };
  }
  if (what === 'change' && typeof known.said === 'string') {
    tellsOf(d, me, c, known.said);
    return undefined;
  }
  const told = d.channel === 'voice' ? briefForResident : whatForResident;
  if (what === 'withdraw') return { with: me, script: 'withdraw', known: { code: c.code, what: told(d, c, me.language) } };
  return { with: me, script: 'change', known: { codes: [c.code], code: c.code } };
};

/** So many codes may be tried on one call; then it is a person who looks. */
const TRIED_MAX = 3;

/** Where a case stands: their own, or for whoever has its code and nothing else. */
const foundByCode = (d: Draft, me: Speaker, code: CaseCode): Case | 'enough' | undefined => {
  const own = d.case(me.number, code);
  return own?.person === me.person.id && isTellableHere(d, own) ? own : askedByCode(d, me, code);
};

export const statusByCode = (d: CallDraft, me: Speaker, asked: string): Follow | 'person' | undefined => {
  const code = caseCode(asked);
  const c = code && foundByCode(d, me, code);
  if (c === 'enough') {
    d.reply(d.line(me.language, 'codes-enough'));
    return 'person';
  }
  if (c) {
    d.reply(statusOf(d, me, c));
    d.told(c.code);
    return undefined;
  }
  d.tried += 1;
  d.reply(d.line(me.language, 'call-no-code'));
  return d.tried < TRIED_MAX ? { with: me, script: 'code', known: {} } : 'person';
};
