import type { Words } from './words.ts';

/** More than this in one text is a crowd, a price or a mistake; it is left for a person to read. */
export const MOST = 500;

const NUMBERS: ReadonlyMap<string, number> = new Map(
  // biome-ignore format: a table.
  Object.entries({
    one: 1, two: 2, three: 3, four: 4, five: 5, six: 6, seven: 7, eight: 8, nine: 9, ten: 10, eleven: 11, twelve: 12, fifteen: 15, twenty: 20, single: 1, couple: 2, both: 2,
    un: 1, una: 1, uno: 1, dos: 2, tres: 3, cuatro: 4, cinco: 5, seis: 6, siete: 7, ocho: 8, nueve: 9, diez: 10, once: 11, doce: 12, quince: 15, veinte: 20,
    youn: 1, yon: 1, twa: 3, kat: 4, senk: 5, sis: 6, set: 7, uit: 8, nef: 9, dis: 10,
    une: 1, deux: 2, trois: 3, quatre: 4, cinq: 5, sept: 7, huit: 8, neuf: 9, dix: 10, onze: 11, douze: 12,
  }),
);

/** Whether a word is a number that is written out. */
export const isNumberWord = (word: string): boolean => NUMBERS.has(word);

/** The number that a word stands for, as far as it may count people. */
export const numberAt = (text: Words, index: number): number | null => {
  const word = text.words[index];
  if (word === undefined) return null;
  const number = /^\d{1,3}$/.test(word) ? Number(word) : (NUMBERS.get(word) ?? null);
  return number !== null && number >= 1 && number <= MOST ? number : null;
};
