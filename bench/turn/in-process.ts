import { PUBLIC_URL, replyIn, TOKEN } from '../../local/in-memory-line.ts';
import type { WebDoor, WebEvent } from '../../shared/shell/door.ts';
import { smsDoor } from '../../shared/shell/sms-door.ts';
import { openSqlite } from '../../shared/table/sqlite.ts';
import { columns, cpuMicros, median, verdict } from '../measure.ts';
import { bareHandler } from './bare-handler.ts';
import { breakdown } from './breakdown.ts';
import { CASES, eventsOf, freshLine, type Kind, VOLUNTEERS, wholeCases } from './story.ts';

/** The goal: a turn takes at most so many times the processor time of the bare handler. */
const GOAL = { most: 3 } as const;
const ROUNDS = 15;
const COHORTS = 12;
const WARM_UP = 4;

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

/** Plays whole cases through the real door; only what the door does with each text is counted. Answers the events, for the other one. */
const throughTheLine = async (spent: Spendings): Promise<readonly WebEvent[]> => {
  const line = await freshLine();
  const door = smsDoor(line.runtime);
  const played: WebEvent[] = [];
  for await (const stage of wholeCases(line)) {
    const events = eventsOf(line, stage);
    const so = spent.get(stage.kind) ?? { micros: 0, texts: 0 };
    so.micros += await cpuMicros(() => each(door, events));
    so.texts += events.length;
    spent.set(stage.kind, so);
    played.push(...events);
  }
  if (line.logged.length > 0) throw new Error(`The line logged: ${line.logged.join('\n')}`);
  await line.store.close();
  return played;
};

const throughTheBareHandler = async (spent: Spent, events: readonly WebEvent[]): Promise<void> => {
  const store = openSqlite(':memory:', () => Date.now());
  let logged = 0;
  const door = bareHandler({
    store,
    token: TOKEN,
    publicUrl: PUBLIC_URL,
    write: line => {
      logged += line.length;
    },
  });
  const [first] = events;
  if (!first || replyIn(await door(first)) === null || logged === 0) throw new Error('The bare handler did not do its work.');
  spent.micros += await cpuMicros(() => each(door, events));
  spent.texts += events.length;
  await store.close();
};

interface Round {
  readonly bare: number;
  readonly whole: number;
  readonly kinds: ReadonlyMap<Kind, { readonly micros: number; readonly share: number }>;
}

/** One round: the line for a while, then the bare handler for as many texts. */
const round = async (): Promise<Round> => {
  const spent: Spendings = new Map();
  const bare: Spent = { micros: 0, texts: 0 };
  const played: (readonly WebEvent[])[] = [];
  for (let cohort = 0; cohort < COHORTS; cohort++) played.push(await throughTheLine(spent));
  for (const events of played) await throughTheBareHandler(bare, events);
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
