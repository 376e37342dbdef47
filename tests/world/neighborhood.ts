import { book } from '../../ivr-scripts/book.ts';
import { type Instant, MINUTE_MS } from '../../shared/domain/ids.ts';
import { beginReconciling } from '../../shared/shell/reconciler.ts';
import { communityOf, customsOf } from './customs.ts';
import { Dice } from './dice.ts';
import { editions } from './editions.ts';
import { drawFate } from './fates.ts';
import type { Fault, Harm } from './machine.ts';
import { rings } from './people/caller.ts';
import { sitsAtTheDesk, someAreEngaged } from './people/desk.ts';
import { hourOf, type Person } from './people/people.ts';
import { Resident } from './people/resident.ts';
import { Teammate } from './people/team.ts';
import { Helper } from './people/volunteer.ts';
import type { Promised } from './promises/promise.ts';
import { World, type WorldOptions } from './world.ts';

/** How big and how unlucky a neighborhood is. Everything in it comes of the seed. */
export interface Settings {
  readonly seed: string;
  readonly residents: number;
  readonly volunteers: number;
  readonly begins: Instant;
  /** How often a resident turns to the line, in days. */
  readonly everyDays: number;
  /** The share of texts with which the carrier does not just do as it should. */
  readonly carrierTrouble: number;
  /** How often something strikes the machine, in hours. */
  readonly faultEveryHours: number;
}

const DAY_MS = 24 * 60 * MINUTE_MS;
const HOUR_MS = 60 * MINUTE_MS;

const NAMES = 'Ana Bo Cleo Dan Eva Finn Gus Hana Ivo Joy Kai Lena Milo Nora Otis Pia Quinn Rae Sol Tess Uma Vic Wren Xena Yuri Zoe'.split(
  ' ',
);
const nameOf = (nth: number): string =>
  `${NAMES[nth % NAMES.length]}${nth < NAMES.length ? '' : ` ${'BCDEFGHIJKLMNOP'[Math.floor(nth / NAMES.length) - 1] ?? 'Z'}.`}`;
const phone = (block: number, nth: number): string => `+1555010${block + nth}`;

const SHIFTS = [
  'always',
  'always',
  'always',
  'Mon-Fri 17:00-21:00; Sat-Sun 09:00-18:00',
  'Mon-Sun 08:00-20:00',
  'Fri-Sun 21:00-05:00',
  'Sat 00:30-04:00; Sun 00:30-04:00; Mon-Fri 06:00-12:00',
];

/** The rows of volunteers.csv of this neighborhood. */
export const rosterOf = ({ seed, volunteers }: Settings): readonly string[] =>
  Array.from({ length: volunteers }, (_, nth) => {
    const dice = new Dice(`${seed}/roster/${nth}`);
    const languages = dice.pick(['en;es', 'en;es', 'en;es', 'en', 'es']);
    const pods = dice.pick(['food;rides', 'food;rides', 'food', 'rides']);
    const voice = dice.chance(0.12) ? 'yes' : 'no';
    return [
      nameOf(nth),
      phone(2000, nth),
      languages,
      pods,
      dice.pick(['north;south', '', '', 'north', 'south']),
      'car',
      dice.pick(SHIFTS),
      'yes',
      voice,
    ].join(',');
  });

/** A world without anybody in it yet, but for its roster. */
export const emptyWorld = async (
  settings: Settings,
  promises: readonly Promised[],
  roster: readonly string[] = rosterOf(settings),
  more: Partial<WorldOptions> = {},
): Promise<World> => {
  const world = new World({
    community: communityOf(customsOf(settings.seed)),
    book,
    editions: editions(),
    now: settings.begins,
    promises,
    ...more,
  });
  if (roster.length > 0) await world.volunteers(roster.join('\n'));
  await beginReconciling(world.runtime);
  return world;
};

/** The same world with people, a carrier with moods, and a machine that fails. */
export const livelyWorld = async (settings: Settings, promises: readonly Promised[], more: Partial<WorldOptions> = {}): Promise<World> => {
  const { seed } = settings;
  const people = new Map<string, Person[]>();
  const dark = (to: string, at: number): boolean => isDark(seed, to, at);
  const world: World = await emptyWorld(settings, promises, rosterOf(settings), {
    fateOf: (id, to, at) => {
      const dice = new Dice(`${seed}/fate/${id}`);
      const fate = drawFate(dice, settings.carrierTrouble);
      return dark(to, at) && fate.takes === 'yes' ? { ...fate, ends: dice.pick([30003, 30005, 30008]), reports: 'in-order' } : fate;
    },
    reached: words => {
      for (const person of people.get(words.phone) ?? []) person.reads(words);
    },
    news: news => {
      if (news.what === 'rings') rings({ world, dice: new Dice(`${seed}/ring/${news.sid}`) }, news.phone, hourOf(world.at) >= 7);
    },
    ...more,
  });
  const moveIn = (person: Person): void => void people.set(person.phone, [...(people.get(person.phone) ?? []), person]);
  moveAllIn(world, settings, moveIn);
  const dice = new Dice(seed);
  sitsAtTheDesk(world, dice.fork('desk'), rosterOf(settings));
  someAreEngaged(world, dice.fork('engaged'), [...people.keys()]);
  if (settings.faultEveryHours > 0) misfortune(world, new Dice(`${seed}/machine`), settings.faultEveryHours);
  return world;
};

/** A volunteer's phone is out of reach for a day now and then. */
const isDark = (seed: string, to: string, at: number): boolean =>
  to.startsWith('+15550102') && new Dice(`${seed}/coverage/${to}/${Math.floor(at / DAY_MS)}`).chance(0.03);

const moveAllIn = (world: World, settings: Settings, moveIn: (person: Person) => void): void => {
  const dice = new Dice(settings.seed);
  const names = rosterOf(settings).map((row, nth) => {
    const [name = ''] = row.split(',');
    moveIn(new Helper(world, dice.fork(`volunteer-${nth}`), phone(2000, nth), name));
    return name;
  });
  for (const { phone: number } of world.community.team) moveIn(new Teammate(world, dice.fork(number), number, names));
  for (const { lead } of world.community.pods) if (lead) moveIn(new Teammate(world, dice.fork(lead), lead, names));
  for (let nth = 0; nth < settings.residents; nth++) {
    const own = dice.fork(`resident-${nth}`);
    // One in twelve shares the phone of the one before.
    const shared = nth > 0 && own.chance(1 / 12);
    moveIn(new Resident(world, own, phone(3000, shared ? nth - 1 : nth), settings.everyDays * DAY_MS));
  }
};

const HARMS: readonly Harm[] = ['dies-before', 'dies-after', 'fails', 'answer-lost'];

/** What strikes the machine, now and then: deaths and troubles where it waits, hours in which it is off, deploys, a second worker. */
const misfortune = (world: World, dice: Dice, everyHours: number): void => {
  const strike = (): void => {
    const at = world.at;
    switch (dice.weigh({ fault: 12, down: 1, deploy: 1, second: 4, clock: 1 })) {
      case 'fault': {
        const long = dice.chance(0.1) ? { downMs: dice.wait(20 * MINUTE_MS) } : {};
        const fault: Fault = {
          harm: dice.pick(HARMS),
          at: dice.pick(['read', 'commit', 'carrier', 'either']),
          after: dice.whole(0, 12),
          ...long,
        };
        world.plan({ at, do: 'fault', fault });
        break;
      }
      case 'down':
        world.plan({ at, do: 'down', ms: dice.wait(3 * HOUR_MS) });
        break;
      case 'deploy':
        world.plan({ at, do: 'deploy', edition: dice.whole(0, 1) });
        break;
      case 'clock':
        world.plan({ at, do: 'clock', ms: (dice.chance(0.5) ? 1 : -1) * dice.wait(dice.chance(0.7) ? 2 * MINUTE_MS : HOUR_MS) });
        world.plan({ at: at + dice.wait(HOUR_MS), do: 'clock', ms: 0 });
        break;
      case 'second':
        world.plan({ at, do: 'second-worker' });
        break;
    }
    world.agenda.put(at + dice.wait(everyHours * HOUR_MS), strike);
  };
  world.agenda.put(world.at + dice.wait(everyHours * HOUR_MS), strike);
};

/** Lets so many days pass. Throws BrokenPromise where a promise was broken. */
export const live = async (world: World, days: number): Promise<void> => {
  const end = world.at + days * DAY_MS;
  while (world.at < end) await world.pass(Math.min(DAY_MS, end - world.at));
};
