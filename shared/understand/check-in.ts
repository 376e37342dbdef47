import { givesBack } from './gives-back.ts';
import type { PhraseLists } from './phrases.ts';
import { readWords } from './words.ts';

/** What whoever has a case answers to "is it done?". */
export type CheckAnswer = 'done' | 'on-way' | 'more-time' | 'cannot';

const LISTS: PhraseLists<CheckAnswer> = {
  done: `done, its done, all done, i did, did it, delivered, dropped off, dropped it off, it arrived, finished, yes done, done already, hecho, ya hecho, settled, its settled, it is settled, its solved, solved, arreglado, ya se arreglo, resuelto, listo, lista, ya listo, ya quedo, entregado, entregada, ya lo entregue, ya llego, si listo`,
  'on-way': `on my way, omw, im on my way, i am on my way, on the way, coming, im coming, im going, going now, almost there, heading there|over, be there soon, nearly there, en camino, voy en camino, ya voy, ahi voy, voy para alla, ya casi, ya casi llego, ya mero, estoy en camino`,
  'more-time': `more time, need more time, i need more time, need time, not yet, later, running late, im late, i am late, still working on it, working on it, mas tiempo, necesito mas tiempo, ocupo mas tiempo, todavia no, aun no, mas tarde, voy tarde, ya merito`,
  cannot: `cant, cannot, i cant, i cannot, i can not, cant do it, i cant do it, cant make it, i cant make it, not able, someone else, no puedo, ya no puedo, no puedo hacerlo, no voy a poder`,
};
const FILLERS: ReadonlySet<string> = new Set(
  'sorry thanks thank you please ok okay yes si hi hello hola gracias perdon disculpe now ya it i im with this that the one so just still'.split(
    ' ',
  ),
);

let table: ReadonlyMap<string, CheckAnswer> | null = null;
const whole = (): ReadonlyMap<string, CheckAnswer> => {
  const all = Object.entries(LISTS).flatMap(([answer, phrases]) =>
    phrases.split(',').map(one => [one.trim(), answer as CheckAnswer] as const),
  );
  // "heading there|over" is two phrases.
  return new Map(all.flatMap(([one, answer]) => spread(one).map(each => [each, answer] as const)));
};
const spread = (phrase: string): readonly string[] => {
  const slot = phrase.split(' ').find(word => word.includes('|'));
  return slot ? slot.split('|').map(word => phrase.replace(slot, word)) : [phrase];
};

/** What a whole text answers in words; a text that says more than that is none. "No" alone may say that it is not done yet. */
export const checkAnswerIn = (text: string): CheckAnswer | undefined => {
  table ??= whole();
  const { words } = readWords(text);
  const exact = table.get(words.join(' '));
  if (exact) return exact;
  const bare = words.filter(word => !FILLERS.has(word));
  const trimmed = table.get(bare.join(' '));
  if (trimmed) return trimmed;
  return givesBack(text) === 'yes' ? 'cannot' : undefined;
};
