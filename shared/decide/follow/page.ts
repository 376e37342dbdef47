import { age } from '../../domain/age.ts';
import { numberToCall, waitsForCall } from '../../domain/call-back.ts';
import { type Case, isConflict } from '../../domain/case.ts';
import { DAY_MS, HOUR_MS, type Instant, later, MINUTE_MS, msBetween, type PhoneNumber } from '../../domain/ids.ts';
import { withPaged } from '../../domain/paged.ts';
import { powersOf, withLive } from '../../domain/volunteer.ts';
import type { Fill } from '../../script/script.ts';
import type { Draft } from '../draft/draft.ts';
import { byCall, heardBy, isReachedByCall, standIns, tell, withRole } from '../draft/tell.ts';
import { isStandIn, mayTakeOn } from '../helper/powers.ts';
import { mayBeTold, restsTillMorning } from './asleep.ts';
import { isRungAbout, ringAbout } from './ladder.ts';
import { alsoAsked, tellStillWaits } from './still-person.ts';

/** Somebody who only wrote to us waits a day between two pages; somebody who asks for a person, six times the pace of danger. */
const PERSON_FACTOR = 6;
/** And somebody who waits to be called back, twice. */
const CALL_BACK_FACTOR = 2;

/** So many pages that nobody answers (an hour of danger): from then on six times as slowly, so that they are still read as what they are. */
const CLOSE_PAGES = 12;
const WIDE_FACTOR = 6;
/** A report that is no danger is paged for half a day's work of hours like that; from then on as often as a wish for a person. */
const REPORT_PAGES = 24;

/** Somebody began a report and told nothing yet, nor answered anything about it: perhaps a key that meant something else. */
const isEmpty = (c: Case): boolean =>
  c.kind === 'safety' && !c.danger && c.notes.length === 0 && !c.recordings?.length && c.contact === undefined && c.about === undefined;

/** However slowly a neighborhood pages: danger comes again within so long, a report and somebody who waits for a person within this. */
const DANGER_MOST_MS = 30 * MINUTE_MS;
const MOST_MS = 3 * HOUR_MS;

const everyMs = (d: Draft, c: Case): number => {
  const base = d.world.community.page.everyMs;
  const { times } = c.escalation;
  const slower = (factor: number): number => Math.max(base, Math.min(base * factor, c.danger ? DANGER_MOST_MS : MOST_MS));
  if (isEmpty(c)) return slower(times < CLOSE_PAGES ? WIDE_FACTOR : WIDE_FACTOR * WIDE_FACTOR);
  if (c.kind === 'safety' && !c.danger && times >= REPORT_PAGES) return slower(WIDE_FACTOR * WIDE_FACTOR);
  if (c.kind === 'safety') return times < CLOSE_PAGES ? base : slower(WIDE_FACTOR);
  if (c.urgency === 'this-week') return DAY_MS;
  // They have a day or two: they are not forgotten in it, and who reads of them is not asked every half hour.
  if (c.kind === 'person' && c.urgency === 'soon' && !waitsForCall(c)) return slower(PERSON_FACTOR * WIDE_FACTOR);
  // Somebody sits by a phone that we said would ring.
  if (waitsForCall(c) && times < CLOSE_PAGES) return slower(CALL_BACK_FACTOR);
  return slower(times < CLOSE_PAGES ? PERSON_FACTOR : PERSON_FACTOR * WIDE_FACTOR);
};

/** Who reads it again has read how its person is reached. */
const dangerAgain = (d: Draft, c: Case): string =>
  isReachedByCall(d, c) && !d.record(c.number)?.optedOut ? 'page-danger-again-call' : 'page-danger-again';

/** From the second page on it is said for how long nobody has answered; then several of them may be one text. */
const lineFor = (d: Draft, c: Case): string => {
  const again = isUnanswered(d, c) && !c.acknowledged;
  if (c.kind === 'safety' && c.danger) return again ? dangerAgain(d, c) : byCall(d, c, 'page-danger');
  if (isConflict(c)) return again ? 'page-conflict-again' : 'page-conflict';
  if (c.kind === 'safety') return again ? 'page-report-again' : 'page-report';
  if (waitsForCall(c)) return numberToCall(c) ? 'page-back' : c.keyed ? 'page-back-keyed' : 'page-back-unseen';
  return c.urgency === 'this-week' ? 'page-note' : byCall(d, c, 'page-person');
};

/**
 * A safety case is for the people with role safety, a conflict for the community liaison too; the coordinator is told that there is one,
 * and takes danger, or what nobody else may.
 * A wish for a person is for the coordinators, and without them for the people for safety. Where none of those gets our texts, or the only
 * one is whom it is from, the pod leads stand in, or anybody of the team.
 */
const peopleFor = (d: Draft, c: Case): readonly PhoneNumber[] => {
  const [safety, coordinators] = [withRole(d, 'safety'), withRole(d, 'coordinator')].map(all => all.filter(number => number !== c.number));
  const liaisons = isConflict(c) ? withRole(d, 'community-liaison').filter(number => number !== c.number) : [];
  const all =
    c.kind === 'safety' ? [...(safety ?? []), ...liaisons, ...(coordinators ?? [])] : coordinators?.length ? coordinators : (safety ?? []);
  return all.length > 0 ? [...new Set(all)] : standIns(d, c);
};

const fillOf = (d: Draft, c: Case): Fill => ({
  ...(c.danger ? { danger: { term: `danger.${c.danger}` } } : {}),
  age: age(c.openedAt, d.now),
});

/**
 * When the next page is due: with the one of another case that waits for the same people where that comes a little sooner, so that both are
 * one text.
 */
const nextPageAt = (d: Draft, c: Case, people: readonly PhoneNumber[]): Instant => {
  const [soonest, latest] = [later(d.now, everyMs(d, c) / 2), later(d.now, everyMs(d, c))];
  if (c.kind !== 'safety') return latest;
  const others = people.flatMap(to => d.anyVolunteer(to)?.live.filter(r => r.kind === 'page' && r.code !== c.code) ?? []);
  const theirs = others.map(r => later(r.at, everyMs(d, c))).filter(at => at >= soonest && at < latest);
  return theirs.sort()[0] ?? latest;
};

const withToldAt = (d: Draft, c: Case): { readonly toldAt?: Instant } => {
  const toldAt = tellStillWaits(d, c);
  return toldAt === undefined ? {} : { toldAt };
};

/** The next page, as long as nobody says that they have it. */
const pageAgain = (d: Draft, c: Case, people: readonly PhoneNumber[], theirs: readonly PhoneNumber[]): void =>
  d.putCase({
    ...withPaged(heardBy(d, c, people.length), theirs),
    escalation: { ...c.escalation, times: c.escalation.times + 1, pagedAt: d.now, ...withToldAt(d, c) },
    next: { what: 'page', at: nextPageAt(d, c, people) },
  });

/** A page waits for the word of this person, so that a bare OK finds it. */
const waitsFor = (d: Draft, c: Case, to: PhoneNumber): void => {
  const row = d.anyVolunteer(to);
  if (row) d.putVolunteer(withLive(row, { code: c.code, number: c.number, at: d.now, kind: 'page' }));
};

/** Whether the last page had its time to be answered; one that comes earlier comes because something new was said. */
const isUnanswered = (d: Draft, c: Case): boolean => {
  const { pagedAt } = c.escalation;
  return pagedAt !== undefined && msBetween(pagedAt, d.now) >= everyMs(d, c) / 2;
};

/** Whoever may neither read nor take it sees that somebody answers: they hear of it at first, and then ever less often. */
const hearsAgain = (times: number): boolean => times === 0 || (times & (times - 1)) === 0;

/** Texts the people on duty for this, and again at every turn until one of them acknowledges. */
export const page = (d: Draft, c: Case): void => {
  const also = alsoAsked(d, c);
  const all = [...new Set([...(c.holder ? [c.holder.number] : []), ...peopleFor(d, c), ...also])];
  const people = all.filter(to => mayBeTold(d, c, to));
  if (all.length > 0 && people.length === 0) return d.putCase(restsTillMorning(d, c, all, 'person-night'));
  const waitFor: PhoneNumber[] = [];
  for (const to of people) {
    const holds = to === c.holder?.number;
    const theirs =
      holds || also.includes(to) || isStandIn(d, c, to) || mayTakeOn(d, c, { number: to, powers: powersOf(d.world.community, to) });
    if (theirs) {
      waitsFor(d, c, to);
      waitFor.push(to);
    } else if (!hearsAgain(c.escalation.times)) continue;
    const line = holds
      ? byCall(d, c, 'danger-in-hand')
      : theirs
        ? lineFor(d, c)
        : isConflict(c)
          ? 'page-conflict-waits'
          : 'page-report-waits';
    tell(d, to, line, c, fillOf(d, c), c.kind === 'safety' ? 'safety' : 'urgent');
  }
  if (isUnanswered(d, c) && isRungAbout(c.escalation.times))
    ringAbout(
      d,
      c,
      people.filter(to => to === c.holder?.number || d.anyVolunteer(to)?.live.some(r => r.code === c.code)),
    );
  d.note(c.code, `paged ${people.length} people`, 'line');
  pageAgain(d, c, people, waitFor);
};

/**
 * A page is due for a case that somebody has taken. New danger rings for them and for all the others as if nobody had it, because who
 * took it may be asleep by now; anything else is in good hands.
 */
export const pageHolder = (d: Draft, c: Case): void => {
  if (c.holder && c.danger && c.status === 'accepted') return page(d, c);
  const { next: _done, ...kept } = c;
  d.putCase(kept);
};
