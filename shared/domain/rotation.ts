import type { PhoneNumber } from './ids.ts';
import { occurrencesIn, type Shifts } from './shift.ts';
import { DAY_MIN, minutesOf, type Wall } from './wall.ts';

/** The order in which being on call passes round a pod. */
export interface Rotation {
  /** What it is called where a pod has several: "main". */
  readonly name: string;
  /** In this order, and then from the first again. One may stand in it several times. */
  readonly people: readonly PhoneNumber[];
  /** Days from one hand-off to the next: 1, 7, any number. */
  readonly everyDays: number;
  /** The first hand-off, at which the first of them begins. */
  readonly first: Wall;
  /** Nobody is on call by it outside of these hours. */
  readonly during: Shifts;
}

/** One turn of one person, in minutes of the wall clock, from hand-off to hand-off. */
export interface Turn {
  readonly who: PhoneNumber;
  readonly from: number;
  readonly to: number;
}

const nthTurn = ({ people, everyDays, first }: Rotation, nth: number): Turn | undefined => {
  const who = people[nth % people.length];
  const from = minutesOf(first) + nth * everyDays * DAY_MIN;
  return who && { who, from, to: from + everyDays * DAY_MIN };
};

/** Days are counted on the wall, so the hand-off stays at its hour of the day all year. Negative before the first. */
const nthAt = ({ everyDays, first }: Rotation, minutes: number): number => Math.floor((minutes - minutesOf(first)) / (everyDays * DAY_MIN));

/** Every turn, whatever its hours, that has a minute in common with this span of the wall clock. */
export const turnsIn = (rotation: Rotation, from: number, to: number): readonly Turn[] => {
  const turns: Turn[] = [];
  for (let nth = Math.max(0, nthAt(rotation, from)); ; nth++) {
    const turn = nthTurn(rotation, nth);
    if (!turn || turn.from >= to) return turns;
    turns.push(turn);
  }
};

/** The turns as people live them: what of each lies within the hours of the rotation. */
export const stretchesIn = (rotation: Rotation, from: number, to: number): readonly Turn[] => {
  const turns = turnsIn(rotation, from, to);
  const { during } = rotation;
  if (during === 'always') return turns;
  return turns.flatMap(turn =>
    occurrencesIn(during, Math.max(turn.from, from), Math.min(turn.to, to)).map(hours => ({
      who: turn.who,
      from: Math.max(turn.from, hours.from),
      to: Math.min(turn.to, hours.to),
    })),
  );
};

/** The stretch by which this person is on call at this minute. */
export const stretchAt = (rotation: Rotation, who: PhoneNumber, minutes: number): Turn | undefined =>
  stretchesIn(rotation, minutes, minutes + 1).find(turn => turn.who === who);
