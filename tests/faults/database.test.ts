import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, describe, expect, test } from 'vitest';
import { openDynamo } from '../../shared/table/dynamo.ts';
import { openSqlite } from '../../shared/table/sqlite.ts';
import { type Store, StoreTrouble } from '../../shared/table/store.ts';
import { dynamoForTests } from '../support/dynamodb-local.ts';
import { Neighborhood, replyIn } from '../support/neighborhood.ts';
import { cancelled, dynamoError, faultyWire } from '../table/faulty-wire.ts';
import { ANA, BO, CLEO, everything, RESIDENT, SAYS_IT_ALL } from './support.ts';

const folder = mkdtempSync(join(tmpdir(), 'porchlight-faults-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let files = 0;
const freshFile = (): string => join(folder, `${++files}.db`);
const ROW = 'Ana,+15550100201,en,food,,,always,yes,no';

/** An apology in both languages of the line, with the number for emergencies. */
const apologises = (reply: string | null): void => {
  expect(reply).toMatch(/Sorry/);
  expect(reply?.match(/911/g)).toHaveLength(2);
};
const errors = (hood: Neighborhood): readonly string[] => hood.logged.filter(line => line.includes('"error"'));

describe('a database file', () => {
  test('that another program keeps locked: the texter hears an apology, nothing is half-written, the next text works', async () => {
    const file = freshFile();
    const hood = new Neighborhood({ store: now => openSqlite(file, now, { lockWaitMs: 1 }) });
    await hood.volunteers(ROW);
    const before = await everything(hood.store, hood.now);
    const other = new DatabaseSync(file);
    other.exec('BEGIN IMMEDIATE');
    apologises(replyIn(await hood.door(RESIDENT, SAYS_IT_ALL)));
    expect(await everything(hood.store, hood.now)).toEqual(before);
    expect(errors(hood)[0]).toContain('locked');
    expect(errors(hood).join()).not.toContain('5550100001');
    other.exec('ROLLBACK');
    other.close();
    expect(await hood.text(RESIDENT, SAYS_IT_ALL)).toContain('food');
    expect(hood.sent.map(s => s.to)).toEqual([ANA]);
    await hood.store.close();
  });

  test('on a full disk: an apology for every text until there is room, and what was there is still there', async () => {
    const file = freshFile();
    const roomy = new Neighborhood({ store: now => openSqlite(file, now) });
    await roomy.volunteers(ROW);
    await roomy.text('+15550100009', 'need a ride, 11225, today');
    const pages = 40;
    await roomy.store.close();
    const full = new Neighborhood({ store: now => openSqlite(file, now, { maxBytes: pages * 4096 }) });
    let apologised = 0;
    for (let i = 0; i < 60 && apologised < 2; i++) {
      const phone = `+155501002${String(i).padStart(2, '0')}9`;
      const reply = replyIn(await full.door(phone, `need food for 4, 11216, today ${'and we wait '.repeat(100)}`));
      if (!reply?.includes('Sorry')) continue;
      apologised += 1;
      apologises(reply);
      const { found } = await full.store.read({ query: [{ pk: `N#${phone}` }] });
      expect(found[0]).toEqual([]);
    }
    expect(apologised).toBe(2);
    expect(errors(full).join()).toContain('full');
    await full.line.work().catch((error: unknown) => expect(error).toBeInstanceOf(StoreTrouble));
    await full.store.close();
    const again = new Neighborhood({ store: now => openSqlite(file, now) });
    expect(await again.text('+15550100009', 'STATUS')).toContain('ride');
    expect(await again.text(RESIDENT, SAYS_IT_ALL)).toContain('food');
    await again.store.close();
  });

  test('that cannot be written: STOP, danger and calls too are answered with the number for emergencies', async () => {
    const readOnly = (store: Store): Store => ({
      ...store,
      commit: () => Promise.reject(new StoreTrouble('read-only', new Error('attempt to write a readonly database'))),
    });
    const hood = new Neighborhood({ store: now => readOnly(openSqlite(':memory:', now)) });
    for (const words of ['NEED FOOD', 'there is a fire', 'STATUS']) apologises(replyIn(await hood.door(RESIDENT, words)));
    await hood.store.close();
  });
});

describe('DynamoDB', () => {
  test('that throttles or has others in the way is asked again, and the texter hears nothing of it', async ({ skip }) => {
    const local = await dynamoForTests();
    if ('missing' in local) return skip(local.missing);
    const wire = await faultyWire(local.endpoint);
    const tableName = await local.newTable();
    const hood = new Neighborhood({
      store: clock => openDynamo({ tableName, endpoint: wire.endpoint, clock, pause: async () => undefined, requestTimeoutMs: 15_000 }),
    });
    await hood.volunteers([ROW, 'Bo,+15550100202,en,food,,,always,yes,no', 'Cleo,+15550100203,en,food,,,always,yes,no'].join('\n'));
    wire.next(dynamoError('ThrottlingException'), 'none', 'none', cancelled('TransactionConflict'), 'answer-lost');
    const reply = await hood.text(RESIDENT, SAYS_IT_ALL);
    expect(reply).toContain('food');
    expect(hood.sent.map(s => s.to).sort()).toEqual([ANA, BO, CLEO]);
    expect(errors(hood)).toEqual([]);
    // It stays throttled: an apology, and nothing was written.
    wire.next(...Array.from({ length: 12 }, () => dynamoError('ProvisionedThroughputExceededException')));
    apologises(replyIn(await hood.door('+15550100007', 'NEED FOOD')));
    wire.close();
    await hood.store.close();
  });
});
