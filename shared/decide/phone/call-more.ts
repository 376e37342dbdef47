import { hasNumber } from '../../domain/call.ts';
import { type Case, isOpen } from '../../domain/case.ts';
import { goneCode } from '../../domain/consent.ts';
import { mayBeTextedAbout } from '../../domain/contact.ts';
import type { CaseCode } from '../../domain/ids.ts';
import { saidWhere } from '../../domain/person.ts';
import type { Known } from '../../script/script.ts';
import type { CallDraft } from '../draft/call-draft.ts';
import type { Speaker } from '../draft/meet.ts';
import { begin } from '../resident/converse.ts';
import { codesOf } from '../words/codes.ts';
import { isTextable } from './call-mine.ts';
import { endsOf, saidOnThisCall } from './reached-at.ts';

/** The cases that this call is about by now, those of its conversation and those that it opened. */
export const codesNow = (d: CallDraft): readonly CaseCode[] => {
  const talked = d.session(d.call.number);
  const codes = new Set([...d.call.codes, ...d.openedCodes, ...(talked ? codesOf(talked.known) : [])]);
  // Of a report that is to be unnamed the call keeps nothing.
  return [...codes].filter(code => d.case(d.call.number, code)?.unnames === undefined);
};

const isOfThisCall = (d: CallDraft, c: Case): boolean => c.openedAt >= d.call.startedAt;

/** What is known of whether texts get to this caller; `told`: they do not, and somebody said on this phone lately where they want to be called, `said`: on this very call. */
const textsOf = (d: CallDraft, me: Speaker): 'unseen' | 'unsure' | 'no' | 'told' | 'said' | 'yes' => {
  const record = d.record(me.number) ?? me.record;
  if (!hasNumber(me.number)) return 'unseen';
  // How they are reached need not be asked; where they are is all the more needed.
  if (record.optedOut) return 'said';
  const person = d.person(me.number, me.person.id) ?? me.person;
  if (goneCode(record) !== undefined || record.texts === 'no') {
    return saidOnThisCall(d, me) ? 'said' : saidWhere(person, d.now) ? 'told' : 'no';
  }
  return record.texts === 'unknown' ? 'unsure' : 'yes';
};

const saysWhere = (c: Case): boolean => c.recordings?.some(r => r.slot === 'where') === true;
/** The requests of this call, unless one of them says already where their person is. */
const wantsWhere = (d: CallDraft, open: readonly Case[]): readonly Case[] => {
  const needs = open.filter(c => c.kind === 'need' && isOfThisCall(d, c));
  return needs.some(saysWhere) ? [] : needs;
};

/** Whether there is something to ask about how this caller is reached: once where the number does not show, else for what this call began. */
const asksReach = (d: CallDraft, me: Speaker, open: readonly Case[]): boolean => {
  const texts = textsOf(d, me);
  if (texts === 'unseen') return open.length > 0;
  if (texts === 'yes' || me.volunteer) return false;
  // Who said it on this call is only asked where they are, for what this call began.
  if (texts === 'said' && wantsWhere(d, open).length === 0) return false;
  return open.some(c => isOfThisCall(d, c) && (c.kind !== 'safety' || c.contact === 'text'));
};

const reachKnown = (d: CallDraft, me: Speaker, open: readonly Case[]): Known => {
  const texts = textsOf(d, me);
  // What was asked for before may be somebody else's, and rings where they said.
  const meant = texts === 'told' ? open.filter(c => isOfThisCall(d, c)) : open;
  const ends = texts === 'told' ? endsOf(d, me) : undefined;
  const needs = meant.some(c => c.kind === 'need' && !saysWhere(c));
  return { codes: meant.map(c => c.code), texts, ...(ends ? { ends } : {}), ...(needs ? {} : { where: true }) };
};

/** After the last answer: where somebody can call back whose number we do not see, and whether there is anything else. */
export const askWhatElse = (d: CallDraft, me: Speaker): void => {
  const cases = codesNow(d).flatMap(code => d.case(me.number, code) ?? []);
  const open = cases.filter(isOpen);
  // Where a request stands that is over can be had as a text too.
  const told = cases.filter(c => isOpen(c) || c.kind === 'need').map(c => c.code);
  const quiet = cases.some(c => c.contact === 'none');
  const isTold = cases.some(c => told.includes(c.code) && mayBeTextedAbout(c));
  // What was texted just now is not offered again.
  const textable = isTextable(d, me) && !quiet && !d.hasSent(me.number);
  const wasAsked = d.thread(me.number)?.session?.script === 'reach' || (textsOf(d, me) === 'unseen' && open.some(c => c.reach));
  if (!wasAsked && !quiet && asksReach(d, me, open)) return begin(d, { with: me, script: 'reach', known: reachKnown(d, me, open) });
  begin(d, { with: me, script: 'more', known: { ...(told.length > 0 ? { codes: told } : {}), textable: textable && isTold } });
};
