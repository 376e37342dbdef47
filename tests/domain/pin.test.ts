import { describe, expect, test } from 'vitest';
import { HOUR_MS, instant, later } from '../../shared/domain/ids.ts';
import { isLocked, newPin, type Pin, tryPin } from '../../shared/domain/pin.ts';

const NOW = instant(Date.UTC(2027, 0, 9, 14));
const made = (digits: string, salt = 'salt'): Pin => {
  const pin = newPin(digits, salt);
  if (typeof pin === 'string') throw new Error(pin);
  return pin;
};

describe('a PIN', () => {
  test('is four digits that nobody tries first', () => {
    expect(['481', '48100', 'abcd', '48 1', ''].map(digits => newPin(digits, 'salt'))).toEqual(Array(5).fill('unreadable'));
    expect(['0000', '1234', '9876', '4567'].map(digits => newPin(digits, 'salt'))).toEqual(Array(4).fill('easy'));
    expect(made('4810')).toMatchObject({ wrong: 0 });
  });

  test('is kept as a hash that is another with another salt, and never as itself', () => {
    expect(made('4810').hash).not.toBe(made('4810', 'other').hash);
    expect(made('4810').hash).toBe(made('4810').hash);
    expect(JSON.stringify(made('4810'))).not.toContain('4810');
  });

  test('is right, or wrong three times and then locked for an hour, right or not', () => {
    const pin = made('4810');
    expect(tryPin(pin, '4810', NOW)).toEqual({ right: true, pin, locked: false });
    const one = tryPin(pin, '4811', NOW);
    const two = tryPin(one.pin, '0', NOW);
    expect([one.right, two.right, two.pin.wrong]).toEqual([false, false, 2]);
    // One that is right in between begins the count anew.
    expect(tryPin(two.pin, '4810', NOW).pin.wrong).toBe(0);
    const three = tryPin(two.pin, '9999', NOW);
    expect([three.locked, isLocked(three.pin, NOW)]).toEqual([true, true]);
    expect(tryPin(three.pin, '4810', later(NOW, HOUR_MS - 1))).toMatchObject({ right: false, locked: true });
    expect(tryPin(three.pin, '4810', later(NOW, HOUR_MS))).toMatchObject({ right: true, locked: false });
  });
});
