import { readFileSync } from 'node:fs';
import type { Community } from '../shared/domain/community.ts';
import { readVolunteers } from '../shared/parse/volunteers.ts';
import { readRoster, saveVolunteers } from '../shared/table/roster.ts';
import type { Store } from '../shared/table/store.ts';

/** The number of the community file that comes with Porchlight. No real phone has it. */
const SAMPLE_NUMBER = '+15550100000';

/**
 * So that a newcomer's first text finds somebody: a line with the sample community, the built-in phones and nobody on its roster gets the
 * sample volunteers. Answers how many. A neighborhood with a number of its own never meets them.
 */
export const welcomeVolunteers = async (store: Store, community: Community): Promise<number> => {
  if (community.number !== SAMPLE_NUMBER) return 0;
  if ((await readRoster(store)).length > 0) return 0;
  const { volunteers } = readVolunteers(readFileSync(new URL('./volunteers.sample.csv', import.meta.url), 'utf8'), community);
  return (await saveVolunteers(store, volunteers)).added;
};
