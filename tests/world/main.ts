import { Command, InvalidArgumentError } from 'commander';
import { MORNING } from '../../local/in-memory-line.ts';
import { instant } from '../../shared/domain/ids.ts';
import { live, livelyWorld, rosterOf, type Settings } from './neighborhood.ts';
import { allPromises } from './promises/index.ts';
import { replay } from './replay.ts';
import { shortest } from './shrink.ts';
import { storyOf } from './story.ts';
import { type Broken, BrokenPromise, type World } from './world.ts';

/** `npm run world`: lives through a neighborhood, or many, and says what happened; where a promise is broken, the shortest story that breaks it. */
const number = (text: string): number => {
  const read = Number(text);
  if (!(read >= 0)) throw new InvalidArgumentError('A number, please.');
  return read;
};
const options = new Command('world')
  .option('--seed <n>', 'what everything comes of', '1')
  .option('--days <n>', 'how long', number, 30)
  .option('--residents <n>', 'how many', number, 500)
  .option('--volunteers <n>', 'how many; one for ten residents otherwise', number)
  .option('--worlds <n>', 'so many neighborhoods, one after the other, each with a seed of its own', number, 1)
  .option('--begins <instant>', 'when, like 2027-03-05T14:00:00Z, where the clocks change ten days later', MORNING)
  .option('--every <days>', 'how often a resident turns to the line', number, 20)
  .option('--trouble <share>', 'the share of texts with which the carrier does not do as it should', number, 0.05)
  .option('--faults <hours>', 'how often something strikes the machine; 0 for never', number, 6)
  .parse()
  .opts<
    Record<'seed' | 'begins', string> &
      Record<'days' | 'residents' | 'worlds' | 'every' | 'trouble' | 'faults', number> & { volunteers?: number }
  >();

const settingsOf = (seed: string): Settings => ({
  seed,
  residents: options.residents,
  volunteers: options.volunteers ?? Math.max(4, Math.round(options.residents / 10)),
  begins: instant(Date.parse(options.begins)),
  everyDays: options.every,
  carrierTrouble: options.trouble,
  faultEveryHours: options.faults,
});

const print = (text: string): void => void process.stdout.write(`${text}\n`);

const summary = (world: World): Record<string, number> => {
  const cases = [...world.mirror.cases.values()];
  const of = (status: string): number => cases.filter(c => c.status === status).length;
  const texts = [...world.mirror.outgoing.values()];
  return {
    cases: cases.length,
    accepted: cases.filter(c => c.asked.some(a => a.state === 'accepted' || a.state === 'released')).length,
    delivered: cases.filter(c => c.outcome === 'met').length,
    unconfirmed: cases.filter(c => c.outcome === 'unconfirmed').length,
    withdrawn: of('withdrawn'),
    open: cases.length - of('closed') - of('withdrawn'),
    pages: texts.filter(o => o.purpose.startsWith('page')).length,
    'texts in': world.counts.written,
    'texts out': world.counts.sent,
    'calls in': world.counts.calledIn,
    'calls out': world.counts.calledOut,
    refused: world.counts.refused,
    undelivered: world.counts.undelivered,
    faults: world.faults,
  };
};

const tell = async (settings: Settings, world: World, broken: Broken): Promise<void> => {
  print(
    `\nBROKEN in seed ${settings.seed}, ${instant(broken.at)}: ${broken.promise}\n  ${broken.what}\n\nLooking for the shortest story that breaks it ...`,
  );
  const whole = { settings, roster: rosterOf(settings), events: world.events, until: broken.at };
  const short = await shortest(whole, broken, async recorded => (await replay(recorded, allPromises())).broken?.promise === broken.promise);
  print(`\n${await storyOf(short, allPromises())}`);
};

const totals: Record<string, number> = {};
let days = 0;
const began = process.hrtime.bigint();
for (let nth = 0; nth < options.worlds && process.exitCode === undefined; nth++) {
  const settings = settingsOf(options.worlds === 1 ? options.seed : `${options.seed}.${nth}`);
  const world = await livelyWorld(settings, allPromises());
  try {
    await live(world, options.days);
  } catch (error) {
    if (!(error instanceof BrokenPromise)) throw error;
    process.exitCode = 1;
    await tell(settings, world, error.broken);
  }
  days += options.days;
  for (const [name, n] of Object.entries(summary(world))) totals[name] = (totals[name] ?? 0) + n;
  await world.store.close();
}
const seconds = Number(process.hrtime.bigint() - began) / 1e9;
print(
  Object.entries(totals)
    .map(([name, n]) => `${name.padEnd(12)} ${n}`)
    .join('\n'),
);
print(
  `${days} neighborhood-days in ${seconds.toFixed(1)} s: ${(days / seconds).toFixed(1)} a second (${(process.cpuUsage().user / 1e6).toFixed(1)} s of processor time)`,
);
