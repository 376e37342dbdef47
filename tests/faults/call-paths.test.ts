import { describe, expect, test } from 'vitest';
import { book } from '../../ivr-scripts/book.ts';
import type { Book, Node } from '../../shared/script/script.ts';
import { StoreTrouble } from '../../shared/table/store.ts';
import { Caller } from '../call/support.ts';
import { Neighborhood } from '../support/neighborhood.ts';
import { casesOf, PATHS, type Path, ROSTER, switched, told } from './call-paths.ts';

const begun = async (path: Path, options: ConstructorParameters<typeof Neighborhood>[0] = {}) => {
  const hood = new Neighborhood(options);
  await hood.volunteers(ROSTER);
  const code = (await path.before?.(hood)) ?? '';
  hood.takeSent();
  return { hood, code, caller: new Caller(hood, path.from) };
};
/** Every step of every way, the ring being step 0. */
const EVERY = PATHS.flatMap(path => [path.name, ...path.steps].map((_, at) => ({ path, name: path.name, at })));

test.each(PATHS)('$name, undisturbed', async path => {
  const { hood, code, caller } = await begun(path);
  await caller.ring();
  for (const step of path.steps) await step(caller, code);
  expect(await told(hood)).toMatchObject(path.ends);
  expect(caller.heard).toMatch(path.hears);
});

test.each(EVERY)('$name: hung up on after step $at, nothing that was told is lost and nothing waits for nobody', async ({ path, at }) => {
  const { hood, code, caller } = await begun(path);
  await caller.ring();
  for (const step of path.steps.slice(0, at)) await step(caller, code);
  const before = await told(hood);
  await caller.hangUp();
  expect(await told(hood)).toMatchObject(before.map(({ waits: _waits, ...facts }) => facts));
  for (const c of await casesOf(hood)) {
    expect(c.next ?? c.holder ?? c.outcome, c.code).toBeDefined();
    // Whoever hangs up while they wait for a person is called back.
    if (c.kind === 'person') expect(c.callBack, c.code).toBeDefined();
  }
  expect(hood.takeSent().filter(({ to }) => !to.startsWith('+'))).toEqual([]);
  expect(hood.logged.join('\n')).not.toContain('"level":"error"');
});

describe('a database that is away for ten seconds', () => {
  test.each(EVERY)('$name, step $at: “one moment”, and the call goes on with what was keyed in', async ({ path, at }) => {
    const database = switched();
    const { hood, code, caller } = await begun(path, { store: database.open });
    let waited = 0;
    caller.onRedirect = async () => {
      if (database.down === 'no') return;
      expect(caller.heard).toMatch(/One moment|Un momento/);
      waited += Number(/<Pause length="(\d+)"/.exec(caller.twiml)?.[1] ?? 0);
      if (waited >= 10) database.down = 'no';
    };
    for (const [nth, step] of [() => caller.ring(), ...path.steps].entries()) {
      if (nth === at) database.down = 'away';
      await step(caller, code).catch((error: unknown) => {
        if (!(error instanceof StoreTrouble)) throw error;
      });
    }
    expect(waited).toBeGreaterThanOrEqual(10);
    expect(await told(hood)).toMatchObject(path.ends);
    expect(caller.heard).toMatch(path.hears);
  });
});

const turned = (node: Node): Node =>
  node.kind === 'ask' && node.input === 'choices'
    ? { ...node, choices: [...node.choices].reverse().map((choice, at) => ({ ...choice, key: String(at + 1) })) }
    : node;
/** The same conversations after an edit: the choices in another order, so that every key means something else. */
const edited: Book = {
  ...book,
  rev: 'edited',
  scripts: Object.fromEntries(
    Object.entries(book.scripts).map(([id, script]) => [
      id,
      { ...script, nodes: Object.fromEntries(Object.entries(script.nodes).map(([name, node]) => [name, turned(node)])) },
    ]),
  ),
};

test.each(
  EVERY.filter(({ path, at }) => at < path.steps.length),
)('$name: a deploy that swaps the scripts after step $at, and a key means what was heard', async ({ path, at }) => {
  const straight = await begun(path);
  await straight.caller.ring();
  for (const step of path.steps.slice(0, at + 1)) await step(straight.caller, straight.code);
  const swapped = await begun(path);
  await swapped.caller.ring();
  for (const step of path.steps.slice(0, at)) await step(swapped.caller, swapped.code);
  const after = new Neighborhood({ book: edited, store: () => swapped.hood.store });
  const on = swapped.caller.moveTo(after);
  await path.steps[at]?.(on, swapped.code);
  expect(await told(after)).toEqual(await told(straight.hood));
  expect(on.twiml.length).toBeGreaterThan(0);
  expect(on.listens).toBe(straight.caller.listens);
});
