import type { Community, TeamMember } from './community.ts';
import type { PhoneNumber } from './ids.ts';

/** Those of the team who get texts from the line, by what they are paged for. */
export interface Reach {
  readonly safety: readonly PhoneNumber[];
  readonly coordinators: readonly PhoneNumber[];
  /** For conflicts, beside the people for safety. */
  readonly liaisons: readonly PhoneNumber[];
  /** Who stands in where nobody of those is left: the pod leads, and without them anybody of the team. */
  readonly standIns: readonly PhoneNumber[];
}

/** Who can be reached of the team; `hears` says of a number whether texts may go there at all. */
export const reachOf = ({ team, pods }: Pick<Community, 'team' | 'pods'>, hears: (number: PhoneNumber) => boolean): Reach => {
  const all = [...new Set(team.map(m => m.phone))].filter(hears);
  const withRole = (role: TeamMember['roles'][number]): readonly PhoneNumber[] =>
    all.filter(number => team.some(m => m.phone === number && m.roles.includes(role)));
  const leads = [...new Set(pods.flatMap(p => p.lead ?? []))].filter(hears);
  return {
    safety: withRole('safety'),
    coordinators: withRole('coordinator'),
    liaisons: withRole('community-liaison'),
    standIns: leads.length > 0 ? leads : all,
  };
};
