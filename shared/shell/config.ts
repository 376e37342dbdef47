import { type PhoneNumber, phoneNumber } from '../domain/ids.ts';
import type { Config } from './runtime.ts';

/** Everything that the environment says, read once at the start. The table of it stands in the README. */
export interface Settings {
  readonly config: Config;
  readonly port: number;
  /** True unless texts leave through Twilio itself: only then do the simulator's addresses exist. */
  readonly simulated: boolean;
  /** Takes the place of the number in the community file. */
  readonly helplineNumber?: PhoneNumber;
  readonly communityFile: string;
  readonly dataDir: string;
  readonly database:
    | { readonly engine: 'sqlite' }
    /** Without an endpoint: AWS's own. */
    | { readonly engine: 'dynamodb'; readonly endpoint?: string; readonly table: string };
}

type Environment = Readonly<Record<string, string | undefined>>;

/** The simulator's account. No secret: it opens nothing but a line on this machine. */
const SIMULATOR_ACCOUNT_SID = 'AC00000000000000000000000000000000';
const SIMULATOR_AUTH_TOKEN = 'simulator-token-for-this-machine';

/**
 * Reads the environment, or names every mistake in it, in plain words and without printing a secret. An empty value counts as none.
 * Several tokens, parted by commas, may sign webhooks while one is being changed; the first is used for sending.
 */
export const configFrom = (env: Environment): Settings | { readonly problems: readonly string[] } => {
  const read = reader(env);
  const port = read('PORT', '3000', portOf);
  const publicUrl = read('PUBLIC_URL', `http://localhost:${port ?? ''}`, addressOf);
  const apiBaseUrl = read('TWILIO_API_BASE_URL', `http://127.0.0.1:${port ?? ''}`, addressOf);
  const accountSid = read('TWILIO_ACCOUNT_SID', SIMULATOR_ACCOUNT_SID, accountOf);
  const authTokens = read('TWILIO_AUTH_TOKEN', SIMULATOR_AUTH_TOKEN, tokensOf);
  const helplineNumber = read('HELPLINE_NUMBER', undefined, numberOf);
  const engine = read('DATABASE', 'sqlite', engineOf);
  const endpoint = read('DYNAMODB_ENDPOINT', undefined, addressOf);
  const simulated = apiBaseUrl === undefined || !isTwilios(apiBaseUrl);
  const problems = [...read.problems, ...(simulated ? [] : missingForTwilio(env))];
  if (problems.length > 0 || !(publicUrl && apiBaseUrl && accountSid && authTokens && port !== undefined)) return { problems };
  return {
    config: { publicUrl, accountSid, authTokens, apiBaseUrl },
    port,
    simulated,
    ...(helplineNumber && { helplineNumber }),
    communityFile: said(env, 'COMMUNITY_FILE') ?? 'community.yaml',
    dataDir: said(env, 'DATA_DIR') ?? '.data',
    database:
      engine === 'dynamodb'
        ? { engine, table: said(env, 'TABLE_NAME') ?? 'porchlight', ...(endpoint && { endpoint }) }
        : { engine: 'sqlite' },
  };
};

/** Whether this is an address of Twilio's own, where texts reach real phones. */
export const isTwilios = (address: string): boolean => /(^|\.)twilio\.com$/i.test(URL.parse(address)?.hostname ?? '');

const said = (env: Environment, name: string): string | undefined => env[name]?.trim() || undefined;

/** Reads values one by one and gathers what is wrong. A parser answers undefined for what it cannot take. */
const reader = (env: Environment) => {
  const problems: string[] = [];
  const read = <T>(name: string, otherwise: string | undefined, { parse, form }: Parser<T>): T | undefined => {
    const text = said(env, name) ?? otherwise;
    const value = text === undefined ? undefined : parse(text);
    if (text !== undefined && value === undefined && said(env, name) !== undefined) problems.push(`${name} must be ${form}.`);
    return value;
  };
  return Object.assign(read, { problems });
};

interface Parser<T> {
  readonly parse: (text: string) => T | undefined;
  /** What it must be, as the end of a sentence. */
  readonly form: string;
}

const portOf: Parser<number> = {
  parse: text => (/^\d{1,5}$/.test(text) && Number(text) <= 65_535 ? Number(text) : undefined),
  form: 'a port from 0 to 65535, as in 3000',
};
const addressOf: Parser<string> = {
  parse: text => {
    const url = URL.parse(text);
    return url && /^https?:$/.test(url.protocol) && !url.search && !url.hash ? text.replace(/\/+$/, '') : undefined;
  },
  form: 'an address without ? and #, as in https://line.example.org',
};
const accountOf: Parser<string> = {
  parse: text => (/^AC\w{1,62}$/.test(text) ? text : undefined),
  form: 'the account’s id, which begins with AC',
};
const tokensOf: Parser<readonly string[]> = {
  parse: text => {
    const tokens = text.split(',').map(token => token.trim());
    return tokens.includes('') ? undefined : tokens;
  },
  form: 'the account’s auth token, or two of them with a comma between',
};
const numberOf: Parser<PhoneNumber> = { parse: phoneNumber, form: 'a phone number with its country code, as in +12125550123' };
const engineOf: Parser<'sqlite' | 'dynamodb'> = {
  parse: text => (text === 'sqlite' || text === 'dynamodb' ? text : undefined),
  form: 'sqlite or dynamodb',
};

const missingForTwilio = (env: Environment): string[] =>
  ['TWILIO_ACCOUNT_SID', 'TWILIO_AUTH_TOKEN', 'PUBLIC_URL']
    .filter(name => said(env, name) === undefined)
    .map(name => `${name} is needed when texts leave through Twilio (TWILIO_API_BASE_URL).`);
