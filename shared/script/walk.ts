import { nodeWords, own, shownFor } from './choices.ts';
import { STEPS_PER_TURN_MAX } from './limits.ts';
import { oncePerBook } from './once.ts';
import { fitted, shortValue } from './remember.ts';
import type { AskNode, Book, Branch, Effect, Fill, Known, Node, Say, Script, ScriptEffect, Session, Term, Turn, Value } from './script.ts';

/** One turn under way: what is known so far, what was said and what shall happen. Made for one turn and thrown away after it. */
export interface Walk {
  readonly book: Book;
  readonly script: Script;
  /** The session as it came in, or as it begins. */
  readonly session: Session;
  known: Known;
  /** Answers of this turn, whole, for the arguments of effects. */
  fresh: Known;
  answered: readonly string[];
  trail: readonly string[];
  stuck: number;
  readonly effects: Effect[];
  readonly says: Say[];
}

/** A turn that begins on top of this session. */
export const walkOf = (book: Book, script: Script, session: Session): Walk => ({
  book,
  script,
  session,
  known: session.known,
  fresh: {},
  answered: session.answered ?? [],
  trail: session.trail,
  stuck: session.stuck ?? 0,
  effects: [],
  says: [],
});

const sameValue = (is: Value, wanted: Value): boolean => {
  if (typeof is === 'object') return typeof wanted === 'object' ? wanted.every(one => is.includes(one)) : is.includes(String(wanted));
  const plain = (value: Value) => (value === true ? 'yes' : value === false ? 'no' : String(value));
  return plain(is) === plain(wanted);
};

/** Whether all that a branch asks for is so. A list that is known has a value when the value is in it. */
export function holds(branch: Branch, known: Known): boolean {
  return Object.entries(branch.if ?? {}).every(([slot, wanted]) => {
    const is = own(known, slot);
    if (wanted === 'known') return is !== undefined;
    if (wanted === 'unknown') return is === undefined;
    return is !== undefined && sameValue(is, wanted);
  });
}

const next = (branches: readonly Branch[], known: Known): string => branches.find(branch => holds(branch, known))?.to ?? 'end';

/** What happens by the script's own words, with "$slot" filled from what is known; an argument that is not known is left out. */
export function act(walk: Walk, effects: readonly ScriptEffect[]): void {
  for (const { name, args } of effects) {
    const filled: Record<string, Value> = {};
    for (const [arg, value] of Object.entries(args)) {
      const slot = typeof value === 'string' && value.startsWith('$') ? value.slice(1) : undefined;
      const given = slot === undefined ? value : (own(walk.fresh, slot) ?? own(walk.known, slot));
      if (given !== undefined) filled[arg] = given;
    }
    walk.effects.push({ name: 'do', what: name, args: filled });
  }
}

const slotsOf = (script: Script): Map<string, AskNode> => {
  const slots = new Map<string, AskNode>();
  for (const node of Object.values(script.nodes)) if (node.kind === 'ask' && !slots.has(node.slot)) slots.set(node.slot, node);
  return slots;
};

/** Takes one answer: into what is known (never when it is sensitive) and out as an effect, whole. */
export function take(walk: Walk, slot: string, value: Value, raw: string, node: AskNode | undefined): void {
  const sensitive = node?.sensitive ?? false;
  walk.known = { ...walk.known, [slot]: sensitive ? true : shortValue(value) };
  walk.fresh = { ...walk.fresh, [slot]: value };
  if (!walk.answered.includes(slot)) walk.answered = [...walk.answered, slot];
  walk.effects.push({ name: 'answer', slot, value, raw, sensitive, ...(node?.keepMs === undefined ? {} : { keepMs: node.keepMs }) });
}

/**
 * Takes what the words told beyond the question. What is known already with the same value tells nothing new; a list grows, another value
 * corrects. Answers how many facts were news.
 */
export function takeFacts(walk: Walk, facts: Known, raw: string, except?: string): number {
  const slots = slotsOf(walk.script);
  let news = 0;
  for (const [slot, value] of Object.entries(facts)) {
    const is = own(walk.known, slot);
    if (slot === except || (is !== undefined && sameValue(is, value)) || (typeof value === 'object' && value.length === 0)) continue;
    const whole = typeof is === 'object' && typeof value === 'object' ? [...new Set([...is, ...value])] : value;
    take(walk, slot, whole, raw, slots.get(slot));
    news++;
  }
  return news;
}

/** The node that stands under this name now, or under the name it was moved to. */
export function nodeNow(script: Script, id: string): Node | undefined {
  let name = id;
  for (let hop = 0; hop < 4; hop++) {
    const node = own(script.nodes, name);
    if (node !== undefined) return node;
    name = own(script.moved, name) ?? '';
  }
  return undefined;
}

/** Where the script goes after this value, with the choice's own effects and way where it has them. */
export function leave(walk: Walk, node: AskNode, choiceId: string | undefined, acts: boolean): string {
  const choice = node.choices.find(one => one.id === choiceId);
  if (acts) act(walk, [...(choice?.effects ?? []), ...node.effects]);
  return next(choice?.goto ?? node.goto, walk.known);
}

/** The choice that a known value stands for: the one of that name, also as the only member of a list, and yes or no for true and false. */
export function choiceOfValue(node: AskNode, value: Value | undefined): string | undefined {
  const one = typeof value === 'object' && value.length === 1 ? value[0] : value;
  if (one === undefined || typeof one === 'object') return undefined;
  return node.choices.find(choice => sameValue(one, choice.id))?.id;
}

/**
 * Walks on from a node until something must be asked or the script ends: says what say-nodes say, passes over questions whose answer is
 * known. A script that goes round in circles ends at a person.
 */
export function walkFrom(walk: Walk, from: string): Turn {
  let id = from;
  for (let step = 0; step < STEPS_PER_TURN_MAX; step++) {
    if (id === 'end') return ended(walk);
    const node = nodeNow(walk.script, id);
    if (node === undefined) return toPerson(walk, 'script-changed');
    if (node.kind === 'say') {
      if (node.speaks) walk.says.push(sayNode(walk, 'ask', node));
      act(walk, node.effects);
      id = next(node.goto, walk.known);
    } else if (node.always ? own(walk.fresh, node.slot) !== undefined : own(walk.known, node.slot) !== undefined) {
      id = leave(walk, node, choiceOfValue(node, own(walk.known, node.slot)), walk.answered.includes(node.slot));
    } else return waitAt(walk, node);
  }
  return toPerson(walk, 'too-long');
}

/** Asks a question and waits for its answer, with fresh counters. */
export function waitAt(walk: Walk, node: AskNode): Turn {
  walk.says.push(sayNode(walk, 'ask', node));
  return waiting(walk, node, { noMatch: 0, silence: 0 });
}

/** The session that waits at a node after everything this turn said. */
export function waiting(walk: Walk, node: AskNode, tries: Session['tries'], aside?: Session['aside']): Turn {
  const { aside: _, stuck: __, answered: ___, ...session } = walk.session;
  return turnOf(
    walk,
    fitted({
      ...session,
      rev: walk.book.rev,
      node: node.id,
      known: Object.fromEntries(Object.entries(walk.known).map(([slot, value]) => [slot, shortValue(value)])),
      shown: shownFor(walk.book, session.language, walk.script.id, node.id),
      trail: walk.trail,
      tries,
      ...(walk.stuck > 0 ? { stuck: walk.stuck } : {}),
      ...(walk.answered.length > 0 ? { answered: walk.answered } : {}),
      ...(aside === undefined ? {} : { aside }),
    }),
  );
}

/** The conversation is over. */
export const ended = (walk: Walk): Turn => turnOf(walk, null);

/** The machine gives up kindly; what is said about it is decided where it is known who can come. */
export function toPerson(walk: Walk, why: Extract<Effect, { name: 'person' }>['why']): Turn {
  walk.effects.push({ name: 'person', why });
  return turnOf(walk, null);
}

const turnOf = (walk: Walk, session: Session | null): Turn => ({
  session,
  effects: walk.effects,
  says: walk.says,
  matched: { by: 'none' },
});

/** What a node says, with its placeholders filled from what is known. */
export function sayNode(walk: Walk, kind: 'ask' | 'no-match' | 'silence', node: Node, nth?: number): Say {
  const fill = fillFor(walk, node.id);
  return {
    kind,
    script: walk.script.id,
    node: node.id,
    ...(nth === undefined ? {} : { nth }),
    ...(Object.keys(fill).length === 0 ? {} : { fill }),
  };
}

const PLACEHOLDER = /\{([a-z][\w-]*)\}/gi;

/** The placeholders that any language's text of a node names. */
const placeholdersOf = oncePerBook((book, _language, script, node): readonly string[] => {
  const words = Object.keys(book.words).map(language => nodeWords(book, language, script, node));
  const texts = words.flatMap(said => (said === undefined ? [] : [said.ask, said.voice ?? '', ...said.noMatch, ...said.silence]));
  return [...new Set([...texts.join(' ').matchAll(PLACEHOLDER)].map(([, name = '']) => name))];
});

function fillFor(walk: Walk, node: string): Fill {
  const fill: Record<string, Fill[string]> = {};
  for (const name of placeholdersOf(walk.book, '', walk.script.id, node)) {
    const value = own(walk.known, name);
    if (value !== undefined && sayable(walk.script, name, value)) fill[name] = fillOf(walk.book, walk.script, name, value);
  }
  return fill;
}

/** A bare "told" mark has no words; only the answer to a yes-or-no question is a truth value that can be said. */
const sayable = (script: Script, slot: string, value: Value): boolean =>
  typeof value !== 'boolean' ||
  Object.values(script.nodes).some(node => node.kind === 'ask' && node.slot === slot && node.input === 'yesno');

/** A value as a sentence can name it: by its term, by its choice's label, or as it is. */
export function fillOf(book: Book, script: Script, slot: string, value: Value): Fill[string] {
  const named = (one: string): string | Term => {
    const asked = Object.values(script.nodes)
      .filter(each => each.kind === 'ask')
      .filter(each => each.slot === slot);
    const names = [`${slot}.${one}`, ...(asked.some(({ input }) => input === 'needs') ? [`needs.${one}`] : [])];
    const term = names.find(name => Object.values(book.words).some(words => Object.hasOwn(words.terms, name)));
    if (term !== undefined) return { term };
    const node = asked.find(({ choices }) => choices.some(({ id }) => id === one));
    return node === undefined ? one : { term: `${script.id}/${node.id}/${one}` };
  };
  if (typeof value === 'boolean') return named(value ? 'yes' : 'no');
  if (typeof value === 'number') return value;
  return typeof value === 'string' ? named(value) : value.map(named);
}
