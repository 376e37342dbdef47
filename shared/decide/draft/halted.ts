import type { Case } from '../../domain/case.ts';
import type { Draft } from './draft.ts';

/** Whether the STOP of its person holds this case up, so that a coordinator decides: not where they asked for it by phone, since they call to hear of it. */
export const isHalted = (d: Draft, c: Pick<Case, 'number' | 'afterStop'>): boolean =>
  d.record(c.number)?.optedOut !== undefined && c.afterStop === undefined;
