import type { Instant } from '../domain/ids.ts';
import { isOnCall } from '../domain/on-call.ts';
import type { Volunteer } from '../domain/volunteer.ts';
import { wholeRoster } from '../table/keys.ts';
import { nounOf } from '../table/rows.ts';
import { readSchedule } from '../table/schedule.ts';
import { calendarDoor } from './calendar-door.ts';
import { callStatusDoor } from './call-status-door.ts';
import type { WebDoor } from './door.ts';
import { outDoor } from './out-door.ts';
import { recordingDoor } from './recording-door.ts';
import { routes } from './routes.ts';
import type { Runtime } from './runtime.ts';
import { smsDoor } from './sms-door.ts';
import { statusDoor } from './status-door.ts';
import { voiceDoor } from './voice-door.ts';
import { nextDue, work } from './worker.ts';

/** The whole line in one process: its doors, and the work that follows from what came in through them. */
export interface Line {
  readonly sms: WebDoor;
  readonly status: WebDoor;
  readonly voice: WebDoor;
  /** Volunteers' calendars: GET, at every path below its own. */
  readonly calendar: WebDoor;
  /** Every door for the carrier by its exact path: whoever serves or plays the line needs no list of his own. */
  readonly doors: Readonly<Record<string, WebDoor>>;
  /** Does everything that is due by now and resolves when nothing is left. Calls that overlap share one run. */
  work(): Promise<void>;
  nextDue(until: Instant): Promise<Instant | null>;
  roster(): Promise<readonly OnRoster[]>;
}
export interface OnRoster {
  readonly name: string;
  readonly phone: string;
  readonly pods: readonly string[];
  readonly languages: readonly string[];
  readonly onCall: boolean;
}

/** One run at a time; a wish that comes in the middle of one is met by another run after it. */
const oneAtATime = (run: () => Promise<void>): (() => Promise<void>) => {
  let running: Promise<void> | undefined;
  let wanted: Promise<void> | undefined;
  const start = (): Promise<void> => {
    running = run().finally(() => {
      running = undefined;
    });
    return running;
  };
  return () => {
    if (!running) return start();
    wanted ??= running
      .catch(() => undefined)
      .then(() => {
        wanted = undefined;
        return start();
      });
    return wanted;
  };
};

const rosterOf = async (rt: Runtime): Promise<readonly OnRoster[]> => {
  const { found } = await rt.store.read({ query: [wholeRoster()] });
  const schedule = await readSchedule(rt.store, rt.community);
  const volunteers = (found[0] ?? []).map(row => nounOf<Volunteer>(row)).filter(v => v.pods.length > 0);
  return volunteers.map(v => ({
    name: v.name,
    phone: v.number,
    pods: v.pods,
    languages: v.languages,
    onCall: isOnCall(v, schedule, rt.now()),
  }));
};

export const createLine = (runtime: Runtime): Line => {
  const run = oneAtATime(() => work(runtime));
  const soon = (): void => {
    run().catch((error: unknown) => runtime.log.error('work.failed', { error }));
  };
  const sms = smsDoor(runtime, soon);
  const status = statusDoor(runtime, soon);
  const voice = voiceDoor(runtime, soon);
  return {
    sms,
    status,
    voice,
    calendar: calendarDoor(runtime),
    doors: {
      [routes.sms]: sms,
      [routes.status]: status,
      [routes.voice]: voice,
      [routes.voiceStep]: voice,
      [routes.voiceOut]: outDoor(runtime, soon),
      [routes.voiceRecording]: recordingDoor(runtime, soon),
      [routes.voiceStatus]: callStatusDoor(runtime, soon),
    },
    work: run,
    nextDue: until => nextDue(runtime, until),
    roster: () => rosterOf(runtime),
  };
};
