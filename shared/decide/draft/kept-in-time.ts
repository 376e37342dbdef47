import type { Case } from '../../domain/case.ts';
import { keptFor } from '../../domain/forget.ts';
import type { AskNode } from '../../script/script.ts';
import type { World } from './world.ts';

/** How long the answer to this question may be kept, where that is less than its case. */
export const keepMsOf = ({ book }: Pick<World, 'book'>, slot: string): number | undefined => {
  const nodes = Object.values(book.scripts).flatMap(script => Object.values(script.nodes));
  const asks = nodes.filter((node): node is AskNode => node.kind === 'ask' && node.slot === slot);
  const kept = asks.flatMap(node => node.keepMs ?? []);
  return kept.length > 0 ? Math.min(...kept) : undefined;
};

/** Whatever is written down of a report now, in whatever way it came, is kept as long as the question for it says. */
export const keptInTime = (world: World, c: Case): Case => {
  if (c.kind !== 'safety') return c;
  const before = world.threads.get(c.number)?.cases.find(one => one.code === c.code)?.notes ?? [];
  const keepMs = c.notes.length === 0 ? undefined : keepMsOf(world, 'story');
  if (keepMs === undefined) return c;
  return c.notes.filter(note => !before.includes(note)).reduce((now, note) => keptFor(now, note, keepMs, world.now), c);
};
