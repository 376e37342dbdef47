import type { Deadline } from './deadline.ts';

/** What the work answers, or what `late` says once `ms` milliseconds have gone by. The work itself is left to end by itself. */
export const withinTime = async <T>(ms: number, work: Promise<T>, late: () => T | Promise<T>): Promise<T> => {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<T>((resolve, reject) => {
    timer = setTimeout(() => {
      Promise.resolve().then(late).then(resolve, reject);
    }, ms);
  });
  try {
    return await Promise.race([work, tooLate]);
  } finally {
    clearTimeout(timer);
  }
};

/** The same, with one timer for all that is waited for: for what is done hundreds of times a second. */
export const withinDeadline = <T>(deadline: Deadline, work: Promise<T>, late: () => T): Promise<T> =>
  new Promise<T>((resolve, reject) => {
    const tooLate = (): void => {
      try {
        resolve(late());
      } catch (error) {
        reject(error);
      }
    };
    const done = deadline.watch(tooLate);
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
