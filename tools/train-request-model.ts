/**
 * Trains the small model that tells requests from other texts, and writes its weights to shared/understand. Needs the
 * folder of messages that docs/UNDERSTANDING.md names: `node tools/train-request-model.ts [FOLDER] [--all]`. Without
 * --all a third is kept out, as in tools/measure-understanding.ts. The same input gives the same weights.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { NEEDS } from '../shared/domain/needs.ts';
import { languageOf } from '../shared/understand/language.ts';
import { en } from '../shared/understand/lexicon/en.ts';
import { fr } from '../shared/understand/lexicon/fr.ts';
import { ht } from '../shared/understand/lexicon/ht.ts';
import { readNeeds } from '../shared/understand/needs.ts';
import { BUCKETS, features } from '../shared/understand/request-model.ts';
import { readWords } from '../shared/understand/words.ts';

interface Example {
  readonly places: readonly number[];
  readonly asks: 0 | 1;
  readonly weight: number;
}

const here = dirname(fileURLToPath(import.meta.url));
const folder = process.argv.slice(2).find(argument => !argument.startsWith('--')) ?? join(here, '..', '..', 'shared', 'data');
const all = process.argv.includes('--all');
const EPOCHS = 8;
const RATE = 0.03;
/** Pull towards zero at each sight of a feature. */
const SHRINK = 0.00005;
/** A feature seen fewer times than this tells more of its text than of requests. */
const RARE = 3;
/** Ordinary texts weigh more: a stranger's small talk must not open a case. */
const ORDINARY = 3;

const isHeldOut = (id: string): boolean => !all && Number(id.replace(/\D/g, '')) % 3 === 0;

function example(text: string, asks: boolean, weight: number): Example {
  const words = readWords(text);
  return { places: [...features(readNeeds(words, languageOf(text, words, []).language), words)], asks: asks ? 1 : 0, weight };
}

function rows(name: string): { id: string; message: string; original?: string | null; labels?: string[] }[] {
  const lines = readFileSync(join(folder, name), 'utf8').split('\n');
  return lines.filter(line => line !== '').map(line => JSON.parse(line));
}

function real(): Example[] {
  const examples: Example[] = [];
  for (const { id, message, original, labels } of rows('disaster_direct_dev.jsonl')) {
    if (isHeldOut(id)) continue;
    const asks = labels?.includes('request') ?? false;
    examples.push(example(message, asks, 1));
    if (original) examples.push(example(original, asks, 1));
  }
  for (const { id, message } of rows('negatives_sms_en_dev.jsonl')) if (!isHeldOut(id)) examples.push(example(message, false, ORDINARY));
  return examples;
}

/** Plain sentences of the everyday, which the messages of a disaster lack: every name with a few ways of asking. */
function made(): Example[] {
  const ways = [
    [en, ['need %', 'i need help with %', 'can someone help me with % please', 'we are out of %', 'looking for % for my family']],
    [ht, ['mwen bezwen %', 'nou bezwen % tanpri']],
    [fr, ["j'ai besoin de %", 'avez vous % svp']],
  ] as const;
  const examples: Example[] = [];
  for (const [lexicon, sentences] of ways) {
    for (const need of NEEDS) {
      const names = (lexicon.names[need] ?? '').split(/[,\n]/).map(name => name.trim());
      for (const name of names.filter(one => /^[a-z ]+$/.test(one))) {
        for (const sentence of sentences) examples.push(example(sentence.replace('%', name), true, 0.3));
      }
    }
  }
  return examples;
}

/** Numbers between 0 and 1 that are the same at every run. */
function shuffler(): () => number {
  let state = 12_345;
  return () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return state / 0x7fffffff;
  };
}

function train(examples: Example[]): { weights: Float64Array; bias: number } {
  const seen = new Uint32Array(BUCKETS);
  for (const { places } of examples) for (const place of places) seen[place] = (seen[place] ?? 0) + 1;
  const weights = new Float64Array(BUCKETS);
  const steps = new Float64Array(BUCKETS).fill(1e-6);
  let bias = 0;
  const random = shuffler();
  for (let epoch = 0; epoch < EPOCHS; epoch++) {
    for (let index = examples.length - 1; index > 0; index--) {
      const other = Math.floor(random() * (index + 1));
      [examples[index], examples[other]] = [examples[other] as Example, examples[index] as Example];
    }
    for (const { places, asks, weight } of examples) {
      let sum = bias;
      for (const place of places) sum += weights[place] ?? 0;
      const error = (asks - 1 / (1 + Math.exp(-sum))) * weight;
      bias += 0.01 * error;
      for (const place of places) {
        if ((seen[place] ?? 0) < RARE) continue;
        const slope = error - SHRINK * (weights[place] ?? 0) * 100;
        steps[place] = (steps[place] ?? 0) + slope * slope;
        weights[place] = (weights[place] ?? 0) + (RATE * slope) / Math.sqrt(steps[place] ?? 1);
      }
    }
  }
  return { weights, bias };
}

const { weights, bias } = train([...real(), ...made()]);
const largest = weights.reduce((most, weight) => Math.max(most, Math.abs(weight)), 0);
const scale = largest / 127;
const packed = Buffer.from(Int8Array.from(weights, weight => Math.round(weight / scale)).buffer).toString('base64');
const target = join(here, '..', 'shared', 'understand', 'request-weights.json');
writeFileSync(target, `${JSON.stringify({ trainedOn: all ? 'all' : 'two thirds', scale, bias, weights: packed }, null, 2)}\n`);
console.log(`${target}: ${packed.length} characters, scale ${scale.toFixed(5)}, bias ${bias.toFixed(3)}`);
