/** What `npm start` takes from the environment, all of it optional. */
export interface Settings {
  readonly port: number;
  /** Undefined: http://localhost and the port. */
  readonly publicUrl: string | undefined;
  readonly accountSid: string;
  readonly authToken: string;
  /** Undefined: the built-in phone simulator. */
  readonly apiBaseUrl: string | undefined;
  readonly helplineNumber: string | undefined;
  readonly communityFile: string;
  readonly dataDir: string;
  readonly database:
    | { readonly kind: 'sqlite' }
    | { readonly kind: 'dynamodb'; readonly endpoint: string | undefined; readonly table: string };
}
export type Read = { readonly ok: true; readonly settings: Settings } | { readonly ok: false; readonly problems: readonly string[] };

/** The simulator's own account. No secret: it is good for nothing but a line on this machine. */
export const SIMULATOR_ACCOUNT_SID = 'AC00000000000000000000000000000000';
export const SIMULATOR_AUTH_TOKEN = 'simulator-token-for-this-machine';
const TABLE = 'porchlight';

type Env = Readonly<Record<string, string | undefined>>;

/** Whether texts leave for real: then nothing of the simulator exists. */
export const isTwilios = (apiBaseUrl: string | undefined): boolean =>
  apiBaseUrl !== undefined && /(^|\.)twilio\.com$/.test(new URL(apiBaseUrl).hostname);

/** Reads the settings, or names everything that is wrong with them. An empty value counts as unset. */
export const readSettings = (env: Env): Read => {
  const problems: string[] = [];
  const value = (name: string): string | undefined => env[name]?.trim() || undefined;
  const address = (name: string): string | undefined => {
    const text = value(name);
    if (text === undefined) return undefined;
    if (/^https?:$/.test(URL.parse(text)?.protocol ?? '')) return text.replace(/\/+$/, '');
    problems.push(`${name} must be an address like https://line.example.org, not "${text}".`);
    return undefined;
  };
  const port = Number(value('PORT') ?? 3000);
  if (!(Number.isInteger(port) && port >= 0 && port <= 65_535)) problems.push(`PORT must be 0 to 65535, not "${env.PORT}".`);
  const kind = value('DATABASE') ?? 'sqlite';
  if (kind !== 'sqlite' && kind !== 'dynamodb') problems.push(`DATABASE must be sqlite or dynamodb, not "${kind}".`);
  const apiBaseUrl = address('TWILIO_API_BASE_URL');
  if (isTwilios(apiBaseUrl)) {
    for (const name of ['TWILIO_ACCOUNT_SID', 'TWILIO_AUTH_TOKEN', 'PUBLIC_URL'])
      if (value(name) === undefined)
        problems.push(`${name} is needed when texts go out through Twilio (TWILIO_API_BASE_URL=${apiBaseUrl}).`);
  }
  const settings: Settings = {
    port,
    publicUrl: address('PUBLIC_URL'),
    accountSid: value('TWILIO_ACCOUNT_SID') ?? SIMULATOR_ACCOUNT_SID,
    authToken: value('TWILIO_AUTH_TOKEN') ?? SIMULATOR_AUTH_TOKEN,
    apiBaseUrl,
    helplineNumber: value('HELPLINE_NUMBER'),
    communityFile: value('COMMUNITY_FILE') ?? 'community.yaml',
    dataDir: value('DATA_DIR') ?? '.data',
    database:
      kind === 'dynamodb' ? { kind, endpoint: address('DYNAMODB_ENDPOINT'), table: value('TABLE_NAME') ?? TABLE } : { kind: 'sqlite' },
  };
  return problems.length === 0 ? { ok: true, settings } : { ok: false, problems };
};
