import type { Case } from '../../domain/case.ts';
import type { Draft } from '../draft/draft.ts';

/**
 * Who wants no contact stays unnamed: the report leaves their thread as soon as this is written down, and so does one that was closed and that it goes on
 * from, since its words name that.
 */
export const unnamedSoon = (d: Draft, c: Case): Case => {
  if (c.kind !== 'safety' || c.contact !== 'none') return c;
  const before = d.cases(c.number).filter(other => other.kind === 'safety' && c.notes.some(note => note.startsWith(`${other.code}:`)));
  for (const other of before) d.putCase({ ...other, contact: 'none', unnames: d.now });
  const unnamed: Case = { ...c, unnames: d.now };
  d.putCase(unnamed);
  return unnamed;
};
