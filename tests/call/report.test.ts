import { describe, expect, test } from 'vitest';
import type { Case } from '../../shared/domain/case.ts';
import type { PhoneNumber } from '../../shared/domain/ids.ts';
import { threadOf } from '../../shared/table/keys.ts';
import { nounOf } from '../../shared/table/rows.ts';
import { Neighborhood } from '../support/neighborhood.ts';
import { Caller } from './support.ts';

const RESIDENT = '+15550100001';
const THEO = '+15550100103';
const RECORDING = 'https://api.twilio.com/2010-04-01/Accounts/AC0/Recordings/RE1';

const theCase = async (hood: Neighborhood, from = RESIDENT): Promise<Case | undefined> => {
  const { found } = await hood.store.read({ query: [threadOf(from as PhoneNumber)] });
  return (found[0] ?? [])
    .filter(row => row.kind === 'case')
    .map(row => nounOf<Case>(row))
    .find(c => c.kind === 'safety');
};
const reporting = async (): Promise<{ hood: Neighborhood; caller: Caller }> => {
  const hood = new Neighborhood();
  const caller = new Caller(hood, RESIDENT);
  await caller.ring();
  await caller.press('2');
  return { hood, caller };
};
/** Where the carrier tells what became of the recording that is asked for now. */
const callbackOf = (caller: Caller): string => {
  const url = / recordingStatusCallback="([^"]*)"/.exec(caller.twiml)?.[1] ?? '';
  return url.replaceAll('&amp;', '&');
};
const completed = { RecordingSid: 'RE1', RecordingUrl: RECORDING, RecordingStatus: 'completed', RecordingDuration: '35' };
const transcript = (sid: string, text: string) => ({
  RecordingSid: 'RE1',
  TranscriptionSid: sid,
  TranscriptionStatus: 'completed',
  TranscriptionText: text, // biome-ignore format: one line
});

describe('a report by phone', () => {
  test('is announced as recorded, kept with the case as a reference, and asks the same questions as REPORT', async () => {
    const { hood, caller } = await reporting();
    expect(caller.heard).toMatch(/After the tone, tell us what happened.*It is recorded/);
    expect(caller.twiml).toMatch(/<Record [^>]*maxLength="120"/);
    expect(caller.listens).toBe('record');
    const heard = await caller.record(35);
    expect(heard).toContain('danger now');
    expect(await caller.press('2')).toContain('a conflict between people');
    await caller.press('1');
    const { code = '' } = (await theCase(hood)) ?? {};
    await caller.press('3');
    const c = await theCase(hood, `report:${code}`);
    expect(caller.heard).toContain(`give ${[...(c?.code ?? '')].join(', ')}`);
    expect(c).toMatchObject({ kind: 'safety', contact: 'none', recordings: [{ slot: 'story', seconds: 35, url: expect.any(String) }] });
    expect(c?.notes).toEqual(['(recorded by phone, 35 seconds)']);
    await hood.text(THEO, `ok ${c?.code}`);
    expect(await hood.text(THEO, `show ${c?.code}`)).toContain('recorded by phone, 35 seconds');
    expect(hood.logged.join('\n')).not.toMatch(/RE1|Recordings/);
  });

  test('in which somebody is in danger now goes to a person at once', async () => {
    const { hood, caller } = await reporting();
    await caller.record(20);
    await caller.press('1');
    expect(caller.heard).toContain('Hang up and call 9, 1, 1 now');
    expect(await theCase(hood)).toMatchObject({ kind: 'safety', urgency: 'now', danger: expect.any(String) });
  });

  test('with a recording in which nothing is asks once more, and then tells a person; it is a case all the same', async () => {
    const { hood, caller } = await reporting();
    expect(await caller.record(0)).toContain('What happened?');
    await caller.record(0, { RecordingUrl: '' });
    expect(caller.listens).not.toBe('record');
    expect(await theCase(hood)).toMatchObject({ kind: 'safety', status: 'open' });
  });

  test('in silence asks once more, then a person is told', async () => {
    const { caller } = await reporting();
    expect(caller.twiml).toMatch(/<\/?Record[^>]*>.*<Redirect/);
    const again = await caller.silence();
    expect(again).toContain('What happened?');
    await caller.silence();
    expect(caller.listens).not.toBe('record');
  });

  test('with 0 pressed instead of words brings a person, and words before it are kept', async () => {
    const { hood, caller } = await reporting();
    await caller.record(12, { Digits: '0' });
    expect((await theCase(hood))?.recordings).toHaveLength(1);
    expect(caller.listens).not.toBe('record');
  });

  test('that is hung up on in the middle of the words keeps them', async () => {
    const { hood, caller } = await reporting();
    await caller.record(9, { Digits: 'hangup' });
    await caller.hangUp();
    expect(await theCase(hood)).toMatchObject({ recordings: [{ seconds: 9 }] });
  });
});

test('a caller whose number is not seen, and who wants no contact, is asked for no number', async () => {
  const hood = new Neighborhood();
  const caller = new Caller(hood, 'anonymous');
  await caller.ring();
  await caller.press('2');
  await caller.record(20);
  await caller.press('2');
  await caller.press('1');
  expect(await caller.press('3')).not.toContain('phone number');
});

test('only words in a language that the carrier can write down are sent to be written down', async () => {
  const { caller } = await reporting();
  expect(caller.twiml).toContain('transcribe="true"');
  const hood = new Neighborhood();
  const spanish = new Caller(hood, RESIDENT);
  await spanish.ring();
  await spanish.press('9');
  await spanish.press('2');
  expect(spanish.listens).toBe('record');
  expect(spanish.twiml).not.toContain('transcribe');
});

describe('a recording of which the carrier tells', () => {
  test('before the step, after it, or instead of it, is one recording', async () => {
    for (const order of ['before', 'after', 'instead']) {
      const { hood, caller } = await reporting();
      const callback = callbackOf(caller);
      if (order !== 'after') await caller.post(callback, completed);
      if (order !== 'instead') await caller.record(35);
      if (order === 'after') await caller.post(callback, completed);
      await caller.post(callback, completed);
      const c = await theCase(hood);
      expect(c?.recordings, order).toHaveLength(1);
      expect(c?.notes, order).toEqual(['(recorded by phone, 35 seconds)']);
    }
  });

  test('as absent after it was there, or there after it was absent, is kept as there', async () => {
    const { hood, caller } = await reporting();
    const callback = callbackOf(caller);
    await caller.post(callback, { RecordingSid: 'RE1', RecordingStatus: 'absent' });
    expect((await theCase(hood))?.recordings).toMatchObject([{ isAbsent: true }]);
    await caller.post(callback, completed);
    await caller.post(callback, { RecordingSid: 'RE1', RecordingStatus: 'absent' });
    const [r] = (await theCase(hood))?.recordings ?? [];
    expect(r).toMatchObject({ url: RECORDING });
    expect(r?.isAbsent).toBeUndefined();
  });

  test('hours later, with its transcript in pieces, twice, failed and empty, keeps every piece once', async () => {
    const { hood, caller } = await reporting();
    const callback = callbackOf(caller);
    await caller.record(35);
    await caller.hangUp();
    await hood.pass(5 * 3_600_000);
    await caller.post(callback, transcript('TR1', 'a man took my bag'));
    await caller.post(callback, transcript('TR1', 'a man took my bag'));
    await caller.post(callback, { ...transcript('TR2', ''), TranscriptionStatus: 'failed' });
    await caller.post(callback, transcript('TR3', ''));
    await caller.post(callback, transcript('TR4', 'at the Saturday table'));
    const c = await theCase(hood);
    expect(c?.recordings).toMatchObject([{ transcript: [{ text: 'a man took my bag' }, { text: 'at the Saturday table' }] }]);
    expect(c?.notes.filter(n => n.includes('machine heard'))).toHaveLength(2);
  });

  test('whose transcript tells of danger pages people', async () => {
    const { hood, caller } = await reporting();
    const callback = callbackOf(caller);
    await caller.record(35);
    await caller.hangUp();
    hood.takeSent();
    await caller.post(callback, transcript('TR1', 'he has a gun and he is outside my door'));
    await hood.line.work();
    expect(hood.takeSent().some(s => s.to === THEO && s.body.includes('SAFETY'))).toBe(true);
  });

  test('of a call that nobody knows, or without a call, changes nothing and is answered', async () => {
    const { caller } = await reporting();
    const callback = callbackOf(caller);
    expect((await caller.post(callback.replace(caller.sid, `CA${'9'.repeat(32)}`), completed)).statusCode).toBe(204);
    expect((await caller.post(callback.replace(/\?.*/, ''), completed)).statusCode).toBe(204);
  });
});
