import { readFileSync } from 'node:fs';
import { type Got, takeGot } from '../../local/in-memory-got.ts';
import type { Line } from '../../shared/shell/line.ts';
import type { Runtime } from '../../shared/shell/runtime.ts';
import type { Store } from '../../shared/table/store.ts';
import type { Sabotage } from '../world/world.ts';
import { communityFrom, Neighborhood, sampleCommunity } from './neighborhood.ts';
import { playCallStep } from './transcript-calls.ts';
import { Codes } from './transcript-codes.ts';
import { type Expected, readTranscript, type Step } from './transcript-read.ts';
import { playWorld } from './transcript-world.ts';

export interface RunOptions {
  /** Makes the line out of its parts; for one that is watched. */
  readonly start?: (runtime: Runtime) => Line;
  readonly store?: (now: () => number) => Store;
  /** Looks at each text that came; answers what is wrong with it, or null. */
  readonly check?: (phone: string, body: string) => string | null;
  /** A product that is wrong, for a story that is lived through: it must be seen. */
  readonly sabotage?: Sabotage;
}

/** Plays a transcript (transcript-read.ts says how one is written) through the real doors. Answers the first thing that went otherwise, or null. */
export const playTranscript = async (source: string, options: RunOptions = {}): Promise<string | null> => {
  const transcript = readTranscript(source);
  const base = readFileSync(new URL('../../community.yaml', import.meta.url), 'utf8');
  const community = transcript.community.length > 0 ? communityFrom(`${base}\n${transcript.community.join('\n')}\n`) : sampleCommunity();
  if (transcript.lives) return playWorld(transcript, community, options);
  const hood = new Neighborhood({
    community,
    calls: 'ring',
    ...(options.store ? { store: options.store } : {}),
    ...(options.start ? { start: options.start } : {}),
  });
  try {
    if (transcript.volunteers.length > 0) await hood.volunteers(transcript.volunteers.join('\n'));
    const codes = new Codes();
    for (const step of transcript.steps) {
      const wrong = await playStep(hood, step, codes, options);
      if (wrong) return wrong;
    }
  } finally {
    await hood.store.close();
  }
  const broken = hood.logged.filter(l => l.includes('"level":"error"'));
  return broken.length > 0 ? `The line logged: ${broken.join('\n')}` : null;
};

const playStep = async (hood: Neighborhood, step: Step, codes: Codes, { check }: RunOptions): Promise<string | null> => {
  const got: Got[] = [];
  let cannot: string | undefined;
  if (step.act.kind === 'time') await hood.pass(step.act.ms);
  else cannot = await playCallStep(hood, step, words => codes.fill(words), got);
  await hood.listen();
  got.push(...takeGot(hood));
  if (cannot !== undefined) return report(`line ${step.line}: ${cannot}`, step, got);
  const ill = got.map(one => illOf(one, hood, check)).find(found => found !== null);
  return ill ? report(`line ${step.line}: ${ill}`, step, got) : compare(step, got, codes);
};

/** What is never right, whatever was expected. */
const illOf = ({ kind, phone, words }: Got, hood: Neighborhood, check: RunOptions['check']): string | null => {
  if (kind === 'text') return check?.(phone, words) ?? null;
  if (kind === 'fault') return words;
  if (kind === 'heard') return /\{[a-z-]+\}|undefined|\[object/.test(words) ? `a placeholder was left open: ${words}` : null;
  const shown = kind === 'rings' && words !== hood.community.number;
  return shown ? `${phone} was shown ${words} as who calls` : null;
};

const compare = (step: Step, got: readonly Got[], codes: Codes): string | null => {
  const left = new Set(got.filter(({ kind, noSpeech }) => kind !== 'over' && !noSpeech));
  for (const expected of step.expected) {
    const found = [...left].find(one => fits(one, expected, codes)) ?? got.find(one => isLasting(one) && fits(one, expected, codes));
    if (found === undefined) return report(`line ${expected.line}: this did not come: ${expected.raw.trim()}`, step, got);
    left.delete(found);
  }
  return left.size > 0 ? report(`line ${step.line}: more came than was expected`, step, got) : null;
};

/** What was heard in one breath may be expected in parts; a text, a ring or being put through happens once. */
const isLasting = ({ kind, noSpeech }: Got): boolean => kind === 'heard' || kind === 'over' || noSpeech === true;

const fits = (got: Got, { kind, phone, words }: Expected, codes: Codes): boolean => {
  if (got.phone !== phone) return false;
  if (kind === 'words') {
    if (got.kind === 'text') return codes.matches(words, got.words);
    return got.kind === 'heard' && codes.matches(words, got.words, 'spoken');
  }
  return got.kind === kind && (kind !== 'talks' || got.words === words);
};

const SHOWN = { text: '<', heard: 'hears', rings: 'rings', talks: 'talks with', over: 'is hung up on', fault: '!' } as const;
const shownAs = ({ kind, phone, words }: Got): string =>
  `${phone} ${SHOWN[kind]}${kind === 'rings' || kind === 'over' ? '' : ` ${words.replaceAll('\n', '\\n')}`}`;
const report = (what: string, step: Step, got: readonly Got[]): string =>
  [what, `after: ${step.raw.trim()}`, 'this came:', ...got.map(shownAs)].join('\n');
