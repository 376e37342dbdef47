import { describe, expect, test } from 'vitest';
import { ROSA, THEO } from '../faults/support.ts';
import { Neighborhood } from '../support/neighborhood.ts';

const MAY = '+15550100001';
const ANA = '+15550100201';
const codeIn = (words: string | null): string => /\b[1-9]\d{2,4}\b/.exec(words ?? '')?.[0] ?? '';

const inHand = async (): Promise<{ readonly hood: Neighborhood; readonly code: string }> => {
  const hood = new Neighborhood();
  await hood.volunteers('Ana,+15550100201,en;es,food,,,always,yes,no');
  const code = codeIn((await hood.text(MAY, 'need food for 2, 11216, today'))?.split('code is')[1] ?? null);
  expect(await hood.text(ANA, `ACCEPT ${code}`)).toContain(code);
  return { hood, code };
};

/** Texts what a machine would, until nothing comes back. */
const untilQuiet = async (hood: Neighborhood, from: string, words: string, every: number, most: number): Promise<number> => {
  for (let n = 1; n <= most; n++) {
    await hood.pass(every);
    if ((await hood.text(from, words)) === null) return n;
  }
  return Number.POSITIVE_INFINITY;
};

describe('people who text fast', () => {
  test('a volunteer and a neighbor who write to each other for long are heard to the end', async () => {
    const { hood, code } = await inHand();
    for (let n = 0; n < 45; n++) {
      hood.takeSent();
      await hood.text(MAY, `${code} I am at door ${n}`);
      expect(
        hood.takeSent().filter(s => s.to === ANA && s.body.includes(`door ${n}`)),
        `to Ana, ${n}`,
      ).toHaveLength(1);
      await hood.pass(10_000);
      await hood.text(ANA, `${code} I am at corner ${n}`);
      expect(
        hood.takeSent().filter(s => s.to === MAY && s.body.includes(`corner ${n}`)),
        `to May, ${n}`,
      ).toHaveLength(1);
      await hood.pass(10_000);
    }
    expect(await hood.text(ANA, `done ${code}`)).toContain(code);
    await hood.store.close();
  });

  test('a coordinator on a busy day is answered to the last, and takes danger', async () => {
    const { hood, code } = await inHand();
    for (let n = 0; n < 260; n++) {
      await hood.pass(20_000);
      expect(await hood.text(ROSA, n % 2 ? 'who' : `show ${code}`), String(n)).not.toBeNull();
    }
    await hood.text(MAY, 'he has a knife and is hurting me');
    const danger = codeIn(hood.takeSent().find(s => s.to === ROSA && s.body.startsWith('SAFETY'))?.body ?? null);
    expect(await hood.text(ROSA, `ok ${danger}`)).toContain(danger);
    await hood.store.close();
  });
});

describe('a helper whose phone texts as a machine does', () => {
  test('is answered now and then, told of once and not paged, and all that they write is done', async () => {
    const { hood, code } = await inHand();
    hood.takeSent();
    expect(await untilQuiet(hood, ANA, 'who', 20_000, 60)).toBeLessThanOrEqual(40);
    const told = hood.takeSent().filter(s => [ROSA, THEO].includes(s.to));
    expect(told.map(s => s.to)).toEqual([ROSA]);
    expect(told[0]?.body).toContain('Ana');
    await hood.pass(2_000);
    expect(await hood.text(ANA, `${code} I ring at noon`)).toBeNull();
    expect(hood.takeSent().filter(s => s.to === MAY && s.body.includes('I ring at noon'))).toHaveLength(1);
    await hood.pass(2_000);
    // Whatever changes who has what is answered.
    expect(await hood.text(ANA, `done ${code}`)).toContain(code);
    await hood.pass(61_000);
    expect(await hood.text(ANA, 'who')).not.toBeNull();
    await hood.pass(2_000);
    expect(await hood.text(ANA, 'who')).toBeNull();
    expect(await hood.text(ANA, 'he has a gun, help me')).toContain('911');
    await hood.store.close();
  });

  test('takes danger with one OK, and reaches whoever is in it', async () => {
    const { hood, code } = await inHand();
    expect(await untilQuiet(hood, ROSA, 'who', 2_000, 60)).toBeLessThanOrEqual(40);
    await hood.text(MAY, 'he has a knife and is hurting me');
    const danger = codeIn(hood.takeSent().find(s => s.to === ROSA && s.body.startsWith('SAFETY'))?.body ?? null);
    expect(await hood.text(ROSA, `ok ${danger}`)).toContain(danger);
    expect(await hood.text(ROSA, `ok ${danger}`)).toBeNull();
    expect(await hood.text(ROSA, `ok ${code}`), "an OK to what is another's").toContain(code);
    hood.takeSent();
    await hood.text(ROSA, `${danger} are you safe`);
    expect(hood.takeSent().filter(s => s.to === MAY && s.body.includes('are you safe'))).toHaveLength(1);
    await hood.store.close();
  });
});

describe('a neighbor to whom the line keeps quiet', () => {
  test('still reaches whoever has their case, once with the same words; and makes a report, which is answered to its end', async () => {
    const { hood, code } = await inHand();
    expect(await untilQuiet(hood, MAY, 'STATUS', 2_000, 60)).toBeLessThanOrEqual(40);
    hood.takeSent();
    for (const words of ['the bell is broken', 'the bell is broken']) await hood.text(MAY, `${code} ${words}`);
    expect(hood.takeSent().filter(s => s.to === ANA && s.body.includes('the bell is broken'))).toHaveLength(1);
    expect(await hood.text(MAY, 'a volunteer stole money from me')).not.toBeNull();
    expect(await hood.text(MAY, '2')).not.toBeNull();
    await hood.store.close();
  });

  test.each([2_000, 20_000])('gets the one answer to danger that comes as the first text too many, %d ms apart', async every => {
    const hood = new Neighborhood();
    await hood.text(MAY, 'hello');
    let answers = 0;
    for (let n = 0; n < 60; n++) {
      await hood.pass(every);
      if ((await hood.text(MAY, 'he has a gun and is at my door')) !== null) answers++;
    }
    expect(answers).toBeGreaterThan(0);
    expect(answers).toBeLessThanOrEqual(40);
    await hood.store.close();
  });
});
