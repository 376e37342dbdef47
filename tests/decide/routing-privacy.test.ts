import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Neighborhood } from '../support/neighborhood.ts';

const RESIDENT = '+15550100001';
const OTHER = '+15550100002';
const [ANA, BO] = ['+15550100201', '+15550100202'];
const ROWS = `Ana,${ANA},en;es,food;rides,,car,always,yes,no\nBo,${BO},en,food,,,always,no,no`;

const PRIVATE = ['Maria', 'Lopez', 'zaza', 'insulin', 'limping', '1234', 'apt', '7c', '2025550143', 'doorbell'];
/** What an offer may be made of, and nothing else. */
const OFFER =
  /^Can you take (\d{3,5})\? (?:Food|Water|Baby things|[A-Z][a-z' ]+?)(?: and [a-z ]+)?(?:, [a-z ]+)*(?: for \d+)?, (?:today|tomorrow|in 1-2 days|this week|any day)(?:, (?:(?:North|South) side ?)?(?:11216|11233|11225|Halsey|Fulton)?(?: & \w+)*)?(?:, (?:Spanish|English))?\. ACCEPT \1 or PASS \1$/;

const settled = async (): Promise<Neighborhood> => {
  const hood = new Neighborhood();
  await hood.volunteers(ROWS);
  return hood;
};

describe('before an accept', () => {
  test('no offer shows a word of the notes, a house number or a phone, wherever they were told', async () => {
    const words = fc.array(fc.constantFrom(...PRIVATE), { minLength: 1, maxLength: 5 }).map(list => list.join(' '));
    await fc.assert(
      fc.asyncProperty(
        words,
        words,
        fc.constantFrom('11216', '1234 Halsey St apt 7c', 'Halsey, ask for Maria Lopez', 'Maria Lopez'),
        async (a, b, place) => {
          const hood = await settled();
          await hood.text(RESIDENT, `need food for 3, ${a}`);
          await hood.text(RESIDENT, `${place}`);
          await hood.text(RESIDENT, 'today');
          await hood.text(RESIDENT, `CHANGE ${b}`);
          await hood.pass(3_600_000);
          const offers = hood.takeSent().filter(s => s.body.startsWith('Can you take'));
          expect(offers.length).toBeGreaterThan(0);
          for (const { body } of offers) {
            for (const word of PRIVATE) expect(body.toLowerCase()).not.toContain(word.toLowerCase());
            expect(body).not.toContain(RESIDENT.slice(2));
          }
          await hood.store.close();
        },
      ),
      { numRuns: 25 },
    );
  });

  test('an offer is made of need, household, when, zone or streets, language, and nothing else', async () => {
    const hood = await settled();
    for (const [i, text] of [
      'need food for 2, 11216, today',
      'need water, 1234 Halsey St, this week',
      'necesito comida, 11225, mañana',
      'diapers pls 11233',
    ].entries()) {
      await hood.text(`+1555010003${i}`, text);
      await hood.pass(3_600_000);
    }
    const offers = hood.takeSent().filter(s => s.body.startsWith('Can you take'));
    expect(offers.length).toBeGreaterThan(3);
    for (const { body } of offers) expect(body).toMatch(OFFER);
    await hood.store.close();
  });

  test('nobody who has not accepted reads the details: not by code, not by MY CASES, not by SHOW', async () => {
    const hood = await settled();
    await hood.text(RESIDENT, 'need food for 3, 1234 Halsey St apt 7c, Maria Lopez, today');
    // Whatever is asked first stays unanswered; it goes out as it is.
    await hood.pass(20 * 60_000);
    const code = /(?<!\d)\d{3,5}(?!\d)/.exec(hood.takeSent().find(s => s.to === ANA)?.body ?? '')?.[0] ?? '';
    expect(code).not.toBe('');
    for (const text of [
      code,
      `SHOW ${code}`,
      'MY CASES',
      `${code} what floor?`,
      `DONE ${code}`,
      `LATE ${code}`,
      `PASS ${code}`,
      `SHOW ${code}`,
    ]) {
      expect(await hood.text(ANA, text)).not.toMatch(/Lopez|1234|7c/i);
    }
    expect(await hood.text(BO, 'ACCEPT')).toMatch(/1234 Halsey St apt 7c/);
    await hood.store.close();
  });
});

describe('words go to the phone they are for, or nowhere', () => {
  test('whatever a volunteer writes about cases that are not hers, no resident reads it', async () => {
    const text = fc.tuple(
      fc.constantFrom('', 'DONE ', 'LATE ', 'RELEASE ', 'NOTE ', 'CLOSE ', 'ASSIGN ', 'CALL '),
      fc.constantFrom(' secret-word', ' yes secret-word', ': secret-word 5', ''),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(text, { minLength: 1, maxLength: 6 }), async texts => {
        const hood = await settled();
        await hood.text(RESIDENT, 'need food for 3, 11216, today');
        await hood.text(ANA, 'ACCEPT');
        await hood.text(OTHER, 'need food for 2, 11225, today');
        const codes = [...new Set(hood.takeSent().flatMap(s => /take (\d{3,5})\?/.exec(s.body)?.[1] ?? []))];
        await hood.text(BO, `PASS ${codes[1]}`);
        hood.takeSent();
        for (const [command, words] of texts) for (const code of codes) await hood.text(BO, `${command}${code}${words}`);
        const heard = hood.takeSent().filter(s => [RESIDENT, OTHER].includes(s.to));
        expect(heard.filter(s => s.body.includes('secret-word'))).toEqual([]);
        await hood.store.close();
      }),
      { numRuns: 15 },
    );
  });
});
