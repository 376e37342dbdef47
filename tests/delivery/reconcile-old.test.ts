import { expect, test } from 'vitest';
import { messageSid } from '../../shared/domain/ids.ts';
import { beginReconciling } from '../../shared/shell/reconciler.ts';
import { Neighborhood } from '../support/neighborhood.ts';

const MARIA = '+15550103000';
const HOUR_MS = 3_600_000;

/** The line is away for so long right after somebody wrote this, which is in the account's list alone. */
const away = async (body: string, hours: number): Promise<Neighborhood> => {
  const hood = new Neighborhood({});
  await beginReconciling(hood.runtime);
  await hood.pass(10 * 60_000);
  const at = hood.now;
  const out = { sid: messageSid(`SM${'9'.repeat(32)}`), way: 'in', media: 0, segments: 1, status: 'received', at } as const;
  hood.listedTexts = [{ ...out, from: MARIA, to: hood.community.number, body }];
  const asleep = new Neighborhood({ store: () => hood.store, now: new Date(Date.parse(at) + hours * HOUR_MS).toISOString() as typeof at });
  asleep.listedTexts = hood.listedTexts;
  await asleep.pass(10 * 60_000);
  return asleep;
};

test('a line that was away for two days answers what was written meanwhile', async () => {
  const hood = await away('need food for 2, 11216, today', 48);
  expect(hood.takeSent().find(({ to }) => to === MARIA)?.body).toMatch(/^Sorry, this reached us late\..*food for 2/);
});

test('half an emoji in the list is no Unicode text, and is kept as one all the same', async () => {
  const hood = await away('need food \ud83d 11216', 1);
  const [answer] = hood.takeSent().filter(({ to }) => to === MARIA);
  expect(answer?.body.isWellFormed()).toBe(true);
  const { found } = await hood.store.read({ query: [{ list: 'open' }] });
  const [row] = found[0] ?? [];
  expect(JSON.stringify(row?.data)).toContain('\ufffd');
  expect(JSON.stringify(row?.data)).not.toMatch(/\\ud83d/);
});
