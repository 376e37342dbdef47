import { describe, expect, test } from 'vitest';
import type { PhoneNumber } from '../../shared/domain/ids.ts';
import { pending, type Wanted } from '../../shared/domain/outgoing.ts';
import type { SendResult } from '../../shared/shell/runtime.ts';
import { work } from '../../shared/shell/worker.ts';
import { rowOf } from '../../shared/table/rows.ts';
import { eachWithAna, hood } from './with-ana.ts';

const HOUR = 3_600_000;
const MARIA = '+15550100001';
const ROSA = '+15550100100';
const ANA = '+15550100201' as PhoneNumber;
const STRANGER = '+15550107788' as PhoneNumber;
const refused = (code: number): SendResult => ({ ok: false, code, http: 400, retry: false, unknown: false });

eachWithAna();

let made = 0;
/** Something that the line writes to somebody about no case, and that the carrier refuses. */
const refuses = async (to: PhoneNumber, code: number, wanted: Partial<Wanted> = {}): Promise<void> => {
  made += 1;
  hood.plans.set(to, [refused(code)]);
  const text = { to, body: `Bo covers for you: Sat 9-13. (${made})`, purpose: 'shift', priority: 'notice', ...wanted } as const;
  const value = pending(text, `made-${made}`, 0, hood.now);
  await hood.store.commit([{ op: 'put', row: rowOf({ kind: 'outgoing', value }), expect: 'absent' }], `made-${made}`);
  await work(hood.runtime);
};

describe('texts that could not be sent and that nothing makes up for', () => {
  test('are named to a coordinator who asks, one by one with their words, and to nobody else', async () => {
    expect(await hood.text(ROSA, 'OUTBOX')).toBe('Every text could be sent.');
    await refuses(ANA, 21617);
    await hood.pass(2 * HOUR);
    await refuses(STRANGER, 30008, { purpose: 'cut-off' });
    for (let n = 0; n < 4; n++) await hood.pass(4 * HOUR);
    expect(await hood.text(ROSA, 'OUTBOX')).toBe('Not sent: 1 to Ana; 2 to ...7788. OUTBOX 1 shows the first.');
    expect(await hood.text(ROSA, 'outbox 1')).toBe('1: to Ana, 18h ago, not sent (error 21617): Bo covers for you: Sat 9-13. (1)');
    expect(await hood.text(ANA, 'OUTBOX')).not.toContain('Not sent');
    expect(await hood.text(MARIA, 'OUTBOX')).not.toContain('Not sent');
  });

  test('stand in the daily list, also where nothing is open', async () => {
    const code = /Your code is (\d+)/.exec((await hood.text(MARIA, 'need food for 4, 11216, today')) ?? '')?.[1] ?? '';
    await refuses(ANA, 21617);
    hood.plans.set(ANA, ['accept']);
    await hood.text(ROSA, `CLOSE ${code} met`);
    hood.takeSent();
    await hood.pass(24 * HOUR);
    const toRosa = hood
      .takeSent()
      .filter(s => s.to === ROSA)
      .map(s => s.body);
    expect(toRosa).toContain('Not sent: 1 (OUTBOX shows them).');
    expect(await hood.text(ROSA, 'DIGEST')).toBe('Not sent: 1 (OUTBOX shows them).');
  });

  test('are none of those that only remind: the next one comes anyway', async () => {
    await refuses(ANA, 30006, { purpose: 'shift-reminder', priority: 'reminder' });
    expect(await hood.text(ROSA, 'OUTBOX')).toBe('Every text could be sent.');
  });
});
