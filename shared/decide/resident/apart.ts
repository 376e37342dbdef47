import { type Case, closeCase, isFree, isOpen, withNote } from '../../domain/case.ts';
import { daysBetween } from '../../domain/local-time.ts';
import { sooner } from '../../domain/needed-by.ts';
import type { Urgency } from '../../domain/needs.ts';
import type { Known } from '../../script/script.ts';
import { allowsTime, movesTime } from '../../understand/moves-time.ts';
import type { Draft } from '../draft/draft.ts';
import type { Speaker } from '../draft/meet.ts';
import { codesOf } from '../words/codes.ts';
import { neededIn } from '../words/needed-by.ts';
import { statusOf } from '../words/status.ts';
import { addNeeds } from './again.ts';
import { isWhen, soonIn, whenOf } from './new-time.ts';
import { podFor } from './opening.ts';
import { passOn } from './relay.ts';
import { knownOf } from './told.ts';

/** Another day than that of the open request, another hour of the same day, or sooner than it is needed. */
const isOtherTime = (d: Draft, c: Case, facts: Known): boolean => {
  const told = neededIn(facts.by);
  if (c.when === undefined && c.by === undefined) return false;
  if (told && c.by) {
    const sameDay = daysBetween(told.at, c.by.at, d.world.community.timezone) === 0;
    return !sameDay || (!told.day && !c.by.day && told.at !== c.by.at);
  }
  const its = whenOf(d, c);
  if (told) return whenOf(d, { by: told }) !== its;
  return isWhen(facts.when) && sooner<Urgency>(its, facts.when) !== its;
};

/**
 * Whether what is asked for beside these open requests is for another time than each of them: it must neither be lost if nobody says which of the two it is, nor
 * change what is open. Somebody who has none left of what is on its way tells that to whoever brings it.
 */
export const isApart = (d: Draft, cases: readonly Case[], facts: Known, words: string): boolean =>
  movesTime(words) === undefined && !allowsTime(words) && cases.every(c => isOtherTime(d, c, isFree(c) ? soonIn(facts, words) : facts));

/** What is open, to which it may belong. */
const others = (d: Draft, me: Speaker, { to }: Known): readonly Case[] =>
  (typeof to === 'string' ? to.split(', ') : []).flatMap(code => d.cases(me.number).find(c => c.code === code && isOpen(c)) ?? []);

/** It belongs to what is open: that gets what was told of it, and the words, and it is looked for no more by itself. */
const joined = (d: Draft, me: Speaker, c: Case, to: readonly Case[]): void => {
  for (const other of to) {
    const words = c.notes.join(' / ');
    if (words === '') continue;
    if (other.holder) passOn(d, me, other, words);
    else d.putCase(withNote(other, words));
  }
  addNeeds(
    d,
    me,
    to.map(other => d.case(other.number, other.code) ?? other),
    { ...knownOf(c), what: c.needs },
  );
  d.putCase({ ...closeCase(c, 'withdrawn', d.now), asked: c.asked, next: { what: 'withdrawn', at: d.now } });
  d.note(c.code, `goes with ${to.map(other => other.code).join(', ')}`, 'resident');
};

/** "1 add it there": where it is too late for that, since somebody has one of the two or brought it, they hear how it stands. */
export const join = (d: Draft, me: Speaker, known: Known): void => {
  const all = others(d, me, known);
  for (const code of codesOf(known)) {
    const c = d.case(me.number, code);
    if (!c) continue;
    const to = all.filter(
      other => other.status !== 'delivered' && (all.length === 1 || c.needs.some(need => podFor(d, need) === other.pod)),
    );
    if (isFree(c) && to.length > 0) joined(d, me, c, to);
    else d.reply(statusOf(d, me, c));
  }
};
