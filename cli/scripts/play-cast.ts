import { readFileSync } from 'node:fs';
import type { Community } from '../../shared/domain/community.ts';

/** The phone that a play begins with. */
export const RESIDENT = '+15550100001';

/** The rows of the sample volunteers, without their header. */
export const sampleVolunteers = (): readonly string[] => {
  const [, ...rows] = readFileSync(new URL('../../local/volunteers.sample.csv', import.meta.url), 'utf8')
    .trim()
    .split('\n');
  return rows;
};

const nameOf = (words: string): string =>
  words
    .normalize('NFD')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '');

/** The phones that can be used, by name: "me", the volunteers, the team, and each pod's lead. */
export const castOf = (community: Community, volunteers: readonly string[]): ReadonlyMap<string, string> => {
  const rows = volunteers.map(row => row.split(',')).map(([name = '', phone = '']): [string, string] => [nameOf(name), phone]);
  const team = community.team.map(({ name, phone }): [string, string] => [nameOf(name), phone]);
  const leads = community.pods.flatMap(({ id, lead }): [string, string][] => (lead ? [[`${nameOf(id)}lead`, lead]] : []));
  const cast = new Map([...leads, ...team, ...rows]);
  cast.set('me', RESIDENT);
  return cast;
};
