import type { PhoneNews } from '../../local/in-memory-calls.ts';
import { epochMs, instant } from '../../shared/domain/ids.ts';
import { customsOf } from './customs.ts';
import type { Event } from './events.ts';
import type { Promised } from './promises/promise.ts';
import { type Recorded, replay } from './replay.ts';
import type { World, WorldOptions } from './world.ts';

/** What reached phones, or what somebody did, with its time: one line of a transcript each. */
interface Line {
  readonly at: number;
  readonly text: string;
  readonly comes: boolean;
}

const oneLine = (words: string): string => words.replaceAll('\n', '\\n').replaceAll('\0', '\\0');

const didOf = (event: Event): string => {
  switch (event.do) {
    case 'text':
      return `# the webhook of this never comes: ${event.phone} > ${oneLine(event.body)}`;
    case 'calls':
      return `${event.phone} calls`;
    case 'hangs-up':
      return `${event.phone} hangs up`;
    case 'picks-up':
      return `${event.phone} answers`;
    case 'machine-picks-up':
      return `${event.phone} answers as a machine`;
    case 'declines':
      return `${event.phone} declines`;
    case 'keys':
      return `${event.phone} > [${event.words}]`;
    case 'says':
      return `${event.phone} > "${event.words}"`;
    case 'records':
      return `${event.phone} > (recording "${event.words}")`;
    case 'fate':
      return `# the carrier: ${JSON.stringify(event.fate)}`;
    case 'fault':
      return `# the machine: ${JSON.stringify(event.fault)}`;
    case 'down':
      return `# the machine is off for ${Math.round(event.ms / 1_000)} s`;
    case 'clock':
      return `# the clock of the machine is ${event.ms / 1_000} s ahead`;
    case 'deploy':
      return `# edition ${event.edition} of the scripts is deployed`;
    case 'second-worker':
      return '# a second process works beside the first';
    case 'imports':
      return `# volunteers are read in again: ${event.rows.join(' | ')}`;
    case 'rotates':
      return `# ${event.pod} has a rotation: ${JSON.stringify(event.rotation)}`;
    case 'engaged':
      return `# ${event.phone} ${event.how ? `is ${event.how} for calls` : 'rings again'}`;
    case 'blocks':
      return `# ${event.phone} opts out at the carrier`;
    case 'desk':
      return `# at the command line: ${JSON.stringify(event.command)}`;
  }
};

const newsOf = (news: PhoneNews): string | undefined => {
  if (news.what === 'rings') return `${news.phone} rings`;
  if (news.what === 'talks') return `${news.phone} talks with ${news.with}`;
  if (news.what === 'heard' && (news.piece.kind === 'said' || news.piece.kind === 'played'))
    return `${news.phone} < ~${oneLine(news.piece.text)}~`;
  return undefined;
};

const UNITS = [
  ['d', 86_400],
  ['h', 3_600],
  ['m', 60],
  ['s', 1],
] as const;
const passes = (seconds: number): string => {
  const [unit, size] = UNITS.find(([, length]) => seconds % length === 0) ?? ['s', 1];
  return `~ ${seconds / size}${unit}`;
};

/** Each code as a letter, as transcripts write a code that is not known before; so many seconds are no code. */
const lettered = (world: World, lines: readonly string[]): string => {
  const codes = [...world.mirror.cases.values()].sort((a, b) => (a.openedAt < b.openedAt ? -1 : 1)).map(c => c.code);
  const letter = (line: string): string =>
    codes
      .slice(0, 26)
      .reduce((all, code, nth) => all.replace(new RegExp(`(?<![\\d+])${code}(?!\\d)`, 'g'), `{${String.fromCharCode(65 + nth)}}`), line);
  return lines.map(line => (line.startsWith('~ ') ? line : letter(line))).join('\n');
};

/**
 * A recorded world that breaks a promise as a transcript, to be put into tests/conversations/ as it is: it fails there as long as the promise is broken, for
 * whatever happened stands in it to the letter. The story behind it is for whoever reads it.
 */
export const heldStory = async (recorded: Recorded, promises: readonly Promised[], more: Partial<WorldOptions> = {}): Promise<string> => {
  const { settings, events, until } = recorded;
  const told = (await storyOf(recorded, promises, more)).trimEnd().split('\n');
  const head = told.filter(line => line.startsWith('community ') || line.startsWith('volunteer '));
  const story = told.filter(line => !head.includes(line)).map(line => (line.startsWith('#') ? line : `# ${line}`));
  const [first = '', second = '', ...rest] = story;
  // What happened at the very moment at which it broke is seen only once that moment is over.
  const lives = `lives ${settings.begins} ${instant(until + 1_000)}`;
  return `${[first, second, ...head, lives, ...events.map(event => `happens ${JSON.stringify(event)}`), ...rest].join('\n')}\n`;
};

/** A recorded world as a transcript that says every word; what a transcript cannot say stands in it as a remark. */
export const storyOf = async (recorded: Recorded, promises: readonly Promised[], more: Partial<WorldOptions> = {}): Promise<string> => {
  const lines: Line[] = [];
  const sids = new Set<string>();
  const world = await replay(recorded, promises, {
    ...more,
    // A text stands right before its answer, also where others came in the same instant.
    played: (event, at) => (event.do !== 'text' || event.lost) && lines.push({ at, text: didOf(event), comes: false }),
    written: ({ phone, body, reply, sid }, at) => {
      const said = `${phone} > ${oneLine(body)}`;
      if (sids.has(sid)) return void lines.push({ at, text: `# the same once more: ${said}`, comes: false });
      sids.add(sid);
      lines.push({ at, text: said, comes: false });
      if (reply !== null) lines.push({ at, text: `${phone} < ${oneLine(reply)}`, comes: true });
    },
    taken: ({ to, body }, at) => void lines.push({ at, text: `${to} < ${oneLine(body)}`, comes: true }),
    news: (news, at) => {
      const text = newsOf(news);
      if (text) lines.push({ at, text, comes: true });
    },
  });
  const head = world.broken ? [`# ${world.broken.promise}`, `# ${world.broken.what}`] : [];
  const customs = customsOf(recorded.settings.seed).map(line => `community ${line}`);
  const told = [
    ...head,
    ...customs,
    ...recorded.roster.map(row => `volunteer ${row}`),
    ...timed(lines, epochMs(recorded.settings.begins), world.at),
  ];
  return `${lettered(world, told)}\n`;
};

/** The lines with the time that passes between them: what comes at once stands right behind what was done, the rest behind the time it took. */
const timed = (lines: readonly Line[], begins: number, ends: number): readonly string[] => {
  const told: string[] = [];
  let second = Math.floor(begins / 1_000);
  let waiting: Line[] = [];
  const passTo = (at: number): void => {
    const seconds = Math.floor(at / 1_000) - second;
    if (seconds > 0) told.push(passes(seconds));
    second += Math.max(0, seconds);
  };
  const flush = (): void => {
    const last = waiting.at(-1);
    if (last) passTo(last.at);
    told.push(...waiting.map(({ text }) => text));
    waiting = [];
  };
  for (const line of lines) {
    if (line.comes && (told.length === 0 || waiting.length > 0 || Math.floor(line.at / 1_000) > second)) waiting.push(line);
    else if (line.comes) told.push(line.text);
    else {
      // What comes before anybody did anything comes as the first time passes.
      if (told.length === 0) passTo(line.at);
      flush();
      passTo(line.at);
      told.push(line.text);
    }
  }
  flush();
  passTo(ends);
  return told;
};
