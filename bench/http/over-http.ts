import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { columns, median, percentile, verdict } from '../measure.ts';
import { startCarrier } from './carrier.ts';
import { load, startExpress, startLine, stop } from './contender.ts';
import type { Loaded } from './load.ts';

const GOAL = { least: 0.5 } as const;
const CONNECTIONS = 32;
const ROUNDS = 5;
const TEXTS = 1_000;
const WARM_UP = 400;

interface Round {
  readonly line: Loaded;
  readonly express: Loaded;
}

/** One round of each on fresh files, one process at a time, so that neither waits for the other. */
const round = async (nth: number, dir: string, carrierUrl: string): Promise<Round> => {
  const order = { connections: CONNECTIONS, texts: TEXTS, warmUp: WARM_UP, run: nth };
  const ours = async (): Promise<Loaded> => {
    const line = await startLine(join(dir, `line-${nth}`), carrierUrl);
    return load(line, 'localhost', order).finally(() => stop(line));
  };
  const theirs = async (): Promise<Loaded> => {
    const other = await startExpress(dir, `express-${nth}`);
    // twilio.webhook() builds the address it checks from the Host header.
    return load(other, '127.0.0.1', order).finally(() => stop(other));
  };
  if (nth % 2 === 0) return { line: await ours(), express: await theirs() };
  const express = await theirs();
  return { line: await ours(), express };
};

/** Measures `npm start` on its durable database against what people write today, over HTTP. */
export const turnOverHttp = async (): Promise<readonly string[]> => {
  const dir = mkdtempSync(join(tmpdir(), 'porchlight-bench-'));
  const carrier = await startCarrier();
  try {
    const rounds: Round[] = [];
    for (let nth = 0; nth < ROUNDS; nth++) rounds.push(await round(nth, dir, carrier.url));
    const row = (name: string, of: (r: Round) => Loaded): string[] => [
      name,
      `${median(rounds.map(r => of(r).perSecond)).toFixed(0)} texts/s`,
      `p50 ${median(rounds.map(r => percentile(of(r).ms, 0.5))).toFixed(1)} ms`,
      `p99 ${median(rounds.map(r => percentile(of(r).ms, 0.99))).toFixed(1)} ms`,
    ];
    const ratio = median(rounds.map(r => r.line.perSecond / r.express.perSecond));
    return [
      `Turn, over HTTP on the durable database: NEED FOOD from ever new numbers, ${CONNECTIONS} connections, ${TEXTS} texts a round, ${ROUNDS} rounds in turn`,
      ...columns([row('Express, twilio.webhook(), one durable insert', r => r.express), row('npm start', r => r.line)]),
      `  ${ratio.toFixed(2)}x of its texts per second, ${verdict(ratio, GOAL)}`,
      '  Each text opens a case (5 rows, one durable transaction). Express has the process to itself and is done with the answer. The questions',
      '  wait to be answered, so nothing falls due while it is measured; what the line sends then is not part of these figures.',
    ];
  } finally {
    carrier.stop();
    rmSync(dir, { recursive: true, force: true });
  }
};
