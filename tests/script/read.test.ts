import { describe, expect, test } from 'vitest';
import { durationMs } from '../../shared/script/duration.ts';
import { readBook, type SourceFile } from '../../shared/script/read.ts';
import { edited, fixtureFiles, fixtures } from './support/talk.ts';

function problemsOf(files: readonly SourceFile[]): readonly string[] {
  const read = readBook(files);
  return 'problems' in read ? read.problems.map(({ file, line, what, fix }) => `${file}:${line} ${what} ${fix}`) : [];
}
const need = (from: string | RegExp, to: string) => problemsOf(edited('need.yaml', text => text.replace(from, to)));

describe('a book', () => {
  test('has what the files say, with defaults for the rest', () => {
    const node = fixtures.scripts.report?.nodes.danger;
    expect(node).toEqual({
      id: 'danger',
      kind: 'ask',
      goto: [{ to: 'alarm', if: { danger: 'yes' } }, { to: 'rate' }],
      effects: [],
      input: 'yesno',
      slot: 'danger',
      always: false,
      choices: [
        { id: 'yes', key: '1', effects: [] },
        { id: 'no', key: '2', effects: [] },
      ],
      retry: { noMatch: 2, silence: 2, then: 'person' },
      sensitive: false,
      max: 9,
    });
    expect(fixtures.words.es?.terms['needs.baby']).toBe('cosas de bebe');
    expect(fixtures.words.en?.scripts.need?.where?.choices.unsure).toEqual({ label: 'not sure', words: [] });
  });
  test('has a revision that follows its content', () => {
    const again = readBook(fixtureFiles);
    const other = readBook(edited('words/en.yaml', text => text.replace('What happened?', 'What is wrong?')));
    expect('book' in again && again.book.rev).toBe(fixtures.rev);
    expect('book' in other && other.book.rev).not.toBe(fixtures.rev);
  });
  test('does not mind author tests beside the scripts', () => {
    expect(problemsOf([...fixtureFiles, { name: 'need.test.yaml', text: 'script: need\ntests: []\n' }])).toEqual([]);
  });
});

describe('a mistake is named with its line and a way to mend it', () => {
  test.each([
    ['a misspelt key', 'retry:', 'rertry:', 'need.yaml:10 "rertry" is not a word that can stand here. Did you mean "retry"?'],
    [
      'a way to nowhere',
      'goto: where',
      'goto: wher',
      'need.yaml:11 "what" goes to "wher", which is not a node of this script. Did you mean "where"?',
    ],
    [
      'a start that is not there',
      'start: what',
      'start: begin',
      'need.yaml:2 The script starts at "begin", which is not one of its nodes. Name a node. There are: what, where, when, people, done, outside.',
    ],
    ['another kind of answer', 'ask: zip', 'ask: zipcode', '"nodes > where > ask" must be one of choices, yesno'],
    ['a choice twice', '{ id: money }', '{ id: food }', 'need.yaml:9 The choice "food" stands twice. Change or remove one of the two.'],
    ['a key twice', '{ id: money }', '{ id: money, key: 1 }', '"food" and "money" have the same key 1.'],
    ['a key of the engine', '{ id: money }', '{ id: money, key: 9 }', 'keys are 1 to 8 (0 is a person, 9 another language)'],
    ['neither ask nor say', 'say: true', 'always: true', '"done" must either ask or say something.'],
    ['a question word at a saying', 'say: true', 'say: true\n    max: 3', 'need.yaml:30 "max" can only stand at a node that asks.'],
    ['a tab', '  what:', '\twhat:', 'This is not YAML'],
    ['a node twice', '  outside:', '  done:', 'need.yaml:32 This is not YAML: Map keys must be unique'],
    ['a time that has no length', 'ask: zip', 'ask: zip\n    keep: P1M', 'need.yaml:14 "P1M" is not a time that can be kept to.'],
    ['something missing', 'start: what', '', '"start" is missing.'],
    ['a move to nowhere', /$/, 'moved: { old: nowhere }\n', 'need.yaml:36 "old" moved to "nowhere", which is not there.'],
  ])('%s', (_, from, to, expected) => expect(need(from, to).join('\n')).toContain(expected));

  test('all of them at once, and nothing half-applied', () => {
    const files = edited('need.yaml', text => text.replace('retry:', 'rety:').replace('ask: zip', 'ask: zap'));
    expect(problemsOf(files)).toHaveLength(2);
    expect(readBook(files)).not.toHaveProperty('book');
  });
  test('words files too', () => {
    const en = (from: string, to: string) => problemsOf(edited('words/en.yaml', text => text.replace(from, to)));
    expect(en('commands:', 'comands:')).toEqual([
      'words/en.yaml:1 "commands" is missing. Is it written as "comands"?',
      'words/en.yaml:14 "comands" is not a word that can stand here. Did you mean "commands"?',
    ]);
    expect(en('menu: [menu]', 'menus: [menu]')).toEqual([
      'words/en.yaml:6 "globals > menu" is missing. Is it written as "menus"?',
      'words/en.yaml:7 "menus" is not a word that can stand here. Did you mean "menu"?',
    ]);
  });
  test('no words file at all, and the same script twice', () => {
    expect(problemsOf(fixtureFiles.filter(file => !file.name.startsWith('words')))).toEqual([
      expect.stringContaining('There is no words file.'),
    ]);
    const twice = [...fixtureFiles, { name: 'zz.yaml', text: fixtureFiles.find(file => file.name === 'need.yaml')?.text ?? '' }];
    expect(problemsOf(twice)).toEqual(['zz.yaml:1 The script "need" is in need.yaml already. Give one of the two another name.']);
  });
  test.each([
    '',
    '[]',
    '42',
    '"text"',
    '- a\n- b',
    '&a [*a]',
    'a: *b',
    '\u0000',
    '{',
    'script: need\nnodes: 3',
    'nodes: { a: null }',
    '? [a]: b',
  ])('any file: %j', text => {
    expect(problemsOf([...fixtureFiles, { name: 'odd.yaml', text }]).length).toBeGreaterThan(0);
    expect(problemsOf([...fixtureFiles, { name: 'words/ht.yaml', text }]).length).toBeGreaterThan(0);
  });
});

test.each([
  ['P30D', 30 * 86_400_000],
  ['PT20M', 1_200_000],
  ['P1DT2H', 26 * 3_600_000],
  ['P1M', undefined],
  ['P', undefined],
  ['PT', undefined],
  ['30 days', undefined],
])('%s lasts %s ms', (text, ms) => expect(durationMs(text)).toBe(ms));
