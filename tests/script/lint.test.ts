import fc from 'fast-check';
import { SegmentedMessage } from 'sms-segments-calculator';
import { describe, expect, test } from 'vitest';
import { lintFiles } from '../../shared/script/lint/lint.ts';
import { easeSpanish, gradeEnglish } from '../../shared/script/lint/reading.ts';
import { segmentsOf } from '../../shared/script/lint/segments.ts';
import { bookFromJson } from '../../shared/script/lint/update.ts';
import type { SourceFile } from '../../shared/script/read.ts';
import { added, lint } from './support/findings.ts';
import { edited, filesIn, fixtureFiles, fixtures } from './support/talk.ts';

test('the fixtures have one thing to mend, and that is meant', () => {
  expect(lint(fixtureFiles).filter(one => !/^\w+ I /.test(one))).toEqual([
    'L01 E words/es.yaml:22 Español: "english-only" is missing among the lines.',
  ]);
});

describe('F: flow', () => {
  test('what cannot be read is a finding like others', () => {
    expect(added('need.yaml', 'goto: where', 'goto: wher')).toContain(
      'F01 E need.yaml:11 "what" goes to "wher", which is not a node of this script.',
    );
  });
  test('a node nobody gets to', () =>
    expect(added('need.yaml', 'goto: where', 'goto: when').join()).toContain('F02 W need.yaml:12 Nobody gets to "where"'));
  test('going round without asking', () => {
    const found = added('need.yaml', 'do: [ready]\n    goto: end', 'do: [ready]\n    goto: what');
    expect(found.join('\n')).toMatch(/F02 E need.yaml:4 "what", "where", "when" and "done" can lead back to each other/);
  });
  test('no end and no person', () => {
    expect(
      added('several.yaml', 'always: true\n    goto: end', 'always: true\n    retry: { then: skip }\n    goto: why').join('\n'),
    ).toContain('F03 E several.yaml:9 From "why" nobody ever gets to the end or to a person.');
  });
  test('more turns than the house allows are told', () => {
    const found = lint(edited('need.yaml', text => text.replaceAll('no-match: 1', 'no-match: 3')));
    expect(found.join('\n')).toMatch(/F03 I need.yaml:2 Someone whose answers are never understood would need 15 turns/);
  });
  test('asking again more often than anyone is asked', () =>
    expect(added('need.yaml', 'no-match: 2', 'no-match: 7').join()).toContain('F04 W'));
  test('ways that can never be taken, and none that must', () => {
    expect(
      added('need.yaml', '[{ if: { people: unknown }, to: people }, done]', '[done, { if: { people: unknown }, to: people }]').join(),
    ).toContain('F05 E need.yaml:22');
    expect(
      added('need.yaml', '[{ if: { people: unknown }, to: people }, done]', '[{ if: { people: unknown }, to: people }]').join(),
    ).toContain('F05 W');
  });
  test('conditions on misspelt names and impossible values', () => {
    expect(added('need.yaml', 'people: unknown', 'peeple: unknown').join()).toContain('F06 W need.yaml:18 "when" looks at "peeple"');
    expect(added('report.yaml', 'danger: "yes"', 'danger: maybe').join()).toContain('F06 W');
  });
});

describe('L: languages', () => {
  test.each([
    ['a node', '    alarm: { ask: "Llame al 911 ahora." }\n', '', 'L01 E words/es.yaml:60 Español: "report > alarm" has no words.'],
    ['a label', ', money: { label: dinero, words: [renta] }', '', '"what" has no label for money.'],
    ['how to ask again', '      no-match: ["Cuentenos que paso."]\n', '', '"story" does not say how to ask again.'],
    [
      'what a silent caller hears',
      'silence: ["¿Sigue ahi? ¿Que paso?"]',
      'silence: []',
      '"story" does not say what a silent caller hears.',
    ],
    ['a line', '  written-down: "Anotado, {needs}. Su numero es {code}."\n', '', '"written-down" is missing among the lines.'],
    ['a line of the engine', / {2}press: .*\n/, '', '"press" is missing among the lines; the engine says it by itself.'],
    ['a term', 'baby: cosas de bebe, ', '', '"needs.baby" is missing among the terms.'],
    ['a placeholder', 'Su numero es {code}', 'Su numero es {codigo}', '{code} stands in en and not here.'],
    ['words for nothing', '    alarm:', '    alarma:', 'L03 W words/es.yaml:67 There are words for "alarma", which no script has.'],
    [
      'the same sentence',
      '¿Como le fue, de 1 a 5?',
      'How did it go, 1 to 5?',
      'L02 W words/es.yaml:69 "report > rate > ask" is the same in en and es.',
    ],
    ['another language', '"Cuentenos que paso."', '"Tell us what it is that you need and how we are to get it."', 'reads like en, not es'],
  ])('%s', (_, from, to, expected) =>
    expect(
      added('words/es.yaml', from, to)
        .join('\n')
        .replace(/es\.yaml:\d+/g, 'es.yaml'),
    ).toContain(expected.replace(/es\.yaml:\d+/, 'es.yaml')));
});

describe('S: segments', () => {
  test('counts as carriers do', () => {
    expect(segmentsOf('a'.repeat(160))).toEqual({ count: 1, encoding: 'GSM-7', odd: [] });
    expect(segmentsOf('a'.repeat(161)).count).toBe(2);
    expect(segmentsOf(`${'a'.repeat(70)}ó`)).toEqual({ count: 2, encoding: 'UCS-2', odd: ['ó'] });
    expect(segmentsOf('{}'.repeat(40)).count).toBe(1);
    expect(segmentsOf('{}'.repeat(41)).count).toBe(2);
    expect(segmentsOf('').count).toBe(0);
  });
  test('names the character that costs, and its twin; accents that texts go without cost nothing', () => {
    const files = edited('words/es.yaml', text => text.replace('Cuentenos que paso.', 'Cuéntenôs qué pasó…'));
    const found = lintFiles(files).find(one => one.code === 'S01');
    expect(found?.what).toContain('has "ô", "…", which makes every part of the text hold 70');
    expect(found?.fix).toBe('Write "ô" -> "o", "…" -> "...".');
  });
  test('more than one is a warning, more than two must be mended; values count at their longest', () => {
    expect(added('words/en.yaml', 'Got it, {needs}.', `Got it, {needs}. ${'Thank you. '.repeat(10)}`).join()).toMatch(
      /S01 W words\/en.yaml:\d+ "lines > written-down" can take 2 text segments/,
    );
    expect(added('words/en.yaml', 'Got it, {needs}.', `Got it, {needs}. ${'Thank you. '.repeat(30)}`).join()).toContain('S01 E');
    const long = (more: string): string =>
      added('words/en.yaml', 'Got it, {needs}.', `Got it, {needs}. ${more}${'Thank you. '.repeat(12)}`).join();
    expect(long('')).toContain('"lines > written-down" can take 2');
    expect(long('{details} ')).not.toContain('"lines > written-down" can take 2');
  });
});

describe('V: voice', () => {
  test('long prompts, many choices, gaps', () => {
    expect(added('words/en.yaml', 'ask: "What happened?"', `ask: "What happened? ${'Tell us. '.repeat(27)}"`).join()).toContain('V02 W');
    expect(added('words/en.yaml', 'ask: "What happened?"', `ask: "What happened? ${'Tell us. '.repeat(45)}"`).join()).toContain('V02 E');
    expect(added('words/en.yaml', 'ask: "What happened?"', `ask: "What happened? ${'Tell us. '.repeat(14)}"`).join()).toContain('V05 W');
    expect(added('words/en.yaml', '"What do you need? {choices}"', `"${'Tell us. '.repeat(14)} {choices}"`).join()).toContain(
      'seconds before its first key',
    );
    expect(added('need.yaml', '{ id: money }', '{ id: money, key: 5 }').join()).toContain(
      'V01 W need.yaml:6 The keys of "what" are 1, 2 and 5: 3 is left out.',
    );
    expect(
      added('need.yaml', '- { id: money }', '- { id: money }\n      - { id: a }\n      - { id: b }\n      - { id: c }').join(),
    ).toContain('V03 W');
  });
  test('keys written by hand are read out', () =>
    expect(added('words/en.yaml', /\n {6}voice: "Enter your ZIP code."/, '').join()).toContain('V06 W'));
});

describe('K: keys and words', () => {
  test.each([
    ['a word of the phone company', 'words: [rent, cash]', 'words: [rent, help]', 'K01 E', '"help" belongs to the phone company'],
    ['the same in Spanish', 'words: [rent, cash]', 'words: [rent, ayuda]', 'K01 E', '"ayuda" belongs'],
    [
      'one word for two',
      'words: [rent, cash]',
      'words: [rent, Groceries]',
      'K02 E',
      '"groceries" means "money" here (en) and "food" elsewhere (en).',
    ],
    ['one word for two, across languages', 'words: [rent, cash]', 'words: [rent, comida]', 'K02 E', '"comida" means'],
    ['one letter apart', 'words: [rent, cash]', 'words: [rent, transpor]', 'K02 W', 'one letter apart'],
    ['the number of another', 'words: [rent, cash]', 'words: [rent, one]', 'K02 E', 'the number of "food"'],
    ['a word of the line itself', 'words: [rent, cash]', 'words: [rent, menu]', 'K03 W', 'wins over this choice'],
    ['a command', 'words: [rent, cash]', 'words: [rent, status]', 'K03 I', 'also begins the command "status"'],
    ['a command of the phone company', 'status: [status]', 'status: [status, quit]', 'K01 E', '"quit" belongs'],
    ['a command twice', 'status: [status]', 'status: [status, need]', 'K02 E', '"need" is a word for'],
    ['yes and no', 'no: [no, n, nope]', 'no: [no, n, yeah]', 'K02 E', '"yeah" means yes and no'],
  ])('%s', (_, from, to, code, what) => {
    const found = added('words/en.yaml', from, to).join('\n');
    expect(found).toContain(code);
    expect(found).toContain(what);
  });
  test('keys beside a number', () =>
    expect(added('need.yaml', 'ask: number', 'ask: number\n    choices: [{ id: many }]').join()).toContain('K02 E'));
});

describe('P: privacy', () => {
  test.each([
    ['words/en.yaml', 'Is anyone in danger now?', '{story}. Is anyone in danger now?', 'P01 E words/en.yaml:', 'says {story} aloud'],
    ['report.yaml', 'do: [alarm]', 'do: [{ alarm: { what: $story } }]', 'P01 E report.yaml:', '"alarm" is handed $story'],
    ['report.yaml', '{ danger: "yes" }', '{ story: help }', 'P02 E report.yaml:', 'decides by the value of "story"'],
    ['report.yaml', '    keep: P30D\n', '', 'P01 E report.yaml:', 'does not say how long its answer is kept'],
    ['several.yaml', '    keep: case\n', '', 'P01 E several.yaml:', 'takes any words and does not say how long'],
  ])('%s', (file, from, to, code, what) => {
    const found = added(file, from, to).join('\n');
    expect(found).toContain(code);
    expect(found).toContain(what);
  });
});

describe('R: reading', () => {
  const hard =
    'Notwithstanding extraordinary circumstances, participating organizations necessarily prioritize applications demonstrating considerable vulnerability, subsequently communicating determinations individually to representatives of the households concerned by telephone or electronic correspondence whenever administratively practicable.';
  test('formulas agree with hand counts', () => {
    expect(gradeEnglish('The cat sat on the mat.')).toBeCloseTo(0.39 * 6 + 11.8 - 15.59);
    expect(easeSpanish('La casa es roja.')).toBeCloseTo(206.84 - 60 * (6 / 4) - 1.02 * 4);
    expect(easeSpanish('Había una guía.')).toBeCloseTo(206.84 - 60 * (7 / 3) - 1.02 * 3);
  });
  test('a hard text is named with its longest words', () => {
    const found = lintFiles(edited('words/en.yaml', text => text.replace('"What happened?"', `"${hard} ${hard}"`))).find(
      one => one.code === 'R01' && one.level === 'E',
    );
    expect(found?.file).toBe('words/en.yaml');
    expect(found?.fix).toContain('administratively');
  });
});

describe('U: an edit while people are in conversations', () => {
  const against = (name: string, change: (text: string) => string) =>
    lint(edited(name, change), fixtures).filter(one => one.startsWith('U'));
  test('nothing changed, nothing said', () => expect(lint(fixtureFiles, fixtures).filter(one => one.startsWith('U'))).toEqual([]));
  test.each([
    [
      'a choice gone',
      (text: string) => text.replace('{ id: money }', '{ id: fund }'),
      'U01 E need.yaml:6 The choice "money" of "what" is gone',
    ],
    ['a node gone', (text: string) => text.replaceAll('where', 'spot'), 'U01 E need.yaml:3 The question "where" is gone'],
    [
      'another kind of answer',
      (text: string) => text.replace('ask: number', 'ask: text'),
      'U01 E need.yaml:23 "people" asked for number and now asks for text',
    ],
    [
      'a key moved',
      (text: string) => text.replace('{ id: money }', '{ id: money, key: 4 }'),
      'U02 W need.yaml:6 "money" of "what" had the key 3 and now has 4',
    ],
    ['a slot renamed', (text: string) => text.replace('ask: number', 'ask: number\n    slot: size'), 'U01 W need.yaml:23'],
    ['a script gone', (text: string) => text.replace('script: need', 'script: needs'), 'U01 E need.yaml:1 The script "need" is gone'],
  ])('%s', (_, change, expected) => expect(against('need.yaml', change).join('\n')).toContain(expected));
  test('moved says where it went', () => {
    expect(against('need.yaml', text => `${text.replace('{ id: money }', '{ id: fund }')}moved: { what/money: what/fund }\n`)).toEqual([]);
    expect(
      against('need.yaml', text => `${text.replaceAll('where', 'spot')}moved: { where: spot }\n`).filter(one => one.includes(' E ')),
    ).toEqual([]);
  });
  test('a compiled book is read back as it was', () => {
    expect(bookFromJson(JSON.stringify(fixtures))).toEqual(fixtures);
    for (const text of ['', '{}', 'null', '[]', '{"rev":1}']) expect(bookFromJson(text)).toBeUndefined();
  });
});

describe('T: what the authors test', () => {
  const tests = (text: string): SourceFile[] => [...fixtureFiles, { name: 'need.test.yaml', text }];
  const guided = `script: need
tests:
  - name: guided
    turns:
      - { contains: ZIP }
      - { say: { en: food, es: comida }, at: where, effect: what=food, contains: { en: ZIP } }
      - { press: "11216", at: when }
      - { say: { en: today, es: hoy }, at: people }
      - { say: "4", effect: [people, ready], ends: true }
`;
  test('a failing test is an error at its line', () => {
    const found = lint(tests(guided)).filter(one => one.startsWith('T01'));
    expect(found).toHaveLength(4);
    expect(found[0]).toMatch(
      /T01 E need.test.yaml:5 "guided" \(en, sms\): it says "What do you need\? 1 food 2 a ride 3 money", which does not contain "ZIP"/,
    );
  });
  test('where a way leads nowhere, that is said alone', () => {
    const files = tests(guided).map(file =>
      file.name === 'need.yaml' ? { ...file, text: file.text.replace('goto: where', 'goto: wher') } : file,
    );
    const found = lint(files);
    expect(found.filter(one => one.startsWith('F01'))).not.toEqual([]);
    expect(found.filter(one => one.startsWith('T0'))).toEqual([]);
  });
  test('a passing one covers what it went through', () => {
    const found = lint(tests(guided.replace('{ contains: ZIP }', '{ at: what }')));
    expect(found.filter(one => one.startsWith('T01'))).toEqual([]);
    expect(found.filter(one => one.startsWith('T02') && one.includes('need.yaml'))).toEqual([
      'T02 I need.yaml:4 No test picks "ride" and "money" at "what".',
      'T02 I need.yaml:12 No test picks "unsure" at "where".',
      'T02 I need.yaml:18 No test picks "soon" and "this-week" at "when".',
      'T02 I need.yaml:32 No test goes through "outside".',
    ]);
  });
  test.each([
    ['script: gone\ntests: []', 'There is no script "gone" to test.'],
    ['script: need', '"tests"'],
    ['script: need\ntests: [{ name: a, turns: [{ wait: soon }] }]', '"soon" is not a time'],
    ['script: need\ntests: [{ name: a, turns: [{ press: "1" }, { ends: true }] }]', 'the conversation goes on at "where"'],
    ['{', 'This is not YAML'],
  ])('%j', (text, expected) => expect(lint(tests(text)).join('\n')).toContain(expected));
});

describe('whatever lies in the folder', () => {
  test.each(['', '{', '[]', 'script: 3', 'script: x\nstart: y\nnodes: {}', '\u0000\ufffe'])('%j makes findings, not a crash', text => {
    expect(
      lintFiles([
        { name: 'x.yaml', text },
        { name: 'words/en.yaml', text },
      ]).some(one => one.level === 'E'),
    ).toBe(true);
  });
  test('a words file that cannot be read is the only thing said about it', () => {
    expect(lint(edited('words/en.yaml', text => `${text}lines: {}\n`))).toEqual([
      expect.stringMatching(/^F01 E words\/en.yaml:\d+ This is not YAML/),
    ]);
  });
  test('nothing at all is a finding', () => expect(lint([])).toEqual(['F01 E words/:1 There is no words file.']));
});

test('two hundred nodes in three languages are linted within a second', () => {
  const ids = Array.from({ length: 200 }, (_, n) => `node-${n}`);
  const nodes = ids.map(
    (id, n) =>
      `  ${id}:\n    ask: choices\n    choices: [{ id: apples }, { id: bread }, { id: candles }]\n    goto: ${ids[n + 1] ?? 'end'}\n`,
  );
  const said = ids.map(
    id =>
      `    ${id}: { ask: "What of ${id}?", no-match: ["Sorry."], silence: ["Hello?"], choices: { apples: apples, bread: bread, candles: candles } }\n`,
  );
  const base = fixtureFiles.find(file => file.name === 'words/en.yaml')?.text.replace(/scripts:[\s\S]*$/, '') ?? '';
  const words = `${base}scripts:\n  big:\n${said.join('')}`;
  const files = [
    { name: 'big.yaml', text: `script: big\nstart: node-0\nnodes:\n${nodes.join('')}` },
    ...['en', 'es', 'ht'].map(tag => ({ name: `words/${tag}.yaml`, text: words })),
  ];
  const seconds = [1, 2, 3].map(() => {
    const begun = process.cpuUsage();
    expect(lintFiles(files).filter(one => one.level === 'E')).toEqual([]);
    const { user, system } = process.cpuUsage(begun);
    return (user + system) / 1_000_000;
  });
  // Processor time, and the best of three: what else this machine does at the moment is not the linter's.
  expect(Math.min(...seconds)).toBeLessThan(1);
});

test('a script with very many ways through it is linted as fast', () => {
  const nodes = Array.from({ length: 80 }, (_, n) => {
    const next = n === 79 ? 'end' : `left-${n + 1}`;
    const other = n === 79 ? 'end' : `right-${n + 1}`;
    const node = (side: string) =>
      `  ${side}-${n}: { ask: yesno, retry: { then: skip }, goto: [{ if: { ${side}-${n}: "yes" }, to: ${next} }, ${other}] }\n`;
    return node('left') + node('right');
  });
  const text = `script: maze\nstart: left-0\nnodes:\n${nodes.join('')}`;
  expect(lint([{ name: 'maze.yaml', text }, ...fixtureFiles.filter(file => file.name === 'words/en.yaml')]).join('\n')).toContain(
    'would need 240 turns to get through "maze"',
  );
});

test('the line’s own scripts have nothing that must be mended', () => {
  const files = filesIn(`${import.meta.dirname}/../../ivr-scripts`);
  expect(files.length).toBeGreaterThan(2);
  expect(lint(files).filter(one => /^\w+ E /.test(one))).toEqual([]);
});

test('segments of plain texts are those that the carrier’s own calculator counts', () => {
  const gsm = '@£$¥èéùìòÇ\nØøÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCXYZÄÖÑÜ§¿abcxyzäöñüà';
  const other = ['{', '€', '[', '\\', '^', '~', '|', '\f', 'á', 'ó', '’', '\t', '\r', 'Ç', 'ç', '🙂', '`', '\u0000'];
  const characters = fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...gsm) }, { weight: 1, arbitrary: fc.constantFrom(...other) });
  fc.assert(
    fc.property(fc.array(fc.oneof(characters, fc.constantFrom(...gsm)), { maxLength: 330 }), fc.boolean(), (list, plainOnly) => {
      const text = (plainOnly ? list.filter(one => gsm.includes(one)) : list).join('');
      const { segmentsCount, encodingName } = new SegmentedMessage(text);
      expect(segmentsOf(text)).toMatchObject({ count: text === '' ? 0 : segmentsCount, encoding: encodingName });
    }),
    { numRuns: 150 },
  );
});
