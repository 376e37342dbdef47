import { describe, expect, test } from 'vitest';
import { callabilityAtHome } from '../../shared/domain/calling-home.ts';
import {
  type CallFacts,
  clearToCall,
  clearToDial,
  countsInDay,
  isClearedCall,
  isClearedNumber,
  type Rung,
  rungAgain,
} from '../../shared/domain/clear-call.ts';
import { instant, later, MINUTE_MS, outgoingId, type PhoneNumber, personId, phoneNumber } from '../../shared/domain/ids.ts';
import type { Outgoing } from '../../shared/domain/outgoing.ts';
import { callability } from '../../shared/parse/callable.ts';

const NOW = instant(Date.UTC(2027, 0, 9, 14));
const number = (text: string): PhoneNumber => {
  const parsed = phoneNumber(text);
  if (!parsed) throw new Error(text);
  return parsed;
};
const ANA = number('+15550100201');
const LIMITS = { atOnce: 3, longestWaitMs: MINUTE_MS, aDay: 5, aNumberADay: 4 };

const outgoing = (what: NonNullable<Outgoing['call']>['what'], more: Partial<Outgoing> = {}): Outgoing => ({
  id: outgoingId('cause', 1),
  to: ANA,
  body: '',
  call: { what, timeoutS: 18 },
  priority: 'urgent',
  cause: 'cause',
  purpose: what,
  at: NOW,
  state: 'pending',
  attempts: 0,
  ...more,
});
const ago = (...minutes: readonly number[]): Rung => ({ at: minutes.map(m => later(NOW, -m * MINUTE_MS)) });
const FACTS: CallFacts = { record: undefined, kind: 'home', toNumber: ago(), ofLine: 0, live: 0, helper: undefined };
const stopped: CallFacts = {
  ...FACTS,
  record: { number: ANA, firstContactAt: NOW, optedOut: { at: NOW, by: 'person' }, current: personId('p') },
};
const judge = (o: Outgoing, facts: CallFacts = FACTS): unknown => {
  const judged = clearToCall(o, facts, LIMITS, NOW);
  return isClearedCall(judged) ? 'cleared' : judged;
};

describe('a call', () => {
  test('is cleared, and nothing that only looks like it is', () => {
    const cleared = clearToCall(outgoing('page'), FACTS, LIMITS, NOW);
    expect(cleared).toMatchObject({ id: outgoingId('cause', 1), to: ANA, timeoutS: 18 });
    expect([isClearedCall(cleared), isClearedCall({ ...cleared })]).toEqual([true, false]);
  });

  test('does not go to somebody who opted out, unless they asked for it just now', () => {
    expect(judge(outgoing('page'), stopped)).toEqual({ refused: 'opted out' });
    const asked = (minutesAgo: number): Outgoing =>
      outgoing('back', { call: { what: 'back', timeoutS: 25, asked: later(NOW, -minutesAgo * MINUTE_MS) } });
    expect([judge(asked(5), stopped), judge(asked(61), stopped)]).toEqual(['cleared', { refused: 'opted out' }]);
  });

  test('does not go abroad, to a number that costs, or to a thread that is no number', () => {
    for (const kind of ['foreign', 'premium', 'none'] as const) {
      expect(judge(outgoing('back'), { ...FACTS, kind })).toEqual({ refused: 'not a number we call' });
    }
  });

  test('within a call that goes on passes the same gate', () => {
    const judged = clearToDial(ANA, FACTS);
    expect([isClearedNumber(judged), isClearedNumber({ ...judged })]).toEqual([true, false]);
    expect([clearToDial(ANA, stopped), isClearedNumber(clearToDial(ANA, stopped, true))]).toEqual([{ refused: 'opted out' }, true]);
    for (const kind of ['foreign', 'premium', 'none'] as const) {
      expect(clearToDial(ANA, { ...FACTS, kind })).toEqual({ refused: 'not a number we call' });
    }
  });

  test('that comes too late is not made', () => {
    expect(judge(outgoing('ring', { at: later(NOW, -40_000), validForSeconds: 30 }))).toEqual({ refused: 'too late' });
  });
});

describe('how often', () => {
  test('three offers or pages in a quarter of an hour are enough for one person; danger and a waiting caller are not held back', () => {
    const facts = { ...FACTS, toNumber: ago(14, 10, 2) };
    expect(judge(outgoing('offer'), facts)).toEqual({ refused: 'called too often' });
    expect(judge(outgoing('page'), facts)).toEqual({ refused: 'called too often' });
    expect(judge(outgoing('page', { priority: 'safety' }), facts)).toBe('cleared');
    expect(judge(outgoing('ring'), facts)).toBe('cleared');
    expect(judge(outgoing('bridge'), facts)).toBe('cleared');
    expect(judge(outgoing('offer'), { ...FACTS, toNumber: ago(16, 15, 2) })).toBe('cleared');
  });

  test('a number has a cap a day, the line has one, and both forget after a day', () => {
    expect(judge(outgoing('page'), { ...FACTS, toNumber: ago(500, 400, 300, 200) })).toEqual({ refused: 'called too often' });
    expect(judge(outgoing('page'), { ...FACTS, toNumber: ago(1441, 1440, 300, 200) })).toBe('cleared');
    expect(judge(outgoing('back'), { ...FACTS, ofLine: 5 })).toEqual({ refused: 'called too often' });
    expect(rungAgain(ago(1441, 3), outgoing('page'), NOW)).toEqual({ at: [later(NOW, -3 * MINUTE_MS), NOW] });
  });

  test('rings for waiting callers and calls that were asked for use up nothing of what a person is called for', () => {
    const { at } = ago(...Array.from({ length: 15 }, (_, i) => 600 - i));
    const often = { ...FACTS, toNumber: { at: [], rings: at, asked: at } };
    expect((['page', 'offer', 'bridge', 'back', 'ring'] as const).map(what => judge(outgoing(what), often))).toEqual(
      Array.from({ length: 5 }, () => 'cleared'),
    );
    expect([judge(outgoing('bridge'), { ...FACTS, ofLine: 5 }), judge(outgoing('ring'), { ...FACTS, ofLine: 5 })]).toEqual([
      'cleared',
      'cleared',
    ]);
    expect((['ring', 'bridge', 'back', 'page'] as const).map(what => countsInDay(outgoing(what)))).toEqual([false, false, true, true]);
    expect(rungAgain(ago(3), outgoing('ring'), NOW)).toEqual({ ...ago(3), rings: [NOW] });
    expect(rungAgain(ago(3), outgoing('bridge'), NOW)).toEqual({ ...ago(3), asked: [NOW] });
  });

  test('what people ask for themselves has a limit an hour of its own', () => {
    const asked = ago(...Array.from({ length: 36 }, (_, i) => 59 - i)).at;
    expect(judge(outgoing('bridge'), { ...FACTS, toNumber: { at: [], asked } })).toEqual({ refused: 'called too often' });
  });

  test('even somebody on duty is not rung by callers all evening', () => {
    const often = { ...FACTS, toNumber: { at: [], rings: ago(...Array.from({ length: 20 }, (_, i) => 59 - i)).at } };
    expect(judge(outgoing('ring'), often)).toEqual({ refused: 'called too often' });
  });
});

describe('lines', () => {
  test('one stays free for callers; danger and whoever has a caller waiting may take it; then everything waits', () => {
    const busy = { ...FACTS, live: 2 };
    expect(judge(outgoing('offer'), busy)).toEqual({ wait: 'no line free', until: later(NOW, 10_000) });
    expect([judge(outgoing('ring'), busy), judge(outgoing('page', { priority: 'safety' }), busy)]).toEqual(['cleared', 'cleared']);
    expect(judge(outgoing('ring'), { ...FACTS, live: 3 })).toEqual({ wait: 'no line free', until: later(NOW, 10_000) });
  });
});

describe('which numbers', () => {
  const LINE = number('+15550100000');
  const IN_NEW_YORK = number('+12125551234');
  test.each([
    ['+15550100001', 'home'],
    ['+12125550123', 'home'],
    ['+17875551234', 'home'],
    ['+19005550123', 'premium'],
    ['+18764561234', 'foreign'],
    ['+18095551234', 'foreign'],
    ['+442071234567', 'foreign'],
    ['+266696687', 'none'],
  ])('%s is %s', (text, kind) => {
    expect([callability(number(text), LINE), callability(number(text), IN_NEW_YORK)]).toEqual([kind, kind]);
    // The quick look comes to the same: what it lets pass is what the whole of it lets pass.
    const quick = [LINE, IN_NEW_YORK].map(line => callabilityAtHome(number(text), line) === 'home');
    expect(quick).toEqual([kind === 'home', kind === 'home']);
  });
  test('a thread of one call alone is none', () => {
    expect(callability('call:CA1' as PhoneNumber, LINE)).toBe('none');
  });
});
