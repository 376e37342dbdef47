import { type Case, withNote } from '../../domain/case.ts';
import type { CommandMatch } from '../../script/match.ts';
import type { Understanding } from '../../understand/understanding.ts';
import type { Draft } from '../draft/draft.ts';
import type { Speaker } from '../draft/meet.ts';
import { needsInDanger } from '../first/need-in-danger.ts';
import { codesWithNames, saySentTo } from '../words/holders.ts';
import { begin } from './converse.ts';
import { isCourtesy } from './courtesy.ts';
import { answersHelper, asksBeside, isForSafety } from './for-report.ts';
import { toOpenNeed } from './open-need.ts';
import { passOn } from './relay.ts';

const waitingOf = (open: readonly Case[], kind: 'safety' | 'person'): Case | undefined =>
  open.findLast(c => c.kind === kind && !c.holder && c.urgency !== 'this-week');

const heldOf = (open: readonly Case[]): readonly Case[] => open.filter(c => c.kind === 'need' && c.holder && c.status === 'accepted');

/** Of those who have a request, the one whom these words answer. */
const helperOf = (d: Draft, held: readonly Case[], report: Case, words: string): Case | undefined => {
  const [only, ...others] = held;
  return only && others.length === 0 && answersHelper(d, only, report) && !isForSafety(only, words) ? only : undefined;
};

const sent = (d: Draft, me: Speaker, c: Case, safety: Case, words: string): void => {
  if (passOn(d, me, c, words)) saySentTo(d, me, c, [safety]);
};

/** Those for safety read it; with it, how to reach the others. */
const told = (d: Draft, me: Speaker, held: readonly Case[]): void =>
  d.channel === 'sms' && held.length > 0
    ? d.reply(d.line(me.language, 'safety-and-others', { codes: codesWithNames(held) }))
    : d.reply(d.line(me.language, 'danger-more'));

/** After danger that nobody has taken yet: the words are for those who are paged. A request in them is one, and who has one is answered as well. */
const inDanger = (d: Draft, me: Speaker, c: Case, held: readonly Case[], words: string, understood: Understanding): true => {
  d.putCase(withNote(c, words));
  const asked = needsInDanger(d, me, words, understood);
  const helper = helperOf(d, held, c, words);
  if (helper && asked.length === 0) sent(d, me, helper, c, words);
  else told(d, me, held);
  if (asked.length > 0) d.reply(d.line(me.language, 'danger-need', { codes: asked.map(one => one.code).join(', ') }));
  return true;
};

/** After a report that nobody has taken yet: what can be for whoever has a request is theirs where they wrote last, and else it is asked. */
const afterReport = (d: Draft, me: Speaker, c: Case, held: readonly Case[], words: string): void => {
  const helper = helperOf(d, held, c, words);
  if (helper) return sent(d, me, helper, c, words);
  d.putCase(withNote(c, words));
  const [only, ...others] = held;
  if (d.channel === 'sms' && only && others.length === 0 && !isForSafety(only, words)) begin(d, asksBeside(me, only, c.code, words));
  else told(d, me, held);
};

/**
 * What they write after danger or a report that waits for somebody goes to those for safety, and not to a menu; what is plainly of a request, or for whoever
 * has one, goes there. Answers false where it is decided as if no report waited.
 */
export const toWaitingSafety = (
  d: Draft,
  me: Speaker,
  open: readonly Case[],
  words: string,
  understood: Understanding,
  matched: CommandMatch | undefined,
): boolean => {
  const c = waitingOf(open, 'safety');
  if (!c) return false;
  const held = heldOf(open);
  if (c.danger) return inDanger(d, me, c, held, words, understood);
  if (held.length === 1 && isCourtesy(words, understood, matched)) return false;
  if (understood.request && understood.needs.length > 0) {
    d.putCase(withNote(c, words));
    return false;
  }
  if (!toOpenNeed(d, me, open, words, understood)) afterReport(d, me, c, held, words);
  return true;
};

/** After a call for a person what they write goes to that person, not to a menu; what is different now about the one request is different there. */
export const toWaitingPerson = (d: Draft, me: Speaker, open: readonly Case[], words: string, understood: Understanding): boolean => {
  const c = waitingOf(open, 'person');
  if (!c) return false;
  d.putCase(withNote(c, words));
  if (!toOpenNeed(d, me, open, words, understood)) d.reply(d.line(me.language, 'told-them', { code: c.code }));
  return true;
};
