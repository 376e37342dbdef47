import { OPT_OUT } from './lexicon/opt-out.ts';
import { findPhrases, type PhraseTable, phraseTable } from './phrases.ts';
import { readWords, type Words } from './words.ts';

/**
 * The words that carriers act on when they stand alone, in any case (CTIA Messaging Principles; Twilio's default
 * list), and their Spanish, Haitian and French fellows.
 */
const ALONE: ReadonlySet<string> = new Set(
  'stop stopall unsubscribe cancel end quit revoke optout stopp arret alto pare paren baja cancelar sispann rete desabonner stop2end stop2quit stop2stop'.split(
    ' ',
  ),
);

/** What may stand beside a bare STOP without making it mean something else. */
const BESIDE: ReadonlySet<string> = new Set('please now all already ok thanks porfavor por favor ya todo svp tanpri'.split(' '));
const STOPS: ReadonlySet<string> = new Set('stop stopall unsubscribe optout alto pare baja sispann'.split(' '));

let table: PhraseTable<'out' | 'not'> | null = null;

/** Whether someone wishes never to be texted again: the carrier's words alone, or a plain phrase that says so. */
export function isOptOut(text: string): boolean {
  return optOutIn(readWords(text));
}

/** As `isOptOut`, for words already read. */
export function optOutIn(text: Words): boolean {
  const [first] = text.words;
  if (first === undefined) return false;
  if (text.words.every(word => word === first) && ALONE.has(first)) return true;
  if (text.words.some(word => STOPS.has(word)) && text.words.every(word => STOPS.has(word) || BESIDE.has(word))) return true;
  if (stopsAfterAll(text)) return true;
  table ??= phraseTable<'out' | 'not'>([OPT_OUT]);
  const found = findPhrases(table, text);
  return found.some(
    hit => hit.label === 'out' && !found.some(other => other.label === 'not' && other.from < hit.to && hit.from < other.to),
  );
}

/** "Wrong number. Stop": a short text one of whose sentences is STOP alone. */
function stopsAfterAll(text: Words): boolean {
  if (text.words.length > 6) return false;
  return text.words.some(
    (word, index) =>
      STOPS.has(word) && text.sentence[index - 1] !== text.sentence[index] && text.sentence[index + 1] !== text.sentence[index],
  );
}
