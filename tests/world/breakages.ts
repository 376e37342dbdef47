import type { Case } from '../../shared/domain/case.ts';
import type { CaseCode } from '../../shared/domain/ids.ts';
import type { PodPlan } from '../../shared/domain/on-call.ts';
import type { Outgoing } from '../../shared/domain/outgoing.ts';
import type { NumberRecord } from '../../shared/domain/person.ts';
import type { Spent } from '../../shared/domain/spent.ts';
import type { Volunteer } from '../../shared/domain/volunteer.ts';
import type { Session } from '../../shared/script/script.ts';
import type { Store } from '../../shared/table/store.ts';
import type { Event } from './events.ts';
import { as, blindTo, casesIn, misreading, noun, only, type Put, reads, rewriting, telling, text, unconditional } from './sabotage.ts';
import * as scene from './scenes.ts';
import type { Sabotage } from './world.ts';

/** A product that breaks a promise in one way, as the promise itself says it; and the scene in which it shows, where it is too rare to wait for. */
export interface Breakage {
  readonly says: string;
  readonly by: Sabotage;
  readonly scene?: readonly Event[] | ((code: CaseCode) => readonly Event[]);
  readonly roster?: readonly string[];
  /** How long the scene goes on, in hours; one if not given. */
  readonly hours?: number;
  /** Where people live on until it shows: how much trouble the carrier makes. */
  readonly trouble?: number;
}

/** More texts than anybody should get within an hour, and fewer than one commit may hold. */
const MANY = 60;
/** More than the line may send by its own will, and fewer than are too many of any kind. */
const SOME = 25;
const DAYS_MS = 10 * 24 * 3_600_000;

const isNew = (put: Put): boolean => put.expect === 'absent';
const newCase = (change: (c: Case) => unknown): Sabotage => only('case', put => (isNew(put) ? [as(put, change(noun<Case>(put)))] : [put]));
const nothingNew = only('case', put => (isNew(put) ? [] : [put]));
const offers = (change: (o: Outgoing, of: Case | undefined) => unknown): Sabotage =>
  only('outgoing', (put, all) => {
    const o = noun<Outgoing>(put);
    return [
      o.purpose === 'offer'
        ? as(
            put,
            change(
              o,
              casesIn(all).find(c => c.code === o.about?.code),
            ),
          )
        : put,
    ];
  });
const neverOut = only('number', put => {
  const { optedOut: _out, ...record } = noun<NumberRecord>(put);
  return [as(put, record)];
});
/** Nobody is known to have opted out, whatever row says so. */
const neverStopped = rewriting(put => [
  as(put, JSON.parse(JSON.stringify(put.row.data).replace(/,"(?:optedOut":\{[^}]*\}|stopped":true)/g, ''))),
]);
/** Everything that whoever asks said of where they are. */
const wholePlace = offers((o, of) => ({ ...o, body: `${o.body} ${of?.place}` }));
/** With each new case this phone is sent many texts about it, and none of them is counted. */
const forgetful = (whom: (c: Case) => string, many: number, priority: Outgoing['priority'] = 'notice'): Sabotage => ({
  store: store => {
    const floods = only('case', put => {
      const c = noun<Case>(put);
      const again = Array.from({ length: many }, (_, nth) => text(c, `sabotage-${c.code}-${nth}`));
      return isNew(put) ? [put, ...again.map(one => as(one, { ...noun<Outgoing>(one), to: whom(c), priority }))] : [put];
    });
    const blind = reads('texted', () => ({ at: [] }));
    return blind.store?.(floods.store?.(store) ?? store) ?? store;
  },
});
const undue = (put: Put): Put => {
  const { next: _next, ...c } = noun<Case>(put);
  const { due: _due, ...row } = put.row;
  return { ...put, row: { ...row, data: c as unknown as Put['row']['data'] } };
};

/** Reads no override, and keeps those that were written. */
const overlooking = (store: Store): Store => {
  const agreed = new Map<string, PodPlan['overrides']>();
  const kept = only('plan', put => {
    const plan = noun<PodPlan>(put);
    if (plan.overrides.length > 0) agreed.set(plan.pod, plan.overrides);
    return [as(put, { ...plan, overrides: agreed.get(plan.pod) ?? [] })];
  });
  const blind = reads('plan', plan => ({ ...plan, overrides: [] }));
  const writes = kept.store?.(store) ?? store;
  return blind.store?.(writes) ?? writes;
};

/** For each promise, and for each way in which it may be broken, a product that breaks it so: what a mistake would look like from outside. */
export const BREAKAGES: Readonly<Record<string, readonly Breakage[]>> = {
  'every need that was texted is a case': [
    { says: 'was answered, and no open case of', by: newCase(c => (c.kind === 'need' ? { ...c, needs: [], notes: [] } : c)) },
    { says: 'was told the code', by: nothingNew, scene: [scene.need()] },
  ],
  'every need that was spoken is a case': [
    {
      says: 'was heard on a call, and no open case',
      by: newCase(c => ({ ...c, needs: [], notes: [] })),
      scene: [scene.calls(1), { at: scene.calls(20).at, do: 'says', phone: scene.MAY, words: 'we have no food', needs: ['food'] }],
    },
  ],
  'every call reaches a person in six steps': [
    {
      says: 'times on a call, and nobody is told of it',
      by: only('session', put => [as(put, { ...noun<Session>(put), tries: { noMatch: 0, silence: 0 }, stuck: 0 })]),
      scene: [scene.calls(1), ...Array.from({ length: 12 }, (_, nth) => scene.keys(20 * nth + 20, '7'))],
    },
    { says: 'which is no case', by: nothingNew, scene: [scene.calls(1), scene.keys(20, '1'), scene.keys(40, '1')] },
  ],
  'every answer is of something that is written down, and the same again': [
    { says: 'is not written down', by: only('seen', () => []) },
    { says: '" is kept', by: only('seen', put => [as(put, { reply: 'Good morning.' })]), scene: [scene.need()] },
  ],
  'a text that the carrier has is seen by the line': [
    {
      says: 'has been lost for',
      by: { carrier: carrier => ({ ...carrier, listTexts: async () => ({ listed: [] }) }) },
      scene: [scene.lost(1, 'need food')],
      hours: 6,
    },
  ],
  'danger is told to people at once': [
    {
      says: 'is written down, and nobody is told',
      by: only('outgoing', put => (noun<Outgoing>(put).purpose.startsWith('page-danger') ? [] : [put])),
      scene: [scene.said(1, scene.MAY, 'he is hitting me', { is: 'danger', danger: 'violence' })],
    },
    {
      says: 'is no open case of danger',
      by: only('case', put => [as(put, { ...noun<Case>(put), danger: undefined })]),
      scene: [scene.said(1, scene.MAY, 'he is hitting me', { is: 'danger', danger: 'violence' })],
    },
  ],
  'every open case has an owner or is due in time': [
    { says: 'is open and nothing is due for it', by: only('case', put => [noun<Case>(put).next?.what === 'dispatch' ? undue(put) : put]) },
    {
      says: 'its row is in no list of due rows',
      by: only('case', put => {
        const { due: _due, ...row } = put.row;
        return [{ ...put, row }];
      }),
      scene: [scene.need()],
    },
    {
      says: 'is due only in',
      by: only('case', put => {
        const { due } = put.row;
        return [due ? { ...put, row: { ...put.row, due: new Date(Date.parse(due) + DAYS_MS).toISOString() } } : put];
      }),
      scene: [scene.need()],
    },
    { says: 'and nothing was done', by: blindTo('case'), scene: [scene.need()] },
  ],
  'a case never has two owners': [
    {
      says: 'is with',
      by: { store: unconditional },
      scene: [scene.need(), scene.said(30, scene.ANA, 'accept'), scene.said(30, scene.BO, 'accept')],
    },
    {
      says: 'is on the list of',
      by: only('case', put => {
        const { holder, ...c } = noun<Case>(put);
        return [holder ? as(put, { ...c, holder: { ...holder, number: scene.BO, name: 'Bo' } }) : put];
      }),
      scene: scene.accepted,
    },
    {
      says: 'is theirs, and',
      by: only('case', put => {
        const { holder: _holder, ...c } = noun<Case>(put);
        return [as(put, c)];
      }),
      scene: scene.accepted,
    },
  ],
  'nobody who opted out is texted or called': [
    {
      says: 'and this leaves for them',
      by: neverOut,
      scene: [scene.need(), scene.said(20, scene.MAY, 'STOP', { is: 'stop' }), scene.said(40, scene.ANA, 'accept')],
    },
    {
      says: 'and is answered',
      by: neverOut,
      scene: [scene.said(1, scene.MAY, 'STOP', { is: 'stop' }), scene.said(40, scene.MAY, 'hello')],
    },
    {
      says: 'and this leaves for them',
      by: neverOut,
      scene: [scene.need(), scene.blocks(10), scene.said(30, scene.ANA, 'accept'), scene.said(60, scene.ANA, 'done')],
    },
    {
      says: 'asked for no call and is called',
      by: neverStopped,
      scene: [scene.said(1, scene.ANA, 'STOP', { is: 'stop' }), scene.need(60)],
      roster: scene.BY_VOICE,
    },
    {
      says: 'asked for no call, and a call is put through to them',
      by: neverOut,
      scene: [
        ...scene.accepted,
        scene.said(60, scene.MAY, 'STOP', { is: 'stop' }),
        scene.said(90, scene.ANA, 'CALL'),
        scene.picksUp(100, scene.ANA),
        scene.keys(110, '1', scene.ANA),
      ],
    },
  ],
  'nobody but the holder sees what only the holder may see': [
    {
      says: 'reads what only the holder may know of',
      by: offers((o, of) => ({ ...o, body: `${o.body} ${of?.notes.join(' ')}` })),
      scene: [scene.said(1, scene.MAY, 'we have no food, 11216, for 2, today, buzz k3000v')],
    },
    {
      says: 'reads what only the holder may know of',
      by: wholePlace,
      scene: [scene.said(1, scene.MAY, 'need food for 4, today'), scene.said(20, scene.MAY, '3000 Halsey')],
    },
    {
      says: 'reads what only the holder may know of',
      by: wholePlace,
      scene: [scene.said(1, scene.MAY, 'need food for 4, today'), scene.said(20, scene.MAY, 'Fulton St, ring Fobababa')],
    },
    {
      says: 'where in a house somebody lives',
      by: wholePlace,
      scene: [scene.said(1, scene.MAY, 'need food for 4, today'), scene.said(20, scene.MAY, 'Halsey St, 3rd floor')],
    },
    { says: 'is shown the number', by: offers((o, of) => ({ ...o, body: `${o.body} ${of?.number}` })), scene: [scene.need()] },
  ],
  'nothing is sent against a safe-contact choice': [
    {
      says: 'wished not to be contacted about',
      by: only('case', put => {
        const c = noun<Case>(put);
        return c.contact === 'none' && c.number.startsWith('+') ? [put, text(c, `sabotage-${c.code}`)] : [put];
      }),
      scene: scene.report('3'),
    },
  ],
  'whoever wants a call gets no text about it': [
    {
      says: 'and no texts, and this leaves',
      by: only('case', put => {
        const c = noun<Case>(put);
        return c.contact === 'call' ? [put, text(c, `sabotage-${c.code}-${put.expect}`)] : [put];
      }),
      scene: scene.report('2'),
    },
  ],
  'every message has a cause and is sent once': [
    {
      says: 'was sent again, and had arrived',
      by: {
        carrier: carrier => ({
          ...carrier,
          send: async given => {
            await carrier.send(given);
            return carrier.send(given);
          },
        }),
      },
      scene: [scene.need()],
    },
    {
      says: 'leaves, and was never written down',
      by: { carrier: carrier => ({ ...carrier, send: given => carrier.send(Object.assign(given, { id: 'nobody' })) }) },
      scene: [scene.need()],
    },
    { says: 'leaves for no cause that we know', by: offers(o => ({ ...o, cause: 'whim' })), scene: [scene.need()] },
    {
      says: 'leaves, and nobody claimed it',
      by: only('outgoing', put => [noun<Outgoing>(put).state === 'sending' ? as(put, { ...noun<Outgoing>(put), state: 'sent' }) : put]),
      scene: [scene.need()],
    },
    {
      says: 'failed, and the case does not say so',
      by: telling(entry => (entry.what.includes('could not be delivered') ? undefined : entry)),
      trouble: 0.6,
    },
    {
      says: 'waits, and nothing is due for it',
      by: offers(({ due: _due, ...o }) => o),
      scene: [scene.need()],
    },
    { says: 'and nothing was done', by: blindTo('outgoing'), scene: [scene.need()] },
    {
      says: 'is due only at',
      by: offers(o => ({ ...o, ...(o.due ? { due: new Date(Date.parse(o.due) + DAYS_MS).toISOString() } : {}) })),
      scene: [scene.need()],
    },
  ],
  'nobody is flooded with texts': [
    // What was sent before is forgotten, so that no limit holds.
    { says: 'are enough', by: forgetful(c => c.number, SOME), scene: [scene.need()] },
    { says: 'are enough', by: forgetful(() => scene.ANA, SOME), scene: [scene.need()] },
    { says: 'are enough', by: forgetful(() => scene.ANA, MANY, 'safety'), scene: [scene.need()] },
  ],
  'every conversation reaches a person in six turns': [
    { says: 'was not understood', by: only('case', put => (noun<Case>(put).kind === 'person' ? [] : [put])) },
  ],
  'what is shown of a case is what happened': [
    { says: 'and its timeline does not say so', by: telling(() => undefined), scene: scene.accepted },
    {
      says: 'is not among those whom it shows as asked',
      by: only('case', put => [as(put, { ...noun<Case>(put), asked: [] })]),
      scene: [scene.need()],
    },
  ],
  'a timeline, played again, ends where its case stands': [
    {
      says: 'leads to',
      by: telling(entry => (entry.what.startsWith('given back') ? undefined : entry)),
      scene: [...scene.accepted, scene.said(60, scene.ANA, 'RELEASE')],
    },
    {
      says: 'as asked, and its timeline never says so',
      by: telling(entry => ({ ...entry, what: entry.what.replace(/^asked Ana, /, 'asked ') })),
      scene: [scene.need()],
    },
  ],
  'whoever did something to a case is named for it, and nobody else': [
    { says: 'is told as of', by: telling(entry => ({ ...entry, by: entry.by === 'Ana' ? 'Bo' : entry.by })), scene: scene.accepted },
    {
      says: 'was asked, and no offer to them was written down',
      by: telling(entry => ({ ...entry, what: entry.what.replace(/^asked Ana, /, 'asked Ana, Cleo, ') })),
      scene: [scene.need()],
    },
    {
      says: 'tells of no such act',
      by: telling(entry => (entry.what.startsWith('given back') ? undefined : entry)),
      scene: [...scene.accepted, scene.said(60, scene.ANA, 'RELEASE')],
    },
    {
      says: 'and no timeline of theirs says so',
      by: telling(entry => (entry.what.startsWith('arrived') ? undefined : entry)),
      scene: [...scene.accepted, scene.said(60, scene.ANA, 'DONE'), scene.said(90, scene.MAY, '1')],
    },
    {
      says: 'does not tell that they were asked',
      by: telling(entry => (entry.what.startsWith('asked ') ? undefined : entry)),
      scene: [scene.need()],
    },
    {
      says: 'is not told as of there',
      by: telling(entry => ({ ...entry, by: entry.by === 'command line' ? 'line' : entry.by })),
      scene: scene.noted,
    },
  ],
  'only who is on call is asked': [
    { says: 'outside of', by: only('volunteer', put => [as(put, { ...noun<Volunteer>(put), shifts: 'always' })]) },
    {
      says: 'and somebody else does that shift',
      // What was agreed is written down, and nobody looks at it.
      by: { store: store => overlooking(store) },
      scene: [scene.said(1, scene.ANA, 'OFF tomorrow'), scene.need(26 * 3_600)],
      roster: scene.ALONE,
      hours: 27,
    },
  ],
  'what is not essential waits when the money of the month is gone': [
    {
      // Whoever counts reads what was spent; whoever sends reads that nothing was.
      says: 'and the money of the month is gone',
      by: misreading((row, { get = [] }) => (row.kind === 'spent' && get.length > 1 ? undefined : row)),
    },
    {
      says: 'dollars by',
      by: only('spent', put => [as(put, { ...noun<Spent>(put), micros: 0 })]),
    },
    {
      // Counted twice over: what could be sent waits.
      says: 'dollars by',
      by: only('spent', put => [as(put, { ...noun<Spent>(put), micros: 2 * noun<Spent>(put).micros })]),
    },
  ],
  'nothing breaks by itself, and the log names nobody': [
    {
      says: 'the line logged an error',
      by: {
        store: store => ({
          ...store,
          commit: async (writes, token) => {
            if (token.includes('-dispatch-')) throw new TypeError('as the sabotage wills');
            return store.commit(writes, token);
          },
        }),
      },
      scene: [scene.need()],
    },
    {
      says: 'the log names somebody',
      by: { log: (log, write) => ({ ...log, warn: event => write(JSON.stringify({ level: 'warn', event, to: scene.MAY })) }) },
      trouble: 0.3,
    },
  ],
};
