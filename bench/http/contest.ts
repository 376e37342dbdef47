import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { columns, median, percentile } from '../measure.ts';
import { type BenchCarrier, startCarrier } from './carrier.ts';
import { load, startExpress, startLine, stop } from './contender.ts';
import type { Loaded, Order } from './load.ts';

/** One round of each contender; `More` is what else is known of the line's. */
export interface Round<More> {
  readonly line: Loaded & More;
  readonly express: Loaded;
}

/** How both are loaded, and what is looked up in the line's data folder once it has stopped. */
interface Contest<More> {
  readonly rounds: number;
  readonly order: Pick<Order, 'connections' | 'texts' | 'warmUp' | 'surge'>;
  readonly after: (dataDir: string, run: number) => Promise<More>;
}

const played = async <More>({ order, after }: Contest<More>, run: number, dir: string, carrierUrl: string): Promise<Round<More>> => {
  const ours = async (): Promise<Loaded & More> => {
    const dataDir = join(dir, `line-${run}`);
    const line = await startLine(dataDir, carrierUrl);
    const loaded = await load(line, 'localhost', { ...order, run }).finally(() => stop(line));
    return { ...loaded, ...(await after(dataDir, run)) };
  };
  const theirs = async (): Promise<Loaded> => {
    const other = await startExpress(dir, `express-${run}`);
    // twilio.webhook() builds the address it checks from the Host header.
    return load(other, '127.0.0.1', { ...order, run }).finally(() => stop(other));
  };
  if (run % 2 === 0) return { line: await ours(), express: await theirs() };
  const express = await theirs();
  return { line: await ours(), express };
};

/** Plays the rounds on fresh files, one process at a time, so that neither waits for the other; they take turns in going first. */
export const contest = async <More>(
  of: Contest<More>,
  says: (rounds: readonly Round<More>[], carrier: BenchCarrier) => readonly string[],
): Promise<readonly string[]> => {
  const dir = mkdtempSync(join(tmpdir(), 'porchlight-bench-'));
  const carrier = await startCarrier();
  try {
    const rounds: Round<More>[] = [];
    for (let run = 0; run < of.rounds; run++) rounds.push(await played(of, run, dir, carrier.url));
    return says(rounds, carrier);
  } finally {
    carrier.stop();
    rmSync(dir, { recursive: true, force: true });
  }
};

/** How many texts a second each took, and how long an answer took, one below the other. */
export const speeds = (rounds: readonly Round<unknown>[]): readonly string[] => {
  const row = (name: string, of: (round: Round<unknown>) => Loaded): string[] => [
    name,
    `${median(rounds.map(r => of(r).perSecond)).toFixed(0)} texts/s`,
    `p50 ${median(rounds.map(r => percentile(of(r).ms, 0.5))).toFixed(1)} ms`,
    `p99 ${median(rounds.map(r => percentile(of(r).ms, 0.99))).toFixed(1)} ms`,
  ];
  return columns([row('Express, twilio.webhook(), one durable insert', r => r.express), row('npm start', r => r.line as Loaded)]);
};

/** How many times as many texts a second the line takes as the other. */
export const ratioOf = (rounds: readonly Round<unknown>[]): number =>
  median(rounds.map(({ line, express }) => (line as Loaded).perSecond / express.perSecond));
