import type { Case } from '../../../shared/domain/case.ts';
import type { Spent } from '../../../shared/domain/spent.ts';
import type { Volunteer } from '../../../shared/domain/volunteer.ts';
import { as, misreading, noun, only, telling } from '../sabotage.ts';
import * as scene from '../scenes.ts';
import { type Breakage, overlooking } from './ways.ts';

/** What the line tells of what it did, who is asked, and what it spends. */
export const OF_THE_STORY: Readonly<Record<string, readonly Breakage[]>> = {
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
