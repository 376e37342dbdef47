import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { InMemoryLine } from '../../local/in-memory-line.ts';
import { DAY_MS } from '../../shared/domain/ids.ts';
import { smsDoor } from '../../shared/shell/sms-door.ts';
import { openSqlite } from '../../shared/table/sqlite.ts';
import { columns, cpuMicros, median, verdict } from '../measure.ts';
import { CASES, eventsOf, freshLine, wholeCases } from '../turn/story.ts';
import { fillSqlite } from './fill.ts';
import { type Pattern, patternOf } from './pattern.ts';

const GOAL = { most: 1.3 } as const;
const SIZES = [1_000, 10_000, 100_000];
/** Takes minutes to fill and some gigabytes of disk: only where it was asked for. */
const LARGEST = 1_000_000;
const WARM_UP = 3;
const ROUNDS = 15;
const FIRST_RESIDENT = 2_000_000;

interface Filled {
  readonly cases: number;
  readonly rows: number;
  readonly bytes: number;
  readonly line: InMemoryLine;
  readonly micros: number[];
  readonly ms: number[];
}

const filled = async (dir: string, pattern: Pattern, cases: number): Promise<Filled> => {
  const file = join(dir, `${cases}.db`);
  const rows = await fillSqlite(file, pattern, cases);
  const bytes = statSync(file).size;
  return { cases, rows, bytes, line: await freshLine(now => openSqlite(file, now)), micros: [], ms: [] };
};

/** Ten whole cases of new people through the door alone: what follows from a text is done in between and not counted. */
const round = async ({ line, micros, ms }: Filled, nth: number): Promise<void> => {
  const door = smsDoor(line.runtime);
  let [spent, waited, texts] = [0, 0, 0];
  for await (const stage of wholeCases(line, FIRST_RESIDENT + nth * CASES)) {
    const events = eventsOf(line, stage);
    texts += events.length;
    const from = performance.now();
    spent += await cpuMicros(async () => {
      for (const event of events) await door(event);
    });
    waited += performance.now() - from;
  }
  // The next ones come on another day, so that no volunteer has been texted too often.
  await line.pass(DAY_MS);
  line.takeSent();
  const errors = line.logged.filter(said => said.includes('"level":"error"'));
  if (errors.length > 0) throw new Error(`The line logged: ${errors.join('\n')}`);
  micros.push(spent / texts);
  ms.push(waited / texts);
};

/** Measures what a turn costs with ever more cases in the database; `all` adds a million. */
export const flatOnSqlite = async (all: boolean): Promise<readonly string[]> => {
  const dir = mkdtempSync(join(tmpdir(), 'porchlight-stored-'));
  try {
    const pattern = await patternOf(join(dir, 'pattern.db'));
    const sizes: Filled[] = [];
    for (const cases of [...SIZES, ...(all ? [LARGEST] : [])]) sizes.push(await filled(dir, pattern, cases));
    for (let nth = 0; nth < WARM_UP + ROUNDS; nth++) {
      // In turn, and each first as often as any other, so that all share whatever else the machine does.
      for (let at = 0; at < sizes.length; at++) await round(sizes[(at + nth) % sizes.length] as Filled, nth);
    }
    for (const { line } of sizes) await line.store.close();
    const of = (values: readonly number[]): number => median(values.slice(WARM_UP));
    const base = sizes[0] as Filled;
    const worst = Math.max(...sizes.map(one => of(one.micros) / of(base.micros)));
    return [
      'A turn with ever more stored cases, on the durable database: all texts of a case, NEED to confirmed, through the real door',
      ...columns([
        ['stored cases', 'rows', 'file', 'processor time', '', 'with the disk'],
        ...sizes.map(one => [
          one.cases.toLocaleString('en'),
          one.rows.toLocaleString('en'),
          `${(one.bytes / 1e6).toFixed(0)} MB`,
          `${of(one.micros).toFixed(0)} µs`,
          `${(of(one.micros) / of(base.micros)).toFixed(2)}x`,
          `${of(one.ms).toFixed(2)} ms`,
        ]),
      ]),
      `  ${worst.toFixed(2)}x at most, ${verdict(worst, GOAL)}; median of ${ROUNDS} rounds in turn; up to 40,000 of the 99,900 codes are in use`,
      ...(all ? [] : ['  With a million cases too: npm run bench -- stored-million']),
    ];
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
};
