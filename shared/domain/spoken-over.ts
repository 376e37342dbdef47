import type { CaseCode, Instant } from './ids.ts';

/** Whoever wrote to a phone about a case after we asked something there: what is said then may be for them. */
export interface SpokenOver {
  readonly passed?: { readonly code: CaseCode; readonly name: string; readonly at: Instant };
}
