import { DONE_OR_OK, REPLY, REPLY_FILLERS } from './lexicon/reply.ts';
import { type Found, findPhrases, type PhraseTable, phraseTable } from './phrases.ts';
import { readWords, type Words } from './words.ts';

/**
 * `accept` and `refuse` count wherever they stand; `yes` and `no` only where nothing else is said that might turn them
 * ("yeah funny show", "no idea"); `wait` is a question or a doubt; `fine` holds a "no" that refuses nothing ("no problem").
 */
export type ReplyRole = 'accept' | 'refuse' | 'yes' | 'no' | 'wait' | 'fine';

const THUMBS_UP = /[\u{1f44d}\u{1f44c}\u{2705}\u{2714}\u{1f64b}\u{1f197}]/u;
const THUMBS_DOWN = /[\u{1f44e}\u{274c}\u{1f6ab}\u{1f645}]/u;
const fillers: ReadonlySet<string> = new Set(REPLY_FILLERS.split(/\s+/));

let table: PhraseTable<ReplyRole> | null = null;

/**
 * A volunteer's answer to an offer: whether it takes it, refuses it, or does neither (a question, a doubt, chat).
 * A word of refusal beats any word of consent, and doubt beats both; a text that only begins like a yes is no yes.
 */
export function understandReply(text: string): 'accept' | 'refuse' | null {
  const words = readWords(text);
  if (words.words.length === 0) return byEmoji(text);
  table ??= phraseTable<ReplyRole>([REPLY]);
  const found = longest(findPhrases(table, words));
  const has = (role: ReplyRole): boolean => found.some(({ label }) => label === role);
  if (has('refuse')) return 'refuse';
  if (has('wait') || words.asked.includes(true)) return null;
  const rest = leftOver(words, found);
  if (has('no')) return rest === 0 || standsAlone(words, found, 'no') ? 'refuse' : null;
  if (THUMBS_DOWN.test(text)) return null;
  if (has('accept')) return 'accept';
  return (has('yes') || has('fine')) && rest === 0 ? 'accept' : null;
}

/**
 * What a text says beside that something is done, in a word that is an OK as well ("listo"): nothing, or how many hours it took. Undefined
 * where it says anything else.
 */
export const doneWith = (text: string): string | undefined => {
  const hours = HOURS.exec(text)?.[0] ?? '';
  const said = readWords(text.slice(0, text.length - hours.length)).words.join(' ');
  return DONE.has(said) ? hours : undefined;
};
const HOURS = /(?<=[\s,.;])[\p{L}\d.,]+\s*(?:h|hrs?|hours?|horas?)[.!]?\s*$/iu;
const DONE: ReadonlySet<string> = new Set(DONE_OR_OK.split(',').map(words => words.trim()));

function byEmoji(text: string): 'accept' | 'refuse' | null {
  const [up, down] = [THUMBS_UP.test(text), THUMBS_DOWN.test(text)];
  if (up === down) return null;
  return up ? 'accept' : 'refuse';
}

/** Without the phrases that stand inside longer ones: the "no" of "no problem", the "can" of "can't". */
function longest(found: readonly Found<ReplyRole>[]): Found<ReplyRole>[] {
  return found.filter(
    hit => !found.some(other => other.from <= hit.from && hit.to <= other.to && other.to - other.from > hit.to - hit.from),
  );
}

/** How many words are neither part of a phrase nor filler. */
function leftOver(text: Words, found: readonly Found<ReplyRole>[]): number {
  return text.words.filter(
    (word, index) =>
      !fillers.has(word) && !/^\d+(?:am|pm|min|mins|h)?$/.test(word) && !found.some(({ from, to }) => from <= index && index < to),
  ).length;
}

/** Whether a "no" is a sentence by itself ("No. I work late."). */
function standsAlone(text: Words, found: readonly Found<ReplyRole>[], role: ReplyRole): boolean {
  return found.some(({ label, from, to }) => {
    const sentence = text.sentence[from];
    return label === role && text.sentence[from - 1] !== sentence && text.sentence[to] !== sentence;
  });
}
