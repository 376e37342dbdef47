import type { Call, CallSid } from '../../shared/domain/call.ts';
import { type PhoneNumber, phoneNumber } from '../../shared/domain/ids.ts';
import type { Session } from '../../shared/script/script.ts';
import { callKey, sessionKey } from '../../shared/table/keys.ts';
import { nounOf } from '../../shared/table/rows.ts';
import { Caller } from '../call/support.ts';
import { Neighborhood } from '../support/neighborhood.ts';
import { ANA, casesOf } from './call-paths.ts';

export const RESIDENT = '+15550100001';
const PIN = '4810';
const ROSTER = `Ana,${ANA},en;es,food;rides,north;south,car,always,yes,no`;

/** One thing that a caller does where the line listens. `{code}` is that of the first case there is. */
export type Doing = { readonly key: string } | { readonly say: string } | { readonly record: number } | 'silence' | 'hold';

/** What a caller meets: who rings, and what was there before. */
export interface Scene {
  readonly name: string;
  readonly from: string;
  readonly before: (hood: Neighborhood) => Promise<void>;
}

const accepted = async (hood: Neighborhood): Promise<void> => {
  await hood.text(RESIDENT, 'need food for 4, 11216, today');
  await hood.text(ANA, 'accept');
};
const landline = async (hood: Neighborhood, hears = false): Promise<void> => {
  const caller = new Caller(hood, RESIDENT);
  await caller.ring();
  for (const key of ['1', '1', '11216', '1', '4', '2', ...(hears ? ['7185550123', '1'] : ['1'])]) await caller.press(key);
  await caller.hangUp();
};

export const SCENES: readonly Scene[] = [
  { name: 'somebody new', from: RESIDENT, before: async () => undefined },
  {
    name: 'somebody whom texts reach',
    from: RESIDENT,
    before: async hood => {
      await hood.text(RESIDENT, 'status');
    },
  },
  { name: 'a number withheld', from: 'anonymous', before: async () => undefined },
  {
    name: 'somebody with a request',
    from: RESIDENT,
    before: async hood => void (await hood.text(RESIDENT, 'need food for 4, 11216, today')),
  },
  {
    name: 'somebody with two requests',
    from: RESIDENT,
    before: async hood => {
      for (const text of ['need food for 4, 11216, today', 'need a ride to the doctor tomorrow', '2']) await hood.text(RESIDENT, text);
    },
  },
  { name: 'somebody who was asked by text', from: RESIDENT, before: async hood => void (await hood.text(RESIDENT, 'need food')) },
  { name: 'somebody whose request is taken', from: RESIDENT, before: accepted },
  {
    name: 'somebody who is asked whether it came',
    from: RESIDENT,
    before: async hood => {
      await accepted(hood);
      await hood.text(ANA, 'done');
    },
  },
  { name: 'a landline', from: RESIDENT, before: landline },
  { name: 'a landline with another phone', from: RESIDENT, before: hood => landline(hood, true) },
  {
    name: 'a volunteer with a PIN',
    from: ANA,
    before: async hood => {
      await hood.text(ANA, `PIN ${PIN}`);
      await accepted(hood);
      await hood.text('+15550100002', 'need food for 2, 11216, today');
    },
  },
];

const SAYS = ['we need food and my kids are hungry', 'i feel like giving up'];
const KEYS = ['1', '2', '3', '4', '9', '0', '11216', '7185550123', PIN, '{code}'];
/** What may be done where the line listens so. */
const doings = (listens: Caller['listens']): readonly Doing[] => {
  if (listens === 'enqueue') return ['hold'];
  if (listens === 'record') return [{ record: 12 }, { record: 1 }, 'silence'];
  return [...KEYS.map(key => ({ key })), ...SAYS.map(say => ({ say })), 'silence'];
};

const nameOf = (doing: Doing): string => (typeof doing === 'string' ? doing : JSON.stringify(Object.values(doing)[0]));

const does = async (caller: Caller, doing: Doing, code: string): Promise<void> => {
  if (doing === 'hold') await caller.hold();
  else if (doing === 'silence') await caller.silence();
  else if ('key' in doing) await caller.press(doing.key.replace('{code}', code));
  else if ('say' in doing) await caller.say(doing.say);
  else await caller.record(doing.record);
};

export interface Reached {
  readonly hood: Neighborhood;
  readonly caller: Caller;
}

/** The call up to here, lived through anew. */
const livedThrough = async (scene: Scene, path: readonly Doing[]): Promise<Reached> => {
  const hood = new Neighborhood();
  await hood.volunteers(ROSTER);
  await scene.before(hood);
  hood.takeSent();
  const code = (await casesOf(hood))[0]?.code ?? '100';
  const caller = new Caller(hood, scene.from);
  await caller.ring();
  for (const doing of path) await does(caller, doing, code);
  return { hood, caller };
};

/** The row of this call. */
export const callOf = async ({ hood, caller }: Reached): Promise<Call | undefined> => {
  const { got } = await hood.store.read({ get: [callKey(caller.sid as CallSid)] });
  return got[0] ? nounOf<Call>(got[0]) : undefined;
};

/** Where the call stands: its stage, and the question that waits. Two ways that lead to the same one are the same to whoever hangs up. */
const standOf = async (reached: Reached): Promise<{ readonly at: string; readonly question: string | undefined }> => {
  const call = await callOf(reached);
  if (!call || reached.caller.over) return { at: 'over', question: undefined };
  const number = phoneNumber(call.number) ?? (call.number as PhoneNumber);
  const { got } = await reached.hood.store.read({ get: [sessionKey(number)] });
  const session = got[0] ? nounOf<Session>(got[0]) : undefined;
  const question = session && `${session.script}.${session.node}`;
  return {
    at: [call.stage, call.helper?.place, call.helper?.want, question, session?.aside?.kind, call.records?.slot].join('/'),
    question,
  };
};

const STEPS_MAX = 10;

/**
 * Every place that callers can come to, by the shortest way, and what `visit` finds there; with the questions that were met. What lies behind a place that
 * another scene led to already is not walked again.
 */
export const everyStep = async (
  scenes: readonly Scene[],
  visit: (reached: Reached, path: readonly Doing[], scene: Scene) => Promise<readonly string[]>,
): Promise<{ readonly places: number; readonly met: ReadonlySet<string>; readonly found: readonly string[] }> => {
  const [seen, met, found] = [new Set<string>(), new Set<string>(), [] as string[]];
  for (const scene of scenes) {
    let edge: readonly (readonly Doing[])[] = [[]];
    while (edge.length > 0) {
      const next: (readonly Doing[])[] = [];
      for (const path of edge) {
        const reached = await livedThrough(scene, path);
        const { at, question } = await standOf(reached);
        const place = path.length <= 1 ? `${scene.name}: ${at}` : at;
        if (seen.has(place) || at === 'over') continue;
        seen.add(place).add(at);
        if (question) met.add(question);
        if (path.length < STEPS_MAX) next.push(...doings(reached.caller.listens).map(doing => [...path, doing]));
        const wrong = await visit(reached, path, scene);
        found.push(...wrong.map(what => `${scene.name}, ${path.map(nameOf).join(' ')}: ${what}`));
      }
      edge = next;
    }
  }
  return { places: seen.size, met, found };
};
