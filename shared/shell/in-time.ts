import { Deadline } from './deadline.ts';

/** One of each length serves all who wait so long. */
const deadlines = new Map<number, Deadline>();
const deadlineOf = (ms: number): Deadline => {
  const known = deadlines.get(ms) ?? new Deadline(ms);
  deadlines.set(ms, known);
  return known;
};

/** What the work answers, or what `late` says once `ms` milliseconds have gone by. The work itself is left to end by itself. */
export const withinTime = <T>(ms: number, work: Promise<T>, late: () => T | Promise<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    const done = deadlineOf(ms).watch(() => {
      Promise.resolve().then(late).then(resolve, reject);
    });
    work.then(
      answer => {
        done();
        resolve(answer);
      },
      (error: unknown) => {
        done();
        reject(error);
      },
    );
  });
