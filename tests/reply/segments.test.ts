import { SegmentedMessage } from 'sms-segments-calculator';
import { describe, expect, test } from 'vitest';
import { segmentsOf, toGsm } from '../../shared/reply/segments.ts';

describe('segments', () => {
  test.each([
    ['', 1, 'GSM-7', 0],
    ['a'.repeat(160), 1, 'GSM-7', 160],
    ['a'.repeat(161), 2, 'GSM-7', 161],
    ['a'.repeat(306), 2, 'GSM-7', 306],
    ['a'.repeat(307), 3, 'GSM-7', 307],
    ['{}[]~|^\\€\f', 1, 'GSM-7', 20],
    ['€'.repeat(80), 1, 'GSM-7', 160],
    ['€'.repeat(81), 2, 'GSM-7', 162],
    ['ñ'.repeat(160), 1, 'GSM-7', 160],
    ['ú'.repeat(70), 1, 'UCS-2', 70],
    ['ú'.repeat(71), 2, 'UCS-2', 71],
    ['\u{1F600}'.repeat(35), 1, 'UCS-2', 70],
    ['\u{1F600}'.repeat(36), 2, 'UCS-2', 72],
  ] as const)('of %j: %d in %s', (text, segments, encoding, units) => {
    expect(segmentsOf(text)).toMatchObject({ segments, encoding, units });
  });

  test('are those of the calculator for every letter and sign of Europe', () => {
    for (let code = 0; code < 0x250; code++) {
      const text = `Need ${String.fromCharCode(code)}.`;
      const { segmentsCount, encodingName, messageSize } = new SegmentedMessage(text);
      const units = encodingName === 'GSM-7' ? messageSize / 7 : text.length;
      expect(segmentsOf(text), `U+${code.toString(16)}`).toMatchObject({ segments: segmentsCount, encoding: encodingName, units });
    }
  });

  test('an escaped character is not torn between two segments', () => {
    expect(segmentsOf(`${'a'.repeat(152)}€${'a'.repeat(152)}`).segments).toBe(3);
  });

  test('name each character that made the text costly, once', () => {
    expect(segmentsOf('número más número 👍').forcedBy).toEqual(['ú', 'á', '👍']);
    expect(segmentsOf('¿Que necesita? ¡Manana, señora!').forcedBy).toEqual([]);
  });
});

describe('GSM twins', () => {
  test('replace what telephones put in by themselves', () => {
    const text = toGsm('“Don’t worry” — it’s on its way… 5\u00A0Oak\u2013St • left\u202Fdoor\u200B');
    expect(text).toBe('"Don\'t worry" - it\'s on its way... 5 Oak-St - left door');
    expect(segmentsOf(text).encoding).toBe('GSM-7');
  });

  test('leave letters, accents, joiners and emoji alone', () => {
    const text = 'número ção İstanbul Ōta می\u200Cخواهم 食べ物 👨\u200D👩\u200D👧';
    expect(toGsm(text)).toBe(text);
  });

  test('put an accent back on its letter', () => {
    expect(toGsm('sen\u0303ora')).toBe('señora');
  });
});
