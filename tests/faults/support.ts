import { epochMs, type Instant, type PhoneNumber, phoneNumber } from '../../shared/domain/ids.ts';
import type { Outgoing } from '../../shared/domain/outgoing.ts';
import type { WebResult } from '../../shared/shell/door.ts';
import { createLine, type Line } from '../../shared/shell/line.ts';
import { routes } from '../../shared/shell/routes.ts';
import type { Carrier, Runtime } from '../../shared/shell/runtime.ts';
import { smsDoor } from '../../shared/shell/sms-door.ts';
import { statusDoor } from '../../shared/shell/status-door.ts';
import { openCases, outgoingKey, rosterKey, threadOf, timelineOf } from '../../shared/table/keys.ts';
import { happened, nounOf } from '../../shared/table/rows.ts';
import type { Row, Store } from '../../shared/table/store.ts';
import { MORNING, Neighborhood, PUBLIC_URL, replyIn, type Sent, TOKEN } from '../support/neighborhood.ts';
import { signedEvent } from '../support/signed.ts';
import { counted, freshDynamo, freshSqlite } from '../support/stores.ts';

export const RESIDENT = '+15550100001';
export const ANA = '+15550100201';
export const BO = '+15550100202';
export const CLEO = '+15550100203';
export const ROSA = '+15550100100';
export const THEO = '+15550100103';

const VOLUNTEERS = [
  'Ana,+15550100201,en;es,food;rides,north;south,car,always,yes,no',
  'Bo,+15550100202,en;es,food,north;south,,always,yes,no',
  'Cleo,+15550100203,en,food,,,always,yes,no',
  'Dan,+15550100204,en,food,,,always,yes,no',
];

/** A store for a clock that is handed in later, or why there is none on this machine. */
type Opened = { readonly store: Store; run(clock: () => number): void } | { readonly missing: string };
const late = async (open: (clock: () => number) => Store | Promise<Store | { readonly missing: string }>): Promise<Opened> => {
  let clock = (): number => epochMs(MORNING);
  const store = await open(() => clock());
  if ('missing' in store) return store;
  return {
    store,
    run: now => {
      clock = now;
    },
  };
};

export const ENGINES: readonly (readonly [name: string, open: () => Promise<Opened>])[] = [
  ['SQLite', () => late(freshSqlite)],
  ['DynamoDB Local', () => late(clock => freshDynamo(clock))],
];

/** A neighborhood with four volunteers of the food pod on this engine; skips the test where the engine is not to be had. */
export const openNeighborhood = async (
  open: () => Promise<Opened>,
  skip: (why: string) => void,
  wrap: (store: Store) => Store = store => store,
): Promise<Neighborhood> => {
  const opened = await open();
  if ('missing' in opened) {
    skip(opened.missing);
    throw new Error(opened.missing);
  }
  const hood = new Neighborhood({
    store: now => {
      opened.run(now);
      return wrap(opened.store);
    },
  });
  await hood.volunteers(VOLUNTEERS.join('\n'));
  // The pods' shifts are looked at once after the roster was read in.
  await hood.line.work();
  return hood;
};

export type Counting = ReturnType<typeof counted>;

/** The same, with the reads and commits that its doors ask for counted. */
export const openCounted = async (
  open: () => Promise<Opened>,
  skip: (why: string) => void,
): Promise<{ readonly hood: Neighborhood; readonly calls: Counting }> => {
  const kept: { calls?: Counting } = {};
  const hood = await openNeighborhood(open, skip, store => {
    kept.calls = counted(store);
    return kept.calls;
  });
  if (!kept.calls) throw new Error('nothing to count');
  return { hood, calls: kept.calls };
};

/** The whole need in one text, so that it is offered at once: to Ana, Bo and Cleo. */
export const SAYS_IT_ALL = 'need food for 4, 11216, today';

/** The line once more, on the same store: the machine that was started again, or another Lambda beside the first. */
export const secondLine = (hood: Neighborhood, change: Partial<Runtime> = {}): Line => createLine({ ...hood.runtime, ...change });

/** A carrier that asks first what to do: the usual thing, or something else. */
export const carrierThat = (hood: Neighborhood, change: Partial<Carrier>): Carrier => ({ ...hood.runtime.carrier, ...change });

export interface Report {
  readonly sid: string;
  readonly status: string;
  readonly error?: number;
  /** Our own id, as the callback address carries it. */
  readonly id?: string;
}

let written = 0;
/** A text through the signed door, and nothing of what follows from it: as on Lambda, where another function sends. */
export const write = (hood: Neighborhood, from: string, Body: string): Promise<WebResult> => {
  const MessageSid = `SM${String(++written).padStart(8, '0')}bbbbbbbbbbbbbbbbbbbbbbbb`;
  const params = { MessageSid, From: from, To: hood.community.number, Body, NumMedia: '0' };
  return smsDoor(hood.runtime)(signedEvent({ publicUrl: PUBLIC_URL, path: routes.sms, token: TOKEN, params }));
};

/** A delivery report through the signed door, and nothing of what follows from it. */
export const report = (hood: Neighborhood, { sid, status, error, id }: Report): Promise<WebResult> =>
  statusDoor(hood.runtime)(
    signedEvent({
      publicUrl: PUBLIC_URL,
      path: routes.status,
      token: TOKEN,
      params: {
        MessageSid: sid,
        MessageStatus: status,
        AccountSid: 'AC00000000000000000000000000000000',
        ...(error ? { ErrorCode: String(error) } : {}),
      },
      ...(id ? { query: `m=${id}` } : {}),
    }),
  );

export const number = (text: string): PhoneNumber => {
  const parsed = phoneNumber(text);
  if (!parsed) throw new Error(text);
  return parsed;
};

/** The text as its row has it now. */
export const outgoingOf = async (store: Store, id: string): Promise<Outgoing> => {
  const { got } = await store.read({ get: [outgoingKey(id as Outgoing['id'])] });
  if (!got[0]) throw new Error(`There is no text ${id}`);
  return nounOf<Outgoing>(got[0]);
};

/** Everything the database knows of these people and of the open cases: for "nothing changed". */
export const everything = async (store: Store, now: Instant): Promise<readonly (readonly Row[])[]> => {
  const people = [RESIDENT, ANA, BO, CLEO, ROSA, THEO].map(number);
  const { got, found } = await store.read({
    get: people.map(rosterKey),
    query: [...people.map(threadOf), openCases(50), { dueUntil: now, limit: 100 }],
  });
  return [got.filter(row => row !== undefined), ...found];
};

/** What happened to a case, as the timeline tells it. */
export const timeline = async (store: Store, code: string): Promise<readonly string[]> => {
  const { found } = await store.read({ query: [timelineOf(code as Parameters<typeof timelineOf>[0])] });
  return happened(found[0] ?? []).map(entry => entry.what);
};

export const codeIn = (text: string | null): string => /\b[1-9]\d{2,4}\b(?=[ .,)])/.exec((text ?? '').replace(/11216/g, ''))?.[0] ?? 'none';

export const to = (texts: readonly Sent[], phone: string): readonly string[] => texts.filter(t => t.to === phone).map(t => t.body);

export { replyIn };
