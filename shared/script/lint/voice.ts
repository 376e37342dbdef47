import { namesEveryKey, PAUSE } from '../../reply/wording.ts';
import { type Finding, finding, type Linted, listed, questionsOf } from './finding.ts';
import { type Text, textsOf } from './texts.ts';

const WORDS_PER_SECOND = 2.5;
const PAUSE_SECONDS = 0.6;
const LONG_SECONDS = 20;
const TOO_LONG_SECONDS = 30;
const FIRST_OPTION_SECONDS = 8;
const OPTIONS_MANY = 5;
const MUST_HEAR_SECONDS = 10;

/** Seconds it takes to say a text aloud: 2.5 words a second and 0.6 for each pause. */
export const secondsOf = (text: string): number => {
  const words = text.split(/\s+/).filter(word => word !== '').length;
  return words / WORDS_PER_SECOND + (text.split(PAUSE).length - 1) * PAUSE_SECONDS;
};

/** V: can it be heard once and answered with a key? */
export function lintVoice(linted: Linted): readonly Finding[] {
  const texts = textsOf(linted, 'voice').filter(text => text.kind !== 'line');
  return [
    ...keys(linted),
    ...texts.flatMap(text => [...length(text), ...firstOption(linted, text), ...mustHear(linted, text)]),
    ...readsBadly(linted),
  ];
}

function keys({ book, sources }: Linted): Finding[] {
  const found: Finding[] = [];
  for (const { script, node } of questionsOf(book)) {
    const place = sources.script(script.id, 'nodes', node.id, 'choices');
    const numbers = node.choices.map(choice => Number(choice.key)).sort((a, b) => a - b);
    const gap = node.input === 'number' ? -1 : numbers.findIndex((key, index) => key !== index + 1);
    if (gap >= 0)
      found.push(
        finding(
          'V01',
          'W',
          place,
          `The keys of "${node.id}" are ${listed(numbers.map(String))}: ${gap + 1} is left out.`,
          'Number them 1, 2, 3 without a gap, or leave the keys away.',
        ),
      );
    if (numbers.length > OPTIONS_MANY) {
      found.push(
        finding(
          'V03',
          'W',
          place,
          `"${node.id}" has ${numbers.length} choices; who hears them keeps about five in mind.`,
          'Put the ones most people choose first, or ask in two questions.',
        ),
      );
    }
  }
  return found;
}

function length({ name, text, place }: Text): Finding[] {
  const seconds = secondsOf(text);
  if (seconds <= LONG_SECONDS) return [];
  const level = seconds > TOO_LONG_SECONDS ? 'E' : 'W';
  return [
    finding(
      'V02',
      level,
      place,
      `"${name}" takes ${Math.round(seconds)} seconds to hear.`,
      `Shorten it, or add a shorter "voice:", to at most ${LONG_SECONDS} seconds.`,
    ),
  ];
}

function firstOption({ book }: Linted, { name, script = '', node = '', text, place, kind }: Text): Finding[] {
  const asked = book.scripts[script]?.nodes[node];
  if (asked?.kind !== 'ask' || asked.choices.length === 0 || kind !== 'ask') return [];
  const first = text.search(/\b[1-8]\b/);
  const seconds = first < 0 ? 0 : secondsOf(text.slice(0, first));
  return seconds <= FIRST_OPTION_SECONDS
    ? []
    : [finding('V02', 'W', place, `"${name}" talks ${Math.round(seconds)} seconds before its first key.`, 'Say the choices sooner.')];
}

/** What is said before a recording is heard to its end: no key cuts it short, so that everybody hears that they are recorded. */
function mustHear({ book }: Linted, { name, script = '', node = '', text, place, kind }: Text): Finding[] {
  const asked = book.scripts[script]?.nodes[node];
  const seconds = secondsOf(text);
  if (asked?.kind !== 'ask' || asked.input !== 'text' || kind !== 'ask' || seconds <= MUST_HEAR_SECONDS) return [];
  const what = `"${name}" talks ${Math.round(seconds)} seconds before the tone, and no key cuts it short.`;
  return [finding('V05', 'W', place, what, `Shorten it, or add a shorter "voice:", to at most ${MUST_HEAR_SECONDS} seconds.`)];
}

/** Keys that an author wrote into the text ("Not sure: 1", "Reply 1 today 2 soon") are read out as they stand. */
function readsBadly({ book, sources }: Linted): Finding[] {
  const found: Finding[] = [];
  for (const { script, node } of questionsOf(book)) {
    if (node.choices.length === 0) continue;
    for (const language of Object.keys(book.words)) {
      const said = book.words[language]?.scripts[script.id]?.[node.id];
      const heard =
        said === undefined
          ? []
          : [...(said.voice === undefined ? [['ask', said.ask]] : []), ...said.noMatch.map((text, index) => [index, text])];
      for (const [key, text] of heard) {
        if (String(text).includes('{choices}') || !namesEveryKey(String(text), node.choices)) continue;
        const path = key === 'ask' ? ['ask'] : ['no-match', Number(key)];
        const place = sources.words(language, 'scripts', script.id, node.id, ...path);
        const fix =
          key === 'ask'
            ? 'Put {choices} there instead, or add a "voice:" that says "press 1".'
            : 'Put {choices} there instead: a text looks the same then, and a caller hears "press 1".';
        found.push(finding('V06', 'W', place, `"${node.id}" names its keys in writing; a caller hears the same words.`, fix));
      }
    }
  }
  return found;
}
