import { describe, expect, test } from 'vitest';
import { routes } from '../../shared/shell/routes.ts';
import { voiceDoor } from '../../shared/shell/voice-door.ts';
import { ENGINES, openCounted } from '../faults/support.ts';
import { Caller } from './support.ts';

const TELLER = '+15550100091';
const ASKER = '+15550100092';

describe.each(ENGINES)('asking by code on a call, round trips to %s', (_name, open) => {
  // The row of a code says in whose thread its case lies, so that cannot be read along; an unnamed report has one that follows from its code.
  test.for([
    { contact: '3', what: 'an unnamed report takes one read', reads: 1 },
    { contact: '1', what: 'a report of a number takes two, the second for the thread that the row of its code names', reads: 2 },
  ])('$what', { timeout: 60_000 }, async ({ contact, reads }, { skip }) => {
    const { hood, calls } = await openCounted(open, skip);
    const told = (await hood.text(TELLER, 'report a man yelled at my kid')) ?? '';
    const code = /written down as (\d+)/.exec(told)?.[1] ?? '';
    for (const answer of ['2', '1', contact]) await hood.text(TELLER, answer);
    const caller = new Caller(hood, ASKER);
    await caller.ring();
    await caller.press('4');
    const door = voiceDoor(hood.runtime);
    caller.doors = { ...caller.doors, [routes.voiceStep]: door };
    caller.afterwards = async () => undefined;
    calls.reset();
    expect(await caller.press(code)).toContain('our safety people were told');
    expect(calls.counts).toMatchObject({ reads, commits: 1 });
    await hood.store.close();
  });
});
