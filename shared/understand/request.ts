import type { Need } from '../domain/needs.ts';
import type { NeedSigns } from './needs.ts';
import { likelyRequest } from './request-model.ts';
import type { Words } from './words.ts';

/** Likelihoods from which a text is a request: by the model alone, with a need and a word of asking, with a phrase that asks by itself. */
const SURE = 0.4;
const WITH_ASKING = 0.2;
const ASKS_ITSELF = 0.03;
/** From here on a text that names two needs speaks of needs, though it may not ask: a list, a report, an offer. */
const ABOUT_NEEDS = 0.1;

/** The languages the model was trained in; in all others the words decide alone. */
const KNOWN: ReadonlySet<string | null> = new Set(['en', 'ht', 'fr', null]);

const NONE: readonly Need[] = [];

/**
 * Whether someone asks for help, and the needs that the text is about. A bare need always asks; else the words and, in
 * its languages, the model agree. An offer ("I can give rice") names needs and asks for nothing; small talk names none.
 */
export function weigh(
  signs: NeedSigns,
  words: Words,
  language: string | null,
): { readonly request: boolean; readonly needs: readonly Need[] } {
  if (signs.bare) return { request: true, needs: signs.named };
  const names = signs.named.length > 0 && signs.asking;
  const pleads = signs.helping && !signs.denied;
  if (!KNOWN.has(language)) {
    const request = !signs.offering && (signs.asksItself || names || pleads);
    return { request, needs: request || signs.offering ? signs.named : NONE };
  }
  const likely = likelyRequest(signs, words);
  const request =
    likely > SURE ||
    (!signs.offering &&
      ((names && likely > WITH_ASKING) || (signs.asksItself && likely > ASKS_ITSELF) || (pleads && words.words.length <= 4)));
  const about = request || signs.offering || (signs.named.length > 1 && likely > ABOUT_NEEDS);
  return { request, needs: about ? signs.named : NONE };
}
