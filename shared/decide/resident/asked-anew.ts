import { msBetween } from '../../domain/ids.ts';
import { GOES_ON_MS } from '../../script/limits.ts';
import { noLonger } from '../../understand/no-longer.ts';
import type { Draft } from '../draft/draft.ts';
import type { Speaker } from '../draft/meet.ts';
import { waits } from '../draft/turn.ts';
import { codeFirst, codesOf } from '../words/codes.ts';
import { noteTo } from './beside-status.ts';
import { begin, goOn } from './converse.ts';
import { answersEither, asksAnew, isForItsHolder } from './overtaken.ts';

/** Puts "withdraw 412?" again where a yes to it may be for something newer; answers whether it did. */
export const withdrawAskedAnew = (d: Draft, me: Speaker, text: string): boolean => {
  const anew = asksAnew(d, me, text);
  if (anew) begin(d, anew);
  return anew !== undefined;
};

/** A word that gives up the wish to withdraw as well as the request. */
const EITHER = /^\W*(?:ya no|mejor no|never ?mind|nvm|forget|don'?t bother|olv[ií]d|d[eé]j)/iu;

/** "I don't need it anymore" to "Withdraw 412?" is a yes, in whatever words; answers the words to be decided on. */
export const saidAnew = (d: Draft, me: Speaker, text: string): string => {
  const session = waits(d, me) ? d.session(me.number) : undefined;
  if (session?.script !== 'withdraw' || session.known.overtaken === true || msBetween(session.at, d.now) > GOES_ON_MS) return text;
  const codes = codesOf(session.known);
  const code = /(?<!\d)\d{3,5}(?!\d)/.exec(text)?.[0];
  if (code !== undefined && !codes.some(one => one === code)) return text;
  const told = noLonger(code === undefined ? text : text.replace(code, 'it'));
  const open = codes.flatMap(one => d.case(me.number, one)?.needs ?? []);
  return told && (code !== undefined || !EITHER.test(text)) && told.needs.every(need => open.includes(need)) ? '1' : text;
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
