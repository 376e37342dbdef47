import { join } from 'node:path';
import type { MessageSid, PhoneNumber } from '../../shared/domain/ids.ts';
import { seenKey, threadOf } from '../../shared/table/keys.ts';
import { openSqlite } from '../../shared/table/sqlite.ts';
import { verdict } from '../measure.ts';
import { contest, ratioOf, speeds } from './contest.ts';
import { type Loaded, phoneOf, sidOf } from './load.ts';

const GOAL = { least: 0.4 } as const;
const TEXTS = 10_000;
const PHONES = TEXTS / 2;
const CONNECTIONS = 64;
const ROUNDS = 3;
/** How many rows are asked for at once when all is over. */
const AT_ONCE = 500;

interface Kept {
  readonly lost: number;
  readonly doubled: number;
}
/** What of the surge is in the database: every text with its answer, and one case for each phone. */
const keptOf = async (dataDir: string, run: number): Promise<Kept> => {
  const store = openSqlite(join(dataDir, 'porchlight.db'), Date.now);
  const all = (length: number): number[] => Array.from({ length }, (_, nth) => nth);
  let [lost, doubled] = [0, 0];
  for (let from = 0; from < TEXTS; from += AT_ONCE) {
    const { got } = await store.read({ get: all(AT_ONCE).map(nth => seenKey(sidOf(run, from + nth) as MessageSid)) });
    lost += got.filter(row => row === undefined).length;
  }
  for (let from = 0; from < PHONES; from += AT_ONCE) {
    const { found } = await store.read({ query: all(AT_ONCE).map(nth => threadOf(phoneOf(run, from + nth) as PhoneNumber)) });
    for (const rows of found) {
      const cases = rows.filter(row => row.kind === 'case').length;
      if (cases === 0) lost += 1;
      else doubled += cases - 1;
    }
  }
  await store.close();
  return { lost, doubled };
};

/** Measures a whole neighborhood that texts at once, and looks for every text of it in the database. */
export const surge = (): Promise<readonly string[]> =>
  contest(
    { rounds: ROUNDS, order: { connections: CONNECTIONS, texts: TEXTS, warmUp: 0, surge: true }, after: keptOf },
    (rounds, carrier) => {
      const sum = (of: (line: Loaded & Kept) => number): number => rounds.reduce((all, { line }) => all + of(line), 0);
      const doubled = sum(line => line.doubled) + sum(line => line.differing) + carrier.twice();
      const lost = sum(line => line.lost);
      return [
        `A surge over HTTP on the durable database: ${TEXTS} texts from ${PHONES} phones as fast as they come, one in twenty delivered twice; ${ROUNDS} rounds in turn`,
        ...speeds(rounds),
        `  ${ratioOf(rounds).toFixed(2)}x of its texts per second, ${verdict(ratioOf(rounds), GOAL)}`,
        `  ${lost} lost, ${doubled} doubled (cases, answers, texts to others), goal: none: ${lost + doubled === 0 ? 'held' : 'MISSED'}`,
        `  Three in ten say it all in their first text, so that neighbors are asked meanwhile: ${carrier.sent()} texts left while it went on.`,
      ];
    },
  );
