import { gapsBetween, shiftsBetween } from '../../domain/calendar.ts';
import { openedNow } from '../../domain/gap-told.ts';
import { type Instant, later, type PhoneNumber } from '../../domain/ids.ts';
import type { PodPlan } from '../../domain/on-call.ts';
import type { Shifts } from '../../domain/shift.ts';
import { firstName } from '../../domain/volunteer.ts';
import { DAY_MIN, dayOf, minutesOf, plusMinutes, type Wall, wallAt, wallOf } from '../../domain/wall.ts';
import { gapKeys, gapsUntil, type Happening, happenings, LOOKS_AGAIN_MS, toldOfUse, wholeShifts } from '../../domain/watch.ts';
import { UNWATCHED, type Watch } from '../../domain/watched.ts';
import { Draft } from '../draft/draft.ts';
import type { Decision, World } from '../draft/world.ts';
import { writesFor } from '../follow/places.ts';
import { spanWords } from '../words/span-words.ts';
import { keepOpenOf } from '../words/wait-words.ts';
import { planOf } from './cover-words.ts';
import { reopenFallen } from './fell-through.ts';
import { tellHole } from './hole-now.ts';
import { wallNow } from './own-shifts.ts';
import {
  askToCover,
  begins,
  coverNobody,
  coverTaken,
  ends,
  type Look,
  remind,
  tellGaps,
  tellLeads,
  text,
  wantsTexts,
} from './watch-texts.ts';

/** Shifts are looked at from a day back, whose ends may still be told, to two weeks and a day ahead. */
const [BACK_MIN, AHEAD_MIN] = [DAY_MIN, 15 * DAY_MIN];
/** No more than this is told in one commit; what is left is told by the next, at once. */
const TOLD_MAX = 20;
/** Each is a text, and a row of the roster with its places in the queues of its pods. */
const WRITES_MAX = 60;
/** So many hear in one commit that a shift of theirs was changed. */
const MOVED_MAX = 10;

/** Does one thing; answers whether it is done with it. */
const tellOne = (look: Look, { what, span, cover }: Happening): boolean => {
  if (cover && what === 'cover-ask') return askToCover(look, cover);
  if (cover && what === 'cover-taken') coverTaken(look, cover);
  if (cover && what === 'cover-nobody') coverNobody(look, cover);
  if (span && what === 'remind') remind(look, span);
  if (span && what === 'begins') begins(look, span);
  if (span && what === 'ends') ends(look, span);
  if (span && what === 'unsure')
    tellLeads(
      look,
      'shift-unsure',
      span.from,
      language => ({ span: spanWords(look.d, language, span), name: firstName(span.name) }),
      span.number,
    );
  return true;
};

/** Everything that is due by now, up to what one commit holds. Answers the keys of what was told. */
const tellAll = (look: Look, due: readonly Happening[]): readonly string[] => {
  const told: string[] = [];
  for (const line of ['gap', 'gap-soon'] as const) {
    const holes = due.filter(h => h.what === line);
    if (holes.length > 0) tellGaps(look, line === 'gap' ? 'gaps' : 'gaps-soon', holes);
    told.push(...holes.flatMap(h => (h.gap ? gapKeys(h.gap, look.now) : [])));
  }
  for (const { what, gap, key } of due) {
    if (what !== 'gap-now' || !gap) continue;
    tellHole(look, gap);
    told.push(key);
  }
  const single = due.filter(h => h.gap === undefined).slice(0, TOLD_MAX);
  let writes = 0;
  for (const h of single) {
    writes += 1 + (h.span ? writesFor(look.d.volunteer(h.span.number) ?? { pods: [] }) : 0);
    if (writes > WRITES_MAX && told.length > 0) break;
    if (tellOne(look, h)) told.push(h.key);
    // Asking a whole pod is enough for one commit.
    if (h.what === 'cover-ask') break;
  }
  return told;
};

interface Moved {
  readonly next: Watch['next'];
  /** More are to hear of it: the next look goes on with them. */
  readonly goesOn: boolean;
}
/** The next shift of each as it stands now, and a word to those whose was changed by somebody else. Whoever is still to hear it stays as they know it. */
const tellMoved = (look: Look, before: Watch['next']): Moved => {
  const { d, now, shifts, pod } = look;
  const next: Record<PhoneNumber, string> = {};
  for (const span of shifts) if (span.from > now && next[span.number] === undefined) next[span.number] = `${span.from}/${span.to}`;
  const standing = new Set(shifts.map(s => `${s.number}/${s.from}/${s.to}`));
  let told = 0;
  for (const [number, known] of Object.entries(before) as [PhoneNumber, string][]) {
    const [from, to] = known.split('/') as [Wall, Wall];
    if (from <= now || standing.has(`${number}/${known}`) || !wantsTexts(d, number)) continue;
    if (d.volunteer(number)?.stopped || isOwnDoing(look, number, from, to)) continue;
    told++;
    const [newFrom, newTo] = (next[number]?.split('/') ?? []) as [Wall?, Wall?];
    if (told > MOVED_MAX) next[number] = known;
    else
      text(look, number, newFrom ? 'shift-moved' : 'shift-gone', from, language => ({
        old: spanWords(d, language, { pod, from, to }),
        span: newFrom && newTo ? spanWords(d, language, { pod, from: newFrom, to: newTo }) : '',
      }));
  }
  return { next, goesOn: told > MOVED_MAX };
};

/** Whether they changed it themselves, by OFF or by finding somebody for it, or were told otherwise. */
const isOwnDoing = ({ d, pod }: Look, number: PhoneNumber, from: Wall, to: Wall): boolean => {
  const v = d.volunteer(number);
  if (!v || v.duty === 'off') return true;
  const changed = planOf(d, pod).overrides.some(
    o => o.from < to && o.to > from && (o.what === 'instead' || o.id.startsWith('said-')) && (o.of === number || o.who === number),
  );
  return changed;
};

/** When the next thing is to be told, on the wall clock; undefined where nothing is. */
const nextAt = (left: readonly Happening[], now: Wall): Wall | undefined => left.find(h => h.at > now)?.at;

/**
 * Looks at the shifts of a pod: tells what is due about them, each thing once, and says when they are looked at next. `instantOf` makes an
 * instant of a time on the wall, which only a library of time zones can.
 */
export const decideWatch = (world: World, pod: string, instantOf: (wall: Wall) => Instant): Decision => {
  const d = new Draft(world);
  const before: PodPlan = planOf(d, pod);
  const watch = before.watch ?? UNWATCHED;
  if (watch.due > d.now) return d.decision();
  const now = wallNow(d);
  const people = d.roster().filter(v => v.pods.includes(pod));
  const [from, to] = [plusMinutes(now, -BACK_MIN), plusMinutes(now, AHEAD_MIN)];
  const shifts = wholeShifts(shiftsBetween(people, d.schedule, from, to), pod);
  const look: Look = { d, pod, now, people, shifts };
  const known = reopenFallen(look, watch.told);
  const gaps = gapsOf(look);
  const opened = openedNow({ people, schedule: d.schedule, pod, covered: coveredOf(look) }, gaps, now);
  const seen = { people, shifts, gaps, opened, covers: coversOf(planOf(d, pod), d) };
  const due = happenings(seen, known, now).filter(h => h.at <= now);
  const told = [...toldOfUse(known, from, shifts), ...tellAll(look, due)];
  const { next, goesOn } = tellMoved(look, watch.next);
  keepOpenOf(d, pod);
  const left = happenings({ ...seen, people: people.map(v => d.volunteer(v.number) ?? v) }, told, now);
  const again = goesOn || left.some(h => h.at <= now) ? d.now : nextDue(d.now, nextAt(left, now), instantOf);
  d.put({ kind: 'plan', value: { ...planOf(d, pod), watch: { due: again, told, next } } });
  return d.decision();
};

const nextDue = (now: Instant, wall: Wall | undefined, instantOf: (wall: Wall) => Instant): Instant => {
  const again = later(now, LOOKS_AGAIN_MS);
  const at = wall && instantOf(wall);
  return at && at > now && at < again ? at : again;
};

const coversOf = (plan: PodPlan, d: Draft): Parameters<typeof happenings>[0]['covers'] =>
  (plan.covers ?? []).map(cover => ({ cover, asked: wallAt(cover.at, d.world.community.timezone) }));

const coveredOf = ({ d, pod }: Look): Shifts => d.world.community.pods.find(p => p.id === pod)?.covered ?? [];

const gapsOf = (look: Look): Parameters<typeof happenings>[0]['gaps'] => {
  const { d, pod, now, people } = look;
  // A hole that has begun is one of which was told before; cut at midnight it keeps its name all day.
  return gapsBetween(people, d.schedule, pod, coveredOf(look), wallOf(dayOf(minutesOf(now)) * DAY_MIN), gapsUntil(now));
};
