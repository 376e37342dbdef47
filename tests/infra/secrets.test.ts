import { describe, expect, it } from 'vitest';
import { keptSecret, secretValues } from '../../shared/shell/secrets.ts';

describe('a kept secret', () => {
  const storeOf = (...answers: (string | Error)[]) => {
    let asked = 0;
    const read = async (): Promise<string> => {
      const answer = answers[Math.min(asked++, answers.length - 1)];
      if (answer === undefined || answer instanceof Error) throw answer;
      return answer;
    };
    return { read, asked: () => asked };
  };

  it('is read once while it is fresh, also by many at the same moment', async () => {
    const store = storeOf('first', 'second');
    const secret = keptSecret(store.read, () => 0, 1_000);
    expect(await Promise.all([secret(), secret(), secret()])).toEqual(['first', 'first', 'first']);
    expect(await secret()).toBe('first');
    expect(store.asked()).toBe(1);
  });

  it('is read again when it is too old', async () => {
    let now = 0;
    const store = storeOf('first', 'second');
    const secret = keptSecret(store.read, () => now, 1_000);
    await secret();
    now = 999;
    expect(await secret()).toBe('first');
    now = 1_000;
    expect(await secret()).toBe('second');
  });

  it('goes on with the old value while the store is out of reach, and asks again soon', async () => {
    let now = 0;
    const store = storeOf('first', new Error('down'), 'second');
    const secret = keptSecret(store.read, () => now, 1_000);
    await secret();
    now = 1_000;
    expect(await secret()).toBe('first');
    now = 30_999;
    expect(await secret()).toBe('first');
    now = 31_000;
    expect(await secret()).toBe('second');
    expect(store.asked()).toBe(3);
  });

  it('tells the failure when there is no value yet, and asks anew for the next caller', async () => {
    const store = storeOf(new Error('down'), 'first');
    const secret = keptSecret(store.read, () => 0, 1_000);
    await expect(secret()).rejects.toThrow('down');
    expect(await secret()).toBe('first');
  });

  it('may hold several values', () => {
    expect(secretValues(' new , old\n')).toEqual(['new', 'old']);
    expect(secretValues('one')).toEqual(['one']);
    expect(secretValues(' , ')).toEqual([]);
  });
});
