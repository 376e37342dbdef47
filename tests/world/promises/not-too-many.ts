import { HOUR_MS } from '../../../shared/domain/ids.ts';
import { leadsPods, teamMember } from '../../../shared/domain/volunteer.ts';
import type { Promised, View } from './promise.ts';

/** The most texts that leave for one phone within an hour: of a person who asks and answers, and of one of the team, who is paged for all. */
const MOST = { anybody: 30, team: 90 } as const;

const mostFor = (view: View, phone: string): number => {
  const number = phone as Parameters<typeof teamMember>[1];
  return teamMember(view.community, number) || leadsPods(view.community, number).length > 0 ? MOST.team : MOST.anybody;
};

/** Nobody gets more than so many texts an hour that they did not write for: answers are not counted. A clock that jumps makes two hours of one. */
export const notTooMany = (): Promised => {
  const got = new Map<string, number[]>();
  return {
    promise: 'nobody is flooded with texts',
    onLeaving: ({ to, body }, view) => {
      if (body === '') return undefined;
      const lately = [...(got.get(to) ?? []).filter(at => view.at - at < HOUR_MS), view.at];
      got.set(to, lately);
      return lately.length > mostFor(view, to) * (view.clockOff > 0 ? 2 : 1)
        ? `${to} gets ${lately.length} texts within an hour`
        : undefined;
    },
  };
};
