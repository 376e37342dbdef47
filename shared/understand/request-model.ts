import type { NeedSigns } from './needs.ts';
import { requestModel } from './tables.ts';
import type { Words } from './words.ts';

/** How many places there are for features to be hashed to. */
export const BUCKETS = 1 << 14;

/** Only this many words are weighed: what a text asks for stands in its beginning. */
const MOST_WORDS = 60;

interface Model {
  readonly weights: Int8Array;
  readonly scale: number;
  readonly bias: number;
}
let model: Model | null = null;

/** The model, its weights unpacked on first use. */
function readModel(): Model {
  const { weights, scale, bias } = requestModel();
  return { weights: Int8Array.from(atob(weights), char => (char.charCodeAt(0) << 24) >> 24), scale, bias };
}

/** How likely it is, 0 to 1, that someone asks for help with a text. It knows English, Haitian and French. */
export function likelyRequest(signs: NeedSigns, text: Words): number {
  model ??= readModel();
  let sum = 0;
  for (const feature of features(signs, text)) sum += model.weights[feature] ?? 0;
  return 1 / (1 + Math.exp(-(sum * model.scale + model.bias)));
}

/** The places of a text's features: its words, its pairs of words, and what the lexicons say of it. */
export function features(signs: NeedSigns, text: Words): Set<number> {
  const places = new Set<number>();
  let previous = '<';
  for (let index = 0; index < Math.min(text.words.length, MOST_WORDS); index++) {
    const word = plain(text.words[index] ?? '');
    places.add(place(word));
    places.add(place(`${previous} ${word}`));
    if (word.length > 5) places.add(place(`${word.slice(0, 5)}*`));
    previous = word;
  }
  for (const sign of signsOf(signs, text)) places.add(place(sign));
  return places;
}

const plain = (word: string): string => (/\d/.test(word) ? '0' : word);

function signsOf(signs: NeedSigns, text: Words): string[] {
  const { named, asksItself, asking, helping, denied, offering, length } = signs;
  const facts = [
    `#needs ${Math.min(named.length, 3)}`,
    `#length ${Math.min(5, Math.floor(Math.sqrt(length)))}`,
    ...named.map(need => `#${need}`),
  ];
  if (asksItself) facts.push('#asks itself');
  if (asking) facts.push('#asking', `#asking ${Math.min(named.length, 1)}`);
  if (helping) facts.push('#helping');
  if (offering) facts.push('#offering');
  if (denied) facts.push('#denied');
  if (text.asked.includes(true)) facts.push('#question', `#question ${Math.min(named.length, 1)}`);
  return facts;
}

/** FNV-1a of the characters, folded into the table. */
function place(feature: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < feature.length; index++) hash = Math.imul(hash ^ feature.charCodeAt(index), 0x01000193);
  return ((hash >>> 15) ^ hash) & (BUCKETS - 1);
}
