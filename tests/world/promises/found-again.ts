import { HOUR_MS } from '../../../shared/domain/ids.ts';
import type { Promised } from './promise.ts';

/** The account's list is compared every few minutes; a carrier that does not answer and a machine that dies take their time. */
const SOON_MS = 2 * HOUR_MS;

/** A text whose webhook was lost, or that was answered with an apology, is found in the account's list, and seen to as if it had just come. */
export const foundAgain = (): Promised => ({
  promise: 'a text that the carrier has is seen by the line',
  onRest: ({ at, upSince, unseen }) => {
    const lost = at - upSince < SOON_MS ? undefined : unseen.find(text => at - text.at > SOON_MS);
    return lost && `"${lost.body}" of ${lost.phone} has been lost for ${Math.round((at - lost.at) / HOUR_MS)} hours`;
  },
});
