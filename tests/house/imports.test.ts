import { describe, expect, test } from 'vitest';
import { type SourceFile, sourceFiles } from './source.ts';

/**
 * Who may import whom: each place, and the places it may look at besides itself. Nothing may look at what stands further down. Places are
 * folders, or single files where a rule is about one file.
 */
const RULES: readonly (readonly [place: string, may: readonly string[]])[] = [
  ['shared/shell/door.ts', []],
  ['shared/shell/routes.ts', []],
  ['shared/domain', []],
  ['shared/understand', ['shared/domain']],
  ['shared/script', ['shared/domain']],
  ['shared/parse', ['shared/domain', 'shared/script/yaml-line.ts', 'shared/shell/door.ts']],
  ['shared/reply', ['shared/domain', 'shared/script', 'shared/shell/door.ts']],
  // The lint holds a script's words to what becomes of them as a text and as speech.
  ['shared/script/lint', ['shared/domain', 'shared/script', 'shared/reply']],
  [
    'shared/decide',
    ['shared/domain', 'shared/script', 'shared/understand', 'shared/reply/wording.ts', 'shared/reply/verbs.ts', 'shared/reply/audio.ts'],
  ],
  // Settling is loading, deciding and committing: the table knows what is decided, never the other way round.
  ['shared/table', ['shared/domain', 'shared/script', 'shared/decide', 'shared/reply/verbs.ts', 'shared/table/keys.ts']],
  ['shared/table/keys.ts', ['shared/domain', 'shared/table/store.ts']],
  [
    'shared/shell',
    [
      'shared/domain',
      'shared/script',
      'shared/parse',
      'shared/reply',
      'shared/table',
      'shared/shell/door.ts',
      'shared/shell/routes.ts',
      'shared/table/keys.ts',
    ],
  ],
  ['shared/shell/lambda-work.ts', ['shared/domain', 'shared/table', 'shared/table/keys.ts', 'shared/shell', 'shared/shell/lambda.ts']],
  [
    'shared/shell/lambda.ts',
    ['ivr-scripts', 'shared/domain', 'shared/table', 'shared/shell', 'shared/shell/door.ts', 'shared/shell/routes.ts'],
  ],
  ['ivr-scripts', ['shared/domain', 'shared/script', 'shared/reply']],
  ['functions', ['shared/shell', 'shared/shell/lambda.ts', 'shared/shell/lambda-work.ts', 'shared/reply']],
  ['local', ['shared', 'ivr-scripts']],
  ['cli', ['shared', 'ivr-scripts', 'local']],
  ['tools', ['shared', 'ivr-scripts']],
  ['infra', ['shared/shell/routes.ts', 'shared/table/schema.ts', 'shared/table/keys.ts', 'tools']],
];

const inPlace = (path: string, place: string): boolean => path === place || path.startsWith(`${place}/`);
/** The narrowest place that a file stands in. */
const placeOf = (path: string): (typeof RULES)[number] | undefined =>
  RULES.filter(([place]) => inPlace(path, place)).sort(([a], [b]) => b.length - a.length)[0];

const files = sourceFiles('shared', 'functions', 'local', 'cli', 'infra', 'ivr-scripts');

const strays = (file: SourceFile): readonly string[] => {
  const rule = placeOf(file.path);
  if (!rule) return [`${file.path} stands where no rule is`];
  const [place, may] = rule;
  return file.imports
    .filter(({ to, own }) => own && !to.endsWith('.json'))
    .filter(
      ({ to }) =>
        placeOf(to)?.[0] !== place &&
        !may.some(other => other === placeOf(to)?.[0] || (other === 'shared' && inPlace(to, other)) || to === other),
    )
    .map(({ to }) => `${file.path} imports ${to}`);
};

describe('imports', () => {
  test('are read: the project has files, and they import each other', () => {
    expect(files.length).toBeGreaterThan(150);
    expect(files.flatMap(f => f.imports).filter(i => i.own).length).toBeGreaterThan(500);
  });

  test('point one way', () => {
    expect(files.flatMap(strays)).toEqual([]);
  });

  test('go round nowhere in shared, types included', () => {
    const to = new Map(files.filter(f => f.path.startsWith('shared/')).map(f => [f.path, f.imports.filter(i => i.own).map(i => i.to)]));
    const done = new Set<string>();
    const rounds: string[] = [];
    const walk = (path: string, way: readonly string[]): void => {
      if (way.includes(path)) rounds.push([...way.slice(way.indexOf(path)), path].join(' -> '));
      if (done.has(path) || way.includes(path)) return;
      for (const next of to.get(path) ?? []) walk(next, [...way, path]);
      done.add(path);
    };
    for (const path of to.keys()) walk(path, []);
    expect(rounds).toEqual([]);
  });

  test('of twilio’s REST client, of databases and of AWS stand in one place each', () => {
    const users = (matches: RegExp): readonly string[] =>
      files.filter(f => f.imports.some(i => !i.own && matches.test(i.to))).map(f => f.path);
    expect(users(/^twilio\/lib\/(rest|base)/)).toEqual(['shared/shell/twilio-client.ts']);
    expect(users(/^twilio$/)).toEqual([]);
    expect(users(/^node:sqlite$/).filter(path => !path.startsWith('shared/table/sqlite') && !path.startsWith('local/'))).toEqual([]);
    const aws = users(/^@aws-sdk/).filter(path => !path.startsWith('shared/table/dynamo') && path !== 'shared/table/schema.ts');
    expect(aws.filter(path => !['shared/shell/lambda-work.ts', 'shared/shell/secrets.ts'].includes(path))).toEqual([]);
  });
});

describe('a pure folder', () => {
  const pure = [
    ...sourceFiles('shared/domain', 'shared/script', 'shared/understand', 'shared/decide', 'shared/parse', 'shared/reply'),
    ...sourceFiles('shared/table').filter(f => f.path.endsWith('/keys.ts')),
  ];
  const HASHING = 'node:crypto';
  /** Packages that compute and nothing else. */
  const COMPUTE = [
    'csv-parse/sync',
    'csv-stringify/sync',
    'fastest-levenshtein',
    'ical-generator',
    'libphonenumber-js',
    'libphonenumber-js/max',
    'libphonenumber-js/min',
    'sms-segments-calculator',
    'temporal-polyfill',
    'temporal-polyfill/fns/PlainDateTime',
    'temporal-polyfill/fns/ZonedDateTime',
    'twilio/lib/twiml/MessagingResponse.js',
    'twilio/lib/twiml/VoiceResponse.js',
    'twilio/lib/webhooks/webhooks.js',
    'yaml',
    'zod',
    'zod/mini',
  ];

  test('imports nothing that reads, writes or asks', () => {
    const ill = pure.flatMap(f =>
      f.imports.filter(i => !i.own && !i.typeOnly && i.to !== HASHING && !COMPUTE.includes(i.to)).map(i => `${f.path}: ${i.to}`),
    );
    expect(ill).toEqual([]);
  });

  test('has no clock, no chance, no environment and no timer', () => {
    const IMPURE =
      /\bDate\.now\b|\bnew Date\(\s*\)|\bMath\.random\b|\brandomUUID\b|\brandomBytes\b|\bprocess\.|\bperformance\.|\bsetTimeout\b|\bsetInterval\b|\bfetch\(|\bconsole\./;
    const ill = pure.flatMap(f =>
      f.code.split('\n').flatMap((line, n) => (IMPURE.test(line) ? [`${f.path}:${n + 1}: ${line.trim()}`] : [])),
    );
    expect(ill).toEqual([]);
  });

  test('and outside them nobody but the edges looks at the clock, the environment or chance', () => {
    const rest = sourceFiles('shared').filter(f => !pure.some(p => p.path === f.path));
    const users = (matches: RegExp): readonly string[] => rest.filter(f => matches.test(f.code)).map(f => f.path);
    // A request to AWS is signed with the true time, whatever the line's clock says.
    expect(users(/\bDate\.now\b|\bnew Date\(\s*\)/)).toEqual(['shared/shell/clock.ts', 'shared/shell/parameter-store.ts']);
    expect(users(/\bMath\.random\b|\brandomUUID\b/)).toEqual(['shared/shell/own-name.ts', 'shared/table/dynamo-patience.ts']);
    expect(users(/\bconsole\./)).toEqual([]);
  });
});
