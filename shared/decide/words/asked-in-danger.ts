import type { Case } from '../../domain/case.ts';
import { isFree } from '../../domain/case.ts';
import type { Draft } from '../draft/draft.ts';

/** The requests that came with a danger of the same person and that nobody has yet. */
export const askedInDanger = (d: Draft, c: Case): readonly Case[] =>
  c.kind === 'safety' && c.danger ? d.cases(c.number).filter(x => x.besideDanger && x.person === c.person && isFree(x)) : [];
