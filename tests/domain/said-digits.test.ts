import { describe, expect, test } from 'vitest';
import { saidDigits } from '../../shared/domain/said-digits.ts';

describe('digits that are said', () => {
  test.each([
    ['11216', '11216'],
    ['11216.', '11216'],
    ['my zip code is 11216', '11216'],
    ['1 1 2 1 6', '11216'],
    ['112 16', '11216'],
    ['11, 216', '11216'],
    ['one one two one six', '11216'],
    ['uh eleven two sixteen', '11216'],
    ['one twelve sixteen', '11216'],
    ['eleven thousand two hundred sixteen', '11216'],
    ['one oh oh two five', '10025'],
    ['eleven two twenty five', '11225'],
    ['once doscientos dieciséis', '11216'],
    ['once dos veinticinco', '11225'],
    ['once mil doscientos veinte y cinco', '11225'],
    ['uno uno dos uno seis, por favor', '11216'],
    ['3 0 0', '300'],
    ['three hundred', '300'],
    ['three oh oh', '300'],
    ['my code is 300', '300'],
    ['mil', undefined],
    ['hundred', undefined],
    ['85 Putnam Avenue', undefined],
    ['fifth and main', undefined],
    ['two kids', undefined],
    ['ok', undefined],
    ['', undefined],
  ])('%s', (text, digits) => expect(saidDigits(text)).toBe(digits));
});
