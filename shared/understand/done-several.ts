import { checkAnswerIn } from './check-in.ts';
import { readWords } from './words.ts';

/** Which of several things somebody says are done: these, two of two, or all there are. */
export type DoneSeveral =
  | { readonly codes: readonly string[]; readonly hours: string }
  | { readonly all: 'both' | 'all'; readonly hours: string };

const CODES = /(?<!\d)[1-9]\d{2,4}(?!\d)/g;
/** How long it took, at the end. */
const HOURS = /(?<=[\s,.;])(?:\d[\d.,]*\s*|\p{L}+\s+)(?:h|hrs?|hours?|horas?)[.!]?\s*$/iu;
const BOTH: ReadonlySet<string> = new Set(['both', 'ambos', 'ambas', 'dos', 'two']);
const ALL: ReadonlySet<string> = new Set(['all', 'everything', 'todo', 'todos', 'todas']);
const BESIDE: ReadonlySet<string> = new Set(
  'and y e are is were they of them of the el la los las estan esta son ya i have with cases caso casos case ok okay yes si hi hello thanks thank you gracias now both all'.split(
    ' ',
  ),
);
const DONE: ReadonlySet<string> = new Set(
  'done did delivered finished hecho hechos hecha hechas listo listos listas entregado entregados entregue entregadas'.split(' '),
);

/**
 * "Done both", "412 and 418 done", "los dos listos": that several things are done, and which. Undefined where it says anything else, or names one.
 */
export const doneSeveralIn = (text: string): DoneSeveral | undefined => {
  if (text.includes('?')) return undefined;
  const codes = [...new Set(text.match(CODES) ?? [])];
  const hours = (HOURS.exec(text)?.[0] ?? '').trim();
  const said = hours === '' ? text : text.slice(0, text.lastIndexOf(hours));
  const { words } = readWords(said.replace(CODES, ' '));
  const rest = words.filter(word => !BESIDE.has(word) && !BOTH.has(word) && !ALL.has(word));
  const isDone = rest.length > 0 && (rest.every(word => DONE.has(word)) || checkAnswerIn(rest.join(' ')) === 'done');
  if (!isDone) return undefined;
  if (codes.length > 0) return codes.length > 1 ? { codes, hours } : undefined;
  if (words.some(word => BOTH.has(word))) return { all: 'both', hours };
  return words.some(word => ALL.has(word)) ? { all: 'all', hours } : undefined;
};

/** "Done both but 812 wasn't home", "todo menos 812": all but these. */
const BUT =
  /^\W*(?:(?:its|it'?s|i|they'?re|are|ya|estan) )*(?:(?:done|did|delivered|finished|hechos?|hechas?|listos?|listas?|entregados?|entregadas?)(?: with)? )?(?:(?:the )?two|both|all|everything|todos?|todas?|amb[oa]s|l[oa]s dos)?(?: (?:of them|are|is|done|delivered|finished|hech[oa]s?|list[oa]s?|entregad[oa]s?|estan))*[\s,.;]+(?:but|except(?: for)?|not|menos|pero|excepto)(?: (?:not|no|el|la|the))*[\s,:]+#?(?=[1-9]\d{2,4}(?!\d))/i;
const SAYS_DONE = /\b(?:done|did|delivered|finished|hech[oa]s?|list[oa]s?|entregad[oa]s?)\b/i;

/** The codes of those that are not done where somebody says that all others are; undefined where it says anything else. */
export const doneButIn = (text: string): readonly string[] | undefined => {
  const start = text.includes('?') ? null : BUT.exec(text);
  if (!start || !SAYS_DONE.test(start[0])) return undefined;
  return [...new Set(text.match(CODES) ?? [])];
};
