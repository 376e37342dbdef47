import type { Need } from '../domain/needs.ts';
import { dangerIn } from './danger.ts';
import { readFacts } from './facts.ts';
import { languageOf } from './language.ts';
import { readNeeds } from './needs.ts';
import { optOutIn } from './opt-out.ts';
import { weigh } from './request.ts';
import type { Understanding } from './understanding.ts';
import { readWords } from './words.ts';

export { findDanger } from './danger.ts';
export { isOptOut } from './opt-out.ts';
export { understandReply } from './reply.ts';

const NOTHING: { readonly request: boolean; readonly needs: readonly Need[] } = { request: false, needs: [] };

/**
 * What the line takes a text for, out of any conversation. Pure and total: any string gets an answer. `hint.languages`
 * are the languages that the community speaks; they decide only where the words fit two languages equally well.
 */
export function understand(text: string, hint?: { languages?: readonly string[] }): Understanding {
  const words = readWords(text);
  const optOut = optOutIn(words);
  const language = languageOf(text, words, hint?.languages ?? []);
  const signs = readNeeds(words, language);
  const { request, needs } = optOut ? NOTHING : weigh(signs, words, language);
  return {
    needs,
    request,
    danger: dangerIn(words),
    language,
    optOut,
    facts: readFacts(text, words),
  };
}
