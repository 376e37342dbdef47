import { type Finding, finding, type Linted } from './finding.ts';
import { type Text, textsOf } from './texts.ts';

const WORDS_MIN = 30;

/** A text's numbers for a reading formula. */
interface Counts {
  readonly words: number;
  readonly syllables: number;
  readonly sentences: number;
}

const WORD = /[\p{L}']+/gu;

/** English: groups of vowels, a silent e at the end left out. Spanish: groups of vowels, two strong ones parted. Both are estimates. */
const syllablesEnglish = (word: string): number => {
  const groups =
    word
      .toLowerCase()
      .replace(/(?<![aeiouyl])e$|(?<=[^td])ed$/u, '')
      .match(/[aeiouy]+/gu)?.length ?? 0;
  return Math.max(1, groups);
};
const syllablesSpanish = (word: string): number => {
  const silent = word
    .toLowerCase()
    .normalize('NFC')
    .replace(/qu|gu(?=[eiéí])/gu, 'q');
  const parted = silent.replace(/[íú]/gu, '-i-').normalize('NFD').replace(/\p{M}/gu, '');
  return Math.max(1, parted.replace(/([aeo])(?=[aeo])/gu, '$1-').match(/[aeiou]+/gu)?.length ?? 0);
};

function countsOf(text: string, syllables: (word: string) => number): Counts {
  const words = text.match(WORD) ?? [];
  const sentences = text.split(/[.!?]+(?:\s|$)/).filter(part => /\p{L}/u.test(part)).length;
  return { words: words.length, sentences: Math.max(1, sentences), syllables: words.reduce((sum, word) => sum + syllables(word), 0) };
}

/** Flesch-Kincaid grade level (Kincaid and others, 1975): years of school. */
export const gradeEnglish = (text: string): number => {
  const { words, sentences, syllables } = countsOf(text, syllablesEnglish);
  return words === 0 ? 0 : 0.39 * (words / sentences) + 11.8 * (syllables / words) - 15.59;
};
/** Fernandez-Huerta ease (1959): 100 is very easy, below 60 is hard. */
export const easeSpanish = (text: string): number => {
  const { words, sentences, syllables } = countsOf(text, syllablesSpanish);
  return words === 0 ? 100 : 206.84 - 60 * (syllables / words) - 1.02 * (words / sentences);
};

interface Verdict {
  readonly level: 'E' | 'W';
  readonly says: string;
}

function verdict(language: string, text: string): Verdict | undefined {
  if (language === 'en') {
    const grade = gradeEnglish(text);
    return grade > 6 ? { level: grade > 8 ? 'E' : 'W', says: `reads like grade ${grade.toFixed(1)}; aim for 6 or less` } : undefined;
  }
  if (language === 'es') {
    const ease = easeSpanish(text);
    return ease < 70 ? { level: ease < 60 ? 'E' : 'W', says: `has an ease of ${Math.round(ease)}; aim for 70 or more` } : undefined;
  }
  return undefined;
}

/** A placeholder reads like one short word. */
const readable = (template: string): string => template.replace(/\{choices\}/g, '').replace(/\{[\w-]+\}/g, 'one');

/** R: would someone with six years of school read it with ease? A formula needs some thirty words; shorter texts are judged together. */
export function lintReading(linted: Linted): readonly Finding[] {
  const texts = textsOf(linted, 'sms');
  const alone = texts.flatMap(text => lintText(text));
  const together = Object.keys(linted.book.words).flatMap(language => {
    const all = texts.filter(text => text.language === language).map(text => ended(readable(text.template)));
    return judge(language, all.join(' '), 'Everything together', linted.sources.words(language, 'lines'));
  });
  return [...alone, ...together];
}

const ended = (text: string): string => (/[.!?]\s*$/.test(text) ? text : `${text}.`);

const lintText = ({ language, name, template, place }: Text): readonly Finding[] => judge(language, readable(template), `"${name}"`, place);

function judge(language: string, text: string, name: string, place: Finding | { file: string; line: number }): readonly Finding[] {
  if ((text.match(WORD) ?? []).length < WORDS_MIN) return [];
  const found = verdict(language, text);
  const { file, line } = place;
  const fix = `Use shorter words and sentences. The longest words: ${longestWords(text).join(', ')}.`;
  return found === undefined ? [] : [finding('R01', found.level, { file, line }, `${name} ${found.says}.`, fix)];
}

const longestWords = (text: string): readonly string[] =>
  [...new Set(text.match(WORD) ?? [])].toSorted((a, b) => b.length - a.length).slice(0, 4);
