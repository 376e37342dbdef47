import type { Case } from '../../shared/domain/case.ts';
import { endedCases, openCases } from '../../shared/table/keys.ts';
import { nounOf } from '../../shared/table/rows.ts';
import { openSqlite } from '../../shared/table/sqlite.ts';
import { type Store, StoreTrouble } from '../../shared/table/store.ts';
import type { Caller } from '../call/support.ts';
import type { Neighborhood } from '../support/neighborhood.ts';

export const RESIDENT = '+15550100001';
const OTHER = '+15550100009';
export const ANA = '+15550100201';
export const ROSTER = `Ana,${ANA},en,food,north,,always,yes,no`;
const PIN = '4810';

/** A database that can be taken away and given back. */
export const switched = (): { readonly open: (now: () => number) => Store; down: 'no' | 'away' | 'lost-answers' } => {
  const state: { open: (now: () => number) => Store; down: 'no' | 'away' | 'lost-answers' } = {
    down: 'no',
    open: now => {
      const store = openSqlite(':memory:', now);
      const trouble = (): StoreTrouble => new StoreTrouble('unreachable', new Error('switched off'));
      return {
        read: async ask => {
          if (state.down === 'away') throw trouble();
          return store.read(ask);
        },
        commit: async (writes, token) => {
          if (state.down === 'away') throw trouble();
          const committed = await store.commit(writes, token);
          if (state.down === 'lost-answers') throw trouble();
          return committed;
        },
        close: () => store.close(),
      };
    },
  };
  return state;
};

/** One thing that a caller does; `code` is that of a case that was there before the call. */
export type Step = (caller: Caller, code: string) => Promise<string>;
export interface Path {
  readonly name: string;
  readonly from: string;
  /** What was there before the call; answers the code of the case that it is about. */
  readonly before?: (hood: Neighborhood) => Promise<string>;
  /** The ring comes first, and is not among them. */
  readonly steps: readonly Step[];
  /** What is written down at the end of an undisturbed call. */
  readonly ends: readonly Partial<Facts>[];
  /** What is heard at the end of it. */
  readonly hears: RegExp;
}

const key =
  (digits: string): Step =>
  caller =>
    caller.press(digits);
const keys = (...all: readonly string[]): readonly Step[] => all.map(key);
/** On hold: the carrier asks for what is heard there. */
const holds: Step = caller => caller.hold();
const asked = async (hood: Neighborhood): Promise<string> => {
  await hood.text(RESIDENT, 'need food for 4, 11216, today');
  return (await casesOf(hood))[0]?.code ?? '';
};
const reported = async (hood: Neighborhood): Promise<string> => {
  for (const said of ['report he took her bag', 'no', '1', '3']) await hood.text(OTHER, said);
  await hood.pass(1_000);
  return (await casesOf(hood))[0]?.code ?? '';
};
const offered = async (hood: Neighborhood): Promise<string> => {
  await hood.text(ANA, `PIN ${PIN}`);
  return asked(hood);
};

const FOOD: Partial<Facts> = { kind: 'need', needs: ['food'], place: '11216', when: 'today', people: 4 };
/** The ways through a call, from the ring to an end; each is disturbed at every step. */
export const PATHS: readonly Path[] = [
  { name: 'a need by keys', from: RESIDENT, steps: keys('1', '1', '11216', '1', '4'), ends: [FOOD], hears: /asking neighbors/ },
  {
    name: 'a report',
    from: RESIDENT,
    steps: [key('2'), caller => caller.record(20), key('2'), key('2'), key('1')],
    ends: [{ kind: 'safety', about: 'conflict', contact: 'text', recordings: 1 }],
    hears: /will hear it and contact you/,
  },
  {
    name: 'danger by speech',
    from: RESIDENT,
    steps: [caller => caller.say('my husband is beating me'), holds],
    ends: [{ kind: 'safety', danger: 'violence' }],
    hears: /calling our people/i,
  },
  { name: 'my requests', from: RESIDENT, before: asked, steps: keys('4'), ends: [FOOD], hears: /looking for a neighbor/ },
  {
    name: 'a code',
    from: RESIDENT,
    before: reported,
    steps: [key('4'), (caller, code) => caller.press(code)],
    ends: [{ kind: 'safety', contact: 'none' }],
    hears: /our safety people were told/,
  },
  { name: 'Spanish', from: RESIDENT, steps: keys('9', '1', '1', '11216', '1', '4'), ends: [{ ...FOOD, language: 'es' }], hears: /vecinos/ },
  { name: 'a number withheld', from: 'anonymous', steps: keys('1', '1', '11216', '1', '4'), ends: [FOOD], hears: /./ },
  {
    name: 'waiting for a person, then a call back',
    from: RESIDENT,
    steps: [key('3'), holds, key('2'), caller => caller.leave()],
    ends: [{ kind: 'person', waits: true }],
    hears: /call you back/,
  },
  {
    name: 'the volunteer’s menu',
    from: ANA,
    before: offered,
    steps: keys(PIN, '5', '1', '3'),
    ends: [{ ...FOOD, status: 'delivered', holder: 'Ana' }],
    hears: /We are asking them if/,
  },
];

/** What of a case is told by people, without codes and times, which differ from call to call. */
export interface Facts extends Pick<Case, 'kind' | 'status' | 'needs'> {
  readonly language: string;
  readonly place: string | undefined;
  readonly when: Case['when'] | undefined;
  readonly people: number | undefined;
  readonly danger: Case['danger'] | undefined;
  readonly about: Case['about'] | undefined;
  readonly contact: Case['contact'] | undefined;
  readonly holder: string | undefined;
  readonly notes: number;
  readonly recordings: number;
  /** Whether they wait to be called back. */
  readonly waits: boolean;
}
const factsOf = (c: Case): Facts => ({
  kind: c.kind,
  status: c.status,
  needs: c.needs,
  language: c.language,
  place: c.place,
  when: c.when,
  people: c.people,
  danger: c.danger,
  about: c.about,
  contact: c.contact,
  holder: c.holder?.name,
  notes: c.notes.length,
  recordings: c.recordings?.length ?? 0,
  waits: c.callBack !== undefined,
});

/** Every case there is, oldest first. */
export const casesOf = async (hood: Neighborhood): Promise<readonly Case[]> => {
  const { found } = await hood.store.read({ query: [openCases(20), endedCases(20)] });
  const all = found.flat().map(row => nounOf<Case>(row));
  return all.toSorted((a, b) => (a.openedAt < b.openedAt ? -1 : 1));
};
export const told = async (hood: Neighborhood): Promise<readonly Facts[]> => (await casesOf(hood)).map(factsOf);
