import { Draft } from '../decide/draft/draft.ts';
import { decidePauseOver, pauseFor, resumeFor } from '../decide/follow/pause.ts';
import { type Case, isFree } from '../domain/case.ts';
import { later } from '../domain/ids.ts';
import type { Standing } from '../domain/standing.ts';
import { keptAfter, standingKey } from './keys.ts';
import { nounOf, rowOf } from './rows.ts';
import { type Desk, settleThread } from './settle.ts';
import { standingSeen, standingWritten } from './standing.ts';
import type { Row, Write } from './store.ts';

/** So many open cases are looked through at once; one commit holds those of them that were kept. */
const AT_ONCE = 50;
/** Between two of them, so that volunteers are not asked for everything in the same minute. */
const APART_MS = 20_000;

/** The case's row with its step due at this moment. */
const brought = (row: Row, c: Case, at: Case['openedAt']): Write => ({
  op: 'put',
  row: rowOf({ kind: 'case', value: { ...c, next: { what: 'dispatch', at } } }),
  expect: row.v,
});

/** Lets the next of the kept requests go, those that came first first. Answers false where something was changed meanwhile. */
const letNextGo = async (desk: Desk, row: Row, { letsGo, ...standing }: Standing): Promise<boolean> => {
  const now = desk.now();
  if (!letsGo || letsGo.at > now) return true;
  const { found } = await desk.store.read({ query: [keptAfter(letsGo.after, AT_ONCE)] });
  const rows = found[0] ?? [];
  const kept = rows.flatMap(one => {
    const c = nounOf<Case>(one);
    return c.kept && isFree(c) && c.next?.what === 'dispatch' ? [{ one, c }] : [];
  });
  const writes = kept.map(({ one, c }, nth) => brought(one, c, later(now, nth * APART_MS)));
  const last = rows.at(-1)?.at;
  const isAll = rows.length < AT_ONCE || last === undefined;
  const gone = letsGo.gone + kept.length;
  const value: Standing = isAll
    ? standing
    : { ...standing, letsGo: { ...letsGo, after: last, gone, at: later(now, kept.length * APART_MS) } };
  const all: readonly Write[] = [...writes, { op: 'put', row: rowOf({ kind: 'standing', value }), expect: row.v }];
  const { ok } = await desk.store.commit(all, `lets-go-${letsGo.since}-${row.v}`);
  if (ok) standingWritten(desk.store, now, all);
  return ok;
};

const ROUNDS_MAX = 4;

/** How the line stands is due: a pause has come to its end, or the next kept requests are let go. What is not done now is still due. */
export const settleStanding = async (desk: Desk): Promise<void> => {
  for (let round = 0; round < ROUNDS_MAX; round++) {
    const { got } = await desk.store.read({ get: [standingKey()] });
    const [row] = got;
    if (!row) return;
    standingSeen(desk.store, desk.now(), row);
    const standing = nounOf<Standing>(row);
    const { until } = standing.paused ?? {};
    if (until !== undefined && until <= desk.now()) {
      await settleThread(desk, `pause-over-${until}`, desk.community.number, decidePauseOver);
      return;
    }
    if (await letNextGo(desk, row, standing)) return;
  }
};

/** Who acts, where it is the command line. */
const COMMAND_LINE = { name: 'command line' };

/** PAUSE and RESUME of the command line, settled. Answers the sentence for whoever typed it. */
export const settlePause = async (desk: Desk, id: string, act: 'pause' | 'resume', rest: string): Promise<string> => {
  let says = '';
  await settleThread(desk, id, desk.community.number, world => {
    const d = new Draft(world);
    const [language] = world.community.languages;
    says = act === 'pause' ? pauseFor(d, rest, COMMAND_LINE, language) : resumeFor(d, COMMAND_LINE, language);
    return d.decision();
  });
  return says;
};
