import { decideDigest } from '../decide/helper/digest.ts';
import type { Case } from '../domain/case.ts';
import { type Digest, nextDigest } from '../domain/digest.ts';
import type { Outgoing } from '../domain/outgoing.ts';
import { unconfirmedFrom } from '../domain/unconfirmed.ts';
import { versionKey } from './gathered.ts';
import { digestKey, endedSince, openCases, setAsideTexts } from './keys.ts';
import { loadThreads } from './load-due.ts';
import { nounOf, rowOf } from './rows.ts';
import { type Desk, type Settled, settle } from './settle.ts';
import type { Store } from './store.ts';

/** So many open cases are looked at for one list; of more it says that there are more. */
const LOOKED_AT_MAX = 200;

/** The daily list of everything open, settled. Done already by someone else, it changes nothing. */
export const settleDigest = (desk: Desk, due: Digest): Promise<Settled> => {
  let digest: Digest | undefined;
  return settle(desk, {
    cause: `digest-${due.at}`,
    load: async given => {
      const since = unconfirmedFrom(given.now, due.told);
      const lists = [openCases(LOOKED_AT_MAX), setAsideTexts(LOOKED_AT_MAX), endedSince(since, LOOKED_AT_MAX)];
      const { got, found } = await desk.store.read({ get: [digestKey()], query: lists });
      const team = desk.community.team.map(m => m.phone);
      const { world, versions } = await loadThreads(desk.store, given, { numbers: team });
      const [row] = got;
      digest = row && nounOf<Digest>(row);
      const open = (found[0] ?? []).map(one => nounOf<Case>(one));
      return {
        world: {
          ...world,
          openCases: open,
          setAside: (found[1] ?? []).map(one => nounOf<Outgoing>(one)),
          ended: (found[2] ?? []).map(one => nounOf<Case>(one)),
        },
        versions: new Map([...versions, ...(row ? [[versionKey(row), row.v] as const] : [])]),
      };
    },
    decide: world => decideDigest(world, digest, world.openCases.length >= LOOKED_AT_MAX),
  });
};

/** The databases in which this process knows that the row is there. */
const planted = new WeakSet<Store>();

/** The list becomes due once there is a first case; from then on its own row says when. Looked for once in the life of a process. */
export const plantDigest = async ({ store, community, now }: Desk): Promise<void> => {
  const first = nextDigest(community, now());
  if (planted.has(store) || !first) return;
  const { got } = await store.read({ get: [digestKey()] });
  // Where another process was faster the row is there all the same.
  if (!got[0])
    await store.commit([{ op: 'put', row: rowOf({ kind: 'digest', value: first }), expect: 'absent' }], `digest-first-${first.at}`);
  planted.add(store);
};
