import type { Community } from '../domain/community.ts';
import { feedHash, isFeedOf } from '../domain/feed.ts';
import type { PhoneNumber } from '../domain/ids.ts';
import type { Schedule } from '../domain/on-call.ts';
import type { Volunteer } from '../domain/volunteer.ts';
import { feedKey, planKey, rosterKey } from './keys.ts';
import { nounOf } from './rows.ts';
import { scheduleIn } from './schedule.ts';
import type { Store, Write } from './store.ts';

/** The row by which a calendar is found, where its address changes; the old address finds nothing from then on. */
export const feedWrites = (before: Volunteer | undefined, after: Volunteer | undefined): readonly Write[] => {
  if (before?.feed === after?.feed) return [];
  const gone: readonly Write[] = before?.feed ? [{ op: 'delete', key: feedKey(feedHash(before.feed)), expect: 'any' }] : [];
  if (!after?.feed) return gone;
  const row = { ...feedKey(feedHash(after.feed)), kind: 'feed', data: { number: after.number } };
  return [...gone, { op: 'put', row, expect: 'absent' }];
};

/** Whose calendar this secret opens, and what the pods have agreed on; undefined where it opens none. */
export const readFeed = async (
  store: Store,
  community: Community,
  secret: string,
): Promise<{ readonly volunteer: Volunteer; readonly schedule: Schedule } | undefined> => {
  const found = await store.read({ get: [feedKey(feedHash(secret))] });
  const [place] = found.got;
  if (!place) return undefined;
  const { number } = nounOf<{ readonly number: PhoneNumber }>(place);
  const { got } = await store.read({ get: [rosterKey(number), ...community.pods.map(p => planKey(p.id))] });
  const [row, ...plans] = got;
  const volunteer = row && nounOf<Volunteer>(row);
  return volunteer && isFeedOf(volunteer, secret) ? { volunteer, schedule: scheduleIn(community, plans) } : undefined;
};
