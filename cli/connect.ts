import { type Command, InvalidArgumentError } from 'commander';
import { type PhoneNumber, phoneNumber } from '../shared/domain/ids.ts';
import { configFrom, isTwilios, type Settings } from '../shared/shell/config.ts';
import { openClient } from '../shared/shell/twilio-client.ts';
import { type Addresses, addressProblems, fallbackIn } from './connect/addresses.ts';
import { fetchNumber, findNumber, type OwnNumber, type Service, serviceOf, updateNumber } from './connect/number.ts';
import { reachProblems } from './connect/reach.ts';
import { changesOf, type NumberSettings, type Row, tableOf, wantedSettings } from './connect/settings.ts';
import { notTaken, silentAt, type Trouble, troublesOf } from './connect/troubles.ts';
import { command, printJson, printTable, Refused } from './desk.ts';

interface ConnectOptions {
  readonly url?: string;
  readonly fallback?: string;
  readonly voiceFallback?: string;
  readonly messageFallback?: string;
  readonly number?: PhoneNumber;
  readonly yes?: boolean;
  readonly json?: boolean;
}

const TWILIO = 'https://api.twilio.com';
const TIMEOUT_MS = 15_000;

/** `connect`: tells a number at Twilio where this line is. Shows what it would change; changes it with --yes, and looks afterwards. */
export function registerConnect(program: Command): void {
  program
    .command('connect')
    .description(
      'Tell your number at Twilio where this line is: calls, texts, call status and fallbacks. It shows what would change; --yes changes it. ' +
        'TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN say whose number it is.',
    )
    .option('--url <address>', 'the public address of the line (default: PUBLIC_URL)')
    .option('--fallback <address>', 'the folder on the web with voice.xml and message.xml, for when the line does not answer')
    .option('--voice-fallback <address>', 'the document for calls alone, such as a TwiML Bin')
    .option('--message-fallback <address>', 'the document for texts alone, such as a TwiML Bin')
    .option('--number <number>', 'a number other than the one in community.yaml', numberOf)
    .option('--yes', 'change it')
    .option('--json', 'one JSON document and nothing else')
    .action(command(connect));
}

const numberOf = (text: string): PhoneNumber => {
  const number = phoneNumber(text);
  if (number === undefined) throw new InvalidArgumentError('Write it with its country code, as in +12125550123.');
  return number;
};

async function connect(options: ConnectOptions): Promise<void> {
  const settings = settingsOf(options);
  const addresses = addressesOf(options, settings);
  const problems = addressProblems(addresses);
  if (problems.length > 0) throw new Refused(problems.join('\n'));
  const number = options.number ?? (await communityNumber(settings));
  const client = await openClient(keyed(settings.config), TIMEOUT_MS);
  const before = await findNumber(client, number);
  const service = await serviceOf(client, before.sid);
  const wanted = wantedSettings(addresses);
  const changes = changesOf(before.settings, wanted);
  const found = { number, before, service, rows: tableOf(before.settings, wanted), troubles: troublesOf(before, service, addresses) };
  // A preview ends here. Whoever asked to see has seen: that is done, with nothing to refuse.
  if (options.yes !== true) return tell(options, { ...found, changed: false, connected: isSet(changes) && !anyGrave(found.troubles) });
  const changed = before.trunk === undefined && !isSet(changes);
  if (changed) await updateNumber(client, before.sid, changes);
  const after = await fetchNumber(client, before.sid);
  // Somebody who stands in for Twilio has no need of addresses where anything answers.
  const silent = isTwilios(settings.config.apiBaseUrl) ? await reachProblems(addresses) : [];
  const troubles = [...found.troubles, ...notTaken(after, changesOf(after.settings, wanted)), ...silentAt(silent)];
  const connected = !anyGrave(troubles);
  tell(options, { ...found, troubles, changed, connected });
  if (!connected) process.exitCode = 1;
}

const isSet = (changes: Partial<NumberSettings>): boolean => Object.keys(changes).length === 0;
const anyGrave = (troubles: readonly Trouble[]): boolean => troubles.some(one => one.grave);

/** The environment, with Twilio itself as the place to ask: there is nothing to connect in a simulator. */
const settingsOf = ({ url }: ConnectOptions): Settings => {
  const env = { ...process.env, PUBLIC_URL: url ?? process.env.PUBLIC_URL, TWILIO_API_BASE_URL: process.env.TWILIO_API_BASE_URL || TWILIO };
  const missing = ['TWILIO_ACCOUNT_SID', 'TWILIO_AUTH_TOKEN'].filter(name => !process.env[name]);
  if (!env.PUBLIC_URL) throw new Refused('Say where the line is: --url https://... (or PUBLIC_URL).');
  if (missing.length > 0) throw new Refused(`Say whose number it is: ${missing.join(' and ')} must be set.`);
  const settings = configFrom(env);
  if ('problems' in settings) throw new Refused(settings.problems.join('\n'));
  return settings;
};

/** An API key may stand in the token's place as "SK...:secret", as it does in the parameter for sending. */
const keyed = (config: Settings['config']): Settings['config'] => {
  const [, apiKey, secret] = /^(SK\w+):(.+)$/.exec(config.authTokens[0] ?? '') ?? [];
  return apiKey !== undefined && secret !== undefined ? { ...config, apiKey, authTokens: [secret] } : config;
};

const addressesOf = ({ fallback, voiceFallback, messageFallback }: ConnectOptions, { config }: Settings): Addresses => ({
  line: config.publicUrl,
  ...(fallback !== undefined && fallbackIn(fallback)),
  ...(voiceFallback !== undefined && { voiceFallback }),
  ...(messageFallback !== undefined && { messageFallback }),
});

const communityNumber = async (settings: Settings): Promise<PhoneNumber> => {
  const { readCommunity } = await import('../local/files.ts');
  const read = readCommunity(settings);
  if ('problems' in read) throw new Refused(read.problems.join('\n'));
  return read.community.number;
};

interface Outcome {
  readonly number: PhoneNumber;
  readonly before: OwnNumber;
  readonly service: Service | undefined;
  readonly rows: readonly Row[];
  readonly troubles: readonly Trouble[];
  readonly changed: boolean;
  /** Everything is set and nothing keeps people from being heard. */
  readonly connected: boolean;
}

const tell = (options: ConnectOptions, outcome: Outcome): void =>
  options.json === true ? printJson(asJson(outcome)) : print(options, outcome);

const asJson = ({ number, before, service, rows, troubles, changed, connected }: Outcome) => ({
  number,
  sid: before.sid,
  connected,
  changed,
  settings: rows,
  messagingService: service ?? null,
  troubles: troubles.map(one => one.what),
});

const print = ({ yes }: ConnectOptions, { number, before, rows, troubles, changed, connected }: Outcome): void => {
  process.stdout.write(`${number} ${before.name === number ? '' : `"${before.name}" `}(${before.sid})\n\n`);
  const cells = rows.map(row => [row.setting, row.before, row.after === row.before ? 'stays' : row.after]);
  printTable(['setting', changed ? 'before' : 'now', changed ? 'now' : 'after'], cells);
  process.stdout.write('\n');
  for (const { what, grave } of troubles) process.stdout.write(`${grave ? 'Not yet' : 'Note'}: ${what}\n`);
  process.stdout.write(`${closing(rows, yes === true, changed, connected)}\n`);
};

const closing = (rows: readonly Row[], told: boolean, changed: boolean, connected: boolean): string => {
  if (!told && rows.some(row => row.before !== row.after)) return 'Nothing was changed. The same with --yes changes it.';
  if (!connected)
    return changed ? 'It was changed, but the line is not connected yet: see above.' : 'The line is not connected: see above.';
  return changed ? 'Done, and looked at again: the line is connected.' : 'Everything is set as it should be.';
};
