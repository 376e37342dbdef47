import { parseArgs } from 'node:util';
import { killTimes } from '../tests/kills/run.ts';

/**
 * `npm run kills -- --times 100 --seed 1 [--lines 2]`: kills the line, or one of two on the same database, under load so many times and says
 * what became of everything. Exits 1 for a broken promise.
 */
const text = { type: 'string' } as const;
const { values } = parseArgs({
  options: { times: { ...text, default: '20' }, seed: { ...text, default: '1' }, lines: { ...text, default: '1' } },
});
const { broken, ...figures } = await killTimes({
  times: Number(values.times),
  seed: Number(values.seed),
  lines: values.lines === '2' ? 2 : 1,
  say: line => console.log(line),
});
for (const [what, figure] of Object.entries(figures)) console.log(`${what.padEnd(12)}${Math.round(figure)}`);
console.log(broken.length === 0 ? 'Nothing was lost, doubled or forgotten.' : `BROKEN:\n${broken.join('\n')}`);
process.exitCode = broken.length === 0 ? 0 : 1;
