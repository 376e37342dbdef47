import type { CaseCode, Instant } from './ids.ts';

/** One line of what happened to a case. `what` is for coordinators and may hold a name; it never leaves in a log. */
export interface TimelineEntry {
  readonly code: CaseCode;
  readonly at: Instant;
  readonly what: string;
  /** "resident", "line", a volunteer's or coordinator's name, "command line". */
  readonly by: string;
}
