import type { Community } from '../shared/domain/community.ts';
import { reachOf } from '../shared/domain/reach.ts';
import type { Volunteer } from '../shared/domain/volunteer.ts';

/**
 * What whoever runs the line must know about who can be paged: a sentence for each role that nobody fills who still gets texts. Empty when
 * all is well.
 */
export const whoHears = (community: Community, roster: readonly Volunteer[]): readonly string[] => {
  const stopped = new Set(roster.filter(v => v.stopped).map(v => v.number));
  const { safety, coordinators, standIns } = reachOf(community, number => !stopped.has(number));
  if (safety.length === 0 && coordinators.length === 0 && standIns.length === 0) {
    return [
      'NOBODY CAN BE PAGED: all of the team and all pod leads have sent STOP to the line. Until one of them texts START, no person hears of a case.',
    ];
  }
  const others = 'the pod leads, or else anybody of the team, are paged in their place';
  return [
    ...(coordinators.length === 0
      ? [`No coordinator can be paged: each has sent STOP to the line. Until one texts START, ${others}.`]
      : []),
    ...(safety.length === 0
      ? [
          `Nobody with the role safety can be paged: community.yaml names none, or each has sent STOP. Until then coordinators read reports and hear of danger.`,
        ]
      : []),
  ];
};
