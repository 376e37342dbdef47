import type { Case } from '../../../shared/domain/case.ts';
import type { Outgoing } from '../../../shared/domain/outgoing.ts';
import type { Session } from '../../../shared/script/script.ts';
import { as, blindTo, noun, only, unconditional } from '../sabotage.ts';
import * as scene from '../scenes.ts';
import { type Breakage, DAYS_MS, newCase, nothingNew, undue } from './ways.ts';

/** What becomes of what people ask for, and who has it. */
export const OF_CASES: Readonly<Record<string, readonly Breakage[]>> = {
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
};
