import type { OnCallSpan } from '../../domain/calendar.ts';
import { askCover, type Cover, coverNumbered, coversOfUse, freeNumber, overrideOf, withCover } from '../../domain/cover.ts';
import type { Language } from '../../domain/ids.ts';
import { emptyPlan, type PodPlan } from '../../domain/on-call.ts';
import { stillOfUse, withOverride } from '../../domain/override.ts';
import { firstName } from '../../domain/volunteer.ts';
import { DAY_MIN, plusMinutes, type Wall } from '../../domain/wall.ts';
import { watchNow } from '../../domain/watched.ts';
import type { Draft } from '../draft/draft.ts';
import type { Helper } from '../draft/meet.ts';
import { switchIn } from '../helper/quiet-words.ts';
import { podName, timeWords } from '../words/span-words.ts';
import { coverable, shiftsMeant, wallNow } from './own-shifts.ts';

/** A request for cover, and a change for this once, are kept for so long after their time, so that late answers still find them. */
const KEPT_MIN = 14 * DAY_MIN;

export const planOf = (d: Draft, pod: string): PodPlan => d.schedule.plans[pod] ?? emptyPlan(pod);

/** Changes what a pod has agreed on; its shifts are looked at again at once, and whoever is concerned is told. */
export const changePod = (d: Draft, plan: PodPlan): void => {
  const overrides = stillOfUse(plan.overrides, plusMinutes(wallNow(d), -KEPT_MIN));
  d.put({ kind: 'plan', value: watchNow({ ...plan, overrides }, d.now) });
};

const putCover = (d: Draft, plan: PodPlan, c: Cover): PodPlan => {
  const kept = coversOfUse(plan.covers ?? [], plusMinutes(wallNow(d), -KEPT_MIN));
  const changed = { ...plan, covers: withCover(kept, c) };
  changePod(d, changed);
  return changed;
};

/** Where this time of theirs is looked for already, by its number. */
const openFor = (d: Draft, span: OnCallSpan): Cover | undefined =>
  planOf(d, span.pod).covers?.find(c => c.state === 'open' && c.of === span.number && c.from === span.from && c.to === span.to);

/** Looks for somebody else for one time, in every pod in which it is theirs, under one number. Answers it; undefined where too many are looked for. */
const request = (d: Draft, spans: readonly OnCallSpan[]): string | undefined => {
  const everywhere = Object.values(d.schedule.plans).flatMap(p => p.covers ?? []);
  const [first] = spans;
  const known = spans.map(span => openFor(d, span)).find(c => c !== undefined);
  const no = known?.no ?? (first && freeNumber(`${d.world.cause}/${first.pod}/${first.from}`, everywhere));
  if (no === undefined) return undefined;
  for (const span of spans) if (!openFor(d, span)) putCover(d, planOf(d, span.pod), askCover(span, no, d.now));
  return no;
};

/** "Food Distribution Pod, Rides Pod, Sat 9am-1pm" */
export const namesOf = (d: Draft, language: Language, pods: readonly string[], time: { readonly from: Wall; readonly to: Wall }): string =>
  [...pods.map(pod => podName(d, pod)), timeWords(d, language, time)].join(', ');

/** Asks the pod for each of these shifts, or the pods, where one time is theirs in several; they stay theirs until somebody takes them. */
export const askFor = (d: Draft, me: Helper, spans: readonly OnCallSpan[]): void => {
  const times = [...new Set(spans.map(({ from, to }) => `${from}/${to}`))];
  for (const one of times) {
    const same = spans.filter(({ from, to }) => `${from}/${to}` === one);
    const [first] = same;
    if (!first) continue;
    const no = request(d, same);
    const span = namesOf(
      d,
      me.language,
      same.map(({ pod }) => pod),
      first,
    );
    d.reply(d.line(me.language, no === undefined ? 'cover-full' : 'cover-asked', { me: me.volunteer.name, span, no: no ?? '' }));
  }
};

interface Found {
  readonly plan: PodPlan;
  readonly cover: Cover;
}
/** The requests with this number in pods of theirs, for one time of one person: open ones, where there are any. */
const found = (d: Draft, me: Helper, no: string): readonly Found[] => {
  const all = me.volunteer.pods.flatMap(pod => {
    const plan = planOf(d, pod);
    const cover = coverNumbered(plan.covers ?? [], no);
    return cover ? [{ plan, cover }] : [];
  });
  const first = all.find(one => one.cover.state === 'open') ?? all[0];
  return all.filter(({ cover: { of, from, state } }) => of === first?.cover.of && from === first.cover.from && state === first.cover.state);
};

const fillOf = (d: Draft, me: Helper, all: readonly Found[], { cover }: Found) => ({
  me: me.volunteer.name,
  span: namesOf(
    d,
    me.language,
    all.map(({ plan }) => plan.pod),
    cover,
  ),
  name: firstName(cover.ofName),
  by: firstName(cover.byName ?? ''),
  no: cover.no,
});

/** COVER 27: they take it. Exactly one wins, since the request and the change of who is on call are one row. */
export const take = (d: Draft, me: Helper, no: string): void => {
  const all = found(d, me, no);
  const [one] = all;
  if (!one) return d.reply(d.line(me.language, 'cover-unknown', { no }));
  const { cover } = one;
  const fill = fillOf(d, me, all, one);
  if (cover.of === me.number) return d.reply(d.line(me.language, cover.state === 'taken' ? 'cover-found' : 'cover-own', fill));
  if (cover.state === 'taken' && cover.by === me.number) return d.reply(d.line(me.language, 'cover-yours', fill));
  if (cover.state === 'taken') return d.reply(d.line(me.language, 'cover-gone', fill));
  if (cover.state === 'back' || cover.to <= wallNow(d)) return d.reply(d.line(me.language, 'cover-over', fill));
  const { number, name } = me.volunteer;
  for (const each of all) {
    const changed = { ...each.plan, overrides: withOverride(each.plan.overrides, overrideOf(each.cover, { number, name })) };
    putCover(d, changed, { ...each.cover, state: 'taken', by: number, byName: name });
  }
  d.reply(d.line(me.language, 'cover-yours', fill));
};

/** COVER 27 OFF, from the one whose shift it is: nobody is asked any more. Once somebody has it, it stays with them. */
const takeBack = (d: Draft, me: Helper, no: string): void => {
  const all = found(d, me, no);
  const [one] = all;
  if (one?.cover.of !== me.number) return d.reply(d.line(me.language, 'cover-unknown', { no }));
  const fill = fillOf(d, me, all, one);
  if (one.cover.state === 'taken') return d.reply(d.line(me.language, 'cover-back-late', fill));
  for (const { plan, cover: c } of all) {
    // Where somebody had it who is not there after all, it is theirs again.
    const { id } = overrideOf(c, { number: c.of, name: c.ofName });
    putCover(d, { ...plan, overrides: plan.overrides.filter(o => o.id !== id) }, { ...c, state: 'back' });
  }
  d.reply(d.line(me.language, 'cover-back', fill));
};

/** "Cover for me Sunday pls", "cover my shift on Sat". */
const AROUND = /(?<!\p{L})(?:(?:for me|my shifts?|me|please|pls|plz|por favor|porfa|por mi|mi turno)(?!\p{L})|on (?=\p{L}))/giu;
const NUMBERED = /^\W*(\d\d)(?!\d)\W*(.*)$/;
const NUMBER_LAST = /^(\D+?)\W*(\d\d)\W*$/;

/** COVER, COVER Sat, COVER Sat 9-1, COVER 27, COVER 27 OFF. Answers false where it is a sentence of another kind. */
export const cover = (d: Draft, me: Helper, said: string): boolean => {
  const rest = said.replace(AROUND, ' ').trim();
  const [, no = '', more = ''] = NUMBERED.exec(rest) ?? [];
  const [, word = '', last = ''] = NUMBER_LAST.exec(rest) ?? [];
  if (no !== '' && more === '') take(d, me, no);
  else if (no !== '' && switchIn(d, more) === 'off') takeBack(d, me, no);
  else if (last !== '' && switchIn(d, word) === 'off') takeBack(d, me, last);
  else {
    const meant = shiftsMeant(d, coverable(d, me.volunteer), rest);
    if (meant === undefined) {
      if (rest.trim().split(/\s+/).length > 3) return false;
      d.reply(d.line(me.language, 'cover-word'));
    } else if (meant.length === 0) d.reply(d.line(me.language, 'cover-none', { me: me.volunteer.name }));
    else askFor(d, me, meant);
  }
  return true;
};

/** Whether this number is a request for cover in a pod of theirs that may still be answered. */
export const isCoverNumber = (d: Draft, me: Helper, no: string): boolean => found(d, me, no).length > 0;

/** Whether somebody is looked for now under this number, and they could be the one. */
export const isOpenCover = (d: Draft, me: Helper, no: string): boolean => {
  const [one] = found(d, me, no);
  return one !== undefined && one.cover.state === 'open' && one.cover.to > wallNow(d);
};
