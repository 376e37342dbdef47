import { isOpen } from '../../domain/case.ts';
import { isQuestion } from '../../understand/question.ts';
import { fold } from '../../understand/words.ts';
import type { Draft } from '../draft/draft.ts';
import type { Helper, Speaker } from '../draft/meet.ts';
import { codeFirst } from '../words/codes.ts';
import { readOfIt } from '../words/read-of-it.ts';
import { aboutCase } from './about-case.ts';

/** "Should I call an ambulance", without a question mark. */
const ASKS = /^\W*(?:should|shall|debo|debemos|llamo)\b/u;

/** Whoever asks so speaks of themselves. */
const OF_ME = /\b(?:me|my|im|i'm|us|our|mi|me|nos|nuestr[oa]s?|estoy)\b/u;

/** The cases of danger, and the reports, that they see to. */
const seesTo = (d: Draft, { volunteer, number }: Helper): readonly string[] =>
  volunteer.held.flatMap(ref => {
    const c = d.case(ref.number, ref.code);
    return c?.kind === 'safety' && c.holder?.number === number && isOpen(c) ? [c.code] : [];
  });

/**
 * "134 i will call the police for you", "calling 911?": words of danger from somebody who sees to a danger are about that one. With its code they go to its
 * person; a question without one is asked back. Answers false where they may be in danger themselves.
 */
export const ofTheirDanger = (d: Draft, speaker: Speaker, text: string): boolean => {
  if (!speaker.volunteer) return false;
  const me: Helper = { ...speaker, volunteer: speaker.volunteer };
  const coded = codeFirst(text);
  const c = coded && d.caseByCode(coded.code);
  if (coded && c?.kind === 'safety' && c.holder?.number === me.number) {
    if (!aboutCase(d, me, c.code, coded.words)) return false;
    readOfIt(d, me);
    return true;
  }
  const codes = coded ? [] : seesTo(d, me);
  if (codes.length === 0 || !(isQuestion(text) || ASKS.test(fold(text))) || OF_ME.test(fold(text))) return false;
  d.reply(d.line(me.language, 'which-relay', { codes: codes.join(', ') }));
  return true;
};
