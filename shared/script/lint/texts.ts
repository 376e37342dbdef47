import { language as languageOf } from '../../domain/ids.ts';
import { wordingOf } from '../../reply/wording.ts';
import { nodeWords } from '../choices.ts';
import type { Reading } from '../read.ts';
import type { AskNode, Book, Channel, Fill, NodeWords, Say, Script } from '../script.ts';
import type { Place } from '../source.ts';

/** One text of the book as a person gets it on one channel, with values in its placeholders. */
export interface Text {
  readonly language: string;
  readonly channel: Channel;
  /** "lines > help" or "need > what > ask". */
  readonly name: string;
  readonly kind: 'line' | 'ask' | 'no-match' | 'silence';
  readonly script?: string;
  readonly node?: string;
  /** As it was written. */
  readonly template: string;
  readonly text: string;
  readonly place: Place;
}

/** Lines that are only ever heard: twins for the voice, and what is said on a call alone. */
export const isSpokenOnly = ({ kind, name }: Pick<Text, 'kind' | 'name'>): boolean =>
  kind === 'line' && /^lines > (?:call-.*|.*-aloud)$/.test(name);

/** How long what fills a placeholder may be, in plain characters; what a person wrote themselves is taken at a usual length. */
// biome-ignore format: a table
const WORST: Readonly<Record<string, number>> = {
  code: 5, n: 2, silent: 2, passed: 2, hours: 3, people: 2, call: 3, crisis: 3, services: 3, zip: 5, key: 1, when: 11, zone: 16, language: 15, status: 13,
  name: 12, me: 12, by: 12, line: 26, choice: 16, need: 18, needs: 30, what: 30, word: 8, codes: 17, place: 30, details: 60, words: 60,
  notes: 60, items: 60, cases: 60, asked: 40, kind: 14, address: 90,
};
const WORST_OTHERWISE = 16;
const DIGITS = new Set(['code', 'n', 'silent', 'passed', 'hours', 'people', 'call', 'crisis', 'services', 'zip', 'key']);

const filler = (name: string): string => (DIGITS.has(name) ? '8' : 'm').repeat(WORST[name] ?? WORST_OTHERWISE);

/** The names in braces of a text, in order of name; `{choices}` is not one of them. */
export const placeholdersIn = (template: string): readonly string[] =>
  [...new Set([...template.matchAll(/\{([\w-]+)\}/g)].map(([, name = '']) => name))].filter(name => name !== 'choices').sort();

const worstFill = (template: string): Fill => Object.fromEntries(placeholdersIn(template).map(name => [name, filler(name)]));

/** Several rules look at the same texts; they are rendered once for each reading. */
const rendered = new WeakMap<Book, Map<Channel, readonly Text[]>>();

/** Every text of the book in every language that has it, on this channel, with the longest values in its placeholders. */
export function textsOf(reading: Reading, channel: Channel): readonly Text[] {
  const known = rendered.get(reading.book) ?? new Map<Channel, readonly Text[]>();
  rendered.set(reading.book, known);
  const texts = known.get(channel) ?? renderTexts(reading, channel, worstFill);
  known.set(channel, texts);
  return texts;
}

/** The same texts in the same order, with what `fillOf` puts into a template. */
export function renderTexts({ book, sources }: Reading, channel: Channel, fillOf: (template: string) => Fill): readonly Text[] {
  const texts: Text[] = [];
  for (const [language, words] of Object.entries(book.words)) {
    const render = (say: Say, template: string, language: string) =>
      wordingOf(book, [{ ...say, fill: fillOf(template) }], languageOf(language), channel).text;
    for (const [line, template] of Object.entries(words.lines)) {
      const text = render({ kind: 'line', line }, template, language);
      texts.push({
        language,
        channel,
        name: `lines > ${line}`,
        kind: 'line',
        template,
        text,
        place: sources.words(language, 'lines', line),
      });
    }
    for (const script of Object.values(book.scripts)) {
      for (const node of Object.values(script.nodes)) {
        const said = nodeWords(book, language, script.id, node.id);
        if (said === undefined || (node.kind === 'say' && !node.speaks)) continue;
        for (const part of partsOf(said, channel)) {
          const say = { kind: part.kind, script: script.id, node: node.id, nth: part.nth };
          const template = `${part.template} ${node.kind === 'ask' ? labelsOf(node, said) : ''}`;
          texts.push({
            language,
            channel,
            name: `${script.id} > ${node.id} > ${part.key}`,
            kind: part.kind,
            script: script.id,
            node: node.id,
            template: part.template,
            text: render(say, template, language),
            place: sources.words(language, 'scripts', script.id, node.id, ...part.path),
          });
        }
      }
    }
  }
  return texts;
}

const labelsOf = (node: AskNode, said: NodeWords): string => node.choices.map(({ id }) => said.choices[id]?.label ?? '').join(' ');

interface Part {
  readonly kind: 'ask' | 'no-match' | 'silence';
  readonly nth: number;
  readonly key: string;
  readonly template: string;
  readonly path: readonly (string | number)[];
}

/** What a node says on a channel. Silence is only ever heard on a call: a text that nobody answers is met by a due row, not by a text. */
function partsOf(said: NodeWords, channel: Channel): readonly Part[] {
  const aloud = channel === 'voice' && said.voice !== undefined;
  const asked: Part = {
    kind: 'ask',
    nth: 1,
    key: aloud ? 'voice' : 'ask',
    template: aloud ? (said.voice ?? '') : said.ask,
    path: [aloud ? 'voice' : 'ask'],
  };
  const again = (kind: 'no-match' | 'silence', templates: readonly string[]): Part[] =>
    templates.map((template, index) => ({ kind, nth: index + 1, key: `${kind} ${index + 1}`, template, path: [kind, index] }));
  const parts = [asked, ...again('no-match', said.noMatch), ...(channel === 'voice' ? again('silence', said.silence) : [])];
  return parts.filter(part => part.template !== '');
}

/** Every template with its placeholders, by the name it goes by in every language. */
export function templatesOf(book: Book, language: string, scripts: readonly Script[]): ReadonlyMap<string, string> {
  const words = book.words[language];
  const found = new Map<string, string>(Object.entries(words?.lines ?? {}).map(([name, text]) => [`lines/${name}`, text]));
  for (const script of scripts) {
    for (const node of Object.keys(script.nodes)) {
      const said = nodeWords(book, language, script.id, node);
      if (said !== undefined) found.set(`scripts/${script.id}/${node}/ask`, said.ask);
    }
  }
  return found;
}
