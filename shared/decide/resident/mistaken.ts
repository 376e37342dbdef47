import { isMistaken } from '../../understand/opt-out.ts';
import { readWords } from '../../understand/words.ts';
import type { Draft } from '../draft/draft.ts';
import type { Speaker } from '../draft/meet.ts';
import { waits } from '../draft/turn.ts';

/** The conversations that ask for a number: a ZIP, how many people, a code, a phone. */
const ASK_NUMBERS: ReadonlySet<string> = new Set(['need', 'change', 'code', 'reach', 'report']);

/** Whether "wrong number" takes back a number that was told, or is about a case, and does not say that we reached a stranger. */
export const correctsNumber = (d: Draft, me: Speaker, text: string): boolean => {
  const asked = waits(d, me) && ASK_NUMBERS.has(d.session(me.number)?.script ?? '');
  return (asked || me.volunteer !== undefined) && isMistaken(readWords(text));
};
