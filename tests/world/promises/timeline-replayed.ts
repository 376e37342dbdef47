import { type Case, isOpen } from '../../../shared/domain/case.ts';
import type { Promised } from './promise.ts';

/** Where a case stands, as far as its timeline tells. */
interface Stand {
  readonly status: 'free' | 'accepted' | 'delivered' | 'closed' | 'withdrawn';
  readonly holder?: string;
  readonly outcome?: string;
}
type Turn = (was: Stand, name: string, kind: Case['kind']) => Stand;

const FREE: Stand = { status: 'free' };
const has: Turn = (_, holder) => ({ status: 'accepted', holder });
const gone: Turn = () => FREE;
const ends = (outcome: string): Stand => ({ status: outcome === 'withdrawn' ? 'withdrawn' : 'closed', outcome });

/** What each line of a timeline makes of a case. Whatever is not here changes neither hands nor status. */
const TURNS: readonly (readonly [RegExp, Turn])[] = [
  [/^accepted by ([^:]+)/, has],
  [/^acknowledged by (.+)$/, has],
  [/^(.+) took the call$/, has],
  [/^taken from (.+)$/, gone],
  [/^given back by /, gone],
  [/ stopped texts and gave it back$/, gone],
  [/ gets no texts any more; free again$/, gone],
  [/ and heard nothing; it goes to others$/, gone],
  [/^opened again$/, gone],
  [/^had NOT arrived; open again/, gone],
  // Whoever brought it after all, when it had gone to others, has it again by that.
  [/^done, says ([^:(]+)/, (_, holder, kind) => (kind === 'need' ? { status: 'delivered', holder: holder.trim() } : ends('met'))],
  [/^arrived, says the resident$/, () => ends('met')],
  [/^done, unconfirmed/, () => ends('unconfirmed')],
  [/^closed \((\w+)\)/, (_, outcome) => ends(outcome)],
  [/^withdrawn$/, () => ends('withdrawn')],
  [/^the words went to \d/, () => ends('referred')],
];

/** The case as it would stand if nothing had happened to it but what is told. */
export const played = (told: readonly { readonly what: string }[], kind: Case['kind']): Stand =>
  told.reduce<Stand>((was, { what }) => {
    const [how, turn] = TURNS.find(([line]) => line.test(what)) ?? [];
    return how && turn ? turn(was, how.exec(what)?.[1] ?? '', kind) : was;
  }, FREE);

const standOf = (c: Case): Stand => {
  if (!isOpen(c)) return { status: c.status as 'closed', ...(c.outcome ? { outcome: c.outcome } : {}) };
  const status = c.status === 'accepted' || c.status === 'delivered' ? c.status : 'free';
  return { status, ...(c.holder ? { holder: c.holder.name } : {}) };
};
const said = ({ status, holder, outcome }: Stand): string => [status, holder ?? outcome ?? 'nobody'].join(', ');

/** Who has a case, whether it is done and how it ended: the timeline alone leads there, and everybody whom it shows as asked was, by what it tells. */
export const timelineReplayed = (): Promised => {
  const touched = new Set<string>();
  return {
    promise: 'a timeline, played again, ends where its case stands',
    onCase: ({ after }) => {
      if (after) touched.add(after.code);
      return undefined;
    },
    onRest: view => {
      for (const code of touched) {
        touched.delete(code);
        const c = view.mirror.cases.get(code);
        if (!c) continue;
        const told = view.mirror.told.get(code) ?? [];
        const [tells, is] = [said(played(told, c.kind)), said(standOf(c))];
        if (tells !== is) return `the timeline of ${code} leads to ${tells}, and it is ${is}`;
        const asked = told.flatMap(({ what }) => (/^asked ([^;]+)/.exec(what)?.[1] ?? '').split(', '));
        const unsaid = c.asked.find(
          ({ name, state }) => state !== 'accepted' && state !== 'released' && state !== 'silent' && !asked.includes(name),
        );
        if (unsaid) return `${code} shows ${unsaid.name} as asked, and its timeline never says so`;
      }
      return undefined;
    },
  };
};
