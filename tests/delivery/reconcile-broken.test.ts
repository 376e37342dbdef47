import { afterEach, describe, expect, test } from 'vitest';
import type { ListedText } from '../../shared/domain/account-list.ts';
import type { Case } from '../../shared/domain/case.ts';
import { messageSid } from '../../shared/domain/ids.ts';
import { beginReconciling } from '../../shared/shell/reconciler.ts';
import { openCases } from '../../shared/table/keys.ts';
import { nounOf } from '../../shared/table/rows.ts';
import { openSqlite } from '../../shared/table/sqlite.ts';
import type { Store, Write } from '../../shared/table/store.ts';
import { Neighborhood } from '../support/neighborhood.ts';

const BROKEN = messageSid('SM00000000000000000000000000009901');
const GOOD = messageSid('SM00000000000000000000000000009902');
const MARIA = '+15550100002';
const ROSA = '+15550100100';
const MINUTE = 60_000;

/** A neighborhood whose database cannot take what `breaks` says. */
const hoodThat = async (breaks: (writes: readonly Write[]) => boolean): Promise<Neighborhood> => {
  const store = (now: () => number): Store => {
    const inner = openSqlite(':memory:', now);
    const commit: Store['commit'] = async (writes, id) => {
      if (breaks(writes)) throw new Error('this one breaks');
      return inner.commit(writes, id);
    };
    return Object.assign(Object.create(inner) as Store, { commit, read: inner.read.bind(inner), close: inner.close.bind(inner) });
  };
  const hood = new Neighborhood({ store });
  await beginReconciling(hood.runtime);
  return hood;
};
const missed = (hood: Neighborhood, sid: typeof BROKEN, from: string, body = 'need food for 5, 11216'): ListedText => ({
  sid,
  way: 'in',
  from,
  to: hood.community.number,
  body,
  at: hood.now,
  media: 0,
  segments: 1,
  status: 'received',
});
const open = async (hood: Neighborhood): Promise<readonly Case[]> =>
  ((await hood.store.read({ query: [openCases(100)] })).found[0] ?? []).map(row => nounOf<Case>(row));
const toRosa = (hood: Neighborhood): readonly string[] => hood.sent.filter(s => s.to === ROSA).map(s => s.body);

let hood: Neighborhood;
afterEach(async () => {
  await hood.store.close();
});

describe('a missed text that breaks', () => {
  test('holds up none of the others', async () => {
    hood = await hoodThat(writes => JSON.stringify(writes).includes(BROKEN));
    // The newest first, as the carrier lists them.
    hood.listedTexts = [missed(hood, GOOD, '+15550100003'), missed(hood, BROKEN, MARIA)];
    await hood.pass(5 * MINUTE);
    expect(hood.sent.filter(s => s.to === '+15550100003')).toHaveLength(1);
    expect(hood.logged.some(l => l.includes('reconcile.broke') && l.includes(BROKEN))).toBe(true);
  });

  test('is read by a person as it is, and its sender hears so', async () => {
    hood = await hoodThat(writes => writes.some(w => w.op === 'put' && w.row.kind === 'session'));
    hood.listedTexts = [missed(hood, BROKEN, MARIA, 'need food')];
    await hood.pass(5 * MINUTE);
    expect((await open(hood)).map(({ kind, notes }) => ({ kind, notes }))).toEqual([{ kind: 'person', notes: ['need food'] }]);
    expect(hood.sent.filter(s => s.to === MARIA).map(s => s.body)).toEqual([
      expect.stringMatching(/^Maple Street Mutual Aid: sorry, your text reached us late\. A person reads it now\. Your code is \d{3}\.$/),
    ]);
    expect(toRosa(hood).length).toBeGreaterThan(0);
    const before = hood.sent.length;
    await hood.pass(9 * MINUTE);
    expect(await open(hood)).toHaveLength(1);
    expect(hood.sent.slice(before).filter(s => s.to === MARIA)).toEqual([]);
  });

  test('and cannot be written down at all is told to the coordinators with its number, once, when it was tried for an hour', async () => {
    hood = await hoodThat(writes => JSON.stringify(writes).includes(BROKEN));
    hood.listedTexts = [missed(hood, BROKEN, MARIA)];
    await hood.pass(30 * MINUTE);
    expect(toRosa(hood)).toEqual([]);
    await hood.pass(60 * MINUTE);
    await hood.pass(120 * MINUTE);
    expect(toRosa(hood)).toEqual([`A text from ${MARIA} reached us late and we could not read it. Please text or call them.`]);
    expect(hood.logged.join('\n')).not.toContain(MARIA);
  });
});
