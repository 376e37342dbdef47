import type { LiveCall } from '../decide/draft/call-world.ts';
import { decideRecorded, type RecordingRef } from '../decide/phone/recorded.ts';
import { derivedId } from '../domain/ids.ts';
import type { RecordingNews } from '../domain/recording.ts';
import type { Sound } from '../domain/sound.ts';
import { isUnnamed, unnamedRecording } from '../domain/unnamed.ts';
import { callKey, soundKey } from './keys.ts';
import { nounOf } from './rows.ts';
import { type Desk, numberOf, settleThread } from './settle.ts';

/** News of a recording, and as much of what it belongs to as its address says. */
export type RecordingTold = Pick<RecordingRef, 'call' | 'n'> & Partial<RecordingRef> & { readonly news: RecordingNews };

/** News of a recording, settled. Whose it is stands in the call's row; where that is gone, nobody waits for it any more. */
export const settleRecording = async (desk: Desk, { call, n, code, slot, news }: RecordingTold): Promise<{ readonly more: boolean }> => {
  // Where it lies already says whose it is: the call may talk about something else by now.
  const { got } = await desk.store.read({ get: [callKey(call), soundKey(unnamedRecording(`${call}-${n}`))] });
  const live = got[0] && nounOf<LiveCall>(got[0]);
  const known = got[1] && nounOf<Sound>(got[1]);
  const ofCase = known?.code ?? code ?? live?.records?.code ?? live?.wanted ?? live?.codes.at(-1);
  if (!live || !ofCase) return { more: false };
  // A report may have left the thread of its caller meanwhile: then its code leads to it.
  const owner = await numberOf(desk.store, ofCase);
  const number = owner && isUnnamed(owner) ? owner : live.number;
  const ref: RecordingRef = { call, n, code: ofCase, slot: slot ?? live.records?.slot ?? 'message' };
  const cause = `recording-${call}-${n}-${derivedId(JSON.stringify(news), 'news')}`;
  return settleThread(desk, cause, number, world => decideRecorded(world, number, ref, news));
};
