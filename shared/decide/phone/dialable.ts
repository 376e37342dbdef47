import { callabilityAtHome } from '../../domain/calling-home.ts';
import { ASKED, type ClearedNumber, clearToDial, type UnclearedNumber } from '../../domain/clear-call.ts';
import { msBetween, type PhoneNumber } from '../../domain/ids.ts';

import type { Draft } from '../draft/draft.ts';
import type { Speaker } from '../draft/meet.ts';

/** The number as it may be dialled, judged as every call of ours is, by what is known here; else why not. */
export const dialable = (d: Draft, number: PhoneNumber, asked = false): ClearedNumber | UnclearedNumber =>
  clearToDial(number, { record: d.record(number), kind: callabilityAtHome(number, d.world.community.number) }, asked);

/** Whether a number is one that the line calls, at home and without extra cost, whoever it belongs to. */
export const isCallable = (d: Draft, number: PhoneNumber): boolean => callabilityAtHome(number, d.world.community.number) === 'home';

/** Notes that somebody asks to be called; false, and nothing is noted, where they asked so often within the hour that they are not. */
export const wishForCall = (d: Draft, { number, record: known }: Pick<Speaker, 'number' | 'record'>): boolean => {
  const record = d.record(number) ?? known;
  const lately = (record.wishes ?? []).filter(at => msBetween(at, d.now) < ASKED.withinMs);
  if (lately.length >= ASKED.most) return false;
  d.putRecord({ ...record, wishes: [...lately, d.now] });
  return true;
};
