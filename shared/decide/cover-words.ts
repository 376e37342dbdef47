import type { OnCallSpan } from '../domain/calendar.ts';
import { askCover, type Cover, coverNumbered, coversOfUse, freeNumber, overrideOf, withCover } from '../domain/cover.ts';
import { emptyPlan, type PodPlan } from '../domain/on-call.ts';
import { withOverride } from '../domain/override.ts';
import { firstName } from '../domain/volunteer.ts';
import { DAY_MIN, plusMinutes } from '../domain/wall.ts';
import { watchNow } from '../domain/watched.ts';
import type { Draft } from './draft.ts';
import type { Helper } from './meet.ts';
import { shiftsMeant, shiftsOf, wallNow } from './own-shifts.ts';
import { switchIn } from './quiet-words.ts';
import { spanWords } from './span-words.ts';

export const planOf = (d: Draft, pod: string): PodPlan => d.schedule.plans[pod] ?? emptyPlan(pod);

/** Changes what a pod has agreed on; its shifts are looked at again at once, and whoever is concerned is told. */
export const changePod = (d: Draft, plan: PodPlan): void => d.put({ kind: 'plan', value: watchNow(plan, d.now) });

/** A request for cover is kept for so long after its shift, so that late answers still find it. */
const KEPT_MIN = 14 * DAY_MIN;

const putCover = (d: Draft, plan: PodPlan, c: Cover): PodPlan => {
  const kept = coversOfUse(plan.covers ?? [], plusMinutes(wallNow(d), -KEPT_MIN));
  const changed = { ...plan, covers: withCover(kept, c) };
  changePod(d, changed);
  return changed;
};

/** Looks for somebody else for this shift of theirs. Answers the request; undefined where there are too many already. */
const request = (d: Draft, span: OnCallSpan): Cover | undefined => {
  const plan = planOf(d, span.pod);
  const covers = plan.covers ?? [];
  const open = covers.find(c => c.state === 'open' && c.of === span.number && c.from === span.from && c.to === span.to);
  if (open) return open;
  const everywhere = Object.values(d.schedule.plans).flatMap(p => p.covers ?? []);
  const no = freeNumber(`${d.world.cause}/${span.pod}/${span.from}`, everywhere);
  const c = no === undefined ? undefined : askCover(span, no, d.now);
  if (c) putCover(d, plan, c);
  return c;
};

/** Asks the pod for each of these shifts; they stay theirs until somebody takes them. */
export const askFor = (d: Draft, me: Helper, spans: readonly OnCallSpan[]): void => {
  for (const span of spans) {
    const c = request(d, span);
    const fill = { me: me.volunteer.name, span: spanWords(d, me.language, span), no: c?.no ?? '' };
    d.reply(d.line(me.language, c ? 'cover-asked' : 'cover-full', fill));
  }
};

interface Found {
  readonly plan: PodPlan;
  readonly cover: Cover;
}
/** The request with this number in a pod of theirs, an open one first. */
const found = (d: Draft, me: Helper, no: string): Found | undefined => {
  const all = me.volunteer.pods.flatMap(pod => {
    const plan = planOf(d, pod);
    const cover = coverNumbered(plan.covers ?? [], no);
    return cover ? [{ plan, cover }] : [];
  });
  return all.find(one => one.cover.state === 'open') ?? all[0];
};

const fillOf = (d: Draft, me: Helper, { plan, cover }: Found): { me: string; span: string; name: string; by: string; no: string } => ({
  me: me.volunteer.name,
  span: spanWords(d, me.language, { pod: plan.pod, ...cover }),
  name: firstName(cover.ofName),
  by: firstName(cover.byName ?? ''),
  no: cover.no,
});

/** COVER 27: they take it. Exactly one wins, since the request and the change of who is on call are one row. */
export const take = (d: Draft, me: Helper, no: string): void => {
  const one = found(d, me, no);
  if (!one) return d.reply(d.line(me.language, 'cover-unknown', { no }));
  const { plan, cover } = one;
  const fill = fillOf(d, me, one);
  if (cover.of === me.number) return d.reply(d.line(me.language, cover.state === 'taken' ? 'cover-found' : 'cover-own', fill));
  if (cover.state === 'taken' && cover.by === me.number) return d.reply(d.line(me.language, 'cover-yours', fill));
  if (cover.state === 'taken') return d.reply(d.line(me.language, 'cover-gone', fill));
  if (cover.state === 'back' || cover.to <= wallNow(d)) return d.reply(d.line(me.language, 'cover-over', fill));
  const { number, name } = me.volunteer;
  const changed = { ...plan, overrides: withOverride(plan.overrides, overrideOf(cover, { number, name })) };
  putCover(d, changed, { ...cover, state: 'taken', by: number, byName: name });
  d.reply(d.line(me.language, 'cover-yours', fill));
};

/** COVER 27 OFF, from the one whose shift it is: nobody is asked any more. Once somebody has it, it stays with them. */
const takeBack = (d: Draft, me: Helper, no: string): void => {
  const one = found(d, me, no);
  if (one?.cover.of !== me.number) return d.reply(d.line(me.language, 'cover-unknown', { no }));
  const fill = fillOf(d, me, one);
  if (one.cover.state === 'taken') return d.reply(d.line(me.language, 'cover-back-late', fill));
  putCover(d, one.plan, { ...one.cover, state: 'back' });
  d.reply(d.line(me.language, 'cover-back', fill));
};

const NUMBERED = /^\W*(\d\d)(?!\d)\W*(.*)$/;
const NUMBER_LAST = /^(\D+?)\W*(\d\d)\W*$/;

/** COVER, COVER Sat, COVER Sat 9-1, COVER 27, COVER 27 OFF. Answers false where it is a sentence of another kind. */
export const cover = (d: Draft, me: Helper, rest: string): boolean => {
  const [, no = '', more = ''] = NUMBERED.exec(rest) ?? [];
  const [, word = '', last = ''] = NUMBER_LAST.exec(rest) ?? [];
  if (no !== '' && more === '') take(d, me, no);
  else if (no !== '' && switchIn(d, more) === 'off') takeBack(d, me, no);
  else if (last !== '' && switchIn(d, word) === 'off') takeBack(d, me, last);
  else {
    const meant = shiftsMeant(d, shiftsOf(d, me.volunteer), rest);
    if (meant === undefined) {
      if (rest.trim().split(/\s+/).length > 3) return false;
      d.reply(d.line(me.language, 'cover-word'));
    } else if (meant.length === 0) d.reply(d.line(me.language, 'cover-none', { me: me.volunteer.name }));
    else askFor(d, me, meant);
  }
  return true;
};

/** Whether this number is a request for cover in a pod of theirs that may still be answered. */
export const isCoverNumber = (d: Draft, me: Helper, no: string): boolean => found(d, me, no) !== undefined;
