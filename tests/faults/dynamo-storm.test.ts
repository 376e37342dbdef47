import { expect, test } from 'vitest';
import type { MessageSid, PhoneNumber } from '../../shared/domain/ids.ts';
import { openDynamo } from '../../shared/table/dynamo.ts';
import { openCases, seenKey, threadOf } from '../../shared/table/keys.ts';
import { chance } from '../kills/chance.ts';
import { dynamoForTests } from '../support/dynamodb-local.ts';
import { Neighborhood, replyIn } from '../support/neighborhood.ts';
import { cancelled, dynamoError, type Fault, faultyWire } from '../table/faulty-wire.ts';

const PHONES = 12;
const ROWS = [1, 2, 3, 4, 5, 6].map(n => `V${n},+1555010020${n},en,food,,,always,yes,no`);

test('a storm of throttling, conflicts and lost answers: every text is answered, and all is there once', { timeout: 120_000 }, async ({
  skip,
}) => {
  const local = await dynamoForTests();
  if ('missing' in local) return skip(local.missing);
  const luck = chance(20_270_109);
  const faults: readonly [Fault, ...Fault[]] = [
    'answer-lost',
    'too-late',
    dynamoError('ThrottlingException'),
    dynamoError('ProvisionedThroughputExceededException'),
    cancelled('TransactionConflict'),
    { status: 500, body: { __type: 'com.amazonaws.dynamodb.v20120810#InternalServerError', message: 'oops' } },
  ];
  const calm: Fault = 'none';
  const wire = await faultyWire(local.endpoint);
  const tableName = await local.newTable();
  // In the storm a lost answer is soon known for lost; after it nothing is lost, and a slow machine may take its time.
  let isStorm = true;
  const hood = new Neighborhood({
    store: clock => {
      const open = (ms: number) =>
        openDynamo({ tableName, endpoint: wire.endpoint, clock, pause: async () => undefined, requestTimeoutMs: ms });
      const [stormy, calmer] = [open(1_000), open(20_000)];
      const now = () => (isStorm ? stormy : calmer);
      return {
        read: ask => now().read(ask),
        commit: (writes, token) => now().commit(writes, token),
        close: async () => void (await Promise.all([stormy.close(), calmer.close()])),
      };
    },
  });
  await hood.volunteers(ROWS.join('\n'));
  wire.always(() => (luck.in(0.25) ? luck.of(faults) : calm));
  const told: { sid: string; phone: string; body: string; answer: string | null }[] = [];
  const say = async (phone: string, body: string, sid: string): Promise<string | null> => replyIn(await hood.door(phone, body, {}, sid));
  for (let n = 0; n < PHONES; n++) {
    const phone = `+1646555${String(1_000 + n)}`;
    for (const [nth, body] of ['need food for 4, 11216, today', 'STATUS'].entries()) {
      const sid = `SM${String(n * 10 + nth).padStart(32, '0')}`;
      told.push({ sid, phone, body, answer: await say(phone, body, sid) });
    }
    await hood.line.work().catch(() => undefined);
  }
  expect(told.every(({ answer }) => answer !== null && answer !== '')).toBe(true);
  wire.always(() => calm);
  isStorm = false;
  // What was apologised for is delivered once more: it gets its answer, whether or not it had gone through.
  for (const one of told) if (one.answer?.includes('Sorry')) one.answer = await say(one.phone, one.body, one.sid);
  for (let nth = 0; nth < 4; nth++) await hood.pass(60_000);
  for (const { sid, phone, body, answer } of told) {
    const { got, found } = await hood.store.read({ get: [seenKey(sid as MessageSid)], query: [threadOf(phone as PhoneNumber)] });
    expect(got[0]?.data).toEqual({ reply: answer });
    expect(found[0]?.filter(row => row.kind === 'case')).toHaveLength(1);
    expect(await say(phone, body, sid)).toBe(answer);
  }
  const { found } = await hood.store.read({ query: [openCases(50)] });
  expect(found[0]).toHaveLength(PHONES);
  expect(new Set(hood.sent.map(({ id }) => id)).size).toBe(hood.sent.length);
  expect(hood.sent.length).toBeGreaterThan(0);
  wire.close();
  await hood.store.close();
});
