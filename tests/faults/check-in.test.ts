import { describe, expect, test } from 'vitest';
import { epochMs, HOUR_MS, instant, MINUTE_MS } from '../../shared/domain/ids.ts';
import { workThrough } from '../../shared/shell/worker.ts';
import { dueUntil } from '../../shared/table/keys.ts';
import type { Neighborhood } from '../support/neighborhood.ts';
import {
  ANA,
  BO,
  CLEO,
  codeIn,
  ENGINES,
  openNeighborhood,
  RESIDENT,
  ROSA,
  replyIn,
  SAYS_IT_ALL,
  secondLine,
  timeline,
  to,
  write,
} from './support.ts';

/** Ana has it, and was asked twice how it stands: an hour later it goes to others. */
const askedTwice = async (hood: Neighborhood): Promise<string> => {
  const code = codeIn(await hood.text(RESIDENT, SAYS_IT_ALL));
  await hood.text(ANA, 'ACCEPT');
  await hood.pass(4 * HOUR_MS);
  hood.takeSent();
  return code;
};
/** Another process, whose clock is so much ahead. */
const ahead = (hood: Neighborhood, ms: number) => secondLine(hood, { now: () => instant(epochMs(hood.now) + ms) });
const inStory = async (hood: Neighborhood, code: string, words: string): Promise<number> =>
  (await timeline(hood.store, code)).filter(what => what.includes(words)).length;

describe.each(ENGINES)('a case of which nothing is heard, on %s', (_name, open) => {
  test('done is said at the very moment at which it goes to others: it is done, and everybody hears so once', async ({ skip }) => {
    const hood = await openNeighborhood(open, skip);
    const code = await askedTwice(hood);
    const late = ahead(hood, HOUR_MS);
    const [, said] = await Promise.all([late.work(), write(hood, ANA, 'DONE')]);
    expect(replyIn(said)).toMatch(/We are asking them if/);
    await late.work();
    const sent = hood.takeSent();
    expect(to(sent, RESIDENT).filter(body => body.includes('Did it arrive?'))).toHaveLength(1);
    expect(to(sent, ANA).length).toBeLessThanOrEqual(1);
    expect(await inStory(hood, code, 'done, says Ana')).toBe(1);
    // Whoever was asked in between is free of it again.
    for (const phone of [BO, CLEO]) expect(await hood.text(phone, 'ACCEPT')).not.toContain('is yours');
    await hood.store.close();
  });

  test('two processes find the same step: it goes to others once', async ({ skip }) => {
    const hood = await openNeighborhood(open, skip);
    const code = await askedTwice(hood);
    const [one, other] = [ahead(hood, HOUR_MS), ahead(hood, HOUR_MS)];
    await Promise.all([one.work(), other.work(), one.work(), other.work()]);
    const sent = hood.takeSent();
    expect(to(sent, ROSA).filter(body => body.startsWith('No word from Ana'))).toHaveLength(1);
    expect([ANA, BO, CLEO].map(phone => to(sent, phone).length)).toEqual([1, 1, 1]);
    expect(await inStory(hood, code, 'it goes to others')).toBe(2);
    await hood.store.close();
  });
});

describe('what has been done already', () => {
  const [sqlite] = ENGINES;
  const opened = (skip: (why: string) => void): Promise<Neighborhood> => {
    if (!sqlite) throw new Error('there is no engine');
    return openNeighborhood(sqlite[1], skip);
  };

  test('a step that is carried out from an old row moves nothing on: the ladder climbs once', async ({ skip }) => {
    const hood = await opened(skip);
    await hood.text(RESIDENT, SAYS_IT_ALL);
    hood.takeSent();
    const due = instant(epochMs(hood.now) + 5 * MINUTE_MS);
    const { found } = await hood.store.read({ query: [dueUntil(due, 10)] });
    await hood.pass(5 * MINUTE_MS);
    const told = hood.takeSent().length;
    expect(told).toBeGreaterThan(0);
    await workThrough(hood.runtime, found[0] ?? []);
    await workThrough(hood.runtime, found[0] ?? []);
    await hood.line.work();
    expect(hood.takeSent()).toEqual([]);
    await hood.store.close();
  });

  test('a pass that is said again, and a late one, ask nobody a second time', async ({ skip }) => {
    const hood = await opened(skip);
    const code = codeIn(await hood.text(RESIDENT, SAYS_IT_ALL));
    for (const phone of [ANA, BO, CLEO]) await hood.text(phone, `PASS ${code}`);
    hood.takeSent();
    const before = await inStory(hood, code, 'asked Dan');
    expect(before).toBe(1);
    for (const phone of [ANA, BO, ANA]) await hood.text(phone, `PASS ${code}`);
    expect(hood.takeSent().filter(({ to: phone }) => phone !== ANA && phone !== BO)).toEqual([]);
    expect(await inStory(hood, code, 'asked Dan')).toBe(before);
    await hood.store.close();
  });
});
