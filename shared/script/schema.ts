import { z } from 'zod';
import { ID_CHARS_MAX } from './limits.ts';

/** The shape of what people write in ivr-scripts, with a plain sentence for each way to get it wrong. */

const ID = new RegExp(`^[A-Za-z][A-Za-z0-9-]{0,${ID_CHARS_MAX - 1}}$`);
const id = z.string({ error: 'must be a name' }).regex(ID, {
  error: `must be a name of letters, digits and "-", beginning with a letter, of at most ${ID_CHARS_MAX} characters`,
});
const sentence = z.string({ error: 'must be a sentence; put it in "quotes" if it begins with a sign or is a number or true/false' });
const flag = z.boolean({ error: 'must be true or false' });
const count = z.int({ error: 'must be a whole number' }).min(0, { error: 'must not be less than 0' });
const value = z.union([z.string(), z.number(), z.boolean(), z.array(z.string())], {
  error: 'must be a word, a number, true/false or a list of words',
});

const args = z.record(z.string(), value, { error: 'must be arguments like { place: "$place" }' });
const effect = z.union([id, z.record(id, args)], { error: 'must be a name, or a name with arguments like { keep: { place: "$place" } }' });
const effects = z.union([z.array(effect), z.record(id, args)], {
  error: 'must be a list of names, like [keep-it], or { keep: { place: "$place" } }',
});

const branch = z.union([id, z.strictObject({ if: z.record(id, value).optional(), to: id })], {
  error: 'must be the name of a node, or { if: { slot: value }, to: node }',
});
const goto = z.union([id, z.array(branch)], { error: 'must be the name of a node, "end", or a list of branches' });

const choice = z.strictObject(
  {
    id,
    key: z.union([z.int(), z.string()], { error: 'must be one digit from 1 to 8, or, beside a number, two digits' }).optional(),
    goto: goto.optional(),
    do: effects.optional(),
  },
  { error: 'must be a choice like { id: food }' },
);
const then = z.union([z.literal('person'), z.literal('skip'), z.strictObject({ goto: id })], {
  error: 'must be person, skip, or { goto: node }',
});
const retry = z.strictObject(
  { 'no-match': count.optional(), silence: count.optional(), then: then.optional() },
  { error: 'must be like { no-match: 1, silence: 1, then: skip }' },
);

/** The kinds of answers that `ask` takes. */
export const INPUTS = ['choices', 'yesno', 'number', 'zip', 'place', 'text', 'needs', 'person', 'phone', 'rating'] as const;

const node = z.strictObject(
  {
    ask: z.enum(INPUTS, { error: `must be one of ${INPUTS.join(', ')}` }).optional(),
    say: flag.optional(),
    slot: id.optional(),
    choices: z.array(choice, { error: 'must be a list of choices, like [{ id: food }, { id: ride }]' }).optional(),
    retry: retry.optional(),
    always: flag.optional(),
    fresh: flag.optional(),
    sensitive: flag.optional(),
    keypad: flag.optional(),
    keep: z.string({ error: 'must be a time like P30D' }).optional(),
    max: z.int({ error: 'must be a whole number' }).positive({ error: 'must be more than 0' }).optional(),
    do: effects.optional(),
    goto: goto.optional(),
  },
  { error: 'must be a node with its own lines below it, like "ask: choices"' },
);

/** A script as it is written. */
export const scriptFile = z.strictObject(
  {
    script: id,
    start: id,
    nodes: z.record(id, node, { error: 'must be the nodes of the script, each with its own lines' }),
    moved: z.record(z.string(), z.string(), { error: 'must be pairs, old-name: new-name' }).optional(),
  },
  { error: 'must be a script: script, start and nodes' },
);
export type ScriptFile = z.infer<typeof scriptFile>;
export type NodeFile = z.infer<typeof node>;
export type Effects = z.infer<typeof effects>;
export type Goto = z.infer<typeof goto>;

const words = z.union([sentence.transform(one => [one]), z.array(sentence)], { error: 'must be a list of words, like [food, groceries]' });
const choiceWords = z.union(
  [
    z.string().transform(label => ({ label, aloud: undefined as string | undefined, words: [] as string[] })),
    z.strictObject({ label: sentence, aloud: sentence.optional(), words: words.optional() }),
  ],
  {
    error: 'must be a label, or { label: a ride, words: [lift, car] }',
  },
);
const nodeWords = z.strictObject(
  {
    ask: sentence.optional(),
    voice: sentence.optional(),
    'no-match': words.optional(),
    silence: words.optional(),
    choices: z.record(z.string(), choiceWords).optional(),
  },
  { error: 'must hold what is said, like ask: "What do you need?"' },
);
/** The words of the line itself, by name. */
export const GLOBALS = ['menu', 'back', 'start-over', 'person', 'language', 'skip', 'repeat'] as const;

type Terms = string | { [name: string]: Terms };
const terms: z.ZodType<Terms> = z.lazy(() =>
  z.union([sentence, z.record(z.string(), terms)], { error: 'must be words, or names with words below them' }),
);

/** The words of one language as they are written. */
export const wordsFile = z.strictObject(
  {
    name: sentence,
    names: words,
    yes: words,
    no: words,
    numbers: z.record(z.string(), count, { error: 'must be words with their numbers, like { one: 1 }' }),
    globals: z.strictObject(Object.fromEntries(GLOBALS.map(name => [name, words])) as Record<(typeof GLOBALS)[number], typeof words>),
    commands: z.record(z.string(), words),
    terms: z.record(z.string(), terms),
    lines: z.record(z.string(), sentence, { error: 'must be names with their sentences' }),
    scripts: z.record(z.string(), z.record(z.string(), nodeWords)),
  },
  { error: 'must be a words file: name, names, yes, no, numbers, globals, commands, terms, lines, scripts' },
);
export type WordsFile = z.infer<typeof wordsFile>;
export type TermsFile = Terms;

/** The keys that may stand at a place in a file, for "did you mean". */
export function keysAt(path: readonly PropertyKey[], isWords: boolean): readonly string[] {
  const [top, , third] = path;
  if (isWords) {
    if (path.length === 0) return Object.keys(wordsFile.shape);
    if (top === 'globals') return GLOBALS;
    return top === 'scripts' ? [...Object.keys(nodeWords.shape), 'label', 'words'] : [];
  }
  if (path.length === 0) return Object.keys(scriptFile.shape);
  if (top !== 'nodes') return [];
  if (third === 'choices') return Object.keys(choice.shape);
  return third === 'retry' ? Object.keys(retry.shape) : Object.keys(node.shape);
}
