import { z } from 'zod';
import { instant, language as languageOf, later, personId } from '../../domain/ids.ts';
import { PAUSE, wordingOf } from '../../reply/wording.ts';
import { durationMs } from '../duration.ts';
import { resumeScript } from '../resume.ts';
import type { Book, Channel, Effect, Input, Session, Turn, TurnContext } from '../script.ts';
import { type Problem, readSource, type SourceFile } from '../source.ts';
import { startScript } from '../start.ts';

/** Conversations that authors write down beside their scripts: what a person says, and what must come of it. README.md has the format. */

const said = z.union([z.string(), z.record(z.string(), z.string())], {
  error: 'must be words, or words by language: { en: food, es: comida }',
});
const value = z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]);
const turn = z.strictObject({
  say: said.optional(),
  press: z.string({ error: 'must be keys in quotes, like "1"' }).optional(),
  silence: z.literal(true, { error: 'must be true' }).optional(),
  wait: z.string().optional(),
  facts: z.record(z.string(), value).optional(),
  contains: said.optional(),
  effect: z.union([z.string().transform(one => [one]), z.array(z.string())]).optional(),
  at: z.string().optional(),
  ends: z.boolean().optional(),
});
const testFile = z.strictObject({
  script: z.string(),
  tests: z.array(
    z.strictObject({
      name: z.string(),
      known: z.record(z.string(), value).optional(),
      languages: z.array(z.string()).optional(),
      channels: z.array(z.enum(['sms', 'voice'])).optional(),
      turns: z.array(turn),
    }),
  ),
});
type TestFile = z.infer<typeof testFile>;
type Test = TestFile['tests'][number];
type TestTurn = Test['turns'][number];

/** What ran, what failed, and which nodes ("need/what") and choices ("need/what/food") were gone through. */
export interface AuthorRun {
  readonly ran: number;
  readonly problems: readonly Problem[];
  readonly covered: ReadonlySet<string>;
}

/** Runs one file of author tests, each in every language and on every channel it names. */
export function runAuthorTests(book: Book, file: SourceFile, read: TurnContext['read'] = {}): AuthorRun {
  const source = readSource(file);
  const place = (path: readonly PropertyKey[]) => ({ file: file.name, line: source.lineOf(path) });
  if (source.problems.length > 0) return { ran: 0, problems: source.problems, covered: new Set() };
  const shaped = testFile.safeParse(source.value);
  if (!shaped.success) {
    const problems = shaped.error.issues.map(issue => ({
      ...place(issue.path),
      what: `"${issue.path.map(String).join(' > ')}": ${issue.message}.`,
      fix: 'README.md shows how a test is written.',
    }));
    return { ran: 0, problems, covered: new Set() };
  }
  const { script, tests } = shaped.data;
  if (book.scripts[script] === undefined) {
    return {
      ran: 0,
      problems: [{ ...place(['script']), what: `There is no script "${script}" to test.`, fix: 'Name a script, or remove the test.' }],
      covered: new Set(),
    };
  }
  const problems: Problem[] = [];
  const covered = new Set<string>();
  let ran = 0;
  for (const [index, test] of tests.entries()) {
    for (const language of test.languages ?? Object.keys(book.words)) {
      for (const channel of test.channels ?? (['sms', 'voice'] as const)) {
        ran++;
        const run = new Run(book, script, test, language, channel, read, covered);
        for (const { turn, what } of run.all()) {
          problems.push({
            ...place(['tests', index, 'turns', turn]),
            what: `"${test.name}" (${language}, ${channel}): ${what}`,
            fix: 'Mend the script or the words, or the test if it is the one that is wrong.',
          });
        }
      }
    }
  }
  return { ran, problems, covered };
}

interface Failure {
  readonly turn: number;
  readonly what: string;
}

const BEGIN = instant(Date.UTC(2027, 0, 9, 14));

/** One test in one language on one channel. */
class Run {
  readonly #book: Book;
  readonly #script: string;
  readonly #test: Test;
  readonly #language: string;
  readonly #channel: Channel;
  readonly #covered: Set<string>;
  #context: TurnContext;

  constructor(book: Book, script: string, test: Test, language: string, channel: Channel, read: TurnContext['read'], covered: Set<string>) {
    this.#book = book;
    this.#script = script;
    this.#test = test;
    this.#language = language;
    this.#channel = channel;
    this.#covered = covered;
    this.#context = { now: BEGIN, read };
  }

  /** Every way in which the test fails; it stops at a turn that cannot be taken. */
  all(): readonly Failure[] {
    const failures: Failure[] = [];
    const start = {
      script: this.#script,
      person: personId('test'),
      language: languageOf(this.#language),
      channel: this.#channel,
      known: this.#test.known ?? {},
    };
    let now = startScript(this.#book, start, this.#context);
    for (const [turn, expected] of this.#test.turns.entries()) {
      const ms = expected.wait === undefined ? 0 : durationMs(expected.wait);
      if (ms === undefined) return [...failures, { turn, what: `"${expected.wait}" is not a time like PT20M.` }];
      this.#context = { ...this.#context, now: later(this.#context.now, ms) };
      const input = this.#input(expected);
      if (input !== undefined) {
        if (now.session === null) return [...failures, { turn, what: 'the conversation was over before this.' }];
        now = this.#resume(now.session, input);
      }
      this.#cover(now);
      failures.push(...this.#check(expected, now).map(what => ({ turn, what })));
    }
    return failures;
  }

  #resume(session: Session, input: Input): Turn {
    return resumeScript(this.#book, JSON.parse(JSON.stringify(session)) as Session, input, this.#context);
  }

  #input({ say, press, silence, facts }: TestTurn): Input | undefined {
    if (silence) return { kind: 'silence' };
    const words = press ?? this.#mine(say);
    if (words === undefined) return undefined;
    if (this.#channel === 'voice') {
      return press !== undefined || (facts === undefined && /^[\d*#]+$/.test(words))
        ? { kind: 'digits', digits: words }
        : { kind: 'speech', text: words, confidence: 1, facts: facts ?? {} };
    }
    return { kind: 'text', text: words, facts: facts ?? {} };
  }

  #mine(words: TestTurn['say']): string | undefined {
    return typeof words === 'object' ? words[this.#language] : words;
  }

  /** A question counts as gone through when it was asked or answered, a choice when it was picked. */
  #cover({ session, says, effects, matched }: Turn): void {
    for (const say of says) if (say.kind !== 'line') this.#covered.add(`${say.script}/${say.node}`);
    if (session !== null) this.#covered.add(`${session.script}/${session.node}`);
    const script = this.#book.scripts[this.#script];
    for (const node of Object.values(script?.nodes ?? {})) {
      const told = node.kind === 'ask' && effects.some(effect => effect.name === 'answer' && effect.slot === node.slot);
      if (told) this.#covered.add(`${this.#script}/${node.id}`);
      if (told && matched.choice !== undefined) this.#covered.add(`${this.#script}/${node.id}/${matched.choice}`);
      const acted =
        node.kind === 'say' && node.effects.some(one => effects.some(effect => effect.name === 'do' && effect.what === one.name));
      if (acted) this.#covered.add(`${this.#script}/${node.id}`);
    }
  }

  #check({ contains, effect, at, ends }: TestTurn, { session, says, effects }: Turn): readonly string[] {
    const found: string[] = [];
    const text = wordingOf(this.#book, says, languageOf(this.#language), this.#channel).text.replaceAll(PAUSE, ' ');
    const wanted = this.#mine(contains);
    if (wanted !== undefined && !inWriting(text).includes(inWriting(wanted)))
      found.push(`it says "${text}", which does not contain "${wanted}".`);
    const happened = effects.map(named);
    for (const one of effect ?? [])
      if (!happened.some(name => name === one || name.startsWith(`${one}=`)))
        found.push(`"${one}" did not happen, but ${happened.join(', ') || 'nothing'}.`);
    if (at !== undefined && session?.node !== at)
      found.push(`it waits at ${session === null ? 'no question' : `"${session.node}"`}, not at "${at}".`);
    if (ends !== undefined && ends !== (session === null))
      found.push(session === null ? 'the conversation is over.' : `the conversation goes on at "${session.node}".`);
    return found;
  }
}

/** A code read out digit by digit counts as the code. */
const inWriting = (text: string): string => text.toLowerCase().replace(/(?<=\d), (?=\d)/g, '');

/** How a test names what happened: "what=food", "skipped=what", "person=silence", "ready". */
function named(effect: Effect): string {
  switch (effect.name) {
    case 'answer':
      return `${effect.slot}=${Array.isArray(effect.value) ? effect.value.join(',') : String(effect.value)}`;
    case 'note':
      return `note=${effect.text}`;
    case 'skipped':
      return `skipped=${effect.slot}`;
    case 'person':
      return `person=${effect.why}`;
    case 'someone-else':
      return 'someone-else';
    case 'do':
      return effect.what;
  }
}
