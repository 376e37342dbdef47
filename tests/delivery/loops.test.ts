import { describe, expect, test } from 'vitest';
import { openCases } from '../../shared/table/keys.ts';
import { nounOf } from '../../shared/table/rows.ts';
import { isAutoReply } from '../../shared/understand/auto-reply.ts';
import { ROSA } from '../faults/support.ts';
import { Neighborhood } from '../support/neighborhood.ts';

const LOOPER = '+15550107777';
const opened = (rows: readonly { readonly data: unknown }[] | undefined) =>
  (rows ?? []).map(row => nounOf<{ kind: string; number: string; danger?: string; notes: readonly string[] }>(row as never));

describe('a machine that answers whatever it gets', () => {
  test('is answered thirty times, then not at all for an hour; a person is told once, and danger is still heard', async () => {
    const hood = new Neighborhood();
    await hood.volunteers('Ana,+15550100201,en;es,food,,,always,yes,no');
    const answers: (string | null)[] = [];
    for (let n = 0; n < 60; n++) {
      answers.push(await hood.text(LOOPER, n === 0 ? 'MENU' : `hmm ${String.fromCharCode(97 + (n % 26))}`));
      if (n < 59) await hood.pass(2_000);
    }
    const silentFrom = answers.findIndex((_, n) => answers.slice(n).every(a => a === null));
    expect(silentFrom).toBeGreaterThan(5);
    expect(silentFrom).toBeLessThanOrEqual(40);
    const { found } = await hood.store.read({ query: [openCases(50)] });
    const persons = opened(found[0]).filter(c => c.number === LOOPER && c.kind === 'person');
    expect(persons).toHaveLength(1);
    expect(persons[0]?.notes.filter(note => note.includes('as from a machine'))).toHaveLength(1);
    hood.takeSent();
    const danger = await hood.text(LOOPER, 'he has a gun and is at my door');
    expect(danger).toContain('911');
    expect(hood.takeSent().some(s => s.body.startsWith('SAFETY'))).toBe(true);
    for (const words of ['REPORT someone yelled at me at the table', 'a volunteer stole money from me'])
      expect(await hood.text(LOOPER, words), words).toBeNull();
    const after = opened((await hood.store.read({ query: [openCases(50)] })).found[0]).filter(
      c => c.number === LOOPER && c.kind === 'safety',
    );
    expect(after.flatMap(c => c.notes).join(' ')).toMatch(/yelled at me.*stole money/s);
    // The same again is kept with it, and not answered again and again.
    expect(await hood.text(LOOPER, 'he has a gun and is at my door')).toBeNull();
    await hood.pass(61 * 60_000);
    expect(await hood.text(LOOPER, 'MENU')).not.toBeNull();
    await hood.store.close();
  });

  test('is counted also where its words are answered and nothing of it is written down', async () => {
    const hood = new Neighborhood();
    await hood.volunteers('Ana,+15550100201,en;es,food,,,always,yes,no');
    await hood.text(LOOPER, 'need food for 3, 11216, today');
    const answers: (string | null)[] = [];
    for (let n = 0; n < 60; n++) {
      await hood.pass(2_000);
      answers.push(await hood.text(LOOPER, 'STATUS'));
    }
    expect(answers.slice(40).every(answer => answer === null)).toBe(true);
    expect(answers.slice(0, 20).every(answer => answer !== null)).toBe(true);
    await hood.store.close();
  });

  test.each(['STATUS', 'HELP'])('is noticed also where it begins with %s, long after anything was written down', async word => {
    const hood = new Neighborhood();
    await hood.text(LOOPER, 'hello');
    await hood.pass(9 * 86_400_000);
    const answers: (string | null)[] = [];
    for (let n = 0; n < 60; n++) {
      await hood.pass(2_000);
      answers.push(await hood.text(LOOPER, word));
    }
    expect(answers.slice(0, 20).every(answer => answer !== null)).toBe(true);
    expect(answers.slice(50).every(answer => answer === null)).toBe(true);
    await hood.store.close();
  });

  test.each([
    ['a menu each time', (n: number) => `hmm ${String.fromCharCode(97 + (n % 26))}`, 200, 200],
    ['an answer that writes nothing', () => 'STATUS', 130, 270],
  ])('at its leisure is answered two hundred times a day, with %s; danger and reports are heard after that', async (_with, words, from, to) => {
    const hood = new Neighborhood();
    await hood.text(LOOPER, 'hello');
    const answers: (string | null)[] = [];
    for (let n = 0; n < 280; n++) {
      await hood.pass(100_000);
      answers.push(await hood.text(LOOPER, words(n)));
    }
    const silent = answers.indexOf(null);
    expect(silent).toBeGreaterThanOrEqual(from - 1);
    expect(silent).toBeLessThanOrEqual(to);
    expect(answers.slice(silent, silent + 30).every(answer => answer === null)).toBe(true);
    expect(await hood.text(LOOPER, 'REPORT someone yelled at me at the table')).not.toBeNull();
    const open = opened((await hood.store.read({ query: [openCases(50)] })).found[0]);
    expect(open.filter(c => c.number === LOOPER && c.kind === 'safety').flatMap(c => c.notes)).toContain(
      'someone yelled at me at the table',
    );
    expect(await hood.text(LOOPER, 'he has a gun and is at my door')).toContain('911');
    await hood.store.close();
  });

  test('a person who answers questions as fast as they can is never taken for one', async () => {
    const hood = new Neighborhood();
    await hood.volunteers('Ana,+15550100201,en;es,food,,,always,yes,no');
    for (const words of ['NEED FOOD', '11216', '1', '4', 'STATUS', 'MENU', '1', '1', 'STATUS']) {
      expect(await hood.text(LOOPER, words)).not.toBeNull();
      await hood.pass(1_000);
    }
    expect(hood.sent.filter(s => s.to === ROSA)).toEqual([]);
    await hood.store.close();
  });
});

describe('a text that nobody wrote', () => {
  test.each([
    ["I'm driving right now - I'll get back to you later.", true],
    ['Automatic reply: out of office until Monday', true],
    ['Auto-Reply: this mailbox is not monitored', true],
    ['This number is not in service', true],
    ['Estoy conduciendo, te llamo luego', true],
    ['Message not sent. Recipient blocked.', true],
    ['we need food', false],
    ['my brother is driving me crazy', false],
    ['he came out of the office and shouted', false],
    ["I'm driving with Do Not Disturb While Driving turned on. I'll see your message when I get there.", true],
    ['Thank you for contacting Acme Dental. Our office is closed.', true],
    ["I'm driving there now, 10 min", false],
    ['I am driving to you now, can you help me?', false],
    ['Estoy manejando para alla', false],
    ['This phone is not safe. My husband reads it', false],
    ['this number is not mine', false],
    ['Este numero no es mio', false],
    ['Message not sent to my landlord yet', false],
    ['automatic message to my boss? he does not pay me', false],
    ['Thank you for calling me back', false],
    ['thank you', false],
    ['thank you for the food', false],
  ])('%s: %s', (words, is) => {
    expect(isAutoReply(words)).toBe(is);
  });
});
