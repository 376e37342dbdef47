/** What is wrong, and at which place of the file's own tree. */
export interface Finding {
  readonly path: readonly PropertyKey[];
  readonly what: string;
}

type Tree = Readonly<Record<string, unknown>>;

/**
 * What no single setting can tell: things that stand twice, numbers that would make the line call itself, nobody to turn to. It reads
 * the file as written, so that one mistake elsewhere does not hide these.
 */
export const crossChecks = (file: unknown): readonly Finding[] => {
  const tree = isTree(file) ? file : {};
  return [
    ...repeated(idsOf(tree, 'zones'), 'id'),
    ...repeated(idsOf(tree, 'pods'), 'id'),
    ...repeated(textsIn(tree.languages, ['languages']), 'language'),
    ...repeated(zipsOf(tree), 'ZIP code'),
    ...reservedZone(tree),
    ...endsUnheard(tree),
    ...callsItself(tree),
    ...ringsItself(tree),
    ...nobodyCoordinates(tree),
  ];
};

interface Placed {
  readonly value: string;
  readonly path: readonly PropertyKey[];
}

const repeated = (all: readonly Placed[], kind: string): Finding[] =>
  all
    .filter(({ value }, at) => all.findIndex(other => other.value === value) < at)
    .map(({ value, path }) => ({ path, what: `the ${kind} "${value}" stands twice; it may stand once` }));

const idsOf = (tree: Tree, group: string): Placed[] =>
  entriesOf(tree, group).flatMap(([entry, at]) =>
    textsIn([entry.id], [group, at]).map(({ value }) => ({ value, path: [group, at, 'id'] })),
  );

const zipsOf = (tree: Tree): Placed[] => entriesOf(tree, 'zones').flatMap(([zone, at]) => textsIn(zone.zips, ['zones', at, 'zips']));

const reservedZone = (tree: Tree): Finding[] =>
  idsOf(tree, 'zones')
    .filter(({ value }) => value === OUTSIDE)
    .map(({ path }) => ({ path, what: `"${OUTSIDE}" is the line's own word for what lies in no zone; give this zone another id` }));
const OUTSIDE = 'outside';

/** A pod may have no lead; whoever asks for help must reach a coordinator in the end. */
const endsUnheard = (tree: Tree): Finding[] =>
  Object.entries(isTree(tree.policy) ? tree.policy : {}).flatMap(([urgency, policy]) => {
    const then = isTree(policy) ? policy.then : undefined;
    const unheard = Array.isArray(then) && then.length > 0 && !then.includes('coordinator');
    return unheard ? [{ path: ['policy', urgency, 'then'], what: 'must name coordinator, so that no case is left alone' }] : [];
  });

const callsItself = (tree: Tree): Finding[] => {
  const numbers: Placed[] = [
    ...entriesOf(tree, 'pods').map(([pod, at]) => ({ value: String(pod.lead), path: ['pods', at, 'lead'] })),
    ...entriesOf(tree, 'team').map(([person, at]) => ({ value: String(person.phone), path: ['team', at, 'phone'] })),
  ];
  return numbers
    .filter(({ value }) => value === tree.number)
    .map(({ path }) => ({ path, what: "is the line's own number; the line would text itself. Write the person's own number" }));
};

/** While the line does not answer, a call that rings the line would end where it began. */
const ringsItself = (tree: Tree): Finding[] =>
  isTree(tree.fallback) && tree.fallback.ring !== undefined && tree.fallback.ring === tree.number
    ? [{ path: ['fallback', 'ring'], what: "is the line's own number, which would not answer then. Write the number of a coordinator" }]
    : [];

const nobodyCoordinates = (tree: Tree): Finding[] => {
  const team = entriesOf(tree, 'team');
  const someone = team.some(([person]) => Array.isArray(person.roles) && person.roles.includes('coordinator'));
  return team.length === 0 || someone
    ? []
    : [{ path: ['team'], what: 'nobody has the role coordinator; at least one person must, so that no case is left alone' }];
};

const entriesOf = (tree: Tree, group: string): (readonly [Tree, number])[] => {
  const entries = tree[group];
  return Array.isArray(entries) ? entries.flatMap((entry, at) => (isTree(entry) ? [[entry, at] as const] : [])) : [];
};

const textsIn = (values: unknown, path: readonly PropertyKey[]): Placed[] =>
  Array.isArray(values)
    ? values.flatMap((value, at) => (typeof value === 'string' && value !== '' ? [{ value: value.trim(), path: [...path, at] }] : []))
    : [];

const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null && !Array.isArray(value);
