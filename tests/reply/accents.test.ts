import { expect, test } from 'vitest';
import { book } from '../../ivr-scripts/book.ts';
import { language } from '../../shared/domain/ids.ts';
import { asTexted } from '../../shared/reply/gsm.ts';
import { readingsOf } from '../../shared/reply/readings.ts';
import { wordingOf } from '../../shared/reply/wording.ts';

const es = language('es');
const ask = [{ kind: 'ask', script: 'need', node: 'when' }] as const;

test('the same Spanish words are spoken with their accents and texted without those that would cost double', () => {
  expect(wordingOf(book, ask, es, 'voice').text).toContain('¿Para cuándo es?');
  expect(wordingOf(book, ask, es, 'sms').text).toBe('¿Para cuando es? 1 hoy 2 en 1-2 dias 3 esta semana 4 no se');
  const what = [{ kind: 'line', line: 'list', fill: { items: [{ term: 'when.soon' }, 'María'] } }] as const;
  // What people wrote themselves stays as it is.
  expect(wordingOf(book, what, es, 'sms').text).toBe('en 1-2 dias y María');
  expect(asTexted('¿También aquí, señora? Número Ú.')).toBe('¿También aqui, señora? Numero U.');
});

/** Words that a voice says wrong without their accent, wherever they stand. */
const BARE =
  /(?<![\p{L}])(numeros?|telefonos?|codigos?|aqui|ahi|dias?|tambien|linea|menu|entendi|todavia|despues|area|mas|algun|ningun|asi|adios|llamenos|escribanos|marquelo|digalo|diganos)(?![\p{L}])/iu;

test('no Spanish sentence that is heard on a call lacks the accents of its words', () => {
  expect(readingsOf(book, es).filter(({ text }) => BARE.test(text))).toEqual([]);
});
