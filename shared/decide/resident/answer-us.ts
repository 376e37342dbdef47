import { type Case, isOpen } from '../../domain/case.ts';
import type { Question } from '../../domain/community.ts';
import { msBetween } from '../../domain/ids.ts';
import { GOES_ON_MS } from '../../script/limits.ts';
import { asksUs } from '../../understand/asks-us.ts';
import { isTelling } from '../../understand/small-talk.ts';
import type { Understanding } from '../../understand/understanding.ts';
import type { Draft } from '../draft/draft.ts';
import type { Speaker } from '../draft/meet.ts';
import { factsOf, waits } from '../draft/turn.ts';
import { goOn } from './converse.ts';
import { mine } from './free-text.ts';
import { isKeptSilently } from './opening.ts';
import { passOn } from './relay.ts';

/** What is answered: the neighborhood's own words where it has some, or the line's, which say no more than holds for every line. */
const answerTo = (d: Draft, me: Speaker, what: Question): string => {
  const own = d.world.community.answers[what]?.[me.language];
  if (own !== undefined) return own;
  const answer = d.line(me.language, `answer-${what}`);
  return what === 'who' && !me.isNew ? `${d.line(me.language, 'this-is')} ${answer}` : answer;
};

/** Words that may be for whoever looks after the case: what a ride costs, or who writes. What somebody fears of the authorities is told to no neighbor. */
const alsoFor = (d: Draft, me: Speaker, open: readonly Case[], what: Question, words: string): void => {
  const held = open.filter(c => c.holder && c.status === 'accepted');
  const [only] = held;
  if (only && held.length === 1 && !waits(d, me) && (only.kind !== 'need' || what === 'cost')) passOn(d, me, only, words);
};

/** What comes after the answer: the question that waits, or the next step. It names nothing of what is open: whoever asks may be somebody else on this phone. */
const goesOn = (d: Draft, me: Speaker, open: readonly Case[]): void => {
  if (waits(d, me) && goOn(d, me, 'repeat', {})) return;
  if (d.channel === 'sms') d.reply(d.line(me.language, open.length > 0 ? 'answer-open' : 'answer-next'));
};

/**
 * "Is it free?", "are you with ICE?", "who sees this?": a true answer, and then where it stood. Nothing of a request is lost by it. Answers
 * the words that are left to be decided on, all of them where none of this is asked; undefined where it is all answered.
 */
export const answersUs = (d: Draft, me: Speaker, words: string, understood: Understanding): string | undefined => {
  const asked = asksUs(words);
  if (!asked || isAnsweredElse(d, me, asked.what)) return words;
  d.reply(answerTo(d, me, asked.what));
  const open = mine(d, me).filter(c => isOpen(c) && !isKeptSilently(c, d.now));
  const tells = understood.request || open.length > 0 || waits(d, me) || Object.keys(factsOf(d, words, understood)).length > 0;
  if (asked.rest !== '' && (tells || isTelling(asked.rest))) return asked.rest;
  // "Can I get food without papers?" asks for food too.
  if (open.length === 0 && !waits(d, me) && understood.request && understood.needs.length > 0) return words;
  alsoFor(d, me, open, asked.what, words);
  goesOn(d, me, open);
  return undefined;
};

/** "Who will see it?" where they are has an answer of its own; "who is this?" after a long pause is first asked back who holds the phone now. */
const isAnsweredElse = (d: Draft, me: Speaker, what: Question): boolean => {
  const session = waits(d, me) ? d.session(me.number) : undefined;
  if (what === 'private') return session?.script === 'need' && session.node === 'place';
  return what === 'who' && session !== undefined && msBetween(session.at, d.now) > GOES_ON_MS;
};
