import { ASKED_MAX, type Asked, type Case, endOffers, withOffers } from '../../domain/case.ts';
import type { Policy } from '../../domain/community.ts';
import { DAY_MS, later, MINUTE_MS } from '../../domain/ids.ts';
import { asUrgentAsItsTime, inTime } from '../../domain/needed-by.ts';
import { withPaged } from '../../domain/paged.ts';
import { lookOf } from '../../domain/queue.ts';
import { isPressing } from '../../domain/rounds.ts';
import { anyoneOnCall, type Candidate, candidates } from '../../domain/routing.ts';
import { whyLater, withLive, withoutLive } from '../../domain/volunteer.ts';
import type { Draft } from '../draft/draft.ts';
import { coordinatorsFor, heardBy, tell } from '../draft/tell.ts';
import { whatForOffer } from '../words/phrases.ts';
import { allAsleep, mayBeTold, restsTillMorning, sleepsOn } from './asleep.ts';
import { climb, nearby, tellTeam } from './climb.ts';
import { goesOnAfterPause, keptInPause } from './pause.ts';
import { inQueue, putPlacesRight, writesFor } from './places.ts';

/** Seconds that the phone of somebody rings who is offered a case. */
const OFFER_RING_S = 25;

const policyOf = (d: Draft, c: Case): Policy => d.world.community.policy[c.urgency];

const offer = (d: Draft, c: Case, chosen: readonly Candidate[], everyMs: number): Case => {
  const asked: Asked[] = [];
  for (const { volunteer } of chosen) {
    const language = d.languageOfVolunteer(volunteer.number);
    d.putVolunteer(withLive(volunteer, { code: c.code, number: c.number, at: d.now, kind: 'offer' }));
    const body = d.line(language, 'offer', { code: c.code, what: whatForOffer(d, c, language) });
    const priority = isPressing(c, d.now, d.world.community.timezone) ? 'urgent' : 'offer';
    const validForSeconds = Math.max(300, Math.round(everyMs / 1000));
    // Whoever is offered cases by call hears it; the words are decided when they pick up.
    if (volunteer.voice)
      d.ring(volunteer.number, { what: 'offer', timeoutS: OFFER_RING_S }, { purpose: 'offer', priority, about: c, validForSeconds });
    else d.send(volunteer.number, body, 'offer', priority, c, validForSeconds);
    asked.push({ number: volunteer.number, name: volunteer.name, at: d.now, round: c.escalation.round, state: 'live' });
  }
  return { ...withOffers(c, asked), status: 'offered', next: { what: 'dispatch', at: later(d.now, everyMs) } };
};

/** Offers that ran out without a word free their volunteers for others; a late ACCEPT still finds them. */
const expire = (d: Draft, c: Case): Case => {
  const { case: left, ended } = endOffers(c, 'expired');
  for (const { number, name } of ended) {
    const row = d.volunteer(number);
    if (row) d.putVolunteer(withoutLive(row, c.code, true));
    d.note(c.code, `no word from ${name}`, 'line');
  }
  return { ...left, status: 'open' };
};

/** A case's history names so many of those who were not asked, of each part of the queue. */
const NAMED_MAX = 20;

const explain = (d: Draft, c: Case, asked: readonly Candidate[], all: readonly Candidate[]): void => {
  const names = asked.map(a => a.volunteer.name).join(', ');
  const why = all.filter(a => a.unfit && a.unfit !== 'is not in the pod').map(a => `${a.volunteer.name} ${a.unfit}`);
  const next = all.filter(a => !a.unfit && !asked.includes(a)).map(a => `${a.volunteer.name} ${whyLater(a.volunteer, d.now)}`);
  const named = [...next, ...why];
  const others = named.length > NAMED_MAX ? [`${named.length - NAMED_MAX} others`] : [];
  const reasons = [...named.slice(0, NAMED_MAX), ...others].join(', ');
  d.note(c.code, `asked ${names || 'nobody'}${reasons === '' ? '' : `; not asked: ${reasons}`}`, 'line');
};

const BUSY: readonly (string | undefined)[] = ['has another offer open', 'has as many cases as one may have'];
/** So many are enough: the first of them who is free again is asked. */
const AWAITED_MAX = 10;

/** Whoever could be asked but for what else they have in hand: as soon as they have not, this is put to them. */
const awaitBusy = (d: Draft, all: readonly Candidate[]): void => {
  const busy = all.filter(a => BUSY.includes(a.unfit)).flatMap(a => d.volunteer(a.volunteer.number) ?? []);
  for (const row of busy.slice(0, AWAITED_MAX)) if (!row.awaited) d.putVolunteer({ ...row, awaited: true });
};

/** All who could be asked have another offer open: one turn's patience, and a little more for what ends with it, then up the ladder all the same. */
const waitForBusy = (d: Draft, c: Case, policy: Policy): Case => {
  d.note(c.code, 'everybody on call has another offer open; waits for them once', 'line');
  return { ...c, escalation: { ...c.escalation, waited: true }, next: { what: 'dispatch', at: later(d.now, policy.everyMs + MINUTE_MS) } };
};

/** Nobody may be asked before the morning, nor any coordinator be told. */
const everybodySleeps = (d: Draft, c: Case): boolean => {
  const all = candidates(c, inQueue(d), d.world.community, d.schedule, d.now);
  return allAsleep(d, c) && all.some(one => one.unfit === 'is asleep') && all.every(one => one.unfit !== undefined);
};

/** Asks the next wave; when nobody is left to ask, goes up the ladder; when nobody is on call at all, to the coordinator at once. */
export const wave = (d: Draft, given: Case): void => {
  if (given.kind !== 'need' || given.status === 'accepted' || given.status === 'delivered') return;
  const kept = keptInPause(d, given);
  if (kept) return d.putCase(kept);
  if (given.kept && everybodySleeps(d, given)) return d.putCase(sleepsOn(d, given, nearby(d, given)));
  waveNow(d, asUrgentAsItsTime(goesOnAfterPause(d, given), d.now));
  const after = d.case(given.number, given.code);
  const timely = after && inTime(after, d.now, d.world.community.timezone);
  if (timely && timely !== after) d.putCase(timely);
};

const waveNow = (d: Draft, given: Case): void => {
  if (given.pod === undefined || given.zone === 'outside' || given.unsafe) return toCoordinator(d, given);
  const before = lookOf(given);
  const { look: _over, ...escalation } = given.escalation;
  const c: Case = { ...(before ? given : expire(d, given)), escalation };
  const policy = policyOf(d, c);
  const all = candidates(c, inQueue(d), d.world.community, d.schedule, d.now);
  // After very many, more of the same is no help: the ladder goes on to those who decide.
  const askedNow = c.asked.filter(a => a.round === c.escalation.round).length;
  const wanted = Math.min(policy.wave - (before?.asked ?? 0), Math.max(0, ASKED_MAX - askedNow));
  const chosen = withinCommit(d, all.filter(one => !one.unfit && d.volunteer(one.volunteer.number)).slice(0, wanted));
  explain(d, c, chosen, all);
  const found = {
    asked: (before?.asked ?? 0) + chosen.length,
    onCall: (before?.onCall ?? false) || anyoneOnCall(c, inQueue(d), d.schedule, d.now),
    busy: (before?.busy ?? false) || all.some(a => a.unfit === 'has another offer open'),
  };
  if (found.asked === 0) awaitBusy(d, all);
  const offered = chosen.length > 0 ? offer(d, c, chosen, policy.everyMs) : c;
  const { queue } = d.world;
  putPlacesRight(d, d.size + chosen.reduce((sum, { volunteer }) => sum + writesFor(volunteer), 0));
  if (chosen.length < wanted && queue?.goesOn) return d.putCase(goesOnLooking(d, offered, { ...found, ...queue.last, at: d.now }));
  if (found.asked > 0) return d.putCase({ ...offered, next: { what: 'dispatch', at: later(d.now, policy.everyMs) } });
  if (found.busy && !c.escalation.waited) return d.putCase(waitForBusy(d, c, policy));
  d.putCase(climb(d, c, policy, found));
};

type Look = NonNullable<Case['escalation']['look']>;

/** There are more people than one step looks at, and places of the wave are free: the next step goes on behind them at once. */
const goesOnLooking = (d: Draft, c: Case, look: Look): Case => ({
  ...c,
  escalation: { ...c.escalation, look },
  next: { what: 'dispatch', at: d.now },
});

/** One commit holds a hundred writes; some are kept for what else becomes of the case, and for places that are not right. */
const WRITES_MAX = 88;
const FOR_PLACES = 18;

/** As many of them as one commit holds: each is a row, a text, and two rows in the queue of every pod of theirs. */
const withinCommit = (d: Draft, chosen: readonly Candidate[]): readonly Candidate[] => {
  let writes = d.size + (d.world.queue?.moves.length ? FOR_PLACES : 0);
  return chosen.filter(({ volunteer }) => {
    writes += 1 + writesFor(volunteer);
    return writes <= WRITES_MAX;
  });
};

const whyCoordinator = (c: Case): string =>
  c.unsafe
    ? 'why-unsafe'
    : c.besideDanger
      ? 'why-danger'
      : c.zone === 'outside'
        ? 'why-outside'
        : c.needs.length === 0
          ? 'why-unknown'
          : 'why-no-pod';

/** It is no longer the volunteers' to take: who was asked hears it and is free for others. */
const takeFromOffers = (d: Draft, c: Case): Case => {
  const { case: left, ended } = endOffers(c, 'covered');
  for (const { number, name } of ended) {
    const row = d.volunteer(number);
    if (row) d.putVolunteer(withoutLive(row, c.code, true));
    tell(d, number, 'offer-ended', c, { me: name }, 'notice');
  }
  return left;
};

/** A need that no pod takes, or from outside the zones: a coordinator is told, and told again every day while it is free. */
export const toCoordinator = (d: Draft, given: Case): void => {
  const c = takeFromOffers(d, given);
  const why = whyCoordinator(c);
  if (allAsleep(d, c)) {
    const rests = restsTillMorning(d, c, coordinatorsFor(d, c), 'person-night');
    return d.putCase({ ...rests, status: 'open', next: { what: 'to-coordinator', at: rests.next?.at ?? d.now } });
  }
  const people = coordinatorsFor(d, c).filter(to => mayBeTold(d, c, to));
  for (const to of people) {
    const language = d.languageOfVolunteer(to);
    tellTeam(d, c, to, 'only-you', { why: d.line(language, why, { report: c.unsafe ?? '' }) });
  }
  if (people.length > 0) d.note(c.code, `told the coordinator: ${why.replace('why-', '')}`, 'line');
  const heard = withPaged(heardBy(d, c, people.length), people);
  d.putCase({ ...heard, status: 'open', next: { what: 'to-coordinator', at: later(d.now, DAY_MS) } });
};
