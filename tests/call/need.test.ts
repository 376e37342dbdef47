import { describe, expect, test } from 'vitest';
import type { Case } from '../../shared/domain/case.ts';
import { phoneNumber } from '../../shared/domain/ids.ts';
import { threadOf, timelineOf } from '../../shared/table/keys.ts';
import { nounOf } from '../../shared/table/rows.ts';
import { Neighborhood } from '../support/neighborhood.ts';
import { Caller } from './support.ts';

const RESIDENT = '+15550100001';
const ANA = 'Ana,+15550100201,en,food,north,,always,no,no';

const casesOf = async (hood: Neighborhood, from: string): Promise<readonly Case[]> => {
  const { found } = await hood.store.read({ query: [threadOf(phoneNumber(from) ?? (from as never))] });
  return (found[0] ?? []).filter(row => row.kind === 'case').map(row => nounOf<Case>(row));
};
const called = async (from = RESIDENT): Promise<{ hood: Neighborhood; caller: Caller }> => {
  const hood = new Neighborhood();
  await hood.volunteers(ANA);
  return { hood, caller: new Caller(hood, from) };
};

describe('a call for help', () => {
  test('begins with who we are, the number for emergencies, the other language in that language, and the menu', async () => {
    const { caller } = await called();
    const heard = await caller.ring();
    expect(heard).toMatch(/^Maple Street Mutual Aid\. Para español, oprima 9\. If someone's in danger, hang up and call 9, 1, 1\./);
    expect(heard).toMatch(/press 1\..*press 2\..*press 3, or 0 anytime\..*press 4\./);
    expect(caller.listens).toBe('gather');
  });

  test('is written down with its code, said twice, after one key; then ZIP, when and how many by keys', async () => {
    const { hood, caller } = await called();
    await caller.ring();
    const heard = await caller.press('1');
    const [c] = await casesOf(hood, RESIDENT);
    const spaced = [...(c?.code ?? '')].join(', ');
    expect(heard).toContain(`It is written down. Your code is ${spaced}. Again: ${spaced}.`);
    expect(await caller.press('1')).toContain('ZIP');
    expect(await caller.press('11216')).toContain('When');
    expect(await caller.press('1')).toContain('How many');
    expect(await caller.press('4')).toMatch(/asking neighbors.*If this phone gets texts, press 1\./);
    const [told] = await casesOf(hood, RESIDENT);
    expect(told).toMatchObject({ needs: ['food'], zone: 'north', when: 'today', people: 4, place: '11216' });
    expect(hood.takeSent().filter(s => s.to === '+15550100201')).toHaveLength(1);
    expect(await caller.press('1')).toContain('We texted it to you.');
    expect(await caller.silence()).toContain('Goodbye');
    expect(caller.over).toBe(true);
  });

  test('keeps what was keyed in when the caller hangs up while it is asked about, and takes it for no answer', async () => {
    const { hood, caller } = await called();
    await caller.ring();
    for (const key of ['1', '1', '11216', '1']) await caller.press(key);
    expect(await caller.press('31')).toBe('Did you mean 31? For yes, press 1. For no, press 2.');
    await caller.hangUp();
    const [c] = await casesOf(hood, RESIDENT);
    if (!c) throw new Error('nothing is written down');
    expect(c.people).toBeUndefined();
    const { found } = await hood.store.read({ query: [timelineOf(c.code)] });
    expect(JSON.stringify(found)).toContain('hung up when asked whether people is 31');
  });

  test('in words, in Spanish, asks nothing that was said', async () => {
    const { hood, caller } = await called();
    await caller.ring();
    expect(await caller.press('9')).toMatch(/^Si alguien está en peligro/);
    await caller.say('no tenemos comida, somos cinco, para hoy');
    const [c] = await casesOf(hood, RESIDENT);
    expect(c).toMatchObject({ needs: ['food'], people: 5, when: 'today', language: 'es' });
    expect(caller.heard).toContain('ZIP');
    expect(caller.twiml).toContain('language="es-US"');
    expect(caller.twiml).not.toContain('en-US');
  });

  test('that is hung up on keeps the case, and one text that names nothing offers to go on', async () => {
    const { hood, caller } = await called();
    await hood.text(RESIDENT, 'status');
    await caller.ring();
    await caller.press('1');
    await caller.press('1');
    await caller.hangUp();
    await caller.hangUp();
    expect(hood.takeSent().map(s => s.body)).toEqual([
      'Maple Street Mutual Aid: we were cut off. To go on, reply 1 or call us again. STOP ends texts.',
    ]);
    expect(await hood.text(RESIDENT, '1')).toContain('ZIP');
    expect(await hood.text(RESIDENT, '11216')).toContain('When');
    expect(await casesOf(hood, RESIDENT)).toHaveLength(1);
  });

  test('that is taken up again is offered to be gone on with, and nothing of it is named before', async () => {
    const { hood, caller } = await called();
    await caller.ring();
    await caller.press('1');
    await caller.press('1');
    await caller.hangUp();
    const again = new Caller(hood, RESIDENT);
    const heard = await again.ring();
    expect(heard).toContain('To go on where we were, press 1.');
    expect(heard).not.toMatch(/food|code/);
    expect(await again.press('1')).toContain('ZIP');
    await again.hangUp();
    const third = new Caller(hood, RESIDENT);
    await third.ring();
    expect(await third.press('2')).toMatch(/press 1\..*press 4\./);
  });

  test('met with silence, then nonsense, asks in other words each time and ends at a person within six turns', async () => {
    const { hood, caller } = await called();
    const first = await caller.ring();
    const second = await caller.silence();
    const third = await caller.press('8');
    expect(second).not.toBe(first);
    expect(third).not.toBe(second);
    for (let turn = 0; turn < 4 && !caller.over && caller.listens === 'gather'; turn++) await caller.press('8');
    expect((await casesOf(hood, RESIDENT)).map(c => c.kind)).toEqual(['person']);
  });
});

describe('a caller whose number is not seen', () => {
  test.each(['+266696687', 'anonymous', '', 'sip:somebody@example.org', '+15550100000', 'Restricted'])('%s is served', async from => {
    const { hood, caller } = await called(from);
    await caller.ring();
    await caller.press('1');
    await caller.press('1');
    await caller.press('11216');
    await caller.press('1');
    expect(await caller.press('4')).toContain('enter your phone number');
    expect(await caller.press('7185550123')).toContain('1, 7, 1, 8, 5, 5, 5, 0, 1, 2, 3');
    await caller.press('1');
    const [c] = await casesOf(hood, `call:${caller.sid}`);
    expect(c).toMatchObject({ needs: ['food'], reach: '+17185550123' });
    await caller.hangUp();
    await hood.pass(3_600_000);
    expect(hood.sent.filter(s => !s.to.startsWith('+'))).toEqual([]);
    const other = new Caller(hood, from);
    expect(await other.ring()).not.toContain('Your request');
  });
});

describe('a key pressed before the question', () => {
  /** Somebody who was cut off at the ZIP rings again; answers what is heard when a key comes during the greeting. */
  const early = async (key: string): Promise<{ readonly heard: string; readonly again: Caller; readonly hood: Neighborhood }> => {
    const { hood, caller } = await called();
    await caller.ring();
    for (const one of ['1', '1']) await caller.press(one);
    await caller.hangUp();
    const again = new Caller(hood, RESIDENT);
    await again.ring();
    const url = /<Gather[^>]* action="([^"]*)"/.exec(again.twiml)?.[1]?.replaceAll('&amp;', '&') ?? '';
    return { heard: await again.step(url, { Digits: key }), again, hood };
  };

  test('answers nothing: the question comes at once, and the key that follows answers it', async () => {
    const { heard, again } = await early('1');
    expect(heard).toMatch(/^Welcome back\. To go on where we were, press 1\./);
    expect(await again.press('1')).toContain('ZIP');
  });

  test('9 is the other language, and 0 a person', async () => {
    expect((await early('9')).heard).toMatch(/Para seguir donde estábamos, oprima 1/);
    const { hood } = await early('0');
    expect((await casesOf(hood, RESIDENT)).map(c => c.kind)).toContain('person');
  });

  test('whoever presses nothing hears the question in the same breath', async () => {
    const { again } = await early('1');
    await again.hangUp();
    const third = new Caller(again.hood, RESIDENT);
    expect(await third.ring()).toMatch(/Maple Street.*Welcome back\./);
  });
});
