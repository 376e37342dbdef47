import type { NeedSigns } from './needs.ts';
import { likelyRequest } from './request-model.ts';
import type { Words } from './words.ts';

/** Likelihoods from which a text is a request: by the model alone, with a need and a word of asking, with a phrase that asks by itself. */
const SURE = 0.4;
const WITH_ASKING = 0.2;
const ASKS_ITSELF = 0.03;

/** The languages the model was trained in; in all others the words decide alone. */
const KNOWN: ReadonlySet<string | null> = new Set(['en', 'ht', 'fr', null]);

/** Whether someone asks for help: a bare need always does; else the words and, in its languages, the model agree. */
export function isRequest(signs: NeedSigns, words: Words, language: string | null): boolean {
  if (signs.bare) return true;
  const names = signs.named.length > 0 && signs.asking;
  if (!KNOWN.has(language)) return signs.asksItself || names || (signs.helping && !signs.denied);
  const likely = likelyRequest(signs, words);
  return likely > SURE || (names && likely > WITH_ASKING) || (signs.asksItself && likely > ASKS_ITSELF) || isPlea(signs);
}

/** A few words of asking for help and nothing else, which a model of long texts may miss: "please help us". */
const isPlea = ({ helping, denied, length }: NeedSigns): boolean => helping && !denied && length <= 4;
