import type { OnCallSpan } from '../../domain/calendar.ts';
import { type Cover, withCover } from '../../domain/cover.ts';
import { cameFree } from '../../domain/free.ts';
import { later, MINUTE_MS, type PhoneNumber } from '../../domain/ids.ts';
import { onCallAt } from '../../domain/on-call.ts';
import { firstName, type ShiftAsk, type Volunteer } from '../../domain/volunteer.ts';
import { minutesOf, plusMinutes, type Wall } from '../../domain/wall.ts';
import type { Happening } from '../../domain/watch.ts';
import type { Fill } from '../../script/script.ts';
import type { Draft } from '../draft/draft.ts';
import { withRole } from '../draft/tell.ts';
import { podName, spanWords, timeWords, untilWords } from '../words/span-words.ts';
import { namesOf, planOf } from './cover-words.ts';
import { openOf } from './hand-off.ts';
import { atSameTime } from './same-time.ts';

/** So many are asked in one commit. */
const ASKED_MAX = 25;
/** And so many for one shift: more of the same is no help. */
const COVER_ASKED_MAX = 100;
/** What a text is for, where it is more than a word about somebody's shift: what can wait, and what is of use at this minute alone. */
const PURPOSES: Readonly<Record<string, string>> = {
  'shift-tomorrow': 'shift-reminder',
  'shift-tomorrow-first': 'shift-reminder',
  'shift-begins': 'shift-now',
  'shift-begins-first': 'shift-now',
  'shift-ends': 'shift-now',
  'shift-ends-held': 'shift-now',
  gaps: 'gaps',
  'gaps-more': 'gaps',
};
/** Nobody waits for these. */
const REMINDERS: ReadonlySet<string> = new Set(['shift-reminder', 'gaps']);
/** A text about a shift that begins or ends now is no news an hour later. */
const FRESH_MIN = 60;
const GAPS_SHOWN = 3;

/** A pod's shifts while they are looked at. */
export interface Look {
  readonly d: Draft;
  readonly pod: string;
  readonly now: Wall;
  readonly people: readonly Volunteer[];
  readonly shifts: readonly OnCallSpan[];
}

/** Whether our texts arrive there, as far as its row and its number are known. */
const isTexted = (d: Draft, number: PhoneNumber): boolean => {
  const row = d.anyVolunteer(number);
  return !row?.stopped && !row?.textless && d.record(number)?.optedOut === undefined;
};

/** Whoever looks after the pod: its lead, or the coordinators where there is none who gets our texts; never whom it is about. */
export const leadsOf = (d: Draft, pod: string, about?: PhoneNumber): readonly PhoneNumber[] => {
  const lead = d.world.community.pods.find(p => p.id === pod)?.lead;
  if (lead && lead !== about && isTexted(d, lead)) return [lead];
  return withRole(d, 'coordinator').filter(number => number !== about && isTexted(d, number));
};

/** A line about shifts, which is of use until then on the wall clock. */
export const text = (
  { d, now }: Pick<Look, 'd' | 'now'>,
  to: PhoneNumber,
  line: string,
  until: Wall,
  fill: (language: ReturnType<Draft['languageOfVolunteer']>) => Fill,
): void => {
  const language = d.languageOfVolunteer(to);
  const purpose = PURPOSES[line] ?? 'shift';
  const priority = REMINDERS.has(purpose) ? 'reminder' : 'notice';
  const validForSeconds = Math.max(1, minutesOf(until) - minutesOf(now)) * 60;
  d.send(
    to,
    d.line(language, line, { me: d.anyVolunteer(to)?.name ?? '', ...fill(language) }),
    purpose,
    priority,
    undefined,
    validForSeconds,
  );
};

export const tellLeads = (look: Look, line: string, until: Wall, fill: Parameters<typeof text>[4], about?: PhoneNumber): void => {
  for (const to of leadsOf(look.d, look.pod, about)) text(look, to, line, until, fill);
};

export const wantsTexts = (d: Draft, number: PhoneNumber): boolean => d.volunteer(number)?.shiftTexts !== false;

/** They were never asked for anything: the first text of ours says who writes, and how it ends. */
const isFirst = ({ shiftAsks, lastAskedAt, hours }: Volunteer): boolean =>
  shiftAsks === undefined && lastAskedAt === undefined && hours === 0;

export const remind = (look: Look, span: OnCallSpan): void => {
  const { d, now } = look;
  const v = d.volunteer(span.number);
  if (!v || !wantsTexts(d, span.number)) return;
  const isAsked = (pod: string): boolean => v.shiftAsks?.some(a => a.pod === pod && a.from === span.from) === true;
  // Asked with the same hours of another pod already.
  if (isAsked(span.pod)) return;
  const all = atSameTime(d, v, span).filter(one => !isAsked(one.pod));
  const asks = all.map(({ pod, from, to }): ShiftAsk => ({ pod, from, to, at: d.now, asked: now }));
  const kept = (v.shiftAsks ?? []).filter(a => a.to > now);
  d.putVolunteer({ ...v, shiftAsks: [...kept, ...asks] });
  text(look, span.number, isFirst(v) ? 'shift-tomorrow-first' : 'shift-tomorrow', span.from, language => ({
    span: namesOf(
      d,
      language,
      all.map(({ pod }) => pod),
      span,
    ),
  }));
};

/** A shift that is longer than this is not worked through: whoever takes a whole week sleeps at night. */
const NIGHT_MAX_MIN = 12 * 60;

/** Whoever has a shift at night is up for it, unless they chose their quiet hours themselves. */
const upFor = ({ d, now }: Look, v: Volunteer, span: OnCallSpan): Volunteer => {
  const minutes = minutesOf(span.to) - minutesOf(now);
  return v.quiet !== undefined || minutes > NIGHT_MAX_MIN ? v : { ...v, awakeUntil: later(d.now, minutes * MINUTE_MS) };
};

/**
 * The pods that one text about the beginning or the end of this shift names: those in which it is theirs at the very same hours. The first of them
 * tells it; for the others there is none.
 */
const toldHere = ({ d, pod }: Look, span: OnCallSpan): readonly string[] => {
  const v = d.volunteer(span.number);
  const pods = v ? atSameTime(d, v, span, true).map(one => one.pod) : [pod];
  return pods[0] === pod ? pods : [];
};
const namesOfPods = (d: Draft, pods: readonly string[]): string => pods.map(pod => podName(d, pod)).join(', ');

export const begins = (look: Look, span: OnCallSpan): void => {
  const { d } = look;
  const v = d.volunteer(span.number);
  if (v) d.putVolunteer(cameFree(upFor(look, v, span), d.now));
  const pods = toldHere(look, span);
  if (pods.length === 0 || !wantsTexts(d, span.number)) return;
  text(look, span.number, v && isFirst(v) ? 'shift-begins-first' : 'shift-begins', plusMinutes(span.from, FRESH_MIN), language => ({
    pod: namesOfPods(d, pods),
    until: untilWords(d, language, span.to),
    open: pods
      .map(pod => openOf(d, pod, language))
      .filter(open => open !== '')
      .join(' '),
  }));
};

/** Who takes over, as far as anybody does. */
const afterThem = ({ d, people, pod }: Look, span: OnCallSpan): string =>
  onCallAt(people, d.schedule, pod, d.now)
    .filter(one => one.onCall && one.person.number !== span.number)
    .map(one => firstName(one.person.name))
    .slice(0, 3)
    .join(', ');

export const ends = (look: Look, span: OnCallSpan): void => {
  const { d } = look;
  const v = d.volunteer(span.number);
  const pods = toldHere(look, span);
  if (!v || pods.length === 0 || !wantsTexts(d, span.number)) return;
  const held = v.held.map(r => r.code).join(', ');
  const next = afterThem(look, span);
  text(look, span.number, held === '' ? 'shift-ends' : 'shift-ends-held', plusMinutes(span.to, FRESH_MIN), language => ({
    pod: namesOfPods(d, pods),
    codes: held,
    next: next === '' ? d.line(language, 'who-nobody') : next,
  }));
};

/** The same time of the same person in other pods of theirs, under one number. */
export const inOtherPods = ({ d, pod }: Look, c: Cover): readonly { readonly pod: string; readonly cover: Cover }[] =>
  Object.values(d.schedule.plans).flatMap(plan =>
    plan.pod === pod
      ? []
      : (plan.covers ?? []).flatMap(o => (o.no === c.no && o.of === c.of && o.from === c.from ? [{ pod: plan.pod, cover: o }] : [])),
  );

/** Whether another pod tells the one whose shift it is: they hear it once. */
const isToldElsewhere = (look: Look, c: Cover): boolean =>
  inOtherPods(look, c).some(({ pod, cover }) => pod < look.pod && cover.state === c.state && cover.by === c.by);

/** Who may be asked to cover: everybody of the pod who gets texts, is not on call then anyway, and was not asked yet. */
const couldCover = (look: Look, c: Cover): readonly PhoneNumber[] => {
  const { d, people, shifts } = look;
  const asked = new Set([...c.asked, ...inOtherPods(look, c).flatMap(({ cover }) => cover.asked)]);
  const busy = new Set(shifts.filter(s => s.from < c.to && s.to > c.from).map(s => s.number));
  return people.map(v => v.number).filter(number => number !== c.of && !busy.has(number) && !asked.has(number) && isTexted(d, number));
};

const putCover = ({ d, pod }: Look, c: Cover): void => {
  const plan = planOf(d, pod);
  d.put({ kind: 'plan', value: { ...plan, covers: withCover(plan.covers ?? [], c) } });
};

/** Asks the next of those who could. Answers whether everybody was asked now. */
export const askToCover = (look: Look, c: Cover): boolean => {
  const { d, pod } = look;
  const all = couldCover(look, c);
  const now = all.slice(0, Math.min(ASKED_MAX, Math.max(0, COVER_ASKED_MAX - c.asked.length)));
  for (const to of now)
    text(look, to, 'cover-offer', c.to, language => ({ span: spanWords(d, language, { pod, ...c }), name: firstName(c.ofName), no: c.no }));
  if (now.length > 0) putCover(look, { ...c, asked: [...c.asked, ...now] });
  return now.length === all.length || c.asked.length + now.length >= COVER_ASKED_MAX;
};

export const coverTaken = (look: Look, c: Cover): void => {
  const { d, pod } = look;
  const fill: Parameters<typeof text>[4] = language => ({
    span: spanWords(d, language, { pod, ...c }),
    name: firstName(c.ofName),
    by: firstName(c.byName ?? ''),
  });
  if (!isToldElsewhere(look, c)) text(look, c.of, 'cover-found', c.to, fill);
  for (const to of leadsOf(d, pod)) if (to !== c.of && to !== c.by) text(look, to, 'cover-lead', c.to, fill);
};

export const coverNobody = (look: Look, c: Cover): void => {
  const { d, pod } = look;
  const fill: Parameters<typeof text>[4] = language => ({
    span: spanWords(d, language, { pod, ...c }),
    name: firstName(c.ofName),
    n: c.asked.length,
  });
  const told = leadsOf(d, pod, c.of);
  const [first] = told;
  const isLead = first !== undefined && d.world.community.pods.some(p => p.id === pod && p.lead === first);
  const still = c.again ? 'cover-still-nobody' : 'cover-still-yours';
  const line = isLead ? still : first ? `${still}-team` : `${still}-alone`;
  if (!isToldElsewhere(look, c)) text(look, c.of, line, c.to, fill);
  for (const to of told) text(look, to, 'cover-nobody', c.to, fill);
};

/** Holes in the plan, in one text: found for the first time, or on their eve. */
export const tellGaps = (look: Look, line: 'gaps' | 'gaps-soon', gaps: readonly Happening[]): void => {
  const { d, pod } = look;
  const all = gaps.flatMap(h => h.gap ?? []);
  const more = all.length - GAPS_SHOWN;
  const until = all.at(-1)?.from ?? look.now;
  tellLeads(look, more > 0 ? `${line}-more` : line, until, language => ({
    pod: podName(d, pod),
    times: all
      .slice(0, GAPS_SHOWN)
      .map(gap => timeWords(d, language, gap))
      .join(', '),
    more,
  }));
};
