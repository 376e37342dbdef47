import type { Instant } from '../shared/domain/ids.ts';
import type { Log } from '../shared/shell/log.ts';
import type { MovableClock } from './clock.ts';

/** The line, seen from here. */
export interface Working {
  /** Does everything that is due by now and resolves when nothing is left. */
  work(): Promise<void>;
  /** The earliest instant at or before `until` at which something is due, or null. */
  nextDue(until: Instant): Promise<Instant | null>;
}
/** The phone company, seen from here. */
export interface Carrying {
  /** Begins everything that is due at or before `until`. */
  tick(until: Instant): void;
  nextDue(until: Instant): Instant | null;
  /** Counts what it was asked to do. */
  activity(): number;
  /** Resolves when it has done all of it. */
  idle(): Promise<void>;
}

/** Rounds of work and delivery that may follow one cause before it is called a loop. */
export const ROUNDS_MAX = 1_000;
/** Times that something may still be due at an instant whose work was done. */
export const AT_ONE_INSTANT_MAX = 20;
/** Different instants that one move may stop at. */
export const STOPS_PER_MOVE_MAX = 100_000;
/** How often real time is looked at. */
export const PULSE_MS = 1_000;

/** What never came to an end. The clock stays where it had come to. */
export class EndlessTrouble extends Error {
  constructor(what: string, limit: number) {
    super(`${what} more than ${limit} times: something keeps making work for itself.`);
    this.name = 'EndlessTrouble';
  }
}

export interface Timekeeper {
  /** Resolves when the line and the phone company have nothing left to do now. */
  settle(): Promise<void>;
  /** Moves the clock through everything that falls due up to the instant that `to` names, in order; moves wait for each other. */
  move<Refused>(to: (now: Instant) => { at: Instant } | { refused: Refused }): Promise<{ now: Instant } | { refused: Refused }>;
  /** Lets real time go on: what falls due is done within PULSE_MS. */
  start(): void;
  /** Stops, after what is being done now. */
  stop(): Promise<void>;
}

interface Parts {
  readonly clock: MovableClock;
  readonly line: Working;
  readonly carrier: Carrying;
  readonly log: Log;
}

/** Keeps the time of one machine: real time, and moves of the clock, never both at once. */
export const timekeeper = (parts: Parts): Timekeeper => {
  let last: Promise<unknown> = Promise.resolve();
  let waiting = 0;
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    waiting += 1;
    const done = last.then(work).finally(() => {
      waiting -= 1;
    });
    last = done.catch(() => undefined);
    return done;
  };
  const pulse = async (): Promise<void> => {
    parts.carrier.tick(parts.clock.now());
    await settle(parts);
  };
  let timer: NodeJS.Timeout | undefined;
  return {
    settle: () => settle(parts),
    move: to =>
      inTurn(async () => {
        const target = to(parts.clock.now());
        if (!('at' in target)) return target;
        await travel(parts, target.at);
        return { now: target.at };
      }),
    start: () => {
      // A pulse that finds the last one still at work is left out, not queued.
      timer ??= setInterval(() => {
        if (waiting === 0) inTurn(pulse).catch(error => parts.log.error('pulse-failed', { reason: String(error) }));
      }, PULSE_MS);
    },
    stop: async () => {
      clearInterval(timer);
      timer = undefined;
      await last;
    },
  };
};

/** A delivery may cause work and work may cause deliveries: goes round until neither has anything. */
const settle = async ({ line, carrier }: Parts): Promise<void> => {
  for (let round = 0; round < ROUNDS_MAX; round++) {
    const before = carrier.activity();
    await line.work();
    await carrier.idle();
    if (carrier.activity() === before) return;
  }
  throw new EndlessTrouble('Work and deliveries caused each other', ROUNDS_MAX);
};

const travel = async (parts: Parts, target: Instant): Promise<void> => {
  const { clock } = parts;
  clock.hold(clock.now());
  try {
    await settle(parts);
    let atOneInstant = 0;
    for (let stops = 0; ; ) {
      const due = await nextOf(parts, target);
      if (due === null) break;
      if (due > clock.now()) {
        clock.hold(due);
        atOneInstant = 0;
        if (++stops > STOPS_PER_MOVE_MAX) throw new EndlessTrouble('On the way something fell due', STOPS_PER_MOVE_MAX);
      } else if (++atOneInstant > AT_ONE_INSTANT_MAX) throw new EndlessTrouble(`At ${due} something fell due`, AT_ONE_INSTANT_MAX);
      parts.carrier.tick(clock.now());
      await settle(parts);
    }
    clock.hold(target);
    // What keeps the house in order and is nobody's to wait for is done once, on arrival.
    await settle(parts);
  } finally {
    clock.letGo();
  }
};

const nextOf = async ({ line, carrier }: Parts, until: Instant): Promise<Instant | null> => {
  const ours = await line.nextDue(until);
  const theirs = carrier.nextDue(until);
  if (ours === null || theirs === null) return ours ?? theirs;
  return ours < theirs ? ours : theirs;
};
