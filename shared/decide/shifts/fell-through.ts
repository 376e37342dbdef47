import { shiftsBetween } from '../../domain/calendar.ts';
import { type Cover, withCover } from '../../domain/cover.ts';
import { firstName } from '../../domain/volunteer.ts';
import type { Wall } from '../../domain/wall.ts';
import { coverMark } from '../../domain/watch.ts';
import type { Draft } from '../draft/draft.ts';
import { spanWords } from '../words/span-words.ts';
import { planOf } from './cover-words.ts';
import { inOtherPods, type Look, tellLeads, text } from './watch-texts.ts';

/** Whether whoever took it is on call for all that is left of it. */
const isKept = (d: Draft, pod: string, c: Cover, now: Wall): boolean => {
  const taker = c.by && d.volunteer(c.by);
  if (!taker) return false;
  let reached = c.from > now ? c.from : now;
  for (const span of shiftsBetween([taker], d.schedule, reached, c.to))
    if (span.pod === pod && span.from <= reached && span.to > reached) reached = span.to;
  return reached >= c.to;
};

/** The same time in several pods is told by the first of them. */
const isToldElsewhere = (look: Look, c: Cover): boolean => inOtherPods(look, c).some(({ pod }) => pod < look.pod);

const reopen = (look: Look, c: Cover): void => {
  const { d, pod } = look;
  const { by, byName = '', ...asked } = c;
  const plan = planOf(d, pod);
  const open: Cover = { ...asked, state: 'open', again: true, at: d.now, asked: by ? [by] : [] };
  d.put({ kind: 'plan', value: { ...plan, covers: withCover(plan.covers ?? [], open) } });
  const fill: Parameters<typeof text>[4] = language => ({
    span: spanWords(d, language, { pod, ...c }),
    name: firstName(c.ofName),
    by: firstName(byName),
    no: c.no,
  });
  if (!isToldElsewhere(look, c)) text(look, c.of, 'cover-lost', c.to, fill);
  tellLeads(look, 'cover-lost-lead', c.to, fill, c.of);
};

/**
 * Shifts that somebody had taken for another, and is off for after all: whoever asked and the lead hear it, and the pod is asked again. They are nobody's
 * until then, since whoever asked has made other plans. Answers what remains told.
 */
export const reopenFallen = (look: Look, told: readonly string[]): readonly string[] => {
  const { d, pod, now } = look;
  const fallen = (planOf(d, pod).covers ?? []).filter(c => c.state === 'taken' && c.to > now && !isKept(d, pod, c, now));
  for (const c of fallen) reopen(look, c);
  return told.filter(key => !fallen.some(c => key.endsWith(coverMark(c))));
};
