import { epochMs, instant } from '../../../shared/domain/ids.ts';
import type { Outgoing } from '../../../shared/domain/outgoing.ts';
import { MICROS_PER_DOLLAR } from '../../../shared/domain/prices.ts';
import { moneyAt } from '../../../shared/domain/spent.ts';
import type { Promised, View } from './promise.ts';

/** When there is money again, where that of this month is gone, as the line counts it. */
export const moneyAgain = (view: View): ReturnType<typeof moneyAt> =>
  moneyAt(view.mirror.spent, view.community.budget.month, instant(view.lineAt), view.community.timezone);

/** Nobody is lost where one of these is not sent: an announcement, a reminder of a shift that SHIFTS tells too, and lists that can be asked for. */
const CAN_WAIT: ReadonlySet<string> = new Set(['shift-reminder', 'shift-now', 'gaps', 'digest']);
const canWait = ({ call, about, priority, purpose }: Outgoing): boolean =>
  !call && !about && (priority === 'announcement' || (CAN_WAIT.has(purpose) && !['safety', 'urgent', 'offer'].includes(priority)));

/** Sums of many small prices, in dollars. */
const ROUNDING = 0.001;

/** What this month has cost, as the line counts it, in dollars. */
const countedBy = (view: View): number => {
  const { spent } = view.mirror;
  return spent?.month === monthAt(view.lineAt, view.community.timezone) ? spent.micros / MICROS_PER_DOLLAR : 0;
};

/**
 * When the month's money is gone, what is neither urgent nor about anybody's case waits for the next month; and what is spent is what the carrier took, by
 * its own record and the list of prices, not what the line believes. Where the line's clock was wrong nobody can say what it has compared: then its own
 * sum is taken until the month is over.
 */
export const withinBudget = (): Promised => {
  /** The month as the neighborhood's calendar has it, since when, and whether the clock was wrong in it. */
  let month = { name: '', from: Number.NEGATIVE_INFINITY, muddled: false };
  let looked: View['mirror']['compared'];
  /** What the carrier took this month, of all that the line has compared with the account's list. */
  const taken = (view: View): number | undefined => {
    const { compared } = view.mirror;
    const name = monthAt(view.at, view.community.timezone);
    if (name !== month.name) month = { name, from: month.name === '' ? month.from : view.at, muddled: false };
    if (view.clockOff > 0) month = { ...month, muddled: true };
    if (month.muddled || !compared || compared.window) return undefined;
    return view.charged(month.from, Math.max(month.from, epochMs(compared.since)));
  };
  return {
    promise: 'what is not essential waits when the money of the month is gone',
    onLeaving: ({ id, to }, view) => {
      const row = view.mirror.outgoing.get(id);
      if (!row || !canWait(row)) return undefined;
      const dollars = taken(view) ?? countedBy(view);
      return dollars >= view.community.budget.month + ROUNDING
        ? `${to} gets ${row.purpose}, and the money of the month is gone: ${dollars} dollars`
        : undefined;
    },
    onRest: view => {
      // What is compared is looked at once.
      if (view.clockOff === 0 && view.mirror.compared === looked) return undefined;
      looked = view.mirror.compared;
      const dollars = taken(view);
      // What was spent around the turn of the month is counted when it is found, and may stand in either.
      if (dollars === undefined || month.from > Number.NEGATIVE_INFINITY) return undefined;
      const counted = countedBy(view);
      return Math.abs(counted - dollars) > ROUNDING
        ? `the carrier took ${dollars} dollars by ${looked?.since}, and the line counts ${counted} for it`
        : undefined;
    },
  };
};

const months = new Map<string, Intl.DateTimeFormat>();
const monthAt = (at: number, timeZone: string): string => {
  const known = months.get(timeZone) ?? new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit' });
  months.set(timeZone, known);
  return known.format(at);
};
