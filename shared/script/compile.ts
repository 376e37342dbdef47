import { suggestion } from './closest.ts';
import { durationMs } from './duration.ts';
import type { Effects, Goto, NodeFile, ScriptFile, TermsFile, WordsFile } from './schema.ts';
import type { AskNode, Branch, Choice, InputKind, Node, NodeWords, Retry, SayNode, Script, ScriptEffect, Words } from './script.ts';
import type { Problem, Source } from './source.ts';

/** Whatever an author leaves out has a sensible default. */
const RETRY: Retry = { noMatch: 2, silence: 2, then: 'person' };
const MAX: Readonly<Record<InputKind, number>> = {
  choices: 9,
  yesno: 9,
  number: 99,
  zip: 5,
  place: 200,
  text: 600,
  needs: 200,
  person: 100,
  phone: 20,
  rating: 5,
};

/** Notes something wrong at a place of the file being compiled. */
type Report = (path: readonly PropertyKey[], what: string, fix: string) => void;

/** A script in the form the engine walks; what points nowhere or stands twice is reported. */
export function compileScript(file: ScriptFile, source: Source, problems: Problem[]): Script {
  const report: Report = (path, what, fix) => problems.push({ file: source.file, line: source.lineOf(path), what, fix });
  const names = Object.keys(file.nodes);
  const nodes = Object.fromEntries(names.map(id => [id, compileNode(id, file.nodes[id] ?? {}, report)]));
  const script: Script = { id: file.script, start: file.start, nodes, moved: file.moved ?? {} };
  if (!names.includes(file.start))
    report(
      ['start'],
      `The script starts at "${file.start}", which is not one of its nodes.`,
      suggestion(file.start, names, 'Name a node.'),
    );
  for (const [id, node] of Object.entries(nodes)) checkWays(id, node, names, report);
  checkMoved(script, report);
  return script;
}

function compileNode(id: string, file: NodeFile, report: Report): Node {
  const at = ['nodes', id];
  if (id === 'end') report(at, 'No node may be called "end": that is how a script says it is over.', 'Give it another name.');
  if ((file.ask === undefined) === (file.say === undefined)) {
    report(
      at,
      `"${id}" must either ask or say something.`,
      'Write "ask: choices" (or another kind of answer), or "say: true", and only one of the two.',
    );
  }
  const common = { id, goto: compileGoto(file.goto), effects: compileEffects(file.do) };
  if (file.ask === undefined) {
    const asksOnly = (['slot', 'choices', 'retry', 'always', 'fresh', 'sensitive', 'keypad', 'keep', 'max'] as const).filter(
      key => file[key] !== undefined,
    );
    for (const key of asksOnly) report([...at, key], `"${key}" can only stand at a node that asks.`, 'Remove it, or write "ask:".');
    return { kind: 'say', speaks: file.say ?? true, ...common } satisfies SayNode;
  }
  const asCase = file.keep === 'case';
  const keepMs = file.keep === undefined || asCase ? undefined : durationMs(file.keep);
  if (file.keep !== undefined && !asCase && keepMs === undefined) {
    report([...at, 'keep'], `"${file.keep}" is not a time that can be kept to.`, 'Write days or hours, like P30D or PT12H, or "case".');
  }
  return {
    kind: 'ask',
    ...common,
    input: file.ask,
    slot: file.slot ?? id,
    always: file.always ?? false,
    choices: compileChoices(id, file, report),
    retry: compileRetry(file.retry),
    ...(file.fresh ? { fresh: true } : {}),
    sensitive: file.sensitive ?? false,
    ...(file.keypad ? { keypad: true } : {}),
    ...(keepMs === undefined ? {} : { keepMs }),
    ...(asCase ? { keptAsCase: true } : {}),
    max: file.max ?? MAX[file.ask],
  } satisfies AskNode;
}

const compileRetry = (file: NodeFile['retry']): Retry => ({
  noMatch: file?.['no-match'] ?? RETRY.noMatch,
  silence: file?.silence ?? RETRY.silence,
  then: file?.then ?? RETRY.then,
});

/** Whether a key can stand beside answers that are numbers up to `max`: it is none of them, and nothing that the engine keeps for itself. */
const keyBesideNumbers = (key: string, max: number): boolean => /^[1-9]\d$/.test(key) && Number(key) > max;

/** Yes and no are choices like others, so that keys, words and prompts come from one list. */
function compileChoices(id: string, file: NodeFile, report: Report): readonly Choice[] {
  const at = ['nodes', id, 'choices'];
  const written = file.choices ?? [];
  if (file.ask === 'choices' && written.length === 0)
    report(['nodes', id], `"${id}" asks to choose and has no choices.`, 'Add "choices: [{ id: food }, { id: ride }]".');
  const missing = file.ask === 'yesno' ? ['yes', 'no'].filter(name => !written.some(choice => choice.id === name)) : [];
  const all = [...missing.map(name => ({ id: name })), ...written] as NonNullable<NodeFile['choices']>;
  const choices = all.map((choice, index) => ({
    id: choice.id,
    key: String(choice.key ?? index + 1),
    ...(choice.goto === undefined ? {} : { goto: compileGoto(choice.goto) }),
    effects: compileEffects(choice.do),
  }));
  for (const [index, choice] of choices.entries()) {
    const here = [...at, index - missing.length];
    if (!/^[1-8]$/.test(choice.key) && !(file.ask === 'number' && keyBesideNumbers(choice.key, file.max ?? MAX.number))) {
      report(
        here,
        `The choice "${choice.id}" has the key ${choice.key}; keys are 1 to 8 (0 is a person, 9 another language).`,
        file.ask === 'number'
          ? 'Beside a number a key may also be two digits and larger than any answer: "max: 60" and "key: 99".'
          : 'Give it a key from 1 to 8, or ask in two questions.',
      );
    }
    const twin = choices.slice(0, index).find(other => other.id === choice.id || other.key === choice.key);
    if (twin !== undefined) {
      const what =
        twin.id === choice.id
          ? `The choice "${choice.id}" stands twice.`
          : `"${twin.id}" and "${choice.id}" have the same key ${choice.key}.`;
      report(here, what, 'Change or remove one of the two.');
    }
  }
  return choices;
}

const compileGoto = (goto: Goto | undefined): readonly Branch[] => {
  if (goto === undefined) return [];
  const list = typeof goto === 'string' ? [goto] : goto;
  return list.map(branch =>
    typeof branch === 'string' ? { to: branch } : { to: branch.to, ...(branch.if === undefined ? {} : { if: branch.if }) },
  );
};

const compileEffects = (effects: Effects | undefined): readonly ScriptEffect[] => {
  const list = effects === undefined ? [] : Array.isArray(effects) ? effects : [effects];
  return list.flatMap(effect =>
    typeof effect === 'string' ? [{ name: effect, args: {} }] : Object.entries(effect).map(([name, args]) => ({ name, args })),
  );
};

/** Every way leads to a node of this script, or to its end. */
function checkWays(id: string, node: Node, names: readonly string[], report: Report): void {
  const check = (branches: readonly Branch[], path: readonly PropertyKey[]) => {
    for (const [index, { to }] of branches.entries()) {
      if (to === 'end' || names.includes(to)) continue;
      const line = branches.length > 1 ? [...path, index] : path;
      report(
        line,
        `"${id}" goes to "${to}", which is not a node of this script.`,
        suggestion(to, [...names, 'end'], 'Name one of its nodes, or "end".'),
      );
    }
  };
  check(node.goto, ['nodes', id, 'goto']);
  if (node.kind === 'say') return;
  const unwritten =
    node.input === 'yesno' ? node.choices.filter(({ goto, effects }) => goto === undefined && effects.length === 0).length : 0;
  for (const [index, choice] of node.choices.entries())
    check(choice.goto ?? [], ['nodes', id, 'choices', Math.max(0, index - unwritten), 'goto']);
  if (typeof node.retry.then === 'object') check([{ to: node.retry.then.goto }], ['nodes', id, 'retry', 'then']);
}

/** `moved` leads from a name that is gone to one that is there. */
function checkMoved({ nodes, moved }: Script, report: Report): void {
  const places = Object.values(nodes).flatMap(node => [
    node.id,
    ...(node.kind === 'ask' ? node.choices.map(choice => `${node.id}/${choice.id}`) : []),
  ]);
  for (const [before, now] of Object.entries(moved)) {
    if (places.includes(before))
      report(['moved', before], `"${before}" is said to have moved, but it is still there.`, 'Remove this line, or the node or choice.');
    const chained = Object.hasOwn(moved, now);
    if (!places.includes(now) && !chained)
      report(
        ['moved', before],
        `"${before}" moved to "${now}", which is not there.`,
        suggestion(now, places, 'Name a node, or node/choice.'),
      );
  }
}

/** The words of one language in the form the engine looks them up. */
export function compileWords(file: WordsFile): Words {
  const { name, names, yes, no, numbers, globals, commands, lines } = file;
  const terms: Record<string, string> = {};
  flatten(file.terms, '', terms);
  const scripts = Object.fromEntries(
    Object.entries(file.scripts).map(([script, nodes]) => [
      script,
      Object.fromEntries(Object.entries(nodes).map(([id, node]) => [id, compileNodeWords(node)])),
    ]),
  );
  return { name, names, yes, no, numbers, globals, commands, lines, terms, scripts };
}

function flatten(terms: TermsFile, prefix: string, into: Record<string, string>): void {
  if (typeof terms === 'string') into[prefix] = terms;
  else for (const [name, value] of Object.entries(terms)) flatten(value, prefix === '' ? name : `${prefix}.${name}`, into);
}

const compileNodeWords = (node: WordsFile['scripts'][string][string]): NodeWords => ({
  ask: node.ask ?? '',
  ...(node.voice === undefined ? {} : { voice: node.voice }),
  noMatch: node['no-match'] ?? [],
  silence: node.silence ?? [],
  choices: Object.fromEntries(
    Object.entries(node.choices ?? {}).map(([id, { label, aloud, words }]) => [
      id,
      { label, ...(aloud === undefined ? {} : { aloud }), words: words ?? [] },
    ]),
  ),
});
