import type { PhoneNumber } from './ids.ts';
import type { Wall } from './wall.ts';

/** A one-time change of who is on call in a pod. The one that was added last wins where two speak of the same person at the same time. */
export interface Override {
  readonly id: string;
  /** `instead`: `who` covers for `of`, who is off for as long; on for the whole of it, whatever `of` would have been. */
  readonly what: 'on' | 'off' | 'instead';
  readonly who: PhoneNumber;
  readonly name: string;
  readonly of?: PhoneNumber;
  readonly ofName?: string;
  readonly from: Wall;
  /** Not included. */
  readonly to: Wall;
  /** Who made it, as it is shown. */
  readonly by: string;
}

/** What an override makes of one person while it holds; undefined where it is not about them. */
export const effectOn = (o: Override, number: PhoneNumber): 'on' | 'off' | undefined => {
  if (o.who === number) return o.what === 'off' ? 'off' : 'on';
  return o.what === 'instead' && o.of === number ? 'off' : undefined;
};

/** The override that decides about this person at this time of the wall clock. */
export const overrideAt = (overrides: readonly Override[], number: PhoneNumber, wall: Wall): Override | undefined =>
  overrides.findLast(o => o.from <= wall && wall < o.to && effectOn(o, number) !== undefined);

/** With one more; one with the same id is replaced, so that adding it twice adds it once. */
export const withOverride = (overrides: readonly Override[], added: Override): readonly Override[] => [
  ...overrides.filter(o => o.id !== added.id),
  added,
];
/** Those that are not long over: what is kept with a pod stays small. */
export const stillOfUse = (overrides: readonly Override[], since: Wall): readonly Override[] => overrides.filter(o => o.to > since);
