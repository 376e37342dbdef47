import { describe, expect, test } from 'vitest';
import type { Case } from '../../shared/domain/case.ts';
import type { PhoneNumber } from '../../shared/domain/ids.ts';
import { threadOf } from '../../shared/table/keys.ts';
import { nounOf } from '../../shared/table/rows.ts';
import { Neighborhood } from '../support/neighborhood.ts';
import { Caller } from './support.ts';

const RESIDENT = '+15550100001';
const ANA = '+15550100201';
const ALL = 'need food for 4 today 11216';

const casesOf = async (hood: Neighborhood, from: string): Promise<readonly Case[]> => {
  const { found } = await hood.store.read({ query: [threadOf(from as PhoneNumber)] });
  return (found[0] ?? []).filter(row => row.kind === 'case').map(row => nounOf<Case>(row));
};
const known = async (...texts: readonly string[]): Promise<{ hood: Neighborhood; caller: Caller; code: string; spaced: string }> => {
  const hood = new Neighborhood();
  await hood.volunteers(`Ana,${ANA},en;es,food,north,,always,no,no`);
  for (const text of texts) await hood.text(RESIDENT, text);
  const code = (await casesOf(hood, RESIDENT))[0]?.code ?? '';
  hood.takeSent();
  return { hood, caller: new Caller(hood, RESIDENT), code, spaced: [...code].join(', ') };
};

describe('a caller whom the line knows', () => {
  test('hears their language at once, and what is open before the menu', async () => {
    const { hood, caller, spaced } = await known('hola necesitamos comida para hoy, somos 4, 11216');
    const heard = await caller.ring();
    expect(heard).toMatch(/^Maple Street Mutual Aid\. Si alguien está en peligro/);
    expect(heard).toContain('For English, press 9.');
    expect(heard).toContain(`hoy, número ${spaced}: estamos buscando`);
    await hood.text(ANA, 'accept');
    const again = new Caller(hood, RESIDENT);
    await caller.hangUp();
    expect(await again.ring()).toMatch(/lo tiene Ana/);
  });

  test('is told with key 4 where it stands, and changes it by the questions that CHANGE asks', async () => {
    const { hood, caller } = await known(ALL);
    await caller.ring();
    const heard = await caller.press('4');
    expect(heard).toContain('looking for a neighbor');
    expect(heard).toContain('To change something, press 1.');
    expect(await caller.press('1')).toContain('To change where');
    expect(await caller.press('4')).toContain('How many people');
    expect(await caller.press('6')).toContain('is changed');
    expect(await casesOf(hood, RESIDENT)).toMatchObject([{ people: 6 }]);
  });

  test('withdraws it with key 2 and a yes', async () => {
    const { hood, caller, spaced } = await known(ALL);
    await caller.ring();
    await caller.press('4');
    expect(await caller.press('2')).toContain(spaced);
    expect(await caller.press('1')).toContain('withdrawn');
    expect(await casesOf(hood, RESIDENT)).toMatchObject([{ status: 'withdrawn' }]);
  });

  test('gets it as a text with key 3, and only where a text may go', async () => {
    const { hood, caller, code } = await known(ALL);
    await caller.ring();
    await caller.press('4');
    expect(await caller.press('3')).toContain('We texted it to you.');
    expect(hood.takeSent().filter(s => s.to === RESIDENT)).toMatchObject([{ body: expect.stringContaining(code) }]);
    await caller.hangUp();
    await hood.text(RESIDENT, 'stop');
    const again = new Caller(hood, RESIDENT);
    await again.ring();
    expect(await again.press('4')).not.toContain('as a text');
  });

  test('with several requests says which by its code', async () => {
    const { hood, caller } = await known(ALL, 'I need a ride tomorrow for 1 person 11216');
    const ride = (await casesOf(hood, RESIDENT)).find(c => c.needs.includes('transport'));
    await caller.ring();
    await caller.press('4');
    expect(await caller.press('2')).toContain('Enter its code');
    expect(await caller.press(ride?.code ?? '')).toContain('Withdraw');
    await caller.press('1');
    expect((await casesOf(hood, RESIDENT)).filter(c => c.status === 'withdrawn').map(c => c.needs)).toEqual([['transport']]);
  });

  test('is asked whether it arrived where a volunteer said done, and answers by key', async () => {
    const { hood, caller } = await known(ALL);
    await hood.text(ANA, 'accept');
    await hood.text(ANA, 'done');
    expect(await caller.ring()).toMatch(/Did it arrive\? For yes, press 1\./);
    await caller.press('1');
    expect(await casesOf(hood, RESIDENT)).toMatchObject([{ status: 'closed', outcome: 'met' }]);
  });
});

describe('speech', () => {
  test('that was heard badly is confirmed by key before it is taken', async () => {
    const { hood, caller } = await known();
    await caller.ring();
    await caller.press('1');
    expect(await caller.say('medicine', 0.3)).toMatch(/Did you mean medicine\? For yes, press 1\./);
    expect(await casesOf(hood, RESIDENT)).toMatchObject([{ needs: [] }]);
    await caller.press('1');
    expect(await casesOf(hood, RESIDENT)).toMatchObject([{ needs: ['medicine'] }]);
  });

  test('of danger is believed at any confidence and in any state: the number to call, a safety case, no further question', async () => {
    const { hood, caller } = await known();
    await caller.ring();
    await caller.press('1');
    await caller.say('my brother took a whole bottle of pills', 0.2);
    expect(caller.heard).toContain('9, 1, 1');
    expect((await casesOf(hood, RESIDENT)).find(c => c.kind === 'safety')).toMatchObject({ danger: expect.any(String) });
    expect(hood.sent.some(s => s.body.includes('SAFETY'))).toBe(true);
  });

  test('that goes on and on is kept with the case, and the question is asked again', async () => {
    const { hood, caller } = await known();
    await caller.ring();
    for (const keys of ['1', '1', '11216']) await caller.press(keys);
    const long = 'well you see it is like this my sister moved in last week with her two kids and the landlord he never fixes anything ';
    expect(await caller.say(long.repeat(4))).toMatch(/That was a lot at once.*press 1/);
    const [c] = await casesOf(hood, RESIDENT);
    expect(c?.notes.join(' ')).toContain('my sister moved in');
  });

  test('that asks not to be texted any more is a STOP', async () => {
    const { hood, caller } = await known(ALL);
    await caller.ring();
    expect(await caller.say('please stop texting me')).toContain('we will not text or call this number');
    await caller.hangUp();
    await hood.text(ANA, 'accept');
    expect(hood.takeSent().filter(s => s.to === RESIDENT)).toEqual([]);
  });
});

describe('a call and texts at once', () => {
  test('a text during a call is kept with the request and acknowledged; the call goes on where it was', async () => {
    const { hood, caller } = await known();
    await caller.ring();
    await caller.press('1');
    await caller.press('1');
    expect(await hood.text(RESIDENT, 'the blue door, second floor')).toContain('on a call');
    const [c] = await casesOf(hood, RESIDENT);
    expect(c?.notes).toContain('the blue door, second floor');
    expect(await caller.press('11216')).toContain('When');
    await caller.hangUp();
    hood.takeSent();
    expect(await hood.text(RESIDENT, '1')).toContain('When');
  });

  test('words of danger and STOP in a text act during a call too', async () => {
    const { hood, caller } = await known();
    await caller.ring();
    await caller.press('1');
    expect(await hood.text(RESIDENT, 'he has a gun')).toContain('911');
    expect((await casesOf(hood, RESIDENT)).some(c => c.kind === 'safety')).toBe(true);
  });

  test('a call in the middle of a text conversation is the same conversation', async () => {
    const { hood, caller } = await known('need food');
    expect(await caller.ring()).toContain('To go on where we were, press 1.');
    expect(await caller.press('1')).toContain('ZIP');
    await caller.press('11216');
    expect(await casesOf(hood, RESIDENT)).toMatchObject([{ needs: ['food'], place: '11216' }]);
  });

  test('two calls from one number at once do not disturb each other', async () => {
    const { hood, caller } = await known();
    await hood.text(RESIDENT, 'status');
    const other = new Caller(hood, RESIDENT);
    await caller.ring();
    await caller.press('1');
    await other.ring();
    await other.press('1');
    expect(await caller.press('1')).toContain('ZIP');
    expect(await other.press('3')).toContain('ZIP');
    await caller.press('11216');
    await other.press('11225');
    const told = (await casesOf(hood, RESIDENT)).map(c => `${c.needs.join()} ${c.place}`);
    expect(told.sort()).toEqual(['food 11216', 'medicine 11225']);
    await other.hangUp();
    expect(await caller.press('1')).toContain('How many');
    await caller.hangUp();
    expect(hood.takeSent().filter(s => s.to === RESIDENT)).toHaveLength(1);
  });
});

describe('a code, keyed in by whoever has no request under their number', () => {
  test('tells where a case stands that was opened without a number, and nothing of anybody else’s', async () => {
    const { hood, code } = await known(ALL);
    const unseen = new Caller(hood, 'anonymous');
    await unseen.ring();
    await unseen.press('1');
    await unseen.press('1');
    const [c] = await casesOf(hood, `call:${unseen.sid}`);
    await unseen.hangUp();
    const later = new Caller(hood, 'anonymous');
    await later.ring();
    expect(await later.press('4')).toContain('enter it');
    expect(await later.press(c?.code ?? '')).toContain([...(c?.code ?? '')].join(', '));
    const guess = new Caller(hood, 'anonymous');
    await guess.ring();
    await guess.press('4');
    expect(await guess.press(code)).toContain('no such code');
    await guess.press('999');
    await guess.press('998');
    expect(guess.listens === 'gather' && /Enter|enter it/.test(guess.heard)).toBe(false);
  });
});
