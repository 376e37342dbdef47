import { describe, expect, test } from 'vitest';
import { book } from '../../ivr-scripts/book.ts';
import { newCall } from '../../shared/decide/call.ts';
import { CallDraft } from '../../shared/decide/draft/call-draft.ts';
import { listenFor } from '../../shared/decide/phone/call-prompt.ts';
import { type CallStep, callSid } from '../../shared/domain/call.ts';
import { type Language, type PhoneNumber, personId } from '../../shared/domain/ids.ts';
import { twimlOf } from '../../shared/reply/spoken.ts';
import { wordingOf } from '../../shared/reply/wording.ts';
import { STUCK_MAX } from '../../shared/script/limits.ts';
import { resumeScript } from '../../shared/script/resume.ts';
import type { AskNode, Input, Say, Session } from '../../shared/script/script.ts';
import { startScript } from '../../shared/script/start.ts';
import { whereOf } from '../../shared/shell/voice-door.ts';
import { MORNING, Neighborhood } from '../support/neighborhood.ts';
import { emptyWorld } from '../support/world.ts';

const hood = new Neighborhood();
const languages = hood.community.languages;
const RESIDENT = '+15550100001' as PhoneNumber;
const sid = callSid(`CA${'1'.repeat(32)}`);
if (!sid) throw new Error('no call id');
const where = whereOf(hood.runtime);
const world = emptyWorld('test');

const draftIn = (language: Language): CallDraft => {
  const step: CallStep = { sid, n: 1234, from: RESIDENT, heard: { kind: 'silence' } };
  const d = new CallDraft(world, newCall(step, MORNING, language), step);
  d.language = language;
  return d;
};
const sessionAt = (script: string, node: AskNode, language: Language): Session => ({
  script,
  rev: book.rev,
  node: node.id,
  person: personId('p'),
  language,
  channel: 'voice',
  known: { codes: ['98765', '98764'], code: '98765' },
  shown: {},
  tries: { noMatch: 0, silence: 0 },
  trail: [],
  turns: 1,
  at: MORNING,
});
const questions = Object.values(book.scripts).flatMap(script =>
  Object.values(script.nodes).flatMap(node => (node.kind === 'ask' ? [{ script: script.id, node }] : [])),
);
/** The longest that may stand in a placeholder. */
const WORST = 'm'.repeat(60);
const fill = Object.fromEntries(
  ['line', 'what', 'name', 'choice', 'call', 'services', 'code', 'phone', 'crisis'].map(name => [name, WORST]),
);

describe('the TwiML of every prompt', () => {
  test('is below 4 kB in every language, with the longest values and what may be said before it', () => {
    const big: string[] = [];
    let most = 0;
    for (const language of languages) {
      for (const { script, node } of questions) {
        const d = draftIn(language);
        const before = wordingOf(
          book,
          ['call-greeting', 'written-down', 'status-accepted'].map((line): Say => ({ kind: 'line', line, fill })),
          language,
          'voice',
        );
        for (const kind of ['ask', 'no-match', 'silence'] as const) {
          for (const nth of [1, 2]) {
            const asked = wordingOf(book, [{ kind, script, node: node.id, nth, fill }], language, 'voice');
            const verbs = listenFor(d, sessionAt(script, node, language), [...before.parts, ...asked.parts]);
            const bytes = Buffer.byteLength(twimlOf(verbs, where));
            most = Math.max(most, bytes);
            if (bytes >= 4096) big.push(`${language} ${script} ${node.id} ${kind}: ${bytes}`);
          }
        }
      }
    }
    expect(big).toEqual([]);
    expect(most).toBeGreaterThan(1000);
  });

  test('speaks in a voice and a language of its own at every utterance, and takes keys while it speaks', () => {
    for (const language of languages) {
      for (const { script, node } of questions) {
        const asked = wordingOf(book, [{ kind: 'ask', script, node: node.id, fill }], language, 'voice');
        const twiml = twimlOf(listenFor(draftIn(language), sessionAt(script, node, language), asked.parts), where);
        const says = twiml.match(/<Say[^>]*>/g) ?? [];
        expect(says.length, `${script} ${node.id}`).toBeGreaterThan(0);
        for (const say of says) expect(say).toMatch(/^<Say language="[\w-]+" voice="[\w.-]+">$/);
        if (node.input === 'text') expect(twiml).toMatch(/<\/Say><Record [^>]*maxLength="120"/);
        else expect(twiml, `${script} ${node.id}`).toMatch(/<Gather [^>]*actionOnEmptyResult="true"[^>]*>.*<Say.*<\/Gather><\/Response>/);
      }
    }
  });

  test('takes keys alone where whoever is in the room must not hear the answer, and for a phone number', () => {
    const byKeys = questions.filter(
      ({ script, node }) => node.input !== 'text' && (script === 'report' || node.sensitive || node.input === 'phone'),
    );
    expect(byKeys.map(({ script, node }) => `${script} ${node.id}`).sort()).toEqual([
      'reach other',
      'reach phone',
      'report about',
      'report contact',
      'report now',
    ]);
    for (const { script, node } of questions) {
      if (node.input === 'text') continue;
      const asked = wordingOf(book, [{ kind: 'ask', script, node: node.id, fill }], 'en' as Language, 'voice');
      const twiml = twimlOf(listenFor(draftIn('en' as Language), sessionAt(script, node, 'en' as Language), asked.parts), where);
      const keysAlone = byKeys.some(one => one.node === node);
      expect(twiml, `${script} ${node.id}`).toContain(keysAlone ? 'input="dtmf"' : 'input="dtmf speech"');
    }
  });

  test('names every key of its question in words that can be heard', () => {
    for (const language of languages) {
      for (const { script, node } of questions) {
        if (node.choices.length === 0 || node.input === 'rating') continue;
        const { text } = wordingOf(book, [{ kind: 'ask', script, node: node.id, fill }], language, 'voice');
        for (const { key } of node.choices)
          expect(text, `${language} ${script} ${node.id}`).toMatch(new RegExp(`\\b${[...key].join(' ?')}\\b`));
      }
    }
  });
});

/** Answers nothing, over and over, in one way or in turns. */
const WAYS: readonly (readonly [string, readonly Input[]])[] = [
  ['silence', [{ kind: 'silence' }]],
  ['wrong keys', [{ kind: 'digits', digits: '88' }]],
  ['nonsense', [{ kind: 'speech', text: 'xyzzy plugh', confidence: 0.9 }]],
  ['mumbling', [{ kind: 'speech', text: 'xyzzy', confidence: 0.1 }]],
  ['one after the other', [{ kind: 'silence' }, { kind: 'digits', digits: '88' }, { kind: 'speech', text: 'xyzzy', confidence: 0.1 }]],
];

describe('whoever answers nothing on a call', () => {
  const starts = Object.values(book.scripts).flatMap(script => languages.map(language => [script.id, language] as const));
  test.each(starts)(`is with a person, or past "%s", within ${STUCK_MAX} turns (%s)`, (script, language) => {
    const context = { now: MORNING, read: {} };
    for (const [way, inputs] of WAYS) {
      const start = { script, person: personId('p'), language, channel: 'voice' as const, known: { code: '412' } };
      let turn = startScript(book, start, context);
      let turns = 0;
      let inARow = 0;
      while (turn.session !== null && turns < 40) {
        // Own words are recorded: anything but silence is an answer there.
        const node = book.scripts[script]?.nodes[turn.session.node];
        const input = node?.kind === 'ask' && node.input === 'text' ? { kind: 'silence' as const } : inputs[turns % inputs.length];
        turn = resumeScript(book, turn.session, input ?? { kind: 'silence' }, context);
        turns++;
        // Words that may be a street corner are taken for one, and counted as an answer.
        inARow = turn.effects.some(effect => effect.name === 'answer') ? 0 : inARow + 1;
        expect(inARow, way).toBeLessThanOrEqual(STUCK_MAX);
      }
      expect(turn.session, way).toBeNull();
      expect(turn.effects.length + turn.says.length, way).toBeGreaterThan(0);
    }
  });
});
