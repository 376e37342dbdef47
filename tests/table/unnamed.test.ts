import { describe, expect, test } from 'vitest';
import type { Case } from '../../shared/domain/case.ts';
import { type CaseCode, type PhoneNumber, phoneNumber } from '../../shared/domain/ids.ts';
import type { Outgoing } from '../../shared/domain/outgoing.ts';
import { threadOfReport } from '../../shared/domain/unnamed.ts';
import { caseKey, codeKey, rosterKey, threadOf, timelineOf, wholeRoster } from '../../shared/table/keys.ts';
import { happened, nounOf } from '../../shared/table/rows.ts';
import { openSqlite } from '../../shared/table/sqlite.ts';
import type { Committed, Row, Store, Write } from '../../shared/table/store.ts';
import { Caller } from '../call/support.ts';
import { Neighborhood } from '../support/neighborhood.ts';
import { freshDynamo } from '../support/stores.ts';
import { tiedBy } from '../support/tied.ts';

const MAY = phoneNumber('+15550100001') as PhoneNumber;
const THEO = phoneNumber('+15550100103') as PhoneNumber;

/** Every row that was ever put and is still there. */
class Watched implements Store {
  readonly puts = new Map<string, { pk: string; sk: string }>();
  readonly #store: Store;
  /** What happens before the next commit that this says it is for. */
  before: ((token: string) => Promise<void>) | undefined;

  constructor(store: Store) {
    this.#store = store;
  }
  read: Store['read'] = ask => this.#store.read(ask);
  close = (): Promise<void> => this.#store.close();
  commit = async (writes: readonly Write[], token: string): Promise<Committed> => {
    await this.before?.(token);
    for (const w of writes) if (w.op === 'put') this.puts.set(`${w.row.pk}|${w.row.sk}`, { pk: w.row.pk, sk: w.row.sk });
    return this.#store.commit(writes, token);
  };
  async rows(): Promise<readonly Row[]> {
    const { got } = await this.read({ get: [...this.puts.values()] });
    return got.filter(row => row !== undefined);
  }
}

type Open = (now: () => number) => Store;
const sqlite: Open = now => openSqlite(':memory:', now);
/** A store of DynamoDB is there before its line; it gets the line's clock with the line. */
const dynamo = async (): Promise<Open | { readonly missing: string }> => {
  let now = (): number => 0;
  const store = await freshDynamo(() => now());
  if ('missing' in store) return store;
  return clock => {
    now = clock;
    return store;
  };
};

const line = (open: Open = sqlite): { hood: Neighborhood; store: Watched } => {
  let store: Watched | undefined;
  const hood = new Neighborhood({
    store: now => {
      store = new Watched(open(now));
      return store;
    },
  });
  if (!store) throw new Error('The line opened no store');
  return { hood, store };
};

const codeIn = (said: string | null): CaseCode => (/(?<!\d)\d{3,5}(?!\d)/.exec((said ?? '').replace(/911/g, ''))?.[0] ?? '') as CaseCode;
/** A report that pages people before its questions are over, and whose person then wishes to stay unnamed. */
const unnamed = async (hood: Neighborhood): Promise<CaseCode> => {
  const code = codeIn(await hood.text(MAY, 'report a man yelled at my kid'));
  await hood.text(MAY, '2');
  await hood.text(MAY, '1');
  await hood.text(MAY, '3');
  return code;
};
const caseIn = async (store: Store, number: PhoneNumber, code: CaseCode): Promise<Case | undefined> => {
  const { got } = await store.read({ get: [caseKey(number, code)] });
  return got[0] && nounOf<Case>(got[0]);
};

describe.each([
  ['SQLite', async (): Promise<Open | { readonly missing: string }> => sqlite],
  ['DynamoDB', dynamo],
])('a report whose person stays unnamed, on %s', (_name, opened) => {
  test('leaves nothing behind that ties the number to the code', { timeout: 60_000 }, async context => {
    const open = await opened();
    if ('missing' in open) return context.skip(open.missing);
    const { hood, store } = line(open);
    const code = await unnamed(hood);
    const rows = await store.rows();
    expect(rows.filter(row => tiedBy(row, MAY, code))).toEqual([]);
    expect(rows.filter(row => row.kind === 'outgoing').length).toBeGreaterThan(0);
    // Its key names neither a text nor a call; what happened is all there, in order.
    const { found } = await store.read({ query: [timelineOf(code), threadOf(threadOfReport(code))] });
    const sids = (found[0] ?? []).filter(row => /#(SM|CA)/.test(row.sk));
    expect(sids).toEqual([]);
    const told = happened(found[0] ?? []);
    expect(told[0]?.what).toContain('opened');
    expect(told.map(t => t.at)).toEqual(told.map(t => t.at).toSorted());
    expect(found[1]?.map(row => row.kind)).toEqual(['case']);
    expect(await caseIn(store, MAY, code)).toBeUndefined();
    await hood.store.close();
  });

  test('is found by those who were paged, taken, read and closed', { timeout: 60_000 }, async context => {
    const open = await opened();
    if ('missing' in open) return context.skip(open.missing);
    const { hood, store } = line(open);
    const code = await unnamed(hood);
    const c = await caseIn(store, threadOfReport(code), code);
    expect(c).toMatchObject({ contact: 'none', status: 'open', next: { what: 'page' } });
    expect(c?.notes).toEqual(['a man yelled at my kid']);
    expect(await hood.text(THEO, 'ok')).toContain(code);
    expect(await hood.text(THEO, `show ${code}`)).toContain('yelled at my kid');
    expect(await hood.text(THEO, `close ${code} met`)).toContain('closed');
    expect(await caseIn(store, threadOfReport(code), code)).toMatchObject({ status: 'closed' });
    await hood.store.close();
  });
});

test('what was taken already stays with whoever has it', async () => {
  const { hood, store } = line();
  const code = codeIn(await hood.text(MAY, 'report a man yelled at my kid'));
  await hood.text(THEO, `ok ${code}`);
  await hood.text(MAY, '2');
  await hood.text(MAY, '1');
  await hood.text(MAY, '3');
  const { got } = await store.read({ get: [rosterKey(THEO), codeKey(code)] });
  expect(JSON.stringify(got)).not.toContain(MAY);
  expect(await caseIn(store, threadOfReport(code), code)).toMatchObject({ status: 'accepted', holder: { number: THEO } });
  expect(await hood.text(THEO, `close ${code} met`)).toContain('closed');
});

test('danger that was told of before goes on ringing', async () => {
  const { hood, store } = line();
  await hood.text(MAY, 'he has a gun');
  expect(await hood.text(MAY, 'REPORT')).toContain('What happened?');
  const code = codeIn(await hood.text(MAY, 'it was the man from the truck'));
  await hood.text(MAY, '2');
  expect(await hood.text(MAY, '3')).toContain('not contact');
  expect(await caseIn(store, MAY, code)).toBeUndefined();
  expect(await caseIn(store, threadOfReport(code), code)).toMatchObject({ danger: 'violence', urgency: 'now', next: { what: 'page' } });
  hood.takeSent();
  await hood.pass(6 * 60_000);
  expect(hood.takeSent().some(s => s.to === THEO && s.body.includes(`SAFETY ${code}`))).toBe(true);
});

test('a line that dies before it is moved moves it later, and somebody faster than the move loses nothing', async () => {
  const { hood, store } = line();
  let [died, taken] = [false, false];
  let code = '' as CaseCode;
  store.before = async token => {
    if (!token.startsWith('unname-') || taken) return;
    if (!died) {
      died = true;
      throw new Error('the process died');
    }
    taken = true;
    await hood.door(THEO, `ok ${code}`);
  };
  code = codeIn(await hood.text(MAY, 'report a man yelled at my kid'));
  await hood.text(MAY, '2');
  await hood.text(MAY, '1');
  await hood.text(MAY, '3');
  expect(await caseIn(store, MAY, code)).toMatchObject({ contact: 'none', unnames: expect.any(String) });
  await hood.pass(3 * 60_000);
  expect(taken).toBe(true);
  expect(await caseIn(store, MAY, code)).toBeUndefined();
  expect(await caseIn(store, threadOfReport(code), code)).toMatchObject({ status: 'accepted', holder: { number: THEO } });
  const { found } = await store.read({ query: [wholeRoster()] });
  expect(JSON.stringify(found)).not.toContain(`"number":"${MAY}"`);
});

test('many pages before the wish are all rewritten', async () => {
  const { hood, store } = line();
  const code = codeIn(await hood.text(MAY, 'report a man yelled at my kid'));
  await hood.pass(9 * 3_600_000);
  await hood.text(MAY, '2');
  await hood.text(MAY, '1');
  await hood.text(MAY, '3');
  const out = (await store.rows()).filter(row => row.kind === 'outgoing').map(row => nounOf<Outgoing>(row));
  expect(out.length).toBeGreaterThan(30);
  expect(out.filter(o => o.about?.number === MAY)).toEqual([]);
  const c = await caseIn(store, threadOfReport(code), code);
  expect(c?.unnames).toBeUndefined();
  expect(c?.outgoing).toBeUndefined();
});

test('a repeat of the last answer gets the same bytes', async () => {
  const { hood } = line();
  await hood.text(MAY, 'report a man yelled at my kid');
  await hood.text(MAY, '2');
  await hood.text(MAY, '1');
  const first = await hood.door(MAY, '3', {}, 'SMsame');
  await hood.line.work();
  expect(await hood.door(MAY, '3', {}, 'SMsame')).toEqual(first);
});

describe('by phone', () => {
  test('the call keeps nothing of it, and late news of its recording finds it', async () => {
    const { hood, store } = line();
    const caller = new Caller(hood, MAY);
    await caller.ring();
    await caller.press('2');
    const callback = (/ recordingStatusCallback="([^"]*)"/.exec(caller.twiml)?.[1] ?? '').replaceAll('&amp;', '&');
    await caller.record(20);
    await caller.press('2');
    await caller.press('1');
    const said = await caller.press('3');
    const code = (/\d(?:, \d){2,4}/.exec(said.slice(said.indexOf('give')))?.[0] ?? '').replaceAll(', ', '') as CaseCode;
    await caller.silence();
    expect((await store.rows()).filter(row => tiedBy(row, MAY, code))).toEqual([]);
    const transcript = {
      RecordingSid: 'RE1',
      TranscriptionSid: 'TR1',
      TranscriptionStatus: 'completed',
      TranscriptionText: 'by the truck',
    };
    await caller.post(callback, transcript);
    const c = await caseIn(store, threadOfReport(code), code);
    expect(c?.recordings).toHaveLength(1);
    expect(c?.notes.at(-1)).toContain('by the truck');
    expect(JSON.stringify(c)).not.toContain(`"${caller.sid}`);
  });

  test('callers who show no number share one count of wrong codes', async () => {
    const { hood } = line();
    const code = await unnamed(hood);
    const wrong = code === '999' ? '998' : '999';
    let heard = '';
    for (let call = 0; call < 11; call++) {
      const caller = new Caller(hood, 'anonymous');
      await caller.ring();
      await caller.press('4');
      for (let n = 0; n < 3 && caller.listens === 'gather'; n++) heard = await caller.press(wrong);
    }
    expect(heard).toContain('too many wrong codes');
  });
});
