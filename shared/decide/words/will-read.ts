import type { Instant } from '../../domain/ids.ts';
import { leftAloneUntil } from '../../domain/left-alone.ts';
import type { Outgoing } from '../../domain/outgoing.ts';
import type { Volunteer } from '../../domain/volunteer.ts';
import type { Draft } from '../draft/draft.ts';

/** When somebody who helps reads a text that is sent to them now: at once, when they are no longer left alone, or never. */
export const readsAt = (d: Draft, v: Volunteer, text: Pick<Outgoing, 'purpose' | 'priority' | 'about'>): Instant | 'never' => {
  if (v.stopped || v.textless) return 'never';
  const facts = { volunteer: v, community: d.world.community, texted: [] };
  // What waits for the day may come upon their quiet hours then.
  const waits = (at: Instant): Instant => leftAloneUntil({ ...text, to: v.number, at: d.now }, facts, at) ?? at;
  return waits(waits(d.now));
};
