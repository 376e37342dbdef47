import { book } from '../../ivr-scripts/book.ts';
import { epochMs } from '../domain/ids.ts';
import { openDynamo } from '../table/dynamo.ts';
import { systemClock } from './clock.ts';
import { community } from './community-file.ts';
import type { WebDoor, WebEvent, WebResult } from './door.ts';
import { createLog } from './log.ts';
import { readParameter } from './parameter-store.ts';
import { routes } from './routes.ts';
import type { Config, Runtime } from './runtime.ts';
import { keptSecret, secretValues } from './secrets.ts';

/**
 * The world as it is on Lambda: the table, the clock, the log on standard output, and the scripts and settings that were put into the
 * bundle. Nothing here sends; lambda-work.ts adds the carrier for the doors that do, so that an answer to a text never waits for it.
 */
export type World = Omit<Runtime, 'config' | 'carrier'>;
export type Settings = Omit<Config, 'authTokens'>;

/** What infra/ puts into every function's environment. Throws on the first name that is missing: that is our mistake, found at deploy. */
const fromEnvironment = (name: string): string => {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not in the function's environment.`);
  return value;
};

/** The world of this function, opened without asking anything of the network. */
export const openWorld = (): World => ({
  store: openDynamo({ tableName: fromEnvironment('TABLE_NAME'), clock: () => epochMs(systemClock()) }),
  community,
  book,
  log: createLog(line => process.stdout.write(`${line}\n`), systemClock),
  now: systemClock,
});

/**
 * What `make` makes of settings and the values of this function's one secret: at once, so that the secret is on its way while the rest of
 * the bundle starts, and again when the secret has changed.
 */
export const withSecret = <T>(make: (settings: Settings, values: readonly string[]) => T): (() => Promise<T>) => {
  const settings: Settings = {
    publicUrl: fromEnvironment('PUBLIC_URL'),
    accountSid: fromEnvironment('TWILIO_ACCOUNT_SID'),
    apiBaseUrl: process.env.TWILIO_API_BASE_URL || 'https://api.twilio.com',
    ...(process.env.FALLBACK_URL && { fallbackUrl: process.env.FALLBACK_URL }),
    ...(process.env.AUDIO_URL && { audioUrl: process.env.AUDIO_URL }),
  };
  const secret = keptSecret(readParameter(fromEnvironment('TWILIO_SECRET_PARAMETER')), () => epochMs(systemClock()));
  let made: { readonly of: string; readonly what: T } | undefined;
  const current = async (): Promise<T> => {
    const text = await secret();
    if (made?.of !== text) made = { of: text, what: make(settings, secretValues(text)) };
    return made.what;
  };
  // The first request asks again should this fail.
  current().catch(() => undefined);
  return current;
};

/**
 * A door for Twilio as Lambda calls it. Only what `door` itself imports gets into its bundle. When the secret cannot be had no request can
 * be believed: the door then says `sorry`, or fails where there is none, and Twilio turns to the fallback address.
 *
 * No middy here, as there is around the workers: it would cost a first text 3 kB and no time that can be measured (117 and 119 ms, medians
 * of 60), but what these doors have in common is in webhook.ts, where one machine's server has it too.
 */
export const lambdaDoor = (
  door: (runtime: World & { readonly config: Config }) => WebDoor,
  sorry?: (world: World) => WebResult,
): WebDoor => {
  const world = openWorld();
  const opened = withSecret((settings, authTokens) => door({ ...world, config: { ...settings, authTokens } }));
  return async event => {
    let open: WebDoor;
    try {
      open = await opened();
    } catch (error) {
      world.log.error('secret.unreadable', { error });
      if (!sorry || isHealthCheck(event)) throw error;
      return sorry(world);
    }
    return isHealthCheck(event) ? READY : open(event);
  };
};

const READY: WebResult = { statusCode: 200, headers: { 'content-type': 'text/plain' }, body: 'ok' };
const isHealthCheck = ({ rawPath, requestContext }: WebEvent): boolean =>
  rawPath === routes.health && requestContext?.http?.method === 'GET';
