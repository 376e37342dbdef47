import { closeSync, openSync, writeSync } from 'node:fs';
import { devNull } from 'node:os';
import { PUBLIC_URL, TOKEN } from '../../local/in-memory-line.ts';
import type { WebDoor, WebEvent } from '../../shared/shell/door.ts';
import { smsDoor } from '../../shared/shell/sms-door.ts';
import { openSqlite } from '../../shared/table/sqlite.ts';
import { columns, cpuMicros, median, verdict } from '../measure.ts';
import { bareHandler } from './bare-handler.ts';
import { breakdown } from './breakdown.ts';
import { CASES, eventsOf, freshLine, type Kind, VOLUNTEERS, wholeCases } from './story.ts';

/** The goal: a turn takes at most so many times the processor time of the bare handler. */
const GOAL = { most: 3 } as const;
const ROUNDS = 7;
const COHORTS = 30;
const WARM_UP = 1;

interface Spent {
  micros: number;
  texts: number;
}
type Spendings = Map<Kind, Spent>;

const perText = ({ micros, texts }: Spent): number => micros / texts;
const total = (spent: Iterable<Spent>): Spent => {
  const sum = { micros: 0, texts: 0 };
  for (const { micros, texts } of spent) {
    sum.micros += micros;
    sum.texts += texts;
  }
  return sum;
};

const each = async (door: WebDoor, events: readonly WebEvent[]): Promise<void> => {
  for (const event of events) await door(event);
};

const count = async (spent: Spent, door: WebDoor, events: readonly WebEvent[]): Promise<void> => {
  spent.micros += await cpuMicros(() => each(door, events));
  spent.texts += events.length;
};

const bareDoor = () => {
  const store = openSqlite(':memory:', () => Date.now());
  // A log line that leaves the process, as on Lambda and in a terminal, and ends where nobody reads it.
  const log = openSync(devNull, 'w');
  let logged = 0;
  const write = (line: string): void => {
    writeSync(log, `${line}\n`);
    logged++;
  };
  const door = bareHandler({ store, token: TOKEN, publicUrl: PUBLIC_URL, write });
  const close = async (texts: number): Promise<void> => {
    await store.close();
    closeSync(log);
    if (logged !== texts) throw new Error(`The bare handler took ${logged} of ${texts} texts.`);
  };
  return { door, close };
};

/**
 * Plays whole cases through the real door, and the very same texts through the bare one, stage by stage. They take turns in going first,
 * so that what one leaves in the processor's caches serves both alike. Only what a door does with a text is counted.
 */
const play = async (spent: Spendings, bare: Spent, bareFirst: boolean): Promise<void> => {
  const line = await freshLine();
  const door = smsDoor(line.runtime);
  const other = bareDoor();
  let texts = 0;
  for await (const stage of wholeCases(line)) {
    const events = eventsOf(line, stage);
    const so = spent.get(stage.kind) ?? { micros: 0, texts: 0 };
    spent.set(stage.kind, so);
    texts += events.length;
    if (bareFirst) await count(bare, other.door, events);
    await count(so, door, events);
    if (!bareFirst) await count(bare, other.door, events);
  }
  if (line.logged.length > 0) throw new Error(`The line logged: ${line.logged.join('\n')}`);
  await line.store.close();
  await other.close(texts);
};

interface Round {
  readonly bare: number;
  readonly whole: number;
  readonly kinds: ReadonlyMap<Kind, { readonly micros: number; readonly share: number }>;
}

const round = async (): Promise<Round> => {
  const spent: Spendings = new Map();
  const bare: Spent = { micros: 0, texts: 0 };
  for (let cohort = 0; cohort < COHORTS; cohort++) await play(spent, bare, cohort % 2 === 0);
  const all = total(spent.values());
  const kinds = new Map([...spent].map(([kind, so]) => [kind, { micros: perText(so), share: so.texts / all.texts }] as const));
  return { bare: perText(bare), whole: perText(all), kinds };
};

/** Measures a turn in process against the bare handler, and says where its time goes. */
export const turnInProcess = async (): Promise<readonly string[]> => {
  for (let i = 0; i < WARM_UP; i++) await round();
  const rounds: Round[] = [];
  for (let i = 0; i < ROUNDS; i++) rounds.push(await round());
  const kinds = [...(rounds[0]?.kinds ?? [])].map(([kind, { share }]) => {
    const micros = median(rounds.map(r => r.kinds.get(kind)?.micros ?? Number.NaN));
    const ratio = median(rounds.map(r => (r.kinds.get(kind)?.micros ?? Number.NaN) / r.bare));
    return [kind, `${micros.toFixed(0)} µs`, `${ratio.toFixed(2)}x`, `${Math.round(share * 10)} in 10 texts`];
  });
  const ratio = median(rounds.map(r => r.whole / r.bare));
  const bare = median(rounds.map(r => r.bare));
  const whole = median(rounds.map(r => r.whole));
  return [
    'Turn, in process: processor time of one text through the real door (SQLite in memory), against a bare handler on the same engine',
    `  Whole cases, NEED to confirmed; ${CASES} at a time, ${VOLUNTEERS} volunteers; median of ${ROUNDS} rounds that take turns.`,
    ...columns([
      ['bare handler', `${bare.toFixed(0)} µs`, '1.00x', ''],
      ...kinds,
      ['all texts of a case', `${whole.toFixed(0)} µs`, `${ratio.toFixed(2)}x`, verdict(ratio, GOAL)],
    ]),
    ...(await breakdown()),
  ];
};
