import type { Case } from '../../../shared/domain/case.ts';
import type { Outgoing } from '../../../shared/domain/outgoing.ts';
import { as, blindTo, noun, only, telling, text } from '../sabotage.ts';
import * as scene from '../scenes.ts';
import { type Breakage, DAYS_MS, forgetful, MANY, neverOut, neverStopped, offers, SOME, wholePlace } from './ways.ts';

/** Who is texted or called, what they read, and how often. */
export const OF_TEXTS: Readonly<Record<string, readonly Breakage[]>> = {
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
};
