import { HOUR_MS } from '../../../shared/domain/ids.ts';
import { LOOKS_BACK_MS } from '../../../shared/domain/reconcile.ts';
import type { Promised } from './promise.ts';

/** The account's list is compared every few minutes; a carrier that does not answer and a machine that dies take their time. */
const SOON_MS = 2 * HOUR_MS;

/**
 * A text whose webhook was lost, or that was answered with an apology, is found in the account's list, and seen to as if it had just come. Not where
 * the line was away for days.
 */
export const foundAgain = (): Promised => ({
  promise: 'a text that the carrier has is seen by the line',
  onRest: ({ at, upSince, unseen, clockOff }) => {
    const isDue = (text: { readonly at: number }): boolean =>
      at - text.at > SOON_MS + clockOff && upSince - text.at < LOOKS_BACK_MS - SOON_MS;
    const lost = at - upSince < SOON_MS ? undefined : unseen.find(isDue);
    return lost && `"${lost.body}" of ${lost.phone} has been lost for ${Math.round((at - lost.at) / HOUR_MS)} hours`;
  },
});
