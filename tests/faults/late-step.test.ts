import { describe, expect, test } from 'vitest';
import { replyIn } from '../support/neighborhood.ts';
import { ANA, BO, CLEO, codeIn, ENGINES, openNeighborhood, RESIDENT, ROSA, report, SAYS_IT_ALL, to, write } from './support.ts';

/** On AWS the step that follows a text runs in another function, which may be late: texts that come in between must not wipe it out. */
describe.each(ENGINES)('the step after a text is late, on %s', (_name, open) => {
  test('a holder sends STOP and START at once: the case is given back all the same, and asked on', async ({ skip }) => {
    const hood = await openNeighborhood(open, skip);
    const code = codeIn(await hood.text(RESIDENT, SAYS_IT_ALL));
    await hood.text(ANA, 'ACCEPT');
    hood.takeSent();
    await write(hood, ANA, 'STOP');
    await write(hood, ANA, 'START');
    await hood.line.work();
    const sent = hood.takeSent();
    expect(to(sent, RESIDENT).join()).toContain('Ana');
    expect(to(sent, ROSA).join()).toContain(code);
    expect(await hood.text(ANA, 'MY CASES')).not.toContain(code);
    await hood.pass(30 * 60_000);
    expect(hood.takeSent().filter(s => s.to !== ANA && s.body.includes(`ACCEPT ${code}`))).not.toEqual([]);
    await hood.store.close();
  });

  test('a resident sends STOP and START right after it was accepted: the others are free, the resident hears who has it', async ({
    skip,
  }) => {
    const hood = await openNeighborhood(open, skip);
    const code = codeIn(await hood.text(RESIDENT, SAYS_IT_ALL));
    hood.takeSent();
    await write(hood, ANA, 'ACCEPT');
    await write(hood, RESIDENT, 'STOP');
    await write(hood, RESIDENT, 'START');
    await hood.line.work();
    const sent = hood.takeSent();
    expect([BO, CLEO].map(phone => to(sent, phone))).toEqual([
      [expect.stringContaining(`${code} is covered`)],
      [expect.stringContaining(`${code} is covered`)],
    ]);
    expect(to(sent, RESIDENT).join()).toContain('Ana');
    await hood.store.close();
  });

  test('it had not arrived, and somebody takes it before that was told: whoever said it was done and the coordinator hear it', async ({
    skip,
  }) => {
    const hood = await openNeighborhood(open, skip);
    const code = codeIn(await hood.text(RESIDENT, SAYS_IT_ALL));
    await hood.text(ANA, 'ACCEPT');
    await hood.text(ANA, 'DONE');
    hood.takeSent();
    await write(hood, RESIDENT, '2');
    expect(replyIn(await write(hood, BO, `ACCEPT ${code}`))).toContain(`${code} is yours`);
    await hood.line.work();
    const sent = hood.takeSent();
    expect(to(sent, ANA).join()).toContain('has not arrived');
    expect(to(sent, ROSA).join()).toContain('has not arrived');
    expect(to(sent, RESIDENT).join()).toContain('Bo');
    await hood.store.close();
  });

  test('accepted and given back before anybody was told: the resident does not hear of somebody who never came up', async ({ skip }) => {
    const hood = await openNeighborhood(open, skip);
    const code = codeIn(await hood.text(RESIDENT, SAYS_IT_ALL));
    hood.takeSent();
    await write(hood, ANA, 'ACCEPT');
    await write(hood, ANA, 'RELEASE');
    await hood.line.work();
    const sent = hood.takeSent();
    expect(to(sent, RESIDENT)).toEqual([]);
    expect(to(sent, ROSA).join()).toContain(code);
    await hood.store.close();
  });

  test('STATUS asks whether it arrived before the step that would ask it: it is asked once', async ({ skip }) => {
    const hood = await openNeighborhood(open, skip);
    await hood.text(RESIDENT, SAYS_IT_ALL);
    await hood.text(ANA, 'ACCEPT');
    hood.takeSent();
    await write(hood, ANA, 'DONE');
    expect(replyIn(await write(hood, RESIDENT, 'STATUS'))).toContain('Did it arrive?');
    await hood.line.work();
    expect(to(hood.takeSent(), RESIDENT)).toEqual([]);
    await hood.store.close();
  });
});

describe.each(ENGINES)('who gave it back, on %s', (_name, open) => {
  test('the resident hears the right name, however often it went round', async ({ skip }) => {
    const hood = await openNeighborhood(open, skip);
    const code = codeIn(await hood.text(RESIDENT, SAYS_IT_ALL));
    await hood.text(ANA, 'ACCEPT');
    await hood.text(ANA, 'RELEASE');
    await hood.text(ROSA, `ACCEPT ${code}`);
    await hood.text(ROSA, 'RELEASE');
    await hood.text(ROSA, `ASSIGN ${code} Ana`);
    hood.takeSent();
    await hood.text(ANA, 'RELEASE');
    const sent = hood.takeSent();
    expect(to(sent, RESIDENT).join()).toMatch(/^Ana can't/);
    expect(to(sent, ROSA).join()).toContain('Ana');
    await hood.store.close();
  });

  test('a holder whose number refuses texts: what they have delivered stays so, and what they hold comes to a coordinator', async ({
    skip,
  }) => {
    const hood = await openNeighborhood(open, skip);
    const first = codeIn(await hood.text(RESIDENT, SAYS_IT_ALL));
    await hood.text(ANA, 'ACCEPT');
    await hood.text(ANA, 'DONE');
    const other = codeIn(await hood.text('+15550100009', 'need food for 2, 11216, today'));
    await hood.text(ANA, `ACCEPT ${other}`);
    hood.takeSent();
    await hood.text(RESIDENT, '1');
    const [told] = hood.takeSent().filter(s => s.to === ANA && s.body.includes(first));
    expect(told?.body).toContain('arrived');
    await report(hood, { sid: told?.sid ?? '', status: 'undelivered', error: 21610, id: told?.id ?? '' });
    await hood.line.work();
    const sent = hood.takeSent();
    expect(to(sent, ROSA).join()).toContain(other);
    expect(to(sent, RESIDENT)).toEqual([]);
    await hood.store.close();
  });
});
