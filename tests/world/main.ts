import { fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { Command, InvalidArgumentError, Option } from 'commander';
import { MORNING } from '../../local/in-memory-line.ts';
import { instant } from '../../shared/domain/ids.ts';
import { openDynamo } from '../../shared/table/dynamo.ts';
import { createTable } from '../../shared/table/dynamo-create.ts';
import { besideSqlite } from '../support/beside-sqlite.ts';
import { startDynamoDbLocal } from '../support/dynamodb-process.ts';
import { added, summary, type Totals } from './counts.ts';
import { live, livelyWorld, rosterOf, type Settings } from './neighborhood.ts';
import { allPromises } from './promises/index.ts';
import { replay } from './replay.ts';
import { shortest } from './shrink.ts';
import { heldStory } from './story.ts';
import { type Broken, BrokenPromise, type World, type WorldOptions } from './world.ts';

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
  .option('--from <n>', 'leaves out so many of the neighborhoods', number, 0)
  .option('--go-on', 'goes on to the next neighborhood where a promise was broken')
  .option('--workers <n>', 'so many processes share the worlds', number, 1)
  .addOption(new Option('--engine <name>', 'the database').choices(['sqlite', 'dynamodb']).default('sqlite'))
  .option('--no-shrink', 'tell what was broken, and look for no shorter story')
  .addOption(new Option('--share <n>', 'which of the processes this is').argParser(number).hideHelp())
  .parse()
  .opts<
    Record<'seed' | 'begins', string> &
      Record<'days' | 'residents' | 'worlds' | 'from' | 'every' | 'trouble' | 'faults' | 'workers', number> & {
        engine: 'sqlite' | 'dynamodb';
        shrink: boolean;
        goOn?: true;
        volunteers?: number;
        share?: number;
      }
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

const tell = async (settings: Settings, world: World, broken: Broken): Promise<void> => {
  print(`\nBROKEN in seed ${settings.seed}, ${instant(broken.at)}: ${broken.promise}\n  ${broken.what}`);
  const { seed, residents, volunteers, begins, everyDays, carrierTrouble, faultEveryHours } = settings;
  print(
    `  again: npm run world -- --seed ${seed} --days ${options.days} --residents ${residents} --volunteers ${volunteers} --begins ${begins} --every ${everyDays} --trouble ${carrierTrouble} --faults ${faultEveryHours}`,
  );
  if (!options.shrink) return;
  print('\nLooking for the shortest story that breaks it ...');
  const whole = { settings, roster: rosterOf(settings), events: world.events, until: broken.at };
  const short = await shortest(whole, broken, async recorded => (await replay(recorded, allPromises())).broken?.promise === broken.promise);
  print(`\n${await heldStory(short, allPromises())}`);
};

/** A way to an empty database for each world, and how to be done with it; in one DynamoDB Local for all of them, if that is wanted. */
const databases = async (): Promise<{ readonly next: () => Promise<Partial<WorldOptions>>; readonly stop: () => void }> => {
  if (options.engine === 'sqlite') return { next: async () => ({}), stop: () => undefined };
  const local = await startDynamoDbLocal();
  if ('missing' in local) throw new Error(local.missing);
  const { endpoint, stop } = local;
  const next = async (): Promise<Partial<WorldOptions>> => {
    const tableName = `world-${randomUUID()}`;
    await createTable({ tableName, endpoint });
    return { open: clock => besideSqlite(openDynamo({ tableName, endpoint, clock, requestTimeoutMs: 15_000 }), clock) };
  };
  return { next, stop };
};

/** So many worlds go by between two words of how far it is. */
const SAID_EVERY = 50;

/** Lives through this process's share of the worlds, up to the first broken promise unless it goes on. */
const liveThrough = async (share: number): Promise<Totals> => {
  let totals: Totals = {};
  const { next, stop } = await databases();
  for (let nth = options.from + share; nth < options.worlds; nth += options.workers) {
    if (process.exitCode !== undefined && !options.goOn) break;
    const settings = settingsOf(options.worlds === 1 ? options.seed : `${options.seed}.${nth}`);
    const world = await livelyWorld(settings, allPromises(), await next());
    try {
      await live(world, options.days);
    } catch (error) {
      process.exitCode = 1;
      if (error instanceof BrokenPromise) await tell(settings, world, error.broken);
      else if (options.goOn) print(`\nBROKEN in seed ${settings.seed}, ${world.now}: it came to an end\n  ${error}`);
      else throw error;
    }
    if (options.worlds === 1) print(`every commit, as one number: ${world.fingerprint}`);
    totals = added(totals, summary(world, settings.begins));
    await world.store.close();
    if ((nth + 1) % SAID_EVERY === 0) print(`${settings.seed} is over; ${totals.days} days so far in this process`);
  }
  stop();
  return totals;
};

/** The same command once more, for its share; what it says goes where ours does. */
const another = (share: number): Promise<Totals> =>
  new Promise((resolve, reject) => {
    let totals: Totals = {};
    const child = fork(new URL(import.meta.url), [...process.argv.slice(2), '--share', `${share}`]);
    child.on('message', told => {
      totals = told as Totals;
    });
    child.on('error', reject);
    child.on('exit', code => {
      if (code !== 0) process.exitCode = code ?? 1;
      resolve(totals);
    });
  });

const report = ({ days = 0, ...totals }: Totals, seconds: number): void => {
  for (const [name, n] of Object.entries(totals)) print(`${name.padEnd(12)} ${n}`);
  print(`${days} neighborhood-days in ${seconds.toFixed(1)} s: ${(days / seconds).toFixed(1)} a second`);
};

if (options.share !== undefined) {
  process.send?.(await liveThrough(options.share));
  process.disconnect?.();
} else {
  const began = process.hrtime.bigint();
  const shares = Array.from({ length: options.workers }, (_, share) => share);
  const all = options.workers === 1 ? [await liveThrough(0)] : await Promise.all(shares.map(another));
  report(all.reduce(added, {}), Number(process.hrtime.bigint() - began) / 1e9);
}
