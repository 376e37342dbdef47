import { closest } from '../closest.ts';
import { STUCK_MAX } from '../limits.ts';
import type { AskNode, Branch, Node, Script } from '../script.ts';
import { type Finding, finding, type Linted, listed, nodesOf, questionsOf } from './finding.ts';

/** F01: what cannot be read, or points to what is not there. */
export const unreadable = ({ problems }: Linted): readonly Finding[] =>
  problems.map(({ file, line, what, fix }) => finding('F01', 'E', { file, line }, what, fix));

/** F: does every way through a script lead somewhere, and does everyone who cannot answer get to a person? */
export function lintFlow(linted: Linted): readonly Finding[] {
  return [
    ...unreadable(linted),
    ...Object.values(linted.book.scripts).flatMap(script => [
      ...reach(linted, script),
      ...spins(linted, script),
      ...worstCase(linted, script),
    ]),
    ...branches(linted),
    ...conditions(linted),
    ...retries(linted),
  ];
}

/** Every branch that can be taken on leaving a node, whoever answers what. */
function waysOut(node: Node): readonly Branch[] {
  if (node.kind === 'say') return node.goto;
  const { then } = node.retry;
  const tired = typeof then === 'object' ? [{ to: then.goto }] : [];
  return [...node.goto, ...node.choices.flatMap(choice => choice.goto ?? []), ...tired];
}

/** Whether this list may leave its node without a branch, which ends the script. */
const mayEnd = (branches: readonly Branch[]): boolean => branches.every(branch => branch.if !== undefined);

function reachable(script: Script, from: string, ways = waysOut): ReadonlySet<string> {
  const seen = new Set<string>();
  const open = [from];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    const node = seen.has(id) ? undefined : script.nodes[id];
    seen.add(id);
    if (node !== undefined) open.push(...ways(node).map(branch => branch.to));
  }
  return seen;
}

function reach({ sources }: Linted, script: Script): Finding[] {
  const found: Finding[] = [];
  const seen = reachable(script, script.start);
  const movedTo = new Set(Object.values(script.moved));
  for (const node of Object.values(script.nodes)) {
    const place = sources.script(script.id, 'nodes', node.id);
    if (!seen.has(node.id) && !movedTo.has(node.id)) {
      found.push(
        finding('F02', 'W', place, `Nobody gets to "${node.id}": no other node goes there.`, 'Let a node go there, or remove it.'),
      );
    }
    const onward = [...reachable(script, node.id)].map(id => script.nodes[id]).filter(one => one !== undefined);
    const ends = onward.some(one => mayEnd(one.goto) || waysOut(one).some(branch => branch.to === 'end') || callsPerson(one));
    if (!ends)
      found.push(
        finding('F03', 'E', place, `From "${node.id}" nobody ever gets to the end or to a person.`, 'Let one of its ways go to "end".'),
      );
  }
  return found;
}

const callsPerson = (node: Node): boolean => node.kind === 'ask' && node.retry.then === 'person';

/** A way that needs its own target's answer to be unknown stops there and asks: it cannot spin. */
const stopsThere = (script: Script, branch: Branch): boolean => {
  const target = script.nodes[branch.to];
  return target?.kind === 'ask' && branch.if?.[target.slot] === 'unknown';
};

/** Goes round through nodes that need not wait: sayings, and questions that are passed over once their answer is known. */
function spins({ sources }: Linted, script: Script): Finding[] {
  const waits = (node: Node | undefined) => node === undefined || (node.kind === 'ask' && node.always);
  const ways = (node: Node) =>
    waits(node) ? [] : waysOut(node).filter(branch => !stopsThere(script, branch) && !waits(script.nodes[branch.to]));
  const round = Object.values(script.nodes).filter(node => ways(node).some(branch => reachable(script, branch.to, ways).has(node.id)));
  const [first] = round;
  if (first === undefined) return [];
  const what = `${listed(round.map(node => `"${node.id}"`))} can lead back to ${round.length > 1 ? 'each other' : 'itself'} without waiting for an answer.`;
  const fix = 'Write "always: true" at the question that is to be asked again, or let one of them go elsewhere.';
  return [finding('F02', 'E', sources.script(script.id, 'nodes', first.id), what, fix)];
}

type Turns = number | undefined;

/** Turns until the end or a person when a caller gives only silence, or a texter only nonsense; undefined when it goes round. */
export function turnsToPerson(script: Script, how: 'noMatch' | 'silence', from = script.start, known = new Map<string, Turns>()): Turns {
  const node = script.nodes[from];
  if (node === undefined) return 0;
  if (known.has(from)) return known.get(from);
  // Until it is worked out it counts as going round: whoever comes by here again has gone round.
  known.set(from, undefined);
  const turns = turnsFrom(node, how, to => turnsToPerson(script, how, to, known));
  known.set(from, turns);
  return turns;
}

function turnsFrom(node: Node, how: 'noMatch' | 'silence', onward: (to: string) => Turns): Turns {
  const here = node.kind === 'say' ? 0 : node.retry[how] + 1;
  if (callsPerson(node)) return here;
  const after = tiredWays(node).map(branch => onward(branch.to));
  return after.includes(undefined) ? undefined : here + Math.max(0, ...after.map(turns => turns ?? 0));
}

/** The ways someone is led who has not answered. */
function tiredWays(node: Node): readonly Branch[] {
  if (node.kind === 'say') return node.goto;
  const { then } = node.retry;
  return typeof then === 'object' ? [{ to: then.goto }] : node.goto.filter(branch => branch.if?.[node.slot] !== 'known');
}

function worstCase({ sources }: Linted, script: Script): Finding[] {
  const found: Finding[] = [];
  for (const [how, who] of [
    ['noMatch', 'Someone whose answers are never understood'],
    ['silence', 'A caller who stays silent'],
  ] as const) {
    const turns = turnsToPerson(script, how);
    const place = sources.script(script.id, 'start');
    if (turns === undefined) {
      found.push(
        finding(
          'F03',
          'W',
          place,
          `${who} goes round in "${script.id}" until the line calls a person at turn ${STUCK_MAX}.`,
          'Let a question end with "then: person" or go on without an answer.',
        ),
      );
    } else if (turns > STUCK_MAX) {
      found.push(
        finding(
          'F03',
          'I',
          place,
          `${who} would need ${turns} turns to get through "${script.id}"; the line calls a person at turn ${STUCK_MAX}.`,
          'Fewer retries get them through sooner, if that is better here.',
        ),
      );
    }
  }
  return found;
}

function branches({ book, sources }: Linted): Finding[] {
  const found: Finding[] = [];
  for (const { script, node } of nodesOf(book)) {
    const place = sources.script(script.id, 'nodes', node.id, 'goto');
    const sure = node.goto.findIndex(branch => branch.if === undefined);
    if (sure >= 0 && sure < node.goto.length - 1) {
      found.push(
        finding(
          'F05',
          'E',
          place,
          `At "${node.id}" nothing after "${node.goto[sure]?.to}" can ever happen: that way is always open.`,
          'Put the way without "if" last.',
        ),
      );
    }
    if (node.goto.length > 0 && sure < 0) {
      found.push(
        finding(
          'F05',
          'W',
          place,
          `At "${node.id}" it may be that no way is open; then the conversation ends there.`,
          'Add a last way without "if" (or "end", to say that you mean it).',
        ),
      );
    }
  }
  return found;
}

/** Conditions on names that look misspelt, and on values that no answer has. */
function conditions({ book, sources }: Linted): Finding[] {
  const found: Finding[] = [];
  for (const { script, node } of nodesOf(book)) {
    const asked = new Map(questionsOf(book).flatMap(one => (one.script === script ? [[one.node.slot, one.node] as const] : [])));
    const place = sources.script(script.id, 'nodes', node.id);
    for (const [slot, value] of waysOut(node).flatMap(branch => Object.entries(branch.if ?? {}))) {
      const about = asked.get(slot);
      const near = about === undefined ? closest(slot, asked.keys()) : undefined;
      if (near !== undefined)
        found.push(finding('F06', 'W', place, `"${node.id}" looks at "${slot}", which no question here asks.`, `Did you mean "${near}"?`));
      if (about !== undefined && !possible(about, value)) {
        found.push(
          finding(
            'F06',
            'W',
            place,
            `"${node.id}" looks for "${String(value)}" in "${slot}", which is none of its answers.`,
            `Its answers are ${listed(about.choices.map(choice => choice.id))}.`,
          ),
        );
      }
    }
  }
  return found;
}

function possible(node: AskNode, value: unknown): boolean {
  const closed = node.input === 'choices' || node.input === 'yesno';
  const said = value === true ? 'yes' : value === false ? 'no' : value;
  return !closed || said === 'known' || said === 'unknown' || typeof said === 'object' || node.choices.some(choice => choice.id === said);
}

function retries({ book, sources }: Linted): Finding[] {
  const found: Finding[] = [];
  for (const { script, node } of questionsOf(book)) {
    for (const [key, times] of [
      ['no-match', node.retry.noMatch],
      ['silence', node.retry.silence],
    ] as const) {
      const place = sources.script(script.id, 'nodes', node.id, 'retry');
      if (times >= STUCK_MAX) {
        found.push(
          finding(
            'F04',
            'W',
            place,
            `"${node.id}" is asked again ${times} times, but the line calls a person at turn ${STUCK_MAX}.`,
            `Write a number below ${STUCK_MAX}, better 1 or 2.`,
          ),
        );
      }
      const said = Object.values(book.words).some(
        words => (words.scripts[script.id]?.[node.id]?.[key === 'silence' ? 'silence' : 'noMatch'] ?? []).length > 0,
      );
      if (times > 0 && !said) {
        found.push(
          finding(
            'F04',
            'E',
            place,
            `"${node.id}" is asked again after ${key === 'silence' ? 'silence' : 'an answer that was not understood'}, but no words file says how.`,
            `Add "${key}: [...]" to "${node.id}" in the words files.`,
          ),
        );
      }
    }
  }
  return found;
}
