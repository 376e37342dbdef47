import { routes } from '../../shared/shell/routes.ts';
import { sampleCommunity } from './neighborhood.ts';
import { readTranscript } from './transcript-read.ts';
import type { Asked } from './watched-line.ts';

/** An answer of a call says so little that it is there at once; Twilio takes 64 kB. */
const TWIML_MAX_BYTES = 4096;

/** What a door may ask of the database before it answers. */
interface Most {
  readonly reads: number;
  readonly commits: number;
}
const RESIDENT: Most = { reads: 1, commits: 1 };
const MOST: Most = { reads: 2, commits: 1 };
const OF_DOOR: Readonly<Record<string, Most>> = {
  [routes.sms]: MOST,
  [routes.voice]: RESIDENT,
  [routes.voiceStep]: MOST,
  [routes.voiceOut]: MOST,
  // Nobody waits for the answer to what the carrier reports: the end of a call looks up what else hangs on it.
  [routes.voiceRecording]: { reads: 3, commits: 1 },
  [routes.voiceStatus]: { reads: 4, commits: 2 },
};
/** Whoever has the code of a report without a name hears of it from any phone: the code is looked up first. */
const ASKS_BY_CODE = /^(?:status )?\d{3,5}\b/i;

/** Who texts in a transcript: those who help, by number; and whether there is a report in it whose code may be asked for from any phone. */
export interface Cast {
  readonly helpers: ReadonlySet<string>;
  readonly reports: boolean;
}
export const castOf = (name: string, source: string): Cast => {
  const { volunteers, community } = readTranscript(source);
  const { team, pods } = sampleCommunity();
  const written = [...volunteers, ...community].join('\n').match(/\+\d{8,15}/g) ?? [];
  const helpers = new Set<string>([...written, ...team.map(one => one.phone), ...pods.flatMap(pod => (pod.lead ? [pod.lead] : []))]);
  return { helpers, reports: name.startsWith('report') };
};

/** What was too much about this answer; undefined where nothing was. */
export const tooMuch = ({ path, params, reads, commits, answer }: Asked, { helpers, reports }: Cast): string | undefined => {
  const [from, said] = [params.get('From') ?? '', params.get('Body') ?? ''];
  const isResident = path === routes.sms && !helpers.has(from) && !(reports && ASKS_BY_CODE.test(said));
  const most = isResident ? RESIDENT : OF_DOOR[path];
  const what = `${path} ${from} ${said}`;
  if (!most || reads > most.reads || commits > most.commits) return `${what}: ${reads} reads, ${commits} commits`;
  const bytes = Buffer.byteLength(answer.body ?? '');
  return path !== routes.sms && bytes >= TWIML_MAX_BYTES ? `${what}: ${bytes} bytes` : undefined;
};
