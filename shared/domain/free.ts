import type { Case } from './case.ts';
import type { Community } from './community.ts';
import type { Instant } from './ids.ts';
import type { Volunteer } from './volunteer.ts';

/** They may be asked from now on who could not be before: what waits for somebody is looked through for them at once. */
export const cameFree = (v: Volunteer, now: Instant): Volunteer => ({ ...v, freed: now });

/** The same row; where a case waits for them and nothing stands in its way any more, it is looked for. */
export const freeAgain = (v: Volunteer, { volunteers }: Pick<Community, 'volunteers'>, now: Instant): Volunteer =>
  v.awaited && v.freed === undefined && !v.live.some(r => r.kind === 'offer') && v.held.length < volunteers.casesMax ? cameFree(v, now) : v;

/** It was looked through. */
export const lookedThrough = ({ freed, awaited, ...v }: Volunteer): Volunteer => v;

/** Whether a need waits for its next round, so that it may go to somebody who has come free before that. */
export const waitsForSomebody = (c: Case, now: Instant): boolean =>
  c.kind === 'need' && c.status === 'open' && c.next?.what === 'dispatch' && c.next.at > now && !c.kept;
