import { mayBeDanger } from '../understand/danger.ts';
import { begin } from './converse.ts';
import type { Draft } from './draft.ts';
import type { Speaker } from './meet.ts';
import { keepUnread } from './untold.ts';

/** So much of what was said goes with the question. */
const SAID_MAX = 160;

/**
 * Words that may tell of danger or be a figure of speech, and that mean nothing else to us: it is asked. They are written down meanwhile, and a person
 * reads them where nobody answers. Answers false where the words raise no doubt.
 */
export const asksWhetherDanger = (d: Draft, me: Speaker, words: string): boolean => {
  if (me.volunteer || !/\p{L}{2}/u.test(words) || !mayBeDanger(words)) return false;
  begin(d, { with: me, script: 'doubt', known: { said: words.slice(0, SAID_MAX) } });
  keepUnread(d, me, words);
  return true;
};
