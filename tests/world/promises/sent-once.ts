import { isEssential } from '../../../shared/domain/essential.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../shared/domain/ids.ts';
import { endedBadly } from '../../../shared/domain/outgoing.ts';
import type { Promised, View } from './promise.ts';
import { moneyAgain } from './within-budget.ts';

/** What set something off: a text, a step of a call, the step of a case, or something else that has a name, and of what. */
const CAUSE = /^(?:SM\w+|CA[\w-]+|\d{3,5}-.+|[a-z]+(?:-[a-z]+)*-.+)$/;
const isKnown = (cause: string, view: View): boolean => (/^SM\w+$/.test(cause) ? view.mirror.seen.has(cause) : CAUSE.test(cause));
/** With its waits, an attempt that failed is made again within half an hour; what can wait may wait until people are awake, or have had no more in a day than they may. */
const LATE_MS = 45 * MINUTE_MS;
const NIGHT_MS = 14 * HOUR_MS;
const PACE_MS = 2 * MINUTE_MS;
const DAY_FULL = 30023;

/** Everything that is sent was written down with its cause first; whatever was promised is sent once, or a person knows that it was not. */
export const sentOnce = (): Promised => {
  /** What the carrier has, and cannot say that it will not arrive. */
  const arriving = new Set<string>();
  /** What left, by phone and words: of two texts that say the same, one of which got lost, nobody can tell which one the carrier has. */
  const left = new Map<string, Set<string>>();
  const said = new Map<string, string>();
  const twinOf = (id: string): string | undefined => {
    const same = left.get(said.get(id) ?? '') ?? new Set();
    return [...same].find(other => other !== id && !arriving.has(other));
  };
  /** When the carrier was last seen to let nothing through: what waited for that leaves one after the other. */
  let blockedAt = 0;
  let wasBlocked = false;
  /** Until when at the latest a carrier's day is full for us, where one said so (30023): what is not urgent waits for the next. */
  let fullUntil = 0;
  return {
    promise: 'every message has a cause and is sent once',
    onLeaving: ({ id, to, body }, view) => {
      if (body !== '') {
        said.set(id, `${to} ${body}`);
        left.set(`${to} ${body}`, (left.get(`${to} ${body}`) ?? new Set()).add(id));
      }
      const row = view.mirror.outgoing.get(id);
      if (!row) return `${id} leaves, and was never written down`;
      if (!isKnown(row.cause, view)) return `${id} leaves for no cause that we know: ${row.cause}`;
      return row.state === 'sending' ? undefined : `${id} leaves, and nobody claimed it: it is ${row.state}`;
    },
    onTaken: ({ id, ends }, view) => {
      if (ends === DAY_FULL) fullUntil = view.lineAt + DAY_MS;
      const isAgain = arriving.has(id);
      const twin = isAgain ? twinOf(id) : undefined;
      if (ends === undefined) arriving.add(twin ?? id);
      return isAgain && twin === undefined ? `${id} was sent again, and had arrived` : undefined;
    },
    onOutgoing: ({ after }, view) => {
      const { state, about, to, purpose } = after;
      const ended = state === 'failed' || (state === 'sent' && endedBadly(after.status ?? ''));
      if (!ended || after.call || !about || !view.mirror.cases.has(about.code)) return undefined;
      const known = (view.mirror.told.get(about.code) ?? []).some(({ what }) => what.includes('could not be delivered'));
      return known ? undefined : `${purpose} to ${to} about ${about.code} failed, and the case does not say so`;
    },
    onRest: view => {
      if (view.mirror.blocked || wasBlocked) blockedAt = view.lineAt;
      wasBlocked = view.mirror.blocked;
      if (view.isDown || view.mirror.blocked) return undefined;
      const poor = moneyAgain(view) !== undefined;
      for (const row of view.mirror.waiting.values()) {
        const { id, call, due, at, priority, held } = row;
        if (poor && !call && !isEssential(row)) continue;
        if (due === undefined) return `${id} waits, and nothing is due for it`;
        const isUrgent = call !== undefined || priority === 'safety' || priority === 'urgent';
        // What fell due while the machine was off, or its clock was wrong, is late only from when it could be done.
        const upAt = view.upSince + (view.lineAt - view.at);
        const late = view.lineAt - view.clockOff - Math.max(Date.parse(due), blockedAt, upAt, isUrgent ? 0 : fullUntil);
        // Texts leave in the number's own pace: what is urgent at once, the rest when there is room.
        const wait = call ? 0 : isUrgent ? PACE_MS : DAY_MS;
        if (late >= 0 && late >= wait) return `${id} (${priority}) was due at ${due} and nothing was done`;
        const furthest = priority === 'safety' ? LATE_MS : held ? DAY_MS : NIGHT_MS;
        if (Date.parse(due) > view.clockOff + Math.max(view.lineAt, Date.parse(at)) + furthest)
          return `${id} of ${at} is due only at ${due}`;
      }
      return undefined;
    },
  };
};
