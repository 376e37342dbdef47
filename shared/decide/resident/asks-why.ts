import { msBetween } from '../../domain/ids.ts';
import { GOES_ON_MS } from '../../script/limits.ts';
import { fold } from '../../script/match.ts';
import { holdsAddress } from '../../understand/at-a-place.ts';
import { howSoon } from '../../understand/how-soon.ts';
import { isQuestion } from '../../understand/question.ts';
import type { Understanding } from '../../understand/understanding.ts';
import type { Draft } from '../draft/draft.ts';
import type { Speaker } from '../draft/meet.ts';
import { factsOf, namesPlace } from '../draft/turn.ts';
import { codesOf } from '../words/codes.ts';
import { keepFor } from './opening.ts';

/** The question was not heard, and is wanted again: no more than that. */
const AGAIN = /^\W*(?:what|wat|wut|huh|eh|come again|what was that|what is that|whats that|que|como|como dice|mande|perdon)\W*$/u;
/** Why it is asked, who reads it, and what somebody may fear of that. */
const WHY =
  /\b(?:why|what for|how come|who|whos|do (?:i|we) (?:have|need) to|need (?:to know|that|this|it|my)|want (?:to know|my)|share|safe|private|police|cops?|ice|immigration|landlord|para que|por que|xq|pq|porque|quien|quienes|compart\w+|segur\w+|privad\w+|policia|migra)\b/u;

/** Who comes is for whoever takes it. */
const WHO_COMES =
  /\b(?:whos? (?:is |are |will |is going to )?(?:you )?(?:coming|come|bringing|bring|delivering|driving|sending|send)|quien(?:es)? (?:va a |van a )?(?:viene|vienen|venir|trae|traen|traer))\b/u;

/** Which question of a request waits, where these words ask something in place of an answer. */
const askedBack = (d: Draft, me: Speaker, words: string): string | undefined => {
  const session = d.session(me.number);
  const node = session && d.world.book.scripts[session.script]?.nodes[session.node];
  if (session?.script !== 'need' || node?.kind !== 'ask' || !/\p{L}{2,}/u.test(words)) return undefined;
  // After a long pause the engine asks first who writes.
  if (howSoon(words) === 'hurry' || msBetween(session.at, d.now) > GOES_ON_MS) return undefined;
  return (isQuestion(words) || AGAIN.test(fold(words))) && !namesPlace(d, words) && !holdsAddress(words) ? node.input : undefined;
};

/** A question to whoever will help: it stands with the request. */
const keepQuestion = (d: Draft, me: Speaker, words: string): void => {
  for (const code of codesOf(d.session(me.number)?.known ?? {})) {
    const c = d.case(me.number, code);
    if (c) keepFor(d, me, c, words);
  }
  d.reply(d.line(me.language, 'question-kept'));
};

/**
 * Asked about a request, somebody asks back: why we want to know where or who will see it, which is answered; what we asked, which is only asked again; or something that
 * only whoever helps can answer, who reads it. Answers whether the question is to be put again. What tells a time or a need goes on as what it tells.
 */
export const asksWhy = (d: Draft, me: Speaker, words: string, understood: Understanding): boolean => {
  const asked = askedBack(d, me, words);
  if (asked === undefined) return false;
  const said = fold(words);
  if (AGAIN.test(said)) return true;
  const tells = Object.keys(factsOf(d, words, understood)).length > 0;
  if (asked === 'place' && WHY.test(said) && !WHO_COMES.test(said) && !tells) d.reply(d.line(me.language, 'why-place'));
  else if (tells) return false;
  else keepQuestion(d, me, words);
  return true;
};
