import { expect, test } from 'vitest';
import type { OutgoingId, PhoneNumber } from '../../shared/domain/ids.ts';
import { blockedFrom } from '../../shared/domain/pace.ts';
import { changePace } from '../../shared/shell/pace.ts';
import { outgoingKey } from '../../shared/table/keys.ts';
import { report, SAYS_IT_ALL } from '../faults/support.ts';
import { ANA_PHONE, eachWithAna, hood } from './with-ana.ts';

const MARIA = '+15550100001';
const HOUR_MS = 3_600_000;
/** Nothing of a campaign that is not registered gets through. */
const BLOCKS = 30034;

eachWithAna();

test('a text that comes to two ends in one instant, undelivered and then too late to be tried again, is settled both times', async () => {
  await hood.text(MARIA, SAYS_IT_ALL);
  await hood.text(ANA_PHONE, 'ACCEPT');
  await hood.text(ANA_PHONE, 'outside in 10, blue car');
  const relayed = hood.sent.find(s => s.to === MARIA && s.body.includes('blue car'));
  if (!relayed) throw new Error('her words were to be passed on');
  await hood.pass(HOUR_MS / 2);
  // Nothing waits that could be tried, so what comes back later is tried at once.
  await changePace(hood.runtime, (pace, now) => blockedFrom(pace, MARIA as PhoneNumber, BLOCKS, now));
  await hood.pass(HOUR_MS / 2 + 1);
  hood.takeSent();
  await report(hood, { sid: relayed.sid, status: 'undelivered', error: BLOCKS, id: relayed.id });
  await hood.settle();
  const { got } = await hood.store.read({ get: [outgoingKey(relayed.id as OutgoingId)] });
  expect(got[0]?.data).toMatchObject({ state: 'suppressed', lapsed: true });
});
