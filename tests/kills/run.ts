import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { instant } from '../../shared/domain/ids.ts';
import { readVolunteers } from '../../shared/parse/volunteers.ts';
import { saveVolunteers } from '../../shared/table/roster.ts';
import { openSqlite } from '../../shared/table/sqlite.ts';
import { sampleCommunity } from '../support/neighborhood.ts';
import { addressOf, kill, type Line, startLine } from '../support/process.ts';
import { type Accepted, type FakeCarrier, lineTime, startCarrier } from './carrier.ts';
import { type Chance, chance } from './chance.ts';
import { openTown, type Town } from './town.ts';
import { DATABASE, verify } from './verify.ts';
import { ACCOUNT, openWire, PUBLIC_URL, TOKEN, type Wire } from './wire.ts';

export interface Killed {
  readonly kills: number;
  readonly seconds: number;
  readonly texts: number;
  /** Texts of which an answer reached the sender. */
  readonly answered: number;
  /** Texts that the line found in the account's list alone, because it was dead when they came. */
  readonly replayed: number;
  readonly calls: number;
  readonly cases: number;
  /** Texts and calls that the carrier took from the line. */
  readonly left: number;
  /** Attempts whose end a kill or the carrier kept from the line, looked up in the carrier's list. */
  readonly reconciled: number;
  /** Each a promise that was broken. */
  readonly broken: readonly string[];
}

const VOLUNTEERS = 90;
/** A number that takes more than so many people write within minutes, and money for it: else all but the first texts would only wait. */
const ROOM = `
sending: { segments-a-second: 100, segments-a-day: 200000 }
budget: { month: 100000 }
calls: { a-day: 40 }
`;
const communityFile = (dataDir: string): string => join(dataDir, 'community.yaml');
/** From the moment the line is there until it is killed. */
const LIVES_MS = { low: 20, high: 1_500 } as const;
/** How long a line may have been starting when it is killed. */
const STARTS_MS = 1_500;
/** Kills that come while the line is only starting. */
const WHILE_STARTING = 0.1;
/** Kills that come while the clock is being moved through what falls due. */
const CLOCK_MOVES = 0.4;
/**
 * Moves of the clock after the last kill: together more than a lease, the first waits for another attempt, and the time
 * after which the account's list was looked through once more.
 */
const LAST_MOVES = 3;

export interface Plan {
  readonly times: number;
  readonly seed: number;
  /** People who text or call at the same moment. */
  readonly atOnce?: number;
  /** The longest that the carrier takes before it takes a text, and again before it says so. */
  readonly latencyMs?: number;
  /** Lines at work on the one database at the same time. With two of them the clock is let alone, since each has its own. */
  readonly lines?: 1 | 2;
  readonly say?: (line: string) => void;
}

/** Kills `npm start` so many times, at moments drawn from the seed, while people text and call; then holds everything to what they were told. */
export const killTimes = async ({ times, seed, atOnce = 4, latencyMs = 25, lines = 1, say = () => undefined }: Plan): Promise<Killed> => {
  const began = performance.now();
  const dataDir = mkdtempSync(join(tmpdir(), 'porchlight-kills-'));
  const luck = chance(seed);
  const ports = [await freePort(), ...(lines === 2 ? [await freePort()] : [])];
  const wire = openWire(ports);
  const town = openTown(wire, luck, atOnce, () => lineTime(dataDir));
  const carrier = await startCarrier(
    luck,
    dataDir,
    latencyMs,
    (one: Accepted) => town.took(one),
    () => town.texts,
  );
  const setting: Setting = { dataDir, ports, running: new Map(), wire, town, carrier, luck, said: [] };
  try {
    writeFileSync(communityFile(dataDir), `${readFileSync(new URL('../../community.yaml', import.meta.url), 'utf8')}${ROOM}`);
    await invite(dataDir);
    for (let nth = 1; nth <= times; nth++) {
      await live(setting);
      if (nth % 10 === 0) say(`${nth} kills, ${town.texts.length} texts, ${carrier.accepted.length} left`);
    }
    const { broken, cases, answered } = await reckon(setting);
    const replayed = setting.said.join('').match(/"reconcile\.text-replayed"/g)?.length ?? 0;
    const reconciled = setting.said.join('').match(/"send\.reconciled"/g)?.length ?? 0;
    const { texts, calls } = town;
    const seconds = (performance.now() - began) / 1000;
    return {
      kills: times,
      seconds,
      texts: texts.length,
      answered,
      replayed,
      calls: calls.length,
      cases,
      left: carrier.accepted.length,
      reconciled,
      broken,
    };
  } finally {
    for (const line of setting.running.values()) await kill(line);
    carrier.stop();
    wire.close();
    rmSync(dataDir, { recursive: true, force: true });
  }
};

interface Setting {
  readonly dataDir: string;
  readonly ports: number[];
  /** By port. */
  readonly running: Map<number, Line>;
  readonly wire: Wire;
  readonly town: Town;
  readonly carrier: FakeCarrier;
  readonly luck: Chance;
  /** What each line said in its life. */
  readonly said: string[];
}

/** Starts whatever is not running; answers at once. */
const start = ({ dataDir, ports, running, carrier }: Setting): void => {
  for (const port of ports) {
    if (running.has(port)) continue;
    const settings = {
      DATA_DIR: dataDir,
      COMMUNITY_FILE: communityFile(dataDir),
      PORT: String(port),
      PUBLIC_URL,
      TWILIO_API_BASE_URL: carrier.url,
    };
    running.set(port, startLine({ ...settings, TWILIO_ACCOUNT_SID: ACCOUNT, TWILIO_AUTH_TOKEN: TOKEN }));
  }
};
const ready = async ({ running }: Setting): Promise<void> => {
  await Promise.all([...running.values()].map(addressOf));
};
/** One of the lines ends in the middle of everything; now and then all of them at once. */
const strike = async ({ running, luck, said }: Setting): Promise<void> => {
  const all = [...running];
  const struck = luck.in(0.3) ? all : [luck.of(all as [[number, Line]])];
  for (const [port, line] of struck) {
    running.delete(port);
    await kill(line);
    said.push(line.out());
  }
};

/** Everything goes on until it is struck. */
const live = async (setting: Setting): Promise<void> => {
  const { wire, town, luck, ports } = setting;
  start(setting);
  if (luck.in(WHILE_STARTING)) {
    await wait(luck.between(0, STARTS_MS));
    return strike(setting);
  }
  await ready(setting);
  town.begin();
  await town.again();
  const lives = wait(luck.between(LIVES_MS.low, LIVES_MS.high));
  if (ports.length === 1 && luck.in(CLOCK_MOVES)) void wire.ask('/simulator/clock', { advance: `PT${luck.between(1, 11)}M` });
  await lives;
  await strike(setting);
  await town.end();
};

/** Lets the last line do what is left, then looks at what it has. */
const reckon = async (setting: Setting) => {
  const { wire, town, carrier, dataDir, running, ports } = setting;
  // From here on one line has it all, and the clock with it.
  for (const [port, other] of running) if (port !== ports[0]) await kill(other).then(() => running.delete(port));
  ports.length = 1;
  start(setting);
  await ready(setting);
  const [line] = running.values();
  if (line === undefined) throw new Error('no line is left');
  await town.again();
  for (let nth = 0; nth < LAST_MOVES; nth++) {
    const moved = await wire.ask('/simulator/clock', { advance: 'PT5M' });
    if (moved === 'nothing' || moved.status !== 200)
      throw new Error(`the clock did not move: ${JSON.stringify(moved)} ${line.out().slice(-2_000)}`);
    await town.end();
  }
  const moved = await wire.ask('/simulator/clock', { advance: 'PT0S' });
  await town.end();
  const now = instant(Date.parse((JSON.parse(moved === 'nothing' ? '{}' : moved.body) as { now: string }).now));
  line.child.kill('SIGTERM');
  await line.exit;
  running.clear();
  setting.said.push(line.out());
  const wrong = setting.said
    .join('')
    .split('\n')
    .filter(one => one.includes('"level":"error"'));
  const verdict = await verify({ file: DATABASE(dataDir), now, town, accepted: carrier.accepted });
  return { ...verdict, broken: [...verdict.broken, ...wrong] };
};

/** Enough volunteers that a case finds somebody. */
const invite = async (dataDir: string): Promise<void> => {
  const rows = Array.from(
    { length: VOLUNTEERS },
    (_, n) => `V${n},+155502000${String(n).padStart(2, '0')},en;es,food;rides,,,always,yes,no`,
  );
  const { volunteers } = readVolunteers(
    `name,phone,languages,pods,zones,skills,shifts,vetted,voice\n${rows.join('\n')}\n`,
    sampleCommunity(),
  );
  const store = openSqlite(DATABASE(dataDir), Date.now);
  await saveVolunteers(store, volunteers);
  await store.close();
};

const freePort = (): Promise<number> =>
  new Promise(resolve => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
