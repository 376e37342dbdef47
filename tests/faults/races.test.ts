import { describe, expect, test } from 'vitest';
import { replyIn } from '../support/neighborhood.ts';
import { ANA, BO, CLEO, codeIn, ENGINES, openNeighborhood, RESIDENT, SAYS_IT_ALL, secondLine, timeline, to, write } from './support.ts';

describe.each(ENGINES)('at the same moment, on %s', (_name, open) => {
  test('three volunteers accept: exactly one has it, the others hear so, the resident hears it once', async ({ skip }) => {
    const hood = await openNeighborhood(open, skip);
    const code = codeIn(await hood.text(RESIDENT, SAYS_IT_ALL));
    hood.takeSent();
    const answers = await Promise.all([ANA, BO, CLEO].map(async phone => replyIn(await hood.door(phone, 'ACCEPT'))));
    await hood.line.work();
    expect(answers.filter(a => a?.includes(`${code} is yours`))).toHaveLength(1);
    expect(answers.filter(a => a?.includes('NOT yours'))).toHaveLength(2);
    expect(to(hood.takeSent(), RESIDENT)).toHaveLength(1);
    expect((await timeline(hood.store, code)).filter(what => what.startsWith('accepted'))).toHaveLength(1);
    await hood.store.close();
  });

  test('whoever accepts too late is told so once: those who were answered get no text of their own about it', async ({ skip }) => {
    const hood = await openNeighborhood(open, skip);
    const code = codeIn(await hood.text(RESIDENT, SAYS_IT_ALL));
    hood.takeSent();
    expect(replyIn(await write(hood, ANA, 'ACCEPT'))).toContain(`${code} is yours`);
    expect(replyIn(await write(hood, BO, 'ACCEPT'))).toContain(`${code} is covered`);
    await hood.line.work();
    const sent = hood.takeSent();
    expect([ANA, BO, CLEO].map(phone => to(sent, phone).length)).toEqual([0, 0, 1]);
    await hood.store.close();
  });

  test('a volunteer accepts and the resident withdraws: whoever lost hears how it stands', async ({ skip }) => {
    const hood = await openNeighborhood(open, skip);
    const code = codeIn(await hood.text(RESIDENT, SAYS_IT_ALL));
    await hood.text(RESIDENT, 'WITHDRAW');
    hood.takeSent();
    const [accepted, withdrawn] = await Promise.all([hood.door(ANA, 'ACCEPT'), hood.door(RESIDENT, '1')]);
    await hood.line.work();
    expect(withdrawn.statusCode).toBe(200);
    const heard = [replyIn(accepted), ...to(hood.takeSent(), ANA)].join(' ');
    expect(heard).toMatch(/withdrawn|no longer needed|closed|not needed|NOT yours/i);
    const status = await hood.text(RESIDENT, `STATUS ${code}`);
    expect(status).toMatch(/closed|withdrawn/i);
    await hood.store.close();
  });

  test('two workers find the same due case and the same texts: each thing is done once', async ({ skip }) => {
    const hood = await openNeighborhood(open, skip);
    await write(hood, RESIDENT, SAYS_IT_ALL);
    const other = secondLine(hood);
    await Promise.all([hood.line.work(), other.work(), hood.line.work(), other.work()]);
    expect(
      hood
        .takeSent()
        .map(s => s.to)
        .sort(),
    ).toEqual([ANA, BO, CLEO]);
    await write(hood, ANA, 'ACCEPT');
    await Promise.all([other.work(), hood.line.work()]);
    const sent = hood.takeSent();
    expect(sent.map(s => s.to).sort()).toEqual([RESIDENT, BO, CLEO]);
    expect(hood.logged.filter(line => line.includes('"error"'))).toEqual([]);
    await hood.store.close();
  });
});
