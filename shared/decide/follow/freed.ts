import { type Case, isFree } from '../../domain/case.ts';
import type { Community } from '../../domain/community.ts';
import { lookedThrough, waitsForSomebody } from '../../domain/free.ts';
import type { Instant, PhoneNumber } from '../../domain/ids.ts';
import type { Schedule } from '../../domain/on-call.ts';
import { candidates } from '../../domain/routing.ts';
import type { Volunteer } from '../../domain/volunteer.ts';
import { Draft } from '../draft/draft.ts';
import type { Decision, World } from '../draft/world.ts';

/** Whether this case waits, and this volunteer may be asked for it now. */
export const waitsFor = (c: Case, v: Volunteer, community: Community, schedule: Schedule, now: Instant): boolean =>
  waitsForSomebody(c, now) && candidates(c, [v], community, schedule, now)[0]?.unfit === undefined;

/** Somebody came free: each case that waits for such a person goes out now and not with its next round. */
export const decideFreed = (world: World, number: PhoneNumber): Decision => {
  const d = new Draft(world);
  const v = d.volunteer(number);
  if (!v?.freed || v.freed > d.now) return d.decision();
  const free = lookedThrough(v);
  d.putVolunteer(free);
  for (const thread of world.threads.values())
    for (const c of d.cases(thread.number).filter(isFree)) {
      if (!waitsFor(c, free, world.community, d.schedule, d.now)) continue;
      d.putCase({ ...c, next: { what: 'dispatch', at: d.now } });
      d.note(c.code, `${v.name} came free; it is asked for again`, 'line');
    }
  return d.decision();
};
