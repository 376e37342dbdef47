import { asIdle } from '../../domain/queue.ts';
import { restsUntil } from '../../domain/rest.ts';
import type { Volunteer } from '../../domain/volunteer.ts';
import type { Draft } from '../draft/draft.ts';
import { wallNow } from '../shifts/own-shifts.ts';

/** The people of the pod who are looked at now, as their rows stand; of whom no row was read, as far as the queue tells. */
export const inQueue = (d: Draft): readonly Volunteer[] => {
  const { queue } = d.world;
  if (!queue) return d.roster();
  // Somebody whose place moves while the queue is read is met in both of them.
  const met = new Map(queue.members.map(member => [member.number, d.volunteer(member.number) ?? asIdle(member)]));
  for (const number of queue.named) {
    const row = d.volunteer(number);
    if (row) met.set(number, row);
  }
  return [...met.values()];
};

/** One commit holds a hundred writes: places are put right with what is left of so many, and the rest is for what else becomes of the case. */
const WRITES_MAX = 84;

/** What one person's row and places cost to write. */
export const writesFor = ({ pods }: Pick<Volunteer, 'pods'>): number => 1 + 2 * pods.length;

/**
 * Whoever the look came upon and cannot be on call rests until they can be, so that the next one does not come upon them again; whoever is
 * back from a rest stands in turn again. The step has written `writes` rows so far.
 */
export const putPlacesRight = (d: Draft, writes: number): void => {
  const now = wallNow(d);
  let left = WRITES_MAX - writes;
  for (const number of d.world.queue?.moves ?? []) {
    const row = d.volunteer(number);
    if (!row) continue;
    const { rests: before, ...active } = row;
    const rests = restsUntil(row, d.world.community, now);
    if (rests === before) continue;
    left -= writesFor(row);
    if (left < 0) return;
    d.putVolunteer(rests === undefined ? active : { ...active, rests });
  }
};
