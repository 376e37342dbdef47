import type { CaseChange } from '../mirror.ts';
import type { Promised, View } from './promise.ts';

/** How many volunteers a case remembers. */
const ASKED_MAX = 200;

const changedHands = ({ before, after }: CaseChange): string | undefined => {
  if (!before || !after) return undefined;
  if (before.holder?.number !== after.holder?.number) return `from ${before.holder?.name ?? 'nobody'} to ${after.holder?.name ?? 'nobody'}`;
  const was = before.status === 'offered' ? 'open' : before.status;
  const is = after.status === 'offered' ? 'open' : after.status;
  return was === is ? undefined : `from ${was} to ${is}`;
};

/** What `cases show` tells is what happened: whoever was asked is listed, and each change of hands and of status stands in the timeline. */
export const toldAsItWas = (): Promised => {
  /** How much the timeline of a case told when it was looked at last. */
  const lines = new Map<string, number>();
  const told = (code: string, view: View): number => view.mirror.told.get(code)?.length ?? 0;
  return {
    promise: 'what is shown of a case is what happened',
    onCase: (change, view) => {
      const { after } = change;
      if (!after) return undefined;
      const [before, now] = [lines.get(after.code) ?? 0, told(after.code, view)];
      lines.set(after.code, now);
      const how = changedHands(change);
      // What a withdrawal leads to was told when it was withdrawn.
      if (how === undefined || now > before || after.outcome === 'withdrawn') return undefined;
      return `${after.code} went ${how}, and its timeline does not say so`;
    },
    onLeaving: ({ id, to }, view) => {
      const row = view.mirror.outgoing.get(id);
      const c = row?.purpose === 'offer' && row.about ? view.mirror.cases.get(row.about.code) : undefined;
      if (!c || c.asked.length >= ASKED_MAX || c.asked.some(a => a.number === to)) return undefined;
      return `${to} is offered ${c.code}, and is not among those whom it shows as asked`;
    },
  };
};
