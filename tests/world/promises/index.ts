import { answeredAsKept } from './answered-as-kept.ts';
import { callNotText } from './call-not-text.ts';
import { callsReachAPerson } from './calls-reach-a-person.ts';
import { dangerIsTold } from './danger-is-told.ts';
import { foundAgain } from './found-again.ts';
import { noTextAfterStop } from './no-text-after-stop.ts';
import { notTooMany } from './not-too-many.ts';
import { nothingBreaks } from './nothing-breaks.ts';
import { oneOwner } from './one-owner.ts';
import { onlyForHolder } from './only-for-holder.ts';
import { onlyOnCall } from './only-on-call.ts';
import { ownerOrDue } from './owner-or-due.ts';
import type { Promised } from './promise.ts';
import { reachesAPerson } from './reaches-a-person.ts';
import { safeContact } from './safe-contact.ts';
import { sentOnce } from './sent-once.ts';
import { spokenIsKept } from './spoken-is-kept.ts';
import { timelineReplayed } from './timeline-replayed.ts';
import { toldAsItWas } from './told-as-it-was.ts';
import { toldByWhom } from './told-by-whom.ts';
import { withinBudget } from './within-budget.ts';
import { writtenDown } from './written-down.ts';

/** Everything that is promised, looked at anew for each world. */
export const allPromises = (): readonly Promised[] => [
  writtenDown(),
  spokenIsKept(),
  answeredAsKept(),
  foundAgain(),
  dangerIsTold(),
  ownerOrDue(),
  oneOwner(),
  noTextAfterStop(),
  onlyForHolder(),
  safeContact(),
  callNotText(),
  sentOnce(),
  notTooMany(),
  reachesAPerson(),
  callsReachAPerson(),
  toldAsItWas(),
  timelineReplayed(),
  toldByWhom(),
  onlyOnCall(),
  withinBudget(),
  nothingBreaks(),
];
