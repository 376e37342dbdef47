import type { Case } from '../../domain/case.ts';
import { firstName } from '../../domain/volunteer.ts';

/** They had it, so that its person was told their first name. */
const HAD_IT: ReadonlySet<string> = new Set(['accepted', 'released', 'silent']);

/** The first names of those who have or had one of these cases: so they are called by whoever says something of them. */
export const whoHelped = (cases: readonly Case[]): readonly string[] => [
  ...new Set(
    cases.flatMap(c => [...(c.holder ? [c.holder.name] : []), ...c.asked.filter(a => HAD_IT.has(a.state)).map(a => a.name)]).map(firstName),
  ),
];
