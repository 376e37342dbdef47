import type { Promised } from './promise.ts';

/** What the line says where it could not write down what came. */
const APOLOGY = /something went wrong on our side|algo salio mal de nuestro lado/;

/** No answer without what it answers being written down; and a text that comes twice gets the same answer, byte for byte. */
export const answeredAsKept = (): Promised => ({
  promise: 'every answer is of something that is written down, and the same again',
  onWritten: ({ phone, body, sid, taken, reply }, view) => {
    if (reply === null || APOLOGY.test(reply)) return undefined;
    if (!taken) return `${phone} was answered "${reply}", and "${body}" is not written down`;
    const kept = view.mirror.seen.get(sid);
    return kept === reply ? undefined : `${phone} was answered "${reply}", and "${kept}" is kept`;
  },
});
