import type { Draft } from '../draft/draft.ts';
import type { Speaker } from '../draft/meet.ts';
import { codeFirst } from '../words/codes.ts';
import { noteTo } from './beside-status.ts';
import { begin, goOn } from './converse.ts';
import { answersEither, asksAnew, isForItsHolder } from './overtaken.ts';

/** Puts "withdraw 412?" again where a yes to it may be for something newer; answers whether it did. */
export const withdrawAskedAnew = (d: Draft, me: Speaker, text: string): boolean => {
  const anew = asksAnew(d, me, text);
  if (anew) begin(d, anew);
  return anew !== undefined;
};

/**
 * Puts the question that waits again where a bare "2" to it may be for whoever helps them and asked something later, and says how that one is answered. Answers
 * whether it did.
 */
export const askedAnew = (d: Draft, me: Speaker, text: string): boolean => {
  const passed = answersEither(d, me, text);
  if (!passed) return false;
  const { code, name } = passed;
  if (isForItsHolder(d, me, code)) d.reply(d.line(me.language, 'for-whom', { code, name, words: text.trim() }));
  return withdrawAskedAnew(d, me, text) || goOn(d, me, 'repeat', {});
};

/** "676 2": words for whoever has that case, whatever question of ours waits meanwhile. Answers whether they were. */
export const toItsHolder = (d: Draft, me: Speaker, text: string): boolean => {
  const named = codeFirst(text);
  const c = named && isForItsHolder(d, me, named.code) ? d.case(me.number, named.code) : undefined;
  if (!named || !c || named.words === '') return false;
  noteTo(d, me, c, named.words);
  return true;
};
