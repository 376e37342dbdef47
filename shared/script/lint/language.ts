import { suggestion } from '../closest.ts';
import { fold } from '../fold.ts';
import { GLOBALS } from '../schema.ts';
import type { Book, Node, Words } from '../script.ts';
import { type Finding, finding, type Linted, listed, nodesOf } from './finding.ts';
import { placeholdersIn, templatesOf, textsOf } from './texts.ts';

/** The lines that the engine itself says, with what must be in them. */
const ENGINE_LINES: Readonly<Record<string, readonly string[]>> = {
  'did-you-mean': ['choice'],
  'welcome-back': [],
  'questions-changed': [],
  press: ['choice', 'key'],
};

const ENGINE_EXAMPLES: Readonly<Record<string, string>> = {
  'did-you-mean': 'Did you mean {choice}? 1 yes 2 no',
  'welcome-back': 'Welcome back. 1 continue 2 start over 3 someone else',
  'questions-changed': 'We changed our questions a little.',
  press: 'For {choice}, press {key}.',
};

/** L: is everything there in every language, and is it that language? */
export function lintLanguage(linted: Linted): readonly Finding[] {
  return [...missing(linted), ...placeholders(linted), ...leftOver(linted), ...sameText(linted), ...otherLanguage(linted)];
}

const languagesOf = (book: Book): readonly [string, Words][] => Object.entries(book.words);
const speaks = (node: Node) => node.kind === 'ask' || node.speaks;

function missing(linted: Linted): Finding[] {
  const { book, sources } = linted;
  const found: Finding[] = [];
  for (const [language, words] of languagesOf(book)) {
    const lacks = (path: readonly string[], what: string, fix: string) =>
      found.push(finding('L01', 'E', sources.words(language, ...path), `${words.name}: ${what}`, fix));
    for (const { script, node } of nodesOf(book)) {
      if (!speaks(node)) continue;
      const path = ['scripts', script.id, node.id];
      const said = words.scripts[script.id]?.[node.id];
      if (said === undefined || said.ask === '') {
        lacks(path, `"${script.id} > ${node.id}" has no words.`, `Add "${node.id}: { ask: ... }" under "${script.id}".`);
        continue;
      }
      if (node.kind === 'say') continue;
      const unsaid = node.choices.filter(
        ({ id }) => !said.choices[id]?.label && !(node.input === 'yesno' && (id === 'yes' || id === 'no')),
      );
      if (unsaid.length > 0)
        lacks(
          [...path, 'choices'],
          `"${node.id}" has no label for ${listed(unsaid.map(({ id }) => id))}.`,
          `Add ${unsaid.map(({ id }) => `"${id}: ..."`).join(', ')} to its choices.`,
        );
      if (node.retry.noMatch > 0 && said.noMatch.length === 0)
        lacks(path, `"${node.id}" does not say how to ask again.`, 'Add "no-match: [...]".');
      if (node.retry.silence > 0 && said.silence.length === 0)
        lacks(path, `"${node.id}" does not say what a silent caller hears.`, 'Add "silence: [...]".');
    }
    for (const part of ['lines', 'terms', 'commands'] as const) {
      const everywhere = new Set(languagesOf(book).flatMap(([, other]) => Object.keys(other[part])));
      for (const name of everywhere) {
        const optional = part === 'lines' && (name.endsWith('-aloud') || Object.hasOwn(ENGINE_LINES, name));
        if (!Object.hasOwn(words[part], name) && !optional)
          lacks([part], `"${name}" is missing among the ${part}.`, `Add "${part === 'terms' ? name.replaceAll('.', ' > ') : name}".`);
      }
    }
    for (const [name, example] of Object.entries(ENGINE_EXAMPLES)) {
      if (!Object.hasOwn(words.lines, name))
        lacks(['lines'], `"${name}" is missing among the lines; the engine says it by itself.`, `Add ${name}: "${example}"`);
    }
    for (const name of GLOBALS)
      if (words.globals[name].length === 0) lacks(['globals', name], `there is no word for "${name}".`, 'Add one.');
  }
  return found;
}

/** The same placeholders in every language, and those the engine fills. */
function placeholders({ book, sources }: Linted): Finding[] {
  const found: Finding[] = [];
  const scripts = Object.values(book.scripts);
  const [first, ...others] = Object.keys(book.words);
  if (first === undefined) return [];
  const base = templatesOf(book, first, scripts);
  for (const language of others) {
    for (const [name, text] of templatesOf(book, language, scripts)) {
      const [here, there] = [placeholdersIn(text), placeholdersIn(base.get(name) ?? text)];
      const lost = there.filter(one => !here.includes(one));
      const extra = here.filter(one => !there.includes(one));
      const place = sources.words(language, ...name.split('/'));
      if (lost.length > 0)
        found.push(
          finding('L01', 'E', place, `${listed(lost.map(braced))} stands in ${first} and not here.`, 'Put it in where it belongs.'),
        );
      if (extra.length > 0)
        found.push(
          finding(
            'L01',
            'E',
            place,
            `${listed(extra.map(braced))} stands here and not in ${first}.`,
            suggestion(extra[0] ?? '', there, 'Remove it.'),
          ),
        );
    }
  }
  for (const [language, words] of languagesOf(book)) {
    for (const [line, needed] of Object.entries(ENGINE_LINES)) {
      const text = words.lines[line];
      const lost = text === undefined ? [] : needed.filter(name => !text.includes(braced(name)));
      if (lost.length > 0)
        found.push(
          finding('L01', 'E', sources.words(language, 'lines', line), `"${line}" must contain ${listed(lost.map(braced))}.`, 'Put it in.'),
        );
    }
  }
  return found;
}
const braced = (name: string): string => `{${name}}`;

/** Words for nodes and choices that no script has. */
function leftOver({ book, sources }: Linted): Finding[] {
  const found: Finding[] = [];
  for (const [language, words] of languagesOf(book)) {
    for (const [script, nodes] of Object.entries(words.scripts)) {
      const real = book.scripts[script];
      const at = (path: readonly string[], name: string, names: readonly string[]) =>
        found.push(
          finding(
            'L03',
            'W',
            sources.words(language, 'scripts', script, ...path),
            `There are words for "${name}", which no script has.`,
            suggestion(name, names, 'Remove them.'),
          ),
        );
      if (real === undefined) {
        at([], script, Object.keys(book.scripts));
        continue;
      }
      for (const [id, said] of Object.entries(nodes)) {
        const node = real.nodes[id];
        if (node === undefined) at([id], id, Object.keys(real.nodes));
        const choices = node?.kind === 'ask' ? node.choices.map(choice => choice.id) : [];
        if (node !== undefined)
          for (const choice of Object.keys(said.choices)) if (!choices.includes(choice)) at([id, 'choices', choice], choice, choices);
      }
    }
  }
  return found;
}

const WORDS_TO_COMPARE = 3;

function sameText(linted: Linted): Finding[] {
  const found: Finding[] = [];
  const first = Object.keys(linted.book.words)[0];
  const texts = textsOf(linted, 'sms');
  const base = new Map(texts.filter(text => text.language === first).map(text => [text.name, fold(text.template)]));
  for (const { language, name, template, place } of texts) {
    const folded = fold(template.replace(/\{[\w-]+\}/g, ' '));
    if (language === first || folded.split(' ').length < WORDS_TO_COMPARE || base.get(name) !== fold(template)) continue;
    found.push(
      finding('L02', 'W', place, `"${name}" is the same in ${first} and ${language}.`, `Translate it, if it is not meant to be the same.`),
    );
  }
  return found;
}

/** Small words by which a language shows. Only languages listed here are looked at. */
const TELLING: Readonly<Record<string, ReadonlySet<string>>> = {
  en: new Set('the you your and is are we what how to of it for not have'.split(' ')),
  es: new Set('el la los las su usted y es para por que una con como esta'.split(' ')),
  fr: new Set('le les vous votre et est nous une pour avec pas des ce'.split(' ')),
  ht: new Set('ou nou li yo ap pou ki sa gen nan ak pa mwen'.split(' ')),
};

function otherLanguage(linted: Linted): Finding[] {
  const found: Finding[] = [];
  for (const { language, name, template, place } of textsOf(linted, 'sms')) {
    const words = fold(template).split(' ');
    const score = (tag: string) => words.filter(word => TELLING[tag]?.has(word)).length;
    if (TELLING[language] === undefined || words.length < 6) continue;
    const other = Object.keys(TELLING).find(tag => tag !== language && score(tag) >= 3 && score(tag) > 2 * score(language));
    if (other !== undefined) found.push(finding('L02', 'W', place, `"${name}" reads like ${other}, not ${language}.`, 'Translate it.'));
  }
  return found;
}
