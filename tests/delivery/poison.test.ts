import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { PhoneNumber } from '../../shared/domain/ids.ts';
import { pending } from '../../shared/domain/outgoing.ts';
import { work } from '../../shared/shell/worker.ts';
import { rowOf } from '../../shared/table/rows.ts';
import type { Json, Row } from '../../shared/table/store.ts';
import { Neighborhood } from '../support/neighborhood.ts';

const MARIA = '+15550100001' as PhoneNumber;
const ANA = '+15550100201' as PhoneNumber;
const ROSA = '+15550100100';
const HOUR = 3_600_000;

let hood: Neighborhood;
beforeEach(() => {
  hood = new Neighborhood();
});
afterEach(() => hood.store.close());

let made = 0;
const put = async (break_: (row: Omit<Row, 'v'>) => Omit<Row, 'v'> = row => row): Promise<void> => {
  made += 1;
  const value = pending({ to: ANA, body: `text ${made}`, purpose: 'shift', priority: 'notice' }, `made-${made}`, 0, hood.now);
  await hood.store.commit([{ op: 'put', row: break_(rowOf({ kind: 'outgoing', value })), expect: 'absent' }], `made-${made}`);
};
const without =
  (name: string) =>
  (row: Omit<Row, 'v'>): Omit<Row, 'v'> => {
    const { [name]: _gone, ...data } = row.data as Readonly<Record<string, Json>>;
    return { ...row, data };
  };

describe('a row in a lane that is no whole text', () => {
  test.each(['body', 'to', 'priority', 'purpose', 'at', 'id', 'attempts', 'state'])('(without its %s) stops none behind it', async name => {
    for (let n = 0; n < 60; n++) await put(without(name));
    await hood.pass(1_000);
    await put();
    await work(hood.runtime);
    await hood.pass(60_000);
    expect(hood.sent.filter(s => s.body === `text ${made}`)).toHaveLength(1);
    expect(hood.logged.some(l => l.includes('send.poison'))).toBe(true);
    expect(hood.logged.join('\n')).not.toContain(ANA);
  });

  test.each([
    ['nothing', null],
    ['a word', 'x'],
    ['a list', []],
  ] as const)('(%s) stops none behind it', async (_what, data) => {
    await put(row => ({ ...row, data: data as Json }));
    await put();
    await work(hood.runtime);
    expect(hood.sent).toHaveLength(1);
  });

  test('is set aside, where a coordinator sees it, and is not tried again', async () => {
    await put(without('body'));
    await work(hood.runtime);
    await hood.pass(HOUR);
    expect(await hood.text(ROSA, 'OUTBOX')).toMatch(/^Not sent: 1 to /);
    expect(hood.logged.filter(l => l.includes('send.poison'))).toHaveLength(1);
    expect(await hood.text(MARIA, 'need food for 4, 11216, today')).toContain('Your code is');
  });
});
