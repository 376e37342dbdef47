import { type Case, dueAt, isOpen } from '../../../shared/domain/case.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../shared/domain/ids.ts';
import type { Promised, View } from './promise.ts';

/** Whoever has a case is asked how it stands, by day. */
const HELD_MS = { now: DAY_MS, today: DAY_MS, soon: 2 * DAY_MS, 'this-week': 3 * DAY_MS } as const;
const NIGHT_MS = 14 * HOUR_MS;

/** Who sees to a report or a wish for a person for weeks is asked less and less often, and once a week at least. */
const longHeldMs = (since: string, view: View): number => Math.min((view.lineAt - Date.parse(since)) / 2, 7 * DAY_MS);

/** How far away the next step of an open case may be: what somebody has, by its urgency; danger half an hour, a report and whoever waits for a person three, anything else a day. */
const furthestMs = (c: Case, view: View): number => {
  if (c.status === 'delivered') return Math.max(DAY_MS, view.community.confirm.closesAfterMs);
  if (c.holder) return Math.max(HELD_MS[c.urgency], c.kind === 'need' ? 0 : longHeldMs(c.holder.at, view)) + NIGHT_MS;
  // A coordinator was told that its person may not be texted any more.
  if (c.next?.what === 'stopped') return DAY_MS;
  if (c.kind === 'safety') return c.danger ? 30 * MINUTE_MS : 3 * HOUR_MS;
  return c.kind === 'person' && c.urgency !== 'this-week' ? 3 * HOUR_MS : DAY_MS;
};

const ownerless = (c: Case, due: string | undefined, view: View): string | undefined => {
  if (!isOpen(c)) return undefined;
  if (dueAt(c) === undefined) return `${c.code} (${c.kind}, ${c.status}, ${c.holder ? 'held' : 'free'}) is open and nothing is due for it`;
  if (dueAt(c) !== undefined && due === undefined) return `${c.code} says that something is due, and its row is in no list of due rows`;
  const ahead = due === undefined ? 0 : Date.parse(due) - view.lineAt;
  return ahead > furthestMs(c, view) + view.clockOff
    ? `${c.code} (${c.kind}, ${c.urgency}) is due only in ${Math.round(ahead / MINUTE_MS)} minutes, for ${c.next?.what}`
    : undefined;
};

/** Every open case has an owner or a due row, no further away than its urgency allows; and nothing that is due stays undone. */
export const ownerOrDue = (): Promised => ({
  promise: 'every open case has an owner or is due in time',
  onCase: ({ after, due }, view) => after && ownerless(after, due, view),
  onRest: view => {
    if (view.isDown) return undefined;
    for (const [code, due] of view.mirror.due) {
      const c = view.mirror.cases.get(code);
      if (c && isOpen(c) && due !== undefined && Date.parse(due) <= view.lineAt) return `${code} was due at ${due} and nothing was done`;
    }
    return undefined;
  },
});
