import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ListedText } from '../../shared/domain/account-list.ts';
import { type Instant, later, messageSid, type PhoneNumber } from '../../shared/domain/ids.ts';
import type { NumberRecord } from '../../shared/domain/person.ts';
import { beginReconciling } from '../../shared/shell/reconciler.ts';
import { numberKey } from '../../shared/table/keys.ts';
import { nounOf } from '../../shared/table/rows.ts';
import { Neighborhood } from '../support/neighborhood.ts';

const MARIA = '+15550100002' as PhoneNumber;
const ROSA = '+15550100100' as PhoneNumber;
const MINUTE = 60_000;

let hood: Neighborhood;
beforeEach(async () => {
  hood = new Neighborhood();
  await beginReconciling(hood.runtime);
});
afterEach(() => hood.store.close());

/** The account has these texts, of which the line has never heard. The list has the newest first. */
const lost = (...texts: readonly (readonly [body: string, at: Instant])[]): void => {
  const listed = texts.map(
    ([body, at], n): ListedText => ({
      sid: messageSid(`SM${String(n + 1).padStart(32, '9')}`),
      way: 'in',
      from: MARIA,
      to: hood.community.number,
      body,
      at,
      media: 0,
      segments: 1,
      status: 'received',
    }),
  );
  hood.listedTexts = [...hood.listedTexts, ...listed].sort((a, b) => (a.at < b.at ? 1 : -1));
};
const isOptedOut = async (): Promise<boolean> => {
  const { got } = await hood.store.read({ get: [numberKey(MARIA)] });
  return got[0] !== undefined && nounOf<NumberRecord>(got[0]).optedOut !== undefined;
};

describe('STOP and START count in the order in which they were sent', () => {
  test('a STOP that was lost, and is found after a later START, stops nothing', async () => {
    await hood.text(MARIA, 'NEED FOOD');
    const stopped = hood.now;
    await hood.pass(MINUTE);
    await hood.text(MARIA, 'START');
    lost(['STOP', stopped]);
    await hood.pass(5 * MINUTE);
    expect(await isOptedOut()).toBe(false);
    expect(hood.sent.some(s => s.to === ROSA && s.body.includes('STOP'))).toBe(false);
  });

  test('a STOP that was lost and came after START counts', async () => {
    await hood.text(MARIA, 'NEED FOOD');
    await hood.text(MARIA, 'START');
    await hood.pass(MINUTE);
    lost(['STOP', hood.now]);
    await hood.pass(5 * MINUTE);
    expect(await isOptedOut()).toBe(true);
  });

  test('a STOP within the seconds in which a START may have been under way counts', async () => {
    await hood.text(MARIA, 'NEED FOOD');
    lost(['STOP', hood.now]);
    await hood.pass(5_000);
    await hood.text(MARIA, 'START');
    await hood.pass(5 * MINUTE);
    expect(await isOptedOut()).toBe(true);
  });

  test('a START that was lost, and is found after a later STOP, opens nothing', async () => {
    await hood.text(MARIA, 'NEED FOOD');
    await hood.text(MARIA, 'STOP');
    await hood.pass(MINUTE);
    const started = hood.now;
    await hood.pass(MINUTE);
    await hood.text(MARIA, 'STOP');
    lost(['START', started]);
    await hood.pass(5 * MINUTE);
    expect(await isOptedOut()).toBe(true);
  });

  test('a START that was lost and came after STOP opens the way again', async () => {
    await hood.text(MARIA, 'NEED FOOD');
    await hood.text(MARIA, 'STOP');
    await hood.pass(MINUTE);
    lost(['START', hood.now]);
    await hood.pass(5 * MINUTE);
    expect(await isOptedOut()).toBe(false);
  });

  test.each([
    ['STOP', 'START', false],
    ['START', 'STOP', true],
  ])('where both were lost, %s and then %s, the last word is kept', async (first, last, out) => {
    await hood.text(MARIA, 'NEED FOOD');
    lost([first, hood.now], [last, later(hood.now, 20_000)]);
    await hood.pass(5 * MINUTE);
    expect(await isOptedOut()).toBe(out);
  });

  test('danger beside a STOP that was taken back is paged all the same', async () => {
    await hood.text(MARIA, 'NEED FOOD');
    const stopped = hood.now;
    await hood.pass(MINUTE);
    await hood.text(MARIA, 'START');
    lost(['stop texting me, he has a gun', stopped]);
    await hood.pass(5 * MINUTE);
    expect(await isOptedOut()).toBe(false);
    expect(hood.sent.some(s => s.to === ROSA && s.body.startsWith('SAFETY'))).toBe(true);
  });
});

describe('a bare digit that was lost', () => {
  test('and was sent before the question that stands now answers nothing: it is asked for once more', async () => {
    await hood.text(MARIA, 'NEED FOOD');
    await hood.text(MARIA, '11216');
    lost(['1', hood.now]);
    await hood.pass(5_000);
    // She sends it again, and the conversation goes on to how many people.
    expect(await hood.text(MARIA, '1')).toContain('How many people');
    await hood.pass(5 * MINUTE);
    expect(hood.sent.filter(s => s.to === MARIA).map(s => s.body)).toEqual([
      'Your "1" reached us late. If it still holds, please send it once more.',
    ]);
    expect(await hood.text(MARIA, '4')).toContain('We are asking neighbors now');
  });

  test('and answers the question that still stands counts', async () => {
    await hood.text(MARIA, 'NEED FOOD');
    await hood.text(MARIA, '11216');
    await hood.pass(5_000);
    lost(['1', hood.now]);
    await hood.pass(5 * MINUTE);
    expect(hood.sent.filter(s => s.to === MARIA).map(s => s.body)).toEqual([expect.stringContaining('How many people')]);
  });
});
