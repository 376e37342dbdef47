import type { Promised } from './promise.ts';

/** Errors that are no fault of the program: nobody of the team gets texts, the carrier refuses our address. */
const KNOWN = new Set(['case.unheard', 'line.blocked']);

/** What a trouble of the world's own making says of itself, however late it is told of. */
const WILLED = 'as the world wills';

/** Nothing is logged as an error while nothing strikes the machine; and no log line holds a number or anybody's own words. */
export const nothingBreaks = (): Promised => {
  let read = 0;
  let faults = 0;
  return {
    promise: 'nothing breaks by itself, and the log names nobody',
    onRest: view => {
      const fresh = view.logged.slice(read);
      read = view.logged.length;
      const struck = view.faults > faults;
      faults = view.faults;
      for (const line of fresh) {
        if (/\+1555\d{7}|\bk\d{4}v\b/.test(line)) return `the log names somebody: ${line}`;
        if (struck || line.includes(WILLED) || !line.includes('"level":"error"')) continue;
        const { event = '' } = JSON.parse(line) as { event?: string };
        if (!KNOWN.has(event)) return `the line logged an error: ${line}`;
      }
      return undefined;
    },
  };
};
