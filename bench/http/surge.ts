import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { MessageSid, PhoneNumber } from '../../shared/domain/ids.ts';
import { seenKey, threadOf } from '../../shared/table/keys.ts';
import { openSqlite } from '../../shared/table/sqlite.ts';
import { columns, median, percentile, verdict } from '../measure.ts';
import { type BenchCarrier, startCarrier } from './carrier.ts';
import { load, startExpress, startLine, stop } from './contender.ts';
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
interface Round {
  readonly line: Loaded & Kept;
  readonly express: Loaded;
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

const round = async (run: number, dir: string, carrier: BenchCarrier): Promise<Round> => {
  const order = { connections: CONNECTIONS, texts: TEXTS, warmUp: 0, run, surge: true };
  const ours = async (): Promise<Round['line']> => {
    const dataDir = join(dir, `line-${run}`);
    const line = await startLine(dataDir, carrier.url);
    const loaded = await load(line, 'localhost', order).finally(() => stop(line));
    return { ...loaded, ...(await keptOf(dataDir, run)) };
  };
  const theirs = async (): Promise<Loaded> => {
    const other = await startExpress(dir, `express-${run}`);
    return load(other, '127.0.0.1', order).finally(() => stop(other));
  };
  if (run % 2 === 0) return { line: await ours(), express: await theirs() };
  const express = await theirs();
  return { line: await ours(), express };
};

/** Measures a whole neighborhood that texts at once, and looks for every text of it in the database. */
export const surge = async (): Promise<readonly string[]> => {
  const dir = mkdtempSync(join(tmpdir(), 'porchlight-surge-'));
  const carrier = await startCarrier();
  try {
    const rounds: Round[] = [];
    for (let run = 0; run < ROUNDS; run++) rounds.push(await round(run, dir, carrier));
    const row = (name: string, of: (r: Round) => Loaded): string[] => [
      name,
      `${median(rounds.map(r => of(r).perSecond)).toFixed(0)} texts/s`,
      `p50 ${median(rounds.map(r => percentile(of(r).ms, 0.5))).toFixed(1)} ms`,
      `p99 ${median(rounds.map(r => percentile(of(r).ms, 0.99))).toFixed(1)} ms`,
    ];
    const ratio = median(rounds.map(r => r.line.perSecond / r.express.perSecond));
    const sum = (of: (line: Round['line']) => number): number => rounds.reduce((all, { line }) => all + of(line), 0);
    const doubled = sum(line => line.doubled) + sum(line => line.differing) + carrier.twice();
    const lost = sum(line => line.lost);
    return [
      `A surge over HTTP on the durable database: ${TEXTS} texts from ${PHONES} phones as fast as they come, one in twenty delivered twice; ${ROUNDS} rounds in turn`,
      ...columns([row('Express, twilio.webhook(), one durable insert', r => r.express), row('npm start', r => r.line)]),
      `  ${ratio.toFixed(2)}x of its texts per second, ${verdict(ratio, GOAL)}`,
      `  ${lost} lost, ${doubled} doubled (cases, answers, texts to others), goal: none: ${lost + doubled === 0 ? 'held' : 'MISSED'}`,
      `  Three in ten say it all in their first text, so that neighbors are asked meanwhile: ${carrier.sent()} texts left while it went on.`,
    ];
  } finally {
    carrier.stop();
    rmSync(dir, { recursive: true, force: true });
  }
};
