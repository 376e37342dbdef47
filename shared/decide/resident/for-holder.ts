import { msBetween } from '../../domain/ids.ts';
import { GOES_ON_MS } from '../../script/limits.ts';
import { isQuestion } from '../../understand/question.ts';
import { fold } from '../../understand/words.ts';
import type { Draft } from '../draft/draft.ts';
import type { Speaker } from '../draft/meet.ts';
import { answersKeys } from '../draft/turn.ts';
import { myOpen } from './free-text.ts';

/** Questions beside a request that words for whoever has it do not answer: the menu, "1 add to it 2 new request", and whether somebody is in danger. */
const BESIDE: readonly string[] = ['menu', 'again', 'apart', 'doubt'];

/**
 * At such a question, words that are none of its choices are for the one who looks after their request; its keys stay the question's. Where it was
 * shown long ago to whoever held the phone then, and not before somebody took the request, the engine asks first who writes.
 */
export const isForHolder = (d: Draft, me: Speaker, spoken: string): boolean => {
  // What is said on a call and not understood is said again: who wants to talk with them has a key for it.
  const session = d.channel === 'voice' ? undefined : d.session(me.number);
  if (!session || !BESIDE.includes(session.script) || session.known.self === true || !/\p{L}{2,}/u.test(spoken)) return false;
  // What is told after a request for another time is more of that one.
  if (session.script === 'apart' && !isQuestion(spoken)) return false;
  const late = msBetween(session.at, d.now) > GOES_ON_MS;
  const held = myOpen(d, me).filter(c => c.status === 'accepted' && c.holder && !(late && c.holder.at <= session.at));
  return held.length > 0 && !answersKeys(d, me, spoken);
};

const WHEN_HERE =
  /\b(?:call|ring|phone|text|llame|llameme|llamenme|avise|aviseme|avisenme) (?:(?:me|us) )?(?:when|once|as soon as|if|wen|cuando|al|si) (?:(?:you|u|they|he|she|ya|usted|ustedes) )?(?:(?:are|r|is|get|gets|come|comes|arrive|arrives|got) )?(?:here|outside|downstairs|there|close|near|on (?:your|the|ur) way|coming|arrive|lleg\w+|este\w*|venga\w*|afuera|abajo)/u;

/** "Call me when you are here": a wish to be called, but by the one who brings it. */
export const callsHolder = (d: Draft, me: Speaker, spoken: string): boolean =>
  myOpen(d, me).some(c => c.status === 'accepted' && c.holder) && WHEN_HERE.test(fold(spoken));
