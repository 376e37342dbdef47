import type { Case } from '../../shared/domain/case.ts';
import type { Outgoing } from '../../shared/domain/outgoing.ts';
import type { NumberRecord } from '../../shared/domain/person.ts';
import type { Volunteer } from '../../shared/domain/volunteer.ts';
import { rowOf } from '../../shared/table/rows.ts';
import type { Json, Row, Store, Write } from '../../shared/table/store.ts';
import type { Sabotage } from './world.ts';

type Put = Extract<Write, { op: 'put' }>;

/** A product that writes something else than it should: each row may be changed, dropped, or joined by others. */
const rewriting = (change: (put: Put, all: readonly Write[]) => readonly Write[]): Sabotage => ({
  store: store => ({
    ...store,
    commit: (writes, token) =>
      store.commit(
        writes.flatMap(write => (write.op === 'put' ? change(write, writes) : [write])),
        token,
      ),
  }),
});

const noun = <T>(put: Put): T => put.row.data as unknown as T;
const as = (put: Put, data: unknown): Put => ({ ...put, row: { ...put.row, data: data as Json } });
const only = (kind: string, change: (put: Put, all: readonly Write[]) => readonly Write[]): Sabotage =>
  rewriting((put, all) => (put.row.kind === kind ? change(put, all) : [put]));

const text = (of: Case, id: string): Put => {
  const value = {
    to: of.number,
    body: 'How are you?',
    purpose: 'sabotage',
    priority: 'notice',
    about: { code: of.code, number: of.number },
  };
  const more = { id, cause: `${of.code}-sabotage`, at: of.openedAt, due: of.openedAt, state: 'pending', attempts: 0 };
  return { op: 'put', row: rowOf({ kind: 'outgoing', value: { ...value, ...more } as Outgoing }), expect: 'absent' };
};

/** A database that takes every write, whatever the decision rested on: so two may win. */
const unconditional = (store: Store): Store => {
  const commit: Store['commit'] = async (writes, token) => {
    const { got } = await store.read({ get: writes.map(w => (w.op === 'put' ? { pk: w.row.pk, sk: w.row.sk } : w.key)) });
    const now = (nth: number): Row['v'] | 'absent' => got[nth]?.v ?? 'absent';
    const anyhow = writes.map((w, nth): Write => {
      if (w.op === 'put') return { ...w, expect: now(nth) };
      return w.op === 'delete' ? { ...w, expect: 'any' } : w.op === 'check' ? { ...w, expect: now(nth) } : w;
    });
    const { ok } = await store.commit(anyhow, token);
    return ok ? { ok } : commit(writes, token);
  };
  return { ...store, commit };
};

/** More texts than anybody should get within an hour, and fewer than one commit may hold. */
const MANY = 60;

/** For each promise a product that breaks it: what a mistake in it would look like from outside. */
export const SABOTAGES: Readonly<Record<string, Sabotage>> = {
  'every need that was texted is a case': only('case', put => {
    const c = noun<Case>(put);
    return [put.expect === 'absent' && c.kind === 'need' ? as(put, { ...c, needs: [], notes: [] }) : put];
  }),
  'every need that was spoken is a case': only('case', put => {
    const c = noun<Case>(put);
    return [put.expect === 'absent' ? as(put, { ...c, needs: [], notes: [] }) : put];
  }),
  'every call reaches a person in six steps': only('case', put => (noun<Case>(put).kind === 'person' ? [] : [put])),
  'every answer is of something that is written down, and the same again': only('seen', () => []),
  'a text that the carrier has is seen by the line': {
    carrier: carrier => ({ ...carrier, listTexts: async () => ({ listed: [] }) }),
  },
  'danger is told to people at once': only('outgoing', put => (noun<Outgoing>(put).purpose.startsWith('page-danger') ? [] : [put])),
  'every open case has an owner or is due in time': only('case', put => {
    const { next, ...c } = noun<Case>(put);
    const { due: _due, ...row } = put.row;
    return [next?.what === 'dispatch' ? { ...put, row: { ...row, data: c as unknown as Json } } : put];
  }),
  'a case never has two owners': { store: unconditional },
  'nobody who opted out is texted': only('number', put => {
    const { optedOut: _out, ...record } = noun<NumberRecord>(put);
    return [as(put, record)];
  }),
  'nobody but the holder sees what only the holder may see': only('outgoing', (put, all) => {
    const o = noun<Outgoing>(put);
    const about = all.flatMap(w => (w.op === 'put' && w.row.kind === 'case' ? [noun<Case>(w)] : [])).find(c => c.code === o.about?.code);
    return [o.purpose === 'offer' && about ? as(put, { ...o, body: `${o.body} ${about.notes.join(' ')}` }) : put];
  }),
  'nothing is sent against a safe-contact choice': only('case', put => {
    const c = noun<Case>(put);
    return c.contact === 'none' && c.number.startsWith('+') ? [put, text(c, `sabotage-${c.code}`)] : [put];
  }),
  'whoever wants a call gets no text about it': only('case', put => {
    const c = noun<Case>(put);
    return c.contact === 'call' ? [put, text(c, `sabotage-${c.code}-${put.expect}`)] : [put];
  }),
  'every message has a cause and is sent once': {
    carrier: carrier => ({
      ...carrier,
      send: async given => {
        await carrier.send(given);
        return carrier.send(given);
      },
    }),
  },
  'nobody is flooded with texts': only('case', put => {
    const c = noun<Case>(put);
    const again = Array.from({ length: MANY }, (_, nth) => text(c, `sabotage-${c.code}-${nth}`));
    return put.expect === 'absent' && c.kind === 'need' ? [put, ...again] : [put];
  }),
  'every conversation reaches a person in six turns': only('case', put => (noun<Case>(put).kind === 'person' ? [] : [put])),
  'what is shown of a case is what happened': only('timeline', put => [as(put, { entries: [] })]),
  'only who is on call is asked': only('volunteer', put => [as(put, { ...noun<Volunteer>(put), shifts: 'always' })]),
  // The sender reads that nothing was spent, and what lets the text go is not looked at.
  'what is not essential waits when the money of the month is gone': {
    store: store => ({
      ...store,
      read: async ask => {
        const { got, found } = await store.read(ask);
        return { got: got.map(row => (row?.kind === 'spent' ? { ...row, data: { month: '1999-01', micros: 0, told: 0 } } : row)), found };
      },
      commit: (writes, token) =>
        store.commit(
          writes.map(w =>
            w.op === 'put' && w.row.kind === 'spent' ? { ...w, row: { ...w.row, data: { month: '2027-01', micros: 1e9, told: 100 } } } : w,
          ),
          token,
        ),
    }),
  },
  'nothing breaks by itself, and the log names nobody': {
    store: store => ({
      ...store,
      commit: async (writes, token) => {
        if (token.includes('-dispatch-')) throw new TypeError('as the sabotage wills');
        return store.commit(writes, token);
      },
    }),
  },
};
