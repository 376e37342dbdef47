import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { instant, language, personId } from '../../shared/domain/ids.ts';
import { wordingOf } from '../../shared/reply/wording.ts';
import { TURNS_MAX } from '../../shared/script/limits.ts';
import { matchCommand, matchGlobal, matchLanguage } from '../../shared/script/match.ts';
import { bytesOf } from '../../shared/script/remember.ts';
import { resumeScript } from '../../shared/script/resume.ts';
import { INPUTS } from '../../shared/script/schema.ts';
import type { AskNode, Book, Branch, Choice, Effect, Input, Known, Node, Script, Session } from '../../shared/script/script.ts';
import { startScript } from '../../shared/script/start.ts';
import { fixtures, NOON } from './support/talk.ts';

/** What a session may weigh at most, as the line promises it: a row stays small, whatever the code's own limits say. */
const BYTES_MAX = 1024;

/** Anything a phone can send, lone surrogates and 1,600 characters included, with enough sense in it to get somewhere. */
const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.array(fc.integer({ min: 0xd800, max: 0xdfff }), { maxLength: 8 }).map(units => String.fromCharCode(...units)),
  fc.integer({ min: 800, max: 2400 }).map(length => '\ud83d\ude00 food'.repeat(length).slice(0, length)),
  fc.constantFrom(
    '1',
    '2',
    '3',
    '8',
    '0',
    '9',
    'yes',
    'no',
    'food',
    'comida',
    'fod',
    'a ride please',
    '4 people',
    '11216',
    '5 thanks',
    'back',
    'skip',
    'start over',
    'repeat',
    'xyz',
    '',
    '__proto__',
    'constructor',
    '#',
    '*',
  ),
);
const anyValue = fc.oneof(
  fc.string({ maxLength: 90 }),
  fc.integer(),
  fc.boolean(),
  fc.array(fc.string({ maxLength: 40 }), { maxLength: 20 }),
);
const anyKnown: fc.Arbitrary<Known> = fc.dictionary(
  fc.constantFrom('n0', 'n1', 'n2', 'n3', 'what', 'where', 'when', 'people', 'constructor'),
  anyValue,
  { maxKeys: 4 },
);
const anyInput: fc.Arbitrary<Input> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('text' as const), text: anyText, facts: anyKnown }) },
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('text' as const), text: anyText }) },
  fc.record({ kind: fc.constant('digits' as const), digits: fc.string({ maxLength: 12 }) }),
  fc.record({ kind: fc.constant('speech' as const), text: anyText, confidence: fc.double({ min: 0, max: 1, noNaN: true }) }),
  fc.constant({ kind: 'silence' as const }),
  fc.constant({ kind: 'hangup' as const }),
);

const ids = ['n0', 'n1', 'n2', 'n3', 'gone', 'end'];
const anyBranches: fc.Arbitrary<readonly Branch[]> = fc.array(
  fc.record({
    to: fc.constantFrom(...ids),
    if: fc.dictionary(fc.constantFrom('n0', 'n1', 'n2'), fc.oneof(fc.constantFrom('known', 'unknown', 'yes', 'a'), anyValue), {
      maxKeys: 2,
    }),
  }),
  { maxLength: 3 },
);
const anyEffects = fc.array(
  fc.record({
    name: fc.constantFrom('act', 'keep'),
    args: fc.dictionary(fc.constantFrom('a', 'b'), fc.constantFrom('$n0', '$nobody', 'x')),
  }),
  { maxLength: 2 },
);
const anyChoices: fc.Arbitrary<readonly Choice[]> = fc
  .uniqueArray(fc.constantFrom('a', 'b', 'food', 'yes', 'no'), { maxLength: 5 })
  .chain(names =>
    fc.tuple(
      ...names.map((id, index) =>
        fc.record({ id: fc.constant(id), key: fc.constant(String(index + 1)), goto: anyBranches, effects: anyEffects }),
      ),
    ),
  );
const anyNode = (id: string): fc.Arbitrary<Node> =>
  fc.oneof(
    fc.record({ id: fc.constant(id), kind: fc.constant('say' as const), speaks: fc.boolean(), goto: anyBranches, effects: anyEffects }),
    fc.record({
      id: fc.constant(id),
      kind: fc.constant('ask' as const),
      input: fc.constantFrom(...INPUTS),
      slot: fc.constant(id),
      always: fc.boolean(),
      choices: anyChoices,
      retry: fc.record({
        noMatch: fc.nat(3),
        silence: fc.nat(3),
        then: fc.oneof(fc.constantFrom<'person' | 'skip'>('person', 'skip'), fc.record({ goto: fc.constantFrom(...ids) })),
      }),
      sensitive: fc.boolean(),
      goto: anyBranches,
      effects: anyEffects,
      max: fc.integer({ min: 1, max: 1600 }),
    }) as fc.Arbitrary<AskNode>,
  );
const anyScript: fc.Arbitrary<Script> = fc.tuple(...['n0', 'n1', 'n2', 'n3'].map(anyNode)).chain(nodes =>
  fc.record({
    id: fc.constant('need'),
    start: fc.constantFrom(...ids),
    nodes: fc.constant(Object.fromEntries(nodes.map(node => [node.id, node]))),
    moved: fc.dictionary(fc.constantFrom('gone', 'n0/a', 'n1/b'), fc.constantFrom('n0', 'n1/a', 'gone', 'end'), { maxKeys: 2 }),
  }),
);
const anyBook: fc.Arbitrary<Book> = fc.oneof(
  fc.constant(fixtures),
  anyScript.map(script => ({ ...fixtures, scripts: { need: script } })),
);

/** The same cases each time; FUZZ_SEED=7 tries others. */
const SEED = Number(process.env.FUZZ_SEED ?? 412);

const hasPerson = (effects: readonly Effect[]) => effects.some(effect => effect.name === 'person');

describe('whatever is sent, to whatever script', () => {
  test('every turn answers, fits, and survives being written and read', () => {
    fc.assert(
      fc.property(
        anyBook,
        fc.constantFrom('need', 'report', 'several'),
        anyKnown,
        fc.array(fc.tuple(anyInput, fc.nat(200)), { maxLength: 14 }),
        (book, script, known, inputs) => {
          const start = { script, person: personId('p'), language: language('es'), channel: 'sms' as const, known };
          let turn = startScript(book, start, { now: NOON, read: {} });
          let at = Date.parse(NOON);
          for (const [input, minutes] of inputs) {
            if (turn.session === null) break;
            const read = JSON.parse(JSON.stringify(turn.session)) as Session;
            expect(read).toEqual(turn.session);
            expect(bytesOf(read)).toBeLessThanOrEqual(BYTES_MAX);
            at += minutes * 60_000;
            const context = { now: instant(at), read: {} };
            turn = resumeScript(book, read, input, context);
            expect(resumeScript(book, read, input, context)).toEqual(turn);
            const worded = wordingOf(book, turn.says, language('es'), 'sms');
            expect(worded.text).not.toMatch(/\{[a-z-]+\}/);
          }
        },
      ),
      { numRuns: 400, seed: SEED },
    );
  });

  test('every conversation ends, at its end or at a person, within the limits', () => {
    fc.assert(
      fc.property(anyBook, fc.array(anyInput, { minLength: 1, maxLength: 6 }), (book, inputs) => {
        let turn = startScript(
          book,
          { script: 'need', person: personId('p'), language: language('en'), channel: 'voice', known: {} },
          { now: NOON, read: {} },
        );
        const spoken = inputs.filter(input => input.kind !== 'hangup');
        fc.pre(spoken.length > 0);
        let turns = 0;
        for (; turn.session !== null && turns <= TURNS_MAX + 1; turns++) {
          const read = JSON.parse(JSON.stringify(turn.session)) as Session;
          turn = resumeScript(book, read, spoken[turns % spoken.length] as Input, { now: NOON, read: {} });
        }
        const stillThere = turn.session !== null;
        expect(stillThere).toBe(false);
        if (turns > TURNS_MAX) expect(hasPerson(turn.effects)).toBe(true);
      }),
      { numRuns: 300, seed: SEED },
    );
  });

  test('the word matchers never throw', () => {
    fc.assert(
      fc.property(anyText, text => {
        matchGlobal(fixtures, language('en'), text);
        matchLanguage(fixtures, text);
        const command = matchCommand(fixtures, language('en'), text);
        if (command !== undefined) expect(text).toContain(command.rest);
      }),
      { numRuns: 500, seed: SEED },
    );
  });
});

test('after twelve answers the session is at most one kilobyte', () => {
  const nodes = Object.fromEntries(
    Array.from({ length: 13 }, (_, n): [string, AskNode] => [
      `question-${n}`,
      {
        id: `question-${n}`, kind: 'ask', input: 'text', slot: `question-${n}`, always: false, choices: [], sensitive: false, max: 600, effects: [],
        retry: { noMatch: 2, silence: 2, then: 'person' }, goto: [{ to: `question-${n + 1}` }],
      },
    ]),
  ); // biome-ignore format: one node
  const book: Book = { ...fixtures, scripts: { long: { id: 'long', start: 'question-0', nodes, moved: {} } } };
  let turn = startScript(
    book,
    { script: 'long', person: personId('p'.repeat(24)), language: language('en'), channel: 'sms', known: {} },
    { now: NOON, read: {} },
  );
  for (let n = 0; n < 12; n++) {
    turn = resumeScript(
      book,
      turn.session as Session,
      { kind: 'text', text: `the answer number ${n} is rather a long one, is it not` },
      { now: NOON, read: {} },
    );
    expect(turn.effects).toMatchObject([{ name: 'answer', slot: `question-${n}` }]);
  }
  expect(turn.session?.node).toBe('question-12');
  expect(Object.keys(turn.session?.known ?? {})).toHaveLength(12);
  expect(bytesOf(turn.session as Session)).toBeLessThanOrEqual(BYTES_MAX);
});
