import { afterEach, beforeEach } from 'vitest';
import { Neighborhood } from '../support/neighborhood.ts';

export const ANA_PHONE = '+15550100201';

/** The neighborhood of the test that runs: another one for each. */
export let hood: Neighborhood;

/** Every test of the file gets a neighborhood of its own, in which Ana is always on call for food. */
export const eachWithAna = (languages = 'en;es'): void => {
  beforeEach(async () => {
    hood = new Neighborhood();
    await hood.volunteers(`Ana,${ANA_PHONE},${languages},food,,,always,yes,no`);
  });
  afterEach(() => hood.store.close());
};

/** What was sent to this phone since the last look at what was sent. */
export const to = (phone: string): readonly string[] =>
  hood
    .takeSent()
    .filter(s => s.to === phone)
    .map(s => s.body);
