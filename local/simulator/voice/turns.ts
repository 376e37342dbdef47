import { type Instant, later } from '../../../shared/domain/ids.ts';

/** Does one thing after the other, and counts them. */
export const inTurn = (
  broke: (error: unknown) => void,
): { add(work: () => Promise<void>): void; activity(): number; idle(): Promise<void> } => {
  let activity = 0;
  let last: Promise<void> = Promise.resolve();
  return {
    add: work => {
      activity += 1;
      last = last.then(work).catch(broke);
    },
    activity: () => activity,
    idle: async () => {
      for (let seen: Promise<void> | undefined; seen !== last; ) {
        seen = last;
        await seen;
      }
    },
  };
};

/** What is to be done at its time; of several at one time, what was set first. */
export const alarms = (): { set(at: Instant, work: () => void): void; ring(until: Instant): void; due(): readonly Instant[] } => {
  let waiting: { readonly at: Instant; readonly work: () => void }[] = [];
  return {
    set: (at, work) => void waiting.push({ at, work }),
    ring: until => {
      const due = waiting.filter(one => one.at <= until).sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
      waiting = waiting.filter(one => one.at > until);
      for (const { work } of due) work();
    },
    due: () => waiting.map(one => one.at),
  };
};

/** When the next of several may begin that come so far apart. */
export const pace = (apartMs: number): ((now: Instant) => Instant) => {
  let last: Instant | undefined;
  return now => {
    const due = last === undefined ? now : later(last, apartMs);
    last = due > now ? due : now;
    return last;
  };
};
