import type { Command } from 'commander';
import { sampleFill } from '../../shared/script/lint/samples.ts';
import { segmentsOf } from '../../shared/script/lint/segments.ts';
import { isSpokenOnly, renderTexts, type Text, textsOf } from '../../shared/script/lint/texts.ts';
import { secondsOf } from '../../shared/script/lint/voice.ts';
import { type Reading, readFiles } from '../../shared/script/read.ts';
import type { Channel } from '../../shared/script/script.ts';
import { filesIn, refuse, SCRIPTS_DIR, shownPath } from './files.ts';

interface PreviewOptions {
  readonly dir: string;
  readonly language?: string;
  readonly script?: string;
  readonly json?: boolean;
}
interface Shown {
  readonly name: string;
  readonly language: string;
  readonly channel: 'sms' | 'voice';
  readonly text: string;
  readonly segments?: number;
  readonly encoding?: string;
  readonly seconds?: number;
}

/** `scripts preview`: every text in every language as a person gets it, with what it costs to send or how long it takes to hear. */
export function registerPreview(scripts: Command): void {
  scripts
    .command('preview')
    .description(
      'Every text in every language, with values as on an ordinary day; its segments as a text or its seconds as speech, with the longest values.',
    )
    .option('--dir <dir>', 'a folder other than ivr-scripts', SCRIPTS_DIR)
    .option('--language <tag>', 'only this language')
    .option('--script <id>', 'only this script, or "lines"')
    .option('--json', 'one JSON document and nothing else')
    .action(preview);
}

function preview({ dir, language, script, json }: PreviewOptions): void {
  const files = filesIn(dir);
  if (files === undefined) return refuse(`There is no folder ${dir}.`);
  const reading = readFiles(files);
  const wanted = (text: Text) =>
    (language === undefined || text.language === language) && (script === undefined || (text.script ?? 'lines') === script);
  const all = [...pairsOf(reading, 'sms'), ...pairsOf(reading, 'voice')].filter(([text]) => wanted(text)).map(shown);
  if (json) console.log(JSON.stringify(all, null, 2));
  else console.log(all.map(line).join('\n'));
  for (const { file, line: at, what, fix } of reading.problems) refuse(`${shownPath(dir, file)}:${at}  ${what} ${fix}`);
}

/** Each text as it reads on an ordinary day, and at its longest. Lines that have a twin to be heard are only read, and the twin only heard. */
const pairsOf = (reading: Reading, channel: Channel): readonly (readonly [sample: Text, longest: Text])[] => {
  const longest = textsOf(reading, channel);
  return renderTexts(reading, channel, sampleFill)
    .map((text, at) => [text, longest[at] ?? text] as const)
    .filter(([text]) => text.kind !== 'line' || isSpokenOnly(text) === (channel === 'voice'));
};

function shown([{ name, language, channel, text }, longest]: readonly [Text, Text]): Shown {
  if (channel === 'voice') return { name, language, channel, text, seconds: Math.round(secondsOf(longest.text) * 10) / 10 };
  const { count, encoding } = segmentsOf(longest.text);
  return { name, language, channel, text, segments: count, encoding };
}

const line = ({ name, language, text, segments, encoding, seconds }: Shown): string => {
  const cost = seconds === undefined ? `${segments} x ${encoding}` : `${seconds} s`;
  return `${language}  ${name}  [${cost}]\n    ${text.replaceAll('\n', '\n    ')}`;
};
