import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { book } from '../../ivr-scripts/book.ts';
import type { Case } from '../../shared/domain/case.ts';
import type { PhoneNumber } from '../../shared/domain/ids.ts';
import type { Book } from '../../shared/script/script.ts';
import { routes } from '../../shared/shell/routes.ts';
import { openCases, threadOf } from '../../shared/table/keys.ts';
import { nounOf } from '../../shared/table/rows.ts';
import { StoreTrouble } from '../../shared/table/store.ts';
import { Caller } from '../call/support.ts';
import { anyText } from '../support/any-text.ts';
import { Neighborhood, PUBLIC_URL } from '../support/neighborhood.ts';
import { switched } from './call-paths.ts';

const RESIDENT = '+15550100001';
const ANA = 'Ana,+15550100201,en,food,north,,always,no,no';

const line = async (options: ConstructorParameters<typeof Neighborhood>[0] = {}): Promise<Neighborhood> => {
  const hood = new Neighborhood(options);
  await hood.volunteers(ANA);
  return hood;
};
const casesOf = async (hood: Neighborhood, from: string): Promise<readonly Case[]> => {
  const { found } = await hood.store.read({ query: [threadOf(from as PhoneNumber)] });
  return (found[0] ?? []).filter(row => row.kind === 'case').map(row => nounOf<Case>(row));
};

/** A call that tells everything by keys, one step each. */
const KEYS = ['1', '1', '11216', '1', '4'] as const;

describe('a caller who hangs up', () => {
  test.each([0, 1, 2, 3, 4, 5])('after %i keys loses nothing that was keyed in', async many => {
    const hood = await line();
    // Whoever has texted us may be texted.
    await hood.text(RESIDENT, 'status');
    const caller = new Caller(hood, RESIDENT);
    await caller.ring();
    for (const key of KEYS.slice(0, many)) await caller.press(key);
    await caller.hangUp();
    const [c, ...others] = await casesOf(hood, RESIDENT);
    expect(others).toEqual([]);
    expect(c === undefined).toBe(many === 0);
    if (many >= 2) expect(c?.needs).toEqual(['food']);
    if (many >= 3) expect(c?.place).toBe('11216');
    if (many >= 4) expect(c?.when).toBe('today');
    // Offered to be gone on with only where a question is left.
    expect(hood.takeSent().filter(s => s.to === RESIDENT)).toHaveLength(many >= 1 && many < KEYS.length ? 1 : 0);
    await hood.pass(3_600_000);
    if (many >= 2) expect(hood.sent.some(s => s.to === '+15550100201')).toBe(true);
  });

  test('is told nothing where they had said STOP', async () => {
    const hood = await line();
    await hood.text(RESIDENT, 'STOP');
    hood.takeSent();
    const caller = new Caller(hood, RESIDENT);
    await caller.ring();
    await caller.press('1');
    await caller.hangUp();
    expect(hood.takeSent()).toEqual([]);
    expect(await casesOf(hood, RESIDENT)).toHaveLength(1);
  });
});

describe('a step', () => {
  test('that is asked for twice is answered with the same bytes and changes nothing', async () => {
    const hood = await line();
    const caller = new Caller(hood, RESIDENT);
    await caller.ring();
    for (const key of KEYS) {
      const at = caller.next;
      await caller.press(key);
      const answered = caller.twiml;
      const [c] = await casesOf(hood, RESIDENT);
      for (const other of [key, '3', '0']) {
        const again = await caller.post(at, { Digits: other });
        expect(again.body).toBe(answered);
      }
      expect(await casesOf(hood, RESIDENT)).toEqual(c ? [c] : []);
    }
  });

  test('out of order, or of a time that never was, is sent to where the call stands', async () => {
    const hood = await line();
    const caller = new Caller(hood, RESIDENT);
    await caller.ring();
    const first = caller.next;
    await caller.press('1');
    await caller.press('1');
    const stands = caller.twiml;
    const before = await casesOf(hood, RESIDENT);
    for (const at of [
      first,
      first.replace('n=1', 'n=99'),
      first.replace('n=1', 'n=4'),
      `${PUBLIC_URL}${routes.voiceStep}`,
      `${PUBLIC_URL}${routes.voice}`,
    ]) {
      await caller.step(at, { Digits: '3' });
      expect(caller.twiml, at).toBe(stands);
    }
    expect(await casesOf(hood, RESIDENT)).toEqual(before);
  });

  test('after the end hangs up and changes nothing', async () => {
    const hood = await line();
    const caller = new Caller(hood, RESIDENT);
    await caller.ring();
    for (const key of KEYS) await caller.press(key);
    const at = caller.next;
    await caller.silence();
    await caller.hangUp();
    const before = await casesOf(hood, RESIDENT);
    const { body } = await caller.post(at.replace(/n=\d+/, 'n=50'), { Digits: '1' });
    expect(body).toContain('<Hangup/>');
    expect(await casesOf(hood, RESIDENT)).toEqual(before);
  });

  test('that was waited for when they hung up, and comes after all, changes nothing', async () => {
    const hood = await line();
    const caller = new Caller(hood, RESIDENT);
    await caller.ring();
    await caller.press('1');
    const at = caller.next;
    await caller.hangUp();
    const before = await casesOf(hood, RESIDENT);
    const { body } = await caller.post(at, { Digits: '1' });
    expect(body).toMatch(/<Response><Hangup\/><\/Response>/);
    expect(await casesOf(hood, RESIDENT)).toEqual(before);
  });

  test('of a call whose ring never got here is answered as the ring', async () => {
    const hood = await line();
    const caller = new Caller(hood, RESIDENT);
    const heard = await caller.step(`${PUBLIC_URL}${routes.voiceStep}?n=3`, { Digits: '1' });
    expect(heard).toContain('Maple Street Mutual Aid');
    expect(await caller.press('1')).toContain('written down');
  });

  test('two at once are answered alike, and one case is opened', async () => {
    const hood = await line();
    const caller = new Caller(hood, RESIDENT);
    await caller.ring();
    const both = await Promise.all([caller.post(caller.next, { Digits: '1' }), caller.post(caller.next, { Digits: '1' })]);
    expect(both[0].body).toBe(both[1].body);
    expect(await casesOf(hood, RESIDENT)).toHaveLength(1);
  });
});

describe('a database that is away for ten seconds', () => {
  test.each([
    0, 1, 2, 3, 4, 5,
  ])('at step %i: the caller hears “one moment please”, and the call goes on with what was keyed in', async at => {
    const database = switched();
    const hood = await line({ store: database.open });
    const caller = new Caller(hood, RESIDENT);
    let waited = 0;
    caller.onRedirect = async () => {
      const pause = Number(/<Pause length="(\d+)"/.exec(caller.twiml)?.[1] ?? 0);
      expect(caller.heard).toMatch(/One moment please|Un momento/);
      waited += pause;
      if (waited >= 10) database.down = 'no';
    };
    const steps = [() => caller.ring(), ...KEYS.map(key => () => caller.press(key))];
    for (const [nth, step] of steps.entries()) {
      if (nth === at) database.down = 'away';
      await step().catch((error: unknown) => {
        if (!(error instanceof StoreTrouble)) throw error;
      });
    }
    expect(waited).toBeGreaterThanOrEqual(10);
    expect(caller.heard).toContain('asking neighbors');
    expect(await casesOf(hood, RESIDENT)).toMatchObject([{ needs: ['food'], place: '11216', when: 'today', people: 4 }]);
  });

  test('whose answers are lost after it wrote: nothing is done twice', async () => {
    const database = switched();
    const hood = await line({ store: database.open });
    const caller = new Caller(hood, RESIDENT);
    await caller.ring();
    database.down = 'lost-answers';
    caller.onRedirect = async () => {
      database.down = 'no';
    };
    await caller.press('1');
    expect(caller.heard).toMatch(/One moment please\. It is written down/);
    expect(await casesOf(hood, RESIDENT)).toHaveLength(1);
  });

  test('and what was said is carried over too', async () => {
    const database = switched();
    const hood = await line({ store: database.open });
    const caller = new Caller(hood, RESIDENT);
    await caller.ring();
    database.down = 'away';
    caller.onRedirect = async () => {
      database.down = 'no';
    };
    await caller.say('we have no food, there are 4 of us, "today" & 100% sure <please>');
    expect(await casesOf(hood, RESIDENT)).toMatchObject([{ needs: ['food'], people: 4, when: 'today' }]);
  });

  test('and stays away ends in honest words and no endless loop', async () => {
    const database = switched();
    const hood = await line({ store: database.open });
    const caller = new Caller(hood, RESIDENT);
    database.down = 'away';
    const heard = await caller.ring().catch((error: unknown) => {
      if (!(error instanceof StoreTrouble)) throw error;
      return caller.heard;
    });
    expect(heard).toMatch(/Sorry.*9, 1, 1.*2, 1, 1/);
    expect(caller.over).toBe(true);
  });
});

describe('whatever is said', () => {
  test('in any Unicode, at any step, is answered with something to hear that any XML reader takes', async () => {
    const hood = await line();
    await fc.assert(
      fc.asyncProperty(fc.array(anyText(), { maxLength: 5 }), fc.double({ min: 0, max: 1, noNaN: true }), async (said, sure) => {
        const caller = new Caller(hood, RESIDENT);
        await caller.ring();
        const isHeld = (): boolean => caller.listens === 'enqueue';
        for (const words of said) {
          if (caller.over || isHeld()) break;
          if (caller.listens === 'record') await caller.record(3);
          else await caller.say(words, sure);
          // Whoever is put on hold hears what the waiting room says, which the carrier asks for at once.
          if (!isHeld()) expect(caller.heard).not.toBe('');
          expect(caller.twiml).not.toMatch(/[\0-\x08\x0B\f\x0E-\x1F\uFFFE\uFFFF]/);
        }
        await caller.hangUp();
      }),
      { numRuns: 60 },
    );
  });

  test('wrong keys for ever end at a person within six turns', async () => {
    for (const keys of [['8'], ['7', '#'], ['*'], ['5', '~'], ['~']]) {
      const hood = await line();
      const caller = new Caller(hood, RESIDENT);
      await caller.ring();
      let turns = 0;
      while (!caller.over && caller.listens === 'gather' && turns < 30) {
        const key = keys[turns % keys.length] ?? '8';
        await (key === '~' ? caller.silence() : caller.press(key));
        turns++;
        if (key === '*' && turns === 6) break;
      }
      if (keys[0] !== '*') expect(turns, keys.join()).toBeLessThanOrEqual(6);
      if (keys[0] !== '*') expect((await casesOf(hood, RESIDENT)).map(c => c.kind)).toEqual(['person']);
    }
  });
});

/** The same conversations after an edit: keys in another order, a question renamed, one gone. */
const edited = (): Book => {
  const { need, ...others } = book.scripts;
  if (!need) throw new Error('There is no script need');
  const { when, what, ...nodes } = need.nodes;
  if (what?.kind !== 'ask' || !when) throw new Error('The questions have other names');
  const choices = [...what.choices].reverse().map((choice, at) => ({ ...choice, key: String(at + 1) }));
  const place = nodes.place;
  if (!place) throw new Error('There is no place');
  return {
    ...book,
    rev: 'edited',
    scripts: {
      ...others,
      need: { ...need, nodes: { ...nodes, what: { ...what, choices }, place: { ...place, goto: [{ to: 'people' }] } } },
    },
  };
};

describe('a deploy that swaps the scripts in the middle of a call', () => {
  test.each([1, 2, 3, 4])('after %i keys: what was heard is what a key means, and the call goes on to its end', async many => {
    const before = await line();
    const caller = new Caller(before, RESIDENT);
    await caller.ring();
    for (const key of KEYS.slice(0, many)) await caller.press(key);
    const after = new Neighborhood({ book: edited(), store: () => before.store });
    const on = caller.moveTo(after);
    for (const key of KEYS.slice(many)) if (on.listens === 'gather') await on.press(key);
    const [c] = await casesOf(after, RESIDENT);
    expect(c?.needs).toEqual(['food']);
    expect(on.heard).not.toBe('');
    const { found } = await after.store.read({ query: [openCases(10)] });
    expect(found[0]).toHaveLength(1);
  });
});
