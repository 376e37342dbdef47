import type { Community } from '../shared/domain/community.ts';
import type { WebDoor } from '../shared/shell/door.ts';
import type { OnRoster } from '../shared/shell/line.ts';
import type { Log } from '../shared/shell/log.ts';
import type { MovableClock } from './clock.ts';
import type { Listening } from './server.ts';
import { castOf, introduction } from './simulator/cast.ts';
import { type Company, phoneCompany } from './simulator/company.ts';
import { simulatorRoutes } from './simulator/http.ts';
import { type Carrying, type Timekeeper, timekeeper, type Working } from './timekeeper.ts';

/** The line as one machine runs it. */
export interface MachineLine extends Working {
  /** By exact path. */
  readonly doors: Readonly<Record<string, WebDoor>>;
  /** Volunteers' calendars. */
  readonly calendar?: WebDoor;
  /** Every volunteer, and whether they are on call now. */
  roster(): Promise<readonly OnRoster[]>;
}

export interface MachineParts {
  readonly listening: Listening;
  readonly line: MachineLine;
  readonly community: Community;
  readonly clock: MovableClock;
  readonly log: Log;
  /** Undefined: texts leave for real, and there is no simulator. */
  readonly simulator?: {
    readonly accountSid: string;
    readonly authToken: string;
    readonly publicUrl: string;
    readonly apiBaseUrl: string;
    readonly smsPath: string;
    readonly voicePath: string;
    readonly voiceStatusPath: string;
    readonly dataDir: string;
    readonly seed?: string;
  };
}
export interface Machine {
  readonly keeper: Timekeeper;
  readonly company: Company | undefined;
  stop(): Promise<void>;
}

/** Real phones have their own carrier; there is nothing to wait for here. */
const NO_COMPANY: Carrying = { activity: () => 0, idle: async () => {}, tick: () => {}, nextDue: () => null };

/** Opens the doors, takes up what was left undone, and lets time go on. */
export const startMachine = async (parts: MachineParts): Promise<Machine> => {
  const { listening, line, community, clock, log, simulator } = parts;
  const known = { roster: await line.roster() };
  const { name, number, timezone } = community;
  const [language] = community.languages;
  const company =
    simulator &&
    phoneCompany({
      ...simulator,
      port: listening.port,
      lineNumber: number,
      callsAtOnceMax: community.calls.atOnce,
      now: clock.now,
      log,
      introduce: whose => introduction(whose, known.roster, language),
    });
  const keeper = timekeeper({ clock, line, carrier: company ?? NO_COMPANY, log });
  if (company && company.ledger.phones().length === 0) for (const phone of castOf(community, known.roster)) company.ledger.putPhone(phone);
  const roster = async (): Promise<readonly OnRoster[]> => {
    known.roster = await line.roster();
    return known.roster;
  };
  const beside = company && simulatorRoutes({ company, keeper, now: clock.now, line: { name, number, timezone }, roster, log });
  listening.open({ doors: line.doors, ...(line.calendar ? { calendar: line.calendar } : {}), ...(beside ? { beside } : {}) });
  keeper.start();
  // What a killed line had promised to send is sent now, not at the next text.
  keeper.settle().catch(error => log.error('settle-failed', { reason: String(error) }));
  return {
    keeper,
    company,
    stop: async () => {
      beside?.close();
      await keeper.stop();
      await listening.stop();
      company?.close();
    },
  };
};
