import { DAY_MS, HOUR_MS } from '../../../shared/domain/ids.ts';
import type { Outgoing } from '../../../shared/domain/outgoing.ts';
import { leadsPods, teamMember } from '../../../shared/domain/volunteer.ts';
import type { Promised, View } from './promise.ts';

/**
 * The most texts of any kind that leave for one phone within an hour. What the line sends by its own will is held to the neighborhood's own numbers
 * (`volunteers.texts-an-hour`, `residents.texts-an-hour`), 12 and 10 in the sample; beyond these come danger, the words of people, and what was asked for
 * just now, which nobody is spared: as much again, and half. Whoever is of the team is paged for everybody: a page every two minutes, for three cases.
 */
const MOST = { anybody: 30, team: 90 } as const;

/** What a person says, or what its reader asked for a moment ago; and that a shift begins at this minute. */
const OF_A_PERSON: ReadonlySet<string> = new Set([
  ...['relay', 'they-say', 'called-you', 'text-me', 'bridge', 'ring-back', 'cut-off', 'pin'],
  'shift-now',
]);

const isOfTeam = (view: View, phone: string): boolean => {
  const number = phone as Parameters<typeof teamMember>[1];
  return teamMember(view.community, number) !== undefined || leadsPods(view.community, number).length > 0;
};

/** So many of one kind within this time. */
interface Limit {
  readonly kind: string;
  readonly most: number;
  readonly ms: number;
}

/** By which limits this text is bounded: the one for all, and those of what the line sends by its own will. */
const limitsOf = ({ to, about, priority, purpose }: Outgoing, view: View): readonly Limit[] => {
  const { volunteers, residents } = view.community;
  const ofTeam = isOfTeam(view, to);
  const all: Limit = { kind: 'any', most: ofTeam ? MOST.team : MOST.anybody, ms: HOUR_MS };
  const isOwn = about?.number === to;
  if (priority === 'safety' || OF_A_PERSON.has(purpose)) return [all];
  if (ofTeam || view.mirror.volunteers.has(to))
    return isOwn ? [all] : [all, { kind: 'own will', most: volunteers.textsAnHour, ms: HOUR_MS }];
  if (!isOwn || (priority !== 'notice' && priority !== 'reminder')) return [all];
  return [all, { kind: 'news', most: residents.anHour, ms: HOUR_MS }, { kind: 'news of a day', most: residents.aDay, ms: DAY_MS }];
};

/**
 * Nobody gets more texts than the neighborhood has settled, nor more than so many of any kind that they did not write for: answers are not counted, and a
 * text that is tried again is the same one. A clock that jumps makes two hours of one.
 */
export const notTooMany = (): Promised => {
  const got = new Map<string, number[]>();
  const counted = new Set<string>();
  const over = (to: string, { kind, most, ms }: Limit, view: View): string | undefined => {
    const lately = [...(got.get(`${to} ${kind}`) ?? []).filter(at => view.at - at < ms), view.at];
    got.set(`${to} ${kind}`, lately);
    return lately.length > most * (view.clockOff > 0 ? 2 : 1)
      ? `${to} gets ${lately.length} texts within ${ms / HOUR_MS} h, and ${most} are enough`
      : undefined;
  };
  return {
    promise: 'nobody is flooded with texts',
    onLeaving: ({ id, to, body }, view) => {
      const row = view.mirror.outgoing.get(id);
      if (body === '' || row === undefined || counted.has(id)) return undefined;
      counted.add(id);
      return limitsOf(row, view)
        .map(limit => over(to, limit, view))
        .find(what => what !== undefined);
    },
  };
};
