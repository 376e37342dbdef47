import { isEssential } from '../../../shared/domain/essential.ts';
import { instant } from '../../../shared/domain/ids.ts';
import { moneyAt } from '../../../shared/domain/spent.ts';
import type { Promised, View } from './promise.ts';

/** When there is money again, where that of this month is gone. */
export const moneyAgain = (view: View): ReturnType<typeof moneyAt> =>
  moneyAt(view.mirror.spent, view.community.budget.month, instant(view.lineAt), view.community.timezone);

/** When the month's money is gone, what is neither urgent nor about anybody's case waits for the next month. */
export const withinBudget = (): Promised => ({
  promise: 'what is not essential waits when the money of the month is gone',
  onLeaving: ({ id, to }, view) => {
    const row = view.mirror.outgoing.get(id);
    if (!row || row.call || isEssential(row)) return undefined;
    const until = moneyAgain(view);
    return until && `${to} gets ${row.purpose} (${row.priority}), and the money of the month is gone until ${until}`;
  },
});
