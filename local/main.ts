import { setTimeout as pause } from 'node:timers/promises';
import { configFrom, type Settings } from '../shared/shell/config.ts';
import { createLine } from '../shared/shell/line.ts';
import { createLog } from '../shared/shell/log.ts';
import { beginReconciling } from '../shared/shell/reconciler.ts';
import { routes } from '../shared/shell/routes.ts';
import type { Config } from '../shared/shell/runtime.ts';
import { createCarrier } from '../shared/shell/twilio.ts';
import { readRoster } from '../shared/table/roster.ts';
import { type Store, StoreTrouble } from '../shared/table/store.ts';
import { joinLines } from './alone.ts';
import { lineClock } from './clock.ts';
import { openDatabase, prepareDatabase, troubleInWords } from './database.ts';
import { type Files, readFiles } from './files.ts';
import { welcomeVolunteers } from './first-start.ts';
import { startMachine } from './machine.ts';
import { HOST, listen } from './server.ts';
import { REST_PATH } from './simulator/http.ts';
import { takeUp } from './take-up.ts';
import { whoHears } from './who-hears.ts';

/** `npm start`: the whole line on this machine. */

class Refused extends Error {}
const orRefuse = <T>(read: T | { readonly problems: readonly string[] }, what: string): T => {
  if (typeof read === 'object' && read !== null && 'problems' in read)
    throw new Refused(`${what}\n${read.problems.map(one => `  ${one}`).join('\n')}`);
  return read;
};
/** The database that this opens, or what is the matter with it, as a sentence. */
const orInWords = async (settings: Settings, open: () => Promise<Store>): Promise<Store> => {
  try {
    return await open();
  } catch (error) {
    throw error instanceof StoreTrouble ? new Refused(troubleInWords(error, settings)) : error;
  }
};
const settingsFor = (port?: number): Settings => {
  const address = process.env.TWILIO_API_BASE_URL?.trim() || (port === undefined ? '' : `http://${HOST}:${port}${REST_PATH}`);
  const env = { ...process.env, TWILIO_API_BASE_URL: address, ...(port === undefined ? {} : { PORT: String(port) }) };
  return orRefuse(configFrom(env), 'The settings cannot be used as they are:');
};

const isBuiltIn = (config: Config): boolean => config.apiBaseUrl.endsWith(REST_PATH);

const run = async (): Promise<void> => {
  const files: Exclude<Files, { problems: readonly string[] }> = orRefuse(
    await readFiles(settingsFor()),
    'The line cannot start with these files:',
  );
  const clock = lineClock(settingsFor().dataDir);
  const log = createLog(line => process.stderr.write(`${line}\n`), clock.now);
  const listening = await listen(settingsFor().port, log);
  const settings = settingsFor(listening.port);
  const { config, simulated, dataDir } = settings;
  const store = await orInWords(settings, async () => {
    await prepareDatabase(settings);
    return openDatabase(settings, clock);
  });
  const { community } = files;
  const welcomed = isBuiltIn(config) ? await welcomeVolunteers(store, community) : 0;
  const presence = settings.database.engine === 'sqlite' ? await joinLines(dataDir, () => takeUp(store, clock.now())) : undefined;
  const carrier = createCarrier({ config, from: community.number, log });
  // The phones of this machine take calls as fast as they come; Twilio takes one a second.
  const line = createLine({ ...files, store, carrier, config, log, now: clock.now, ...(simulated ? {} : { pause }) });
  await beginReconciling({ store, now: clock.now });
  const [authToken = ''] = config.authTokens;
  const simulator = { ...config, authToken, smsPath: routes.sms, voicePath: routes.voice, voiceStatusPath: routes.voiceStatus, dataDir };
  const machine = await startMachine({ listening, line, community, clock, log, ...(simulated ? { simulator } : {}) });
  process.stdout.write(greeting(settings, files.community.name, files.community.number, listening.port, welcomed));
  for (const sentence of whoHears(community, await readRoster(store))) process.stdout.write(`${sentence}\n`);

  let stopping = false;
  const stop = async (): Promise<void> => {
    // Whoever asks twice does not want to wait.
    if (stopping) process.exit(1);
    stopping = true;
    await machine.stop();
    presence?.leave();
    await store.close();
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void stop());
};

const greeting = (
  { config, simulated, dataDir, database }: Settings,
  name: string,
  number: string,
  port: number,
  welcomed: number,
): string => {
  const kept = database.engine === 'sqlite' ? dataDir : `the table ${database.table}`;
  const lines = [
    `${name}, ${number}, is on the line.`,
    `It listens on ${HOST}:${port} only: nobody but this machine reaches it. Everything is kept in ${kept}. Ctrl+C stops it.`,
  ];
  if (!simulated)
    lines.push(
      `Texts leave through ${config.apiBaseUrl}. Give Twilio this address for them: ${config.publicUrl}${routes.sms} (HTTP POST).`,
    );
  else if (isBuiltIn(config)) lines.push('', `  Open http://localhost:${port} and text NEED FOOD from Maria's phone.`, '');
  else lines.push(`Texts leave through ${config.apiBaseUrl}, not through the built-in phones at http://localhost:${port}.`);
  if (welcomed > 0) lines.push(`${welcomed} sample volunteers are on call, since nobody else is on the roster.`);
  return `${lines.join('\n')}\n`;
};

try {
  await run();
} catch (error) {
  // What a person can mend is said in words; anything else keeps its stack.
  const inWords =
    error instanceof Refused ||
    (error instanceof Error && ['PortTaken', 'ClockUnreadable', 'DataFolderUnusable', 'StoreTrouble'].includes(error.name));
  process.stderr.write(`${inWords ? (error as Error).message : error instanceof Error ? error.stack : String(error)}\n`);
  process.exit(1);
}
