import type { Need } from '../domain/needs.ts';
import { dangerIn } from './danger.ts';
import { readFacts } from './facts.ts';
import { languageOf } from './language.ts';
import { readNeeds } from './needs.ts';
import { optOutIn } from './opt-out.ts';
import { isRequest } from './request.ts';
import type { Understanding } from './understanding.ts';
import { readWords } from './words.ts';

export { findDanger } from './danger.ts';
export { isOptOut } from './opt-out.ts';
export { understandReply } from './reply.ts';

const NO_NEEDS: readonly Need[] = [];

/**
 * What the line takes a text for, out of any conversation. Pure and total: any string gets an answer. `hint.languages`
 * are the languages that the community speaks; they decide only where the words fit two languages equally well.
 */
export function understand(text: string, hint?: { languages?: readonly string[] }): Understanding {
  const words = readWords(text);
  const optOut = optOutIn(words);
  const language = languageOf(text, words, hint?.languages ?? []);
  const signs = readNeeds(words, language);
  const request = !optOut && isRequest(signs, words, language);
  return {
    needs: request ? signs.named : NO_NEEDS,
    request,
    danger: dangerIn(words),
    language,
    optOut,
    facts: readFacts(text, words),
  };
}
