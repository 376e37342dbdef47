import { MOST, numberAt } from './numbers.ts';
import { readWords } from './words.ts';

const BEFORE = new Set('sorry actually no wait oops but perdon ahora now ya and y so'.split(' '));
const SAYS =
  /^(?:we are|were|we r|we will be|well be|there are|theres|make it|make that|its|it is|its for|make it for|for|somos|seremos|ya somos|son|es para|para|que sean|ponga)$/;
/** These count people and nothing else; "make it 6" may be an hour. */
const OF_US = /^(?:we|were|well|there|theres|somos|seremos|ya somos|son)\b/;
const AFTER = /^(?:(?:now|today|sorry|please|pls|ahora|hoy|of us|instead|en total|in all|total|perdon|por favor)\s*)*$/;
/** "For 6 not 4", "6 and not 4". */
const NOT = /^(?:and |y )?(?:not|no) (\S+)$/;

/**
 * A number of people said without a word for people, of a request that was for `before` people: "we are 5 now", "make it 6", "for 6 not 4".
 * Undefined where the number may be anything else, like another hour.
 */
export const peopleNow = (text: string, before: number | undefined, hasHour = false): number | undefined => {
  const words = readWords(text);
  const first = words.words.findIndex(word => !BEFORE.has(word));
  for (let at = Math.max(0, first); at < words.words.length; at++) {
    const people = numberAt(words, at);
    if (people === null) continue;
    const said = words.words.slice(first, at).join(' ');
    if (people < 1 || people > MOST || !SAYS.test(said)) return undefined;
    const rest = words.words.slice(at + 1).join(' ');
    const not = NOT.exec(rest);
    if (not) return before !== undefined && numberAt(words, words.words.length - 1) === before ? people : undefined;
    const sure = OF_US.test(said) || (before !== undefined && !hasHour);
    return sure && AFTER.test(rest) ? people : undefined;
  }
  return undefined;
};
