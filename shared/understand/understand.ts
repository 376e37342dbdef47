import type { Need } from '../domain/needs.ts';
import { dangerIn } from './danger.ts';
import { readFacts } from './facts.ts';
import { languageOf } from './language.ts';
import { readNeeds } from './needs.ts';
import { wishIn } from './opt-out.ts';
import { weigh } from './request.ts';
import type { Facts, Understanding } from './understanding.ts';
import { readWords, type Words } from './words.ts';

export { findDanger } from './danger.ts';
export { understandReply } from './reply.ts';

const NOTHING: { readonly request: boolean; readonly needs: readonly Need[] } = { request: false, needs: [] };
const NO_FACTS: Facts = {};

/**
 * What the line takes a text for, out of any conversation. Pure and total: any string gets an answer. `hint.languages`
 * are the languages that the community speaks; they decide only where the words fit two languages equally well.
 * Danger and opting out are looked for at once, the rest when it is asked for: most texts answer a question, and need none of it.
 */
export function understand(text: string, hint?: { languages?: readonly string[] }): Understanding {
  if (hint !== undefined) return read(text, hint.languages ?? []);
  if (text !== last?.text) last = { text, understood: read(text, []) };
  return last.understood;
}

/** One text is asked about at several places of a turn. */
let last: { readonly text: string; readonly understood: Understanding } | undefined;

/** "My name is Dolores" tells of no pain. */
const NAMES_THEMSELVES = /\b(my name is|mi nombre es|me llamo|name'?s) \p{L}+/giu;

function read(given: string, languages: readonly string[]): Understanding {
  const text = given.includes('m') || given.includes('M') ? given.replace(NAMES_THEMSELVES, '$1') : given;
  const digits = DIGITS_ALONE.exec(text)?.[1];
  if (digits !== undefined && digits !== CRY_IN_DIGITS) return digitsAlone(digits);
  const words = readWords(text);
  const danger = dangerIn(words);
  const wish = wishIn(words);
  const heard = once(() => languageOf(text, words, languages));
  const weighed = once(() => weighAll(words, wish.rest, heard().language));
  const facts = once(() => readFacts(text, words));
  return {
    get needs() {
      return weighed().needs;
    },
    get request() {
      return weighed().request;
    },
    danger,
    get language() {
      return heard().language;
    },
    get clarity() {
      return heard().clarity;
    },
    optOut: wish.by === 'stop' || (wish.by === 'words' && danger === null && !asksFor(words, weighed())),
    get facts() {
      return facts();
    },
  };
}

/** What is asked for; beside a wish to be left alone, only what is asked in so many words: "no more texts about food" asks for none. */
function weighAll(words: Words, rest: Words | null, language: string | null): typeof NOTHING {
  const whole = weigh(readNeeds(words, language), words, language);
  if (whole.request || rest === null) return whole;
  const signs = readNeeds(rest, language);
  return signs.asksItself || signs.helping || (signs.asking && signs.named.length > 0) ? weigh(signs, rest, language) : whole;
}

/** Whether a request is one for help in so many words: a need named, or help itself. */
const asksFor = (words: Words, { request, needs }: typeof NOTHING): boolean =>
  request && (needs.length > 0 || words.words.some(word => HELP.has(word)));
const HELP: ReadonlySet<string> = new Set(
  'help helping ayuda ayudame ayudenme ayudeme ayudar auxilio socorro ed ede aide aidez'.split(' '),
);

/** Whether someone wishes never to be texted again, as `understand` tells it. */
export const isOptOut = (text: string): boolean => understand(text).optOut;

/** A key, a small number, a case's code or a ZIP code, and nothing else: most answers are that. */
const DIGITS_ALONE = /^\s*(\d{1,5})\s*$/;
/** The one number that says something by itself. */
const CRY_IN_DIGITS = '911';
const ZIP_DIGITS = 5;

/** Digits alone name no need and no danger, and tell no language; five of them are a ZIP code. */
const digitsAlone = (digits: string): Understanding => ({
  ...NOTHING,
  danger: null,
  language: null,
  clarity: 'word',
  optOut: false,
  facts: digits.length === ZIP_DIGITS ? { zip: digits } : NO_FACTS,
});

/** The same answer however often it is asked for, worked out at the first asking. */
const once = <T>(make: () => T): (() => T) => {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
};
