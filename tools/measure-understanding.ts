/**
 * Scores how well the line understands real messages, where a folder with them is at hand (docs/UNDERSTANDING.md says
 * which). `node tools/measure-understanding.ts [FOLDER] [--misses food|request|...]`; no message leaves this machine.
 */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Need } from '../shared/domain/needs.ts';
import model from '../shared/understand/request-weights.json' with { type: 'json' };
import { understand, understandReply } from '../shared/understand/understand.ts';
import type { Understanding } from '../shared/understand/understanding.ts';

interface Message {
  readonly id: string;
  readonly message: string;
  readonly original?: string | null;
  readonly lang?: string;
  readonly labels: readonly string[];
}

interface Reply {
  readonly text: string;
  readonly count: number;
  readonly label: 'accept' | 'refuse' | 'other';
}

/** The labels that serve us, and the needs that stand for them; "blankets" and the like are the labellers' shelter. */
const LABELS: readonly (readonly [string, readonly string[], readonly Need[]])[] = [
  ['food', ['food'], ['food']],
  ['water', ['water'], ['water']],
  ['shelter', ['shelter'], ['housing']],
  ['medical', ['medical_help', 'medical_products'], ['medical', 'medicine']],
  ['clothing', ['clothing'], ['clothing']],
  ['money', ['money'], ['money']],
];

const [given, flag, wanted] = process.argv.slice(2);
const beside = join(dirname(fileURLToPath(import.meta.url)), '..', '..', 'shared', 'data');
const folder = given !== undefined && !given.startsWith('--') ? given : beside;
const misses = given === '--misses' ? flag : flag === '--misses' ? wanted : undefined;

const read = <Row>(name: string): Row[] =>
  readFileSync(join(folder, name), 'utf8')
    .split('\n')
    .filter(line => line !== '')
    .map(line => JSON.parse(line) as Row);

/** A third of the rows, told by their number, is never tuned on. */
const isHeldOut = (id: string): boolean => Number(id.replace(/\D/g, '')) % 3 === 0;

class Score {
  hits = 0;
  extra = 0;
  missed = 0;

  add(said: boolean, meant: boolean): void {
    if (said && meant) this.hits += 1;
    else if (said) this.extra += 1;
    else if (meant) this.missed += 1;
  }

  toString(): string {
    const precision = this.hits / (this.hits + this.extra);
    const recall = this.hits / (this.hits + this.missed);
    const f1 = (2 * precision * recall) / (precision + recall);
    return `F1 ${f1.toFixed(3)}  precision ${precision.toFixed(3)}  recall ${recall.toFixed(3)}  of ${this.hits + this.missed}`;
  }
}

const percent = (part: number, whole: number): string => `${((100 * part) / whole).toFixed(2)} % (${part} of ${whole})`;

function scoreNeeds(rows: readonly Message[], textOf: (row: Message) => string): void {
  const texts = rows.map(row => [row, understand(textOf(row))] as const);
  for (const [name, labels, needs] of LABELS) {
    const score = new Score();
    for (const [row, { needs: said }] of texts) {
      const named = needs.some(need => said.includes(need));
      const meant = labels.some(label => row.labels.includes(label));
      if (misses === name && named !== meant) console.log(`    ${meant ? 'missed' : 'extra '} ${textOf(row)}`);
      score.add(named, meant);
    }
    console.log(`  ${name.padEnd(9)} ${score}`);
  }
  const asking = new Score();
  for (const [row, { request }] of texts) {
    const meant = row.labels.includes('request');
    if (misses === 'request' && request !== meant) console.log(`    ${meant ? 'missed' : 'extra '} ${textOf(row)}`);
    asking.add(request, meant);
  }
  console.log(`  request   ${asking}`);
}

function scoreOrdinary(rows: readonly Message[]): void {
  const texts = rows.map(row => [row, understand(row.message)] as const);
  const count = (name: string, test: (said: Understanding) => boolean): void => {
    const wrong = texts.filter(([, said]) => test(said));
    console.log(`  taken for ${name.padEnd(8)} ${percent(wrong.length, texts.length)}`);
    if (misses === `ordinary-${name}`)
      for (const [row, { needs, danger }] of wrong) console.log(`    ${needs.join(',')} ${danger ?? ''} | ${row.message}`);
  };
  count('request', ({ request }) => request);
  count('need', ({ needs }) => needs.length > 0);
  count('danger', ({ danger }) => danger !== null);
  count('optout', ({ optOut }) => optOut);
  const english = texts.filter(([, { language }]) => language === 'en').length;
  const other = texts.filter(([, { language }]) => language !== null && language !== 'en').length;
  console.log(`  language: English ${percent(english, texts.length)}, another ${percent(other, texts.length)}`);
  if (misses === 'ordinary-language')
    for (const [row, { language }] of texts) if (language !== 'en') console.log(`    ${language} | ${row.message}`);
}

function scoreLanguages(rows: readonly Message[]): void {
  for (const language of ['ht', 'fr', 'en', 'es']) {
    const own = rows.filter(row => row.lang === language && row.original);
    const said = own.map(row => understand(row.original ?? '').language);
    const right = said.filter(one => one === language).length;
    const none = said.filter(one => one === null).length;
    console.log(`  ${language}: the same ${percent(right, own.length)}, none ${none}, another ${own.length - right - none}`);
    if (misses === `language-${language}`)
      for (const [index, row] of own.entries()) if (said[index] !== language) console.log(`    ${said[index]} | ${row.original}`);
  }
}

function scoreReplies(rows: readonly Reply[]): void {
  const decided = rows.filter(({ label }) => label !== 'other');
  const right = decided.filter(({ text, label }) => understandReply(text) === label);
  const other = rows.filter(({ label }) => label === 'other');
  const quiet = other.filter(({ text }) => understandReply(text) === null);
  const worst = rows.filter(({ text, label }) => label === 'refuse' && understandReply(text) === 'accept');
  console.log(
    `  accept or refuse right ${percent(right.length, decided.length)}; others left alone ${percent(quiet.length, other.length)}; refusals taken for consent ${worst.length}`,
  );
  if (misses === 'replies')
    for (const { text, label } of rows)
      if ((understandReply(text) ?? 'other') !== label) console.log(`    ${label} <> ${understandReply(text)} | ${text}`);
}

function speed(rows: readonly Message[]): void {
  const texts = rows.map(({ message }) => message);
  for (const text of texts) understand(text);
  const start = process.hrtime.bigint();
  for (const text of texts) understand(text);
  console.log(`  ${(Number(process.hrtime.bigint() - start) / 1000 / texts.length).toFixed(1)} microseconds a text, warm`);
}

if (existsSync(join(folder, 'disaster_direct_dev.jsonl'))) {
  const disaster = read<Message>('disaster_direct_dev.jsonl');
  if (model.trainedOn === 'all')
    console.log('The request model has seen every row: what is "held out" below was held out of the word lists only.');
  const ordinary = read<Message>('negatives_sms_en_dev.jsonl');
  for (const [name, rows] of [
    ['tuned on', disaster.filter(({ id }) => !isHeldOut(id))],
    ['held out', disaster.filter(({ id }) => isHeldOut(id))],
  ] as const) {
    console.log(`Needs, in English as translated, ${name}:`);
    scoreNeeds(rows, row => row.message);
    console.log(`Needs, as sent (Haitian, French), ${name}:`);
    scoreNeeds(
      rows.filter(row => row.original && ['ht', 'fr', 'unk'].includes(row.lang ?? '')),
      row => row.original ?? '',
    );
  }
  console.log('Ordinary texts, tuned on:');
  scoreOrdinary(ordinary.filter(({ id }) => !isHeldOut(id)));
  console.log('Ordinary texts, held out:');
  scoreOrdinary(ordinary.filter(({ id }) => isHeldOut(id)));
  console.log('Language, as the data guesses it:');
  scoreLanguages(disaster);
  console.log('Replies to an offer:');
  scoreReplies(read<Reply>('short_replies_dev.jsonl'));
  console.log('Speed:');
  speed(ordinary);
} else {
  console.log(`No messages to measure with in ${folder}.`);
}
