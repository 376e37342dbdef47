import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Case, isOpen } from '../../shared/domain/case.ts';
import { MINUTE_MS } from '../../shared/domain/ids.ts';
import { type Member, memberOf } from '../../shared/domain/queue.ts';
import { turnOf, type Volunteer } from '../../shared/domain/volunteer.ts';
import { endedCases, openCases, queueOf } from '../../shared/table/keys.ts';
import { readRoster } from '../../shared/table/roster.ts';
import { nounOf } from '../../shared/table/rows.ts';
import { Neighborhood } from '../support/neighborhood.ts';

const RESIDENTS = ['+15550100001', '+15550100002', '+15550100003'];
const VOLUNTEERS = ['+15550100201', '+15550100202', '+15550100203'];
const TEAM = ['+15550100100', '+15550100101', '+15550100103'];
const ROWS = VOLUNTEERS.map((n, i) => `V${i},${n},en,food;rides,,car,always,${i === 0 ? 'yes' : 'no'},no`).join('\n');

const SAYS: readonly (readonly [readonly string[], readonly string[]])[] = [
  [
    RESIDENTS,
    [
      'need food for 2, 11216, today',
      'need a ride, 11225, this week',
      '1',
      '2',
      'no',
      'thanks',
      'WITHDRAW',
      'STOP',
      'START',
      'PERSON',
      'REPORT he shouted',
      'need housing',
    ],
  ],
  [
    VOLUNTEERS,
    [
      'ACCEPT',
      'yes',
      'ok',
      '1',
      'PASS',
      'no but later',
      'DONE 1',
      'RELEASE',
      'LATE',
      'OFF',
      'ON',
      'STOP',
      'START',
      'hm?',
      '{c} on my way',
      'ACCEPT {c}',
      'DONE {c}',
      'RELEASE {c}',
      'PASS {c}',
      '{c}',
      'need food, 11216',
    ],
  ],
  [
    TEAM,
    [
      'CASES',
      'ok',
      'ok {c}',
      'ACCEPT {c}',
      'ASSIGN {c} V1',
      'ASSIGN {c} V2',
      'CLOSE {c}',
      'NOTE {c} seen',
      'SHOW {c}',
      'PASS',
      'DONE {c}',
      'RELEASE {c}',
      '{c} hello',
    ],
  ],
];
const step = fc.oneof(
  {
    weight: 5,
    arbitrary: fc
      .constantFrom(...SAYS)
      .chain(([who, what]) => fc.record({ who: fc.constantFrom(...who), say: fc.constantFrom(...what), nth: fc.nat(5) })),
  },
  { weight: 1, arbitrary: fc.record({ wait: fc.constantFrom(1, 6, 40, 700) }) },
);

const casesOf = async (hood: Neighborhood): Promise<readonly Case[]> => {
  const { found } = await hood.store.read({ query: [openCases(99), endedCases(99)] });
  return found.flat().map(row => nounOf<Case>(row));
};

/** Everybody stands once in the queue of each of their pods, at the place and with the facts that their row has. */
const checkQueues = async (hood: Neighborhood, roster: readonly Volunteer[]): Promise<void> => {
  for (const { id } of hood.community.pods) {
    const { found } = await hood.store.read({ query: [queueOf(id, undefined, 99)] });
    const stands = (found[0] ?? []).map(row => ({ place: row.sk, member: nounOf<Member>(row) }));
    const members = roster.filter(v => v.pods.includes(id)).map(v => ({ place: v.queued, member: memberOf(v) }));
    expect(stands).toEqual(members.sort((a, b) => ((a.place ?? '') < (b.place ?? '') ? -1 : 1)));
    const order = stands.map(one => turnOf(one.member) ?? '');
    expect(order).toEqual([...order].sort());
  }
};

/** What must be so after whatever anybody did. */
const check = async (hood: Neighborhood): Promise<void> => {
  const cases = await casesOf(hood);
  const roster = await readRoster(hood.store);
  await checkQueues(hood, roster);
  const by = new Map(cases.map(c => [c.code, c]));
  for (const c of cases) {
    const holders = roster.filter(v => v.held.some(r => r.code === c.code)).map(v => v.number);
    expect(holders).toEqual(c.status === 'accepted' ? [c.holder?.number] : []);
    if (isOpen(c) && c.status !== 'accepted') expect(c.next, `${c.kind} ${c.code} ${c.status} waits for nothing`).toBeDefined();
    if (c.status === 'offered') expect(c.asked.filter(a => a.state === 'live').length).toBeGreaterThan(0);
    const live = roster.filter(v => v.live.some(r => r.code === c.code && r.kind === 'offer')).map(v => v.number);
    expect([...live].sort()).toEqual(
      c.asked
        .filter(a => a.state === 'live')
        .map(a => a.number as string)
        .sort(),
    );
    if (c.next && isOpen(c)) expect(c.next.at > hood.now, `${c.code} stays due for ${c.next.what}`).toBe(true);
  }
  for (const v of roster) {
    const offers = v.live.filter(r => r.kind === 'offer').map(r => by.get(r.code));
    expect(offers.filter(c => c?.urgency !== 'now').length).toBeLessThanOrEqual(1);
    for (const r of v.live) expect(isOpen(by.get(r.code) as Case)).toBe(true);
  }
};

/** The same fell due twice in one instant, for the same case, and had to be two things. */
const twiceAtOnce = ['STOP', ...Array<string>(5).fill('need food for 2, 11216, today')].map(say => ({
  who: RESIDENTS[0] ?? '',
  say,
  nth: 0,
}));

test('whatever anybody texts, in whatever order: one holder, nothing forgotten, one open offer each', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40 }), async steps => {
      const hood = new Neighborhood();
      await hood.volunteers(ROWS);
      await hood.text(RESIDENTS[0] ?? '', 'need food for 2, 11216, today');
      for (const s of steps) {
        const codes = (await casesOf(hood)).map(c => c.code);
        if ('wait' in s) await hood.pass(s.wait * MINUTE_MS);
        else await hood.text(s.who, s.say.replace('{c}', codes[s.nth % codes.length] ?? '412'));
        await check(hood);
      }
      expect(hood.logged.filter(l => l.includes('"level":"error"'))).toEqual([]);
      await hood.store.close();
    }),
    { numRuns: 40, examples: [[twiceAtOnce]] },
  );
}, 60_000);
