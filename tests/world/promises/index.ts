import { noTextAfterStop } from './no-text-after-stop.ts';
import { oneOwner } from './one-owner.ts';
import { onlyForHolder } from './only-for-holder.ts';
import { ownerOrDue } from './owner-or-due.ts';
import type { Promised } from './promise.ts';
import { sentOnce } from './sent-once.ts';
import { writtenDown } from './written-down.ts';

/** Everything that is promised, looked at anew for each world. */
export const allPromises = (): readonly Promised[] => [
  writtenDown(),
  ownerOrDue(),
  oneOwner(),
  noTextAfterStop(),
  onlyForHolder(),
  sentOnce(),
];
