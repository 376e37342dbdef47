import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { book } from '../../ivr-scripts/book.ts';
import { type Got, takeGot } from '../../local/in-memory-got.ts';
import type { Book, Words } from '../../shared/script/script.ts';
import { communityFrom, Neighborhood } from '../support/neighborhood.ts';
import { playCallStep } from '../support/transcript-calls.ts';
import { readTranscript } from '../support/transcript-read.ts';
import { sourceFiles } from './source.ts';

const wordsIn = (language: string): Words => {
  const words = book.words[language];
  if (!words) throw new Error(`There are no words in ${language}`);
  return words;
};
const LANGUAGES = Object.keys(book.words);
const LINES = Object.keys(wordsIn('en').lines);

const speaking = sourceFiles('shared/decide', 'shared/script', 'shared/shell', 'shared/reply');
const code = speaking.map(f => f.code).join('\n');
const literals = new Set([...code.matchAll(/'([^'\n]*)'/g)].map(m => m[1] ?? ''));
/** Names put together from parts: `danger-${danger}`, `${first}written-down`. */
const patterns = [...code.matchAll(/`((?:[a-z-]|\$\{[\w.]+\})*\$\{[\w.]+\}(?:[a-z-]|\$\{[\w.]+\})*)`/g)].map(
  m => new RegExp(`^${(m[1] ?? '').replace(/\$\{[\w.]+\}/g, '[a-z-]*')}$`),
);

describe('the lines of the words files', () => {
  test('have a twin for each way in which the person of a case can, or cannot, be reached', () => {
    const twins = LINES.filter(line => LINES.includes(`${line}-call`) && LINES.includes(`${line}-unseen`));
    expect(twins).toContain('page-danger');
    expect(twins.filter(line => !LINES.includes(`${line}-stopped`))).toEqual([]);
  });

  test.each(LANGUAGES.filter(l => l !== 'en'))('are the same in %s, with the same placeholders', language => {
    const holders = (text: string): readonly string[] => [...new Set([...text.matchAll(/\{([\w-]+)\}/g)].map(m => m[1] ?? ''))].sort();
    const shape = (words: Words): Record<string, readonly string[]> =>
      Object.fromEntries(
        Object.entries(words.lines)
          .sort()
          .map(([line, text]) => [line, holders(text)]),
      );
    expect(shape(wordsIn(language))).toEqual(shape(wordsIn('en')));
  });

  test('are all said somewhere in the code', () => {
    const named = patterns.filter(p => !p.test('never-a-line-of-ours'));
    const unused = LINES.filter(
      line => !literals.has(line) && !literals.has(line.replace(/-aloud$/, '')) && !named.some(p => p.test(line)),
    );
    expect(unused).toEqual([]);
  });

  test('hold every line that the code names', () => {
    const NAMED = [
      /\.line\(\s*[^,()]+(?:\([^()]*\))?,\s*'([\w?-]+)'/g,
      /\btell(?:Coordinators|Resident|Team)?\(\s*d,\s*(?:[\w.]+,\s*)?'([\w?-]+)'/g,
      /\bline: '([\w?-]+)'/g,
    ];
    const used = speaking.flatMap(f => NAMED.flatMap(named => [...f.code.matchAll(named)].map(m => ({ in: f.path, line: m[1] ?? '' }))));
    expect(used.length).toBeGreaterThan(80);
    expect(used.filter(({ line }) => !LINES.includes(line))).toEqual([]);
  });
});

/** The book with every placeholder of its lines in marks that tell which it is, so that what was filled can be read off what was said. */
const marked = (): Book => ({
  ...book,
  words: Object.fromEntries(
    Object.entries(book.words).map(([language, words]) => [
      language,
      {
        ...words,
        lines: Object.fromEntries(
          Object.entries(words.lines).map(([line, text]) => [
            line,
            text.replace(/\{([\w-]+)\}/g, (all, name: string) => `⟦${line}.${name}:${all}⟧`),
          ]),
        ),
      },
    ]),
  ),
});
const plain = (text: string): string => text.replace(/⟦[\w?-]+\.[\w-]+:/g, '').replace(/⟧/g, '');

const withCodes = (words: string, codes: ReadonlyMap<string, string>): string =>
  words.replace(/\{([A-Z])\}/g, (all, name: string) => codes.get(name) ?? all);

/** Which codes the names in an expected text stand for, read off the text that came. */
const learn = (expected: string, came: readonly string[], codes: Map<string, string>): void => {
  const pattern = withCodes(expected.replace(/^~|~$/g, ''), codes)
    .replace(/[.*+?^$|()[\]\\]/g, '\\$&')
    .replace(/\{([A-Z])\}/g, (_, name: string) => `(?<${name}>\\d{3,5})`)
    .replace(/\(\?<([A-Z])>\\d\{3,5\}\)(?=[\s\S]*\(\?<\1>)/g, '\\d{3,5}');
  for (const text of came) {
    for (const [name, code] of Object.entries(new RegExp(pattern).exec(text)?.groups ?? {})) if (code) codes.set(name, code);
  }
};

test('every placeholder that is ever said is filled by those who say it', { timeout: 180_000 }, async () => {
  const filled = new Set<string>();
  const empty = new Set<string>();
  const look = (text: string): void => {
    for (const [, holder = '', value = ''] of text.matchAll(/⟦([\w?-]+\.[\w-]+):(⟦|[^⟧]*)/g))
      (value.trim() === '' ? empty : filled).add(holder);
  };
  const folder = new URL('../conversations/', import.meta.url);
  const sources = readdirSync(folder)
    .filter(name => name.endsWith('.txt'))
    .map(name => readFileSync(new URL(name, folder), 'utf8'));
  const sample = readFileSync(new URL('../../community.yaml', import.meta.url), 'utf8');
  for (const { volunteers, community, steps } of sources.map(readTranscript)) {
    const hood = new Neighborhood({
      book: marked(),
      calls: 'ring',
      ...(community.length > 0 ? { community: communityFrom(`${sample}\n${community.join('\n')}`) } : {}),
    });
    if (volunteers.length > 0) await hood.volunteers(volunteers.join('\n'));
    const codes = new Map<string, string>();
    for (const step of steps) {
      const got: Got[] = [];
      if (step.act.kind === 'time') await hood.pass(step.act.ms);
      else await playCallStep(hood, step, words => withCodes(words, codes), got);
      await hood.listen();
      got.push(...takeGot(hood));
      // A code is said digit by digit.
      const came = got.map(({ kind, words }) => (kind === 'heard' ? words.replace(/(\d)[,.]? (?=\d)/g, '$1') : words));
      for (const text of came) look(text);
      for (const { words } of step.expected) learn(words, came.map(plain), codes);
    }
    await hood.store.close();
  }
  expect(filled.size).toBeGreaterThan(100);
  expect([...empty].filter(holder => !filled.has(holder))).toEqual([]);
});

/** From docs/GLOSSARY.md, the column of what not to call things; words with a second, plain meaning in code are left out. */
const AVOID = [
  'hotline',
  'user',
  'client',
  'customer',
  'subscriber',
  'beneficiary',
  'agent',
  'responder',
  'operator',
  'admin',
  'manager',
  'supervisor',
  'ticket',
  'incident',
  'blast',
  'donation',
  'poi',
  'campaign',
  'complaint',
  'workflow',
  'payload',
];

test('names in the code are the words of this house', () => {
  const NAMES = /\b(?:const|let|class|function|interface|type)\s+([A-Za-z]\w*)/g;
  const partsOf = (name: string): readonly string[] =>
    name
      .replace(/([a-z\d])([A-Z])/g, '$1 $2')
      .toLowerCase()
      .split(/[\s_]+/);
  const ill = sourceFiles('shared/domain', 'shared/script', 'shared/decide').flatMap(f =>
    [...f.code.matchAll(NAMES)]
      .map(m => m[1] ?? '')
      .filter(name => partsOf(name).some(part => AVOID.includes(part)))
      .map(name => `${f.path}: ${name}`),
  );
  expect(ill).toEqual([]);
});

const withoutValues = (text: string): string => text.replace(/\$\{(?:[^{}]|\{[^{}]*\})*\}/g, ' ').trim();

test('nothing is said to a person but from the words files', () => {
  // A text of four words or more handed to what speaks, in quotes or with values put into it.
  const SAYS = /\b(?:reply|prepend|renderSms|renderSpoken)\(\s*(['"`])((?:(?!\1).)*)\1|\bd\.send\(\s*[^,]+,\s*(['"`])((?:(?!\3).)*)\3/g;
  const ill = speaking.flatMap(f =>
    [...f.code.matchAll(SAYS)]
      .map(m => withoutValues(m[2] ?? m[4] ?? ''))
      .filter(text => text.split(/\s+/).length >= 4)
      .map(text => `${f.path}: ${text}`),
  );
  expect(ill).toEqual([]);
});
