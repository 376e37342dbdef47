import { ASKED_MAX, type Asked, type Case, endOffers, withOffers } from '../domain/case.ts';
import type { Policy } from '../domain/community.ts';
import { DAY_MS, HOUR_MS, later, type PhoneNumber } from '../domain/ids.ts';
import { lookOf } from '../domain/queue.ts';
import { anyoneOnCall, type Candidate, candidates } from '../domain/routing.ts';
import { whyLater, withLive, withoutLive } from '../domain/volunteer.ts';
import type { Fill } from '../script/script.ts';
import { allAsleep, mayBeTold, restsTillMorning } from './asleep.ts';
import type { Draft } from './draft.ts';
import { isRungAbout, ringAbout } from './ladder.ts';
import { goesOnAfterPause, keptInPause } from './pause.ts';
import { whatForOffer } from './phrases.ts';
import { inQueue, putPlacesRight, writesFor } from './places.ts';
import { coordinatorsFor, heardBy, tell, tellResident } from './tell.ts';
import { waitWords } from './wait-words.ts';

/** After the ladder is exhausted it begins again, this often at the most; each further time waits twice as long, up to a day. */
const ROUND_MS = { now: HOUR_MS / 2, today: HOUR_MS, soon: 6 * HOUR_MS, 'this-week': DAY_MS } as const;

/** Seconds that the phone of somebody rings who is offered a case. */
const OFFER_RING_S = 25;

/** Half an hour doubled so often is more than a day. */
const ROUNDS_DOUBLED = 6;

const policyOf = (d: Draft, c: Case): Policy => d.world.community.policy[c.urgency];

/** What was tried, in numbers: those of this round who said nothing, and those who passed. */
const tried = (c: Case): Fill => ({
  n: new Set(c.asked.map(a => a.number)).size,
  silent: c.asked.filter(a => a.state === 'expired' && a.round === c.escalation.round).length,
  passed: c.asked.filter(a => a.state === 'passed').length,
});

const offer = (d: Draft, c: Case, chosen: readonly Candidate[], everyMs: number): Case => {
  const asked: Asked[] = [];
  for (const { volunteer } of chosen) {
    const language = d.languageOfVolunteer(volunteer.number);
    d.putVolunteer(withLive(volunteer, { code: c.code, number: c.number, at: d.now, kind: 'offer' }));
    const body = d.line(language, 'offer', { code: c.code, what: whatForOffer(d, c, language) });
    const priority = c.urgency === 'now' || c.urgency === 'today' ? 'urgent' : 'offer';
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

/** Texts someone of the team about a free case and keeps it in mind, so that their bare ACCEPT or OK finds it. */
const tellTeam = (d: Draft, c: Case, to: PhoneNumber, line: string, fill: Fill): void => {
  const row = d.anyVolunteer(to);
  if (row) d.putVolunteer(withLive(row, { code: c.code, number: c.number, at: d.now, kind: 'page' }));
  tell(d, to, line, c, fill, 'urgent');
};

const tellLead = (d: Draft, c: Case): boolean => {
  const lead = d.world.community.pods.find(p => p.id === c.pod)?.lead;
  if (!lead || lead === c.number || d.volunteer(lead)?.stopped || !mayBeTold(d, c, lead)) return false;
  tellTeam(d, c, lead, c.asked.length > 0 ? 'lead-no-taker' : 'lead-nobody-fits', tried(c));
  d.note(c.code, 'told the pod lead that nobody has taken it', 'line');
  return true;
};

/** Tells the coordinators, or who stands in for them, those who are awake. Answers the case with what is known of whether anybody was told. */
const tellCoordinator = (d: Draft, c: Case, line: string, fill: Fill): Case => {
  const people = coordinatorsFor(d, c).filter(to => mayBeTold(d, c, to));
  for (const to of people) tellTeam(d, c, to, line, fill);
  if (people.length > 0) d.note(c.code, 'told the coordinator that nobody has taken it', 'line');
  return heardBy(d, c, people.length);
};

/** All who could be asked have another offer open: one turn's patience, then up the ladder all the same. */
const waitForBusy = (d: Draft, c: Case, policy: Policy): Case => {
  d.note(c.code, 'everybody on call has another offer open; waits for them once', 'line');
  return { ...c, escalation: { ...c.escalation, waited: true }, next: { what: 'dispatch', at: later(d.now, policy.everyMs) } };
};

/** Everybody whom this need would be put to next: its pod, its lead, the coordinators. */
const nearby = (d: Draft, c: Case): readonly PhoneNumber[] => [
  ...candidates(c, inQueue(d), d.world.community, d.schedule, d.now).flatMap(one =>
    one.unfit === 'is asleep' ? [one.volunteer.number] : [],
  ),
  ...coordinatorsFor(d, c),
];

/** The next step of the ladder that was not tried in this round; the round begins again when none is left. */
const climb = (d: Draft, c: Case, policy: Policy, onCall: boolean): Case => {
  const steps = onCall ? policy.then : (['coordinator'] as const);
  for (const step of steps.filter(s => !c.escalation.tried.includes(s))) {
    const up: Case = {
      ...c,
      escalation: { ...c.escalation, tried: [...c.escalation.tried, step] },
      next: { what: 'dispatch', at: later(d.now, policy.everyMs) },
    };
    if (step === 'pod-lead') {
      if (tellLead(d, up)) return up;
      continue;
    }
    if (allAsleep(d, c)) return restsTillMorning(d, c, nearby(d, c), 'no-taker-night');
    const told = tellCoordinator(d, up, c.asked.length > 0 ? 'no-taker-coordinator' : onCall ? 'nobody-fits' : 'nobody-on-call', tried(up));
    if (c.escalation.times === 0) tellNoTaker(d, told, up);
    return { ...told, escalation: { ...told.escalation, times: told.escalation.times + 1 } };
  }
  return newRound(d, c, policy);
};

/** Nobody has been free: the resident hears it, and how long most had to wait this week where that is long. */
const tellNoTaker = (d: Draft, told: Case, c: Case): void => {
  const wait = told.unheard ? '' : waitWords(d, c, d.languageOf(c.number, c.person), 'taken');
  tellResident(d, c, told.unheard ? 'no-taker-unheard' : wait === '' ? 'no-taker' : 'no-taker-wait', wait === '' ? {} : { wait });
};

const newRound = (d: Draft, c: Case, policy: Policy): Case => {
  const wait = Math.max(policy.everyMs, Math.min(DAY_MS, ROUND_MS[c.urgency] * 2 ** Math.min(c.escalation.round - 1, ROUNDS_DOUBLED)));
  d.note(c.code, 'everyone was tried; the round begins again', 'line');
  const waiting = d.roster().filter(v => v.live.some(r => r.kind === 'page' && r.code === c.code));
  if (isRungAbout(c.escalation.times))
    ringAbout(
      d,
      c,
      waiting.map(v => v.number),
    );
  return {
    ...c,
    escalation: { ...c.escalation, round: c.escalation.round + 1, tried: [] },
    next: { what: 'dispatch', at: later(d.now, wait) },
  };
};

/** Asks the next wave; when nobody is left to ask, goes up the ladder; when nobody is on call at all, to the coordinator at once. */
export const wave = (d: Draft, given: Case): void => {
  if (given.kind !== 'need' || given.status === 'accepted' || given.status === 'delivered') return;
  const kept = keptInPause(d, given);
  if (kept) return d.putCase(kept);
  waveNow(d, goesOnAfterPause(d, given));
};

const waveNow = (d: Draft, given: Case): void => {
  if (given.pod === undefined || given.zone === 'outside') return toCoordinator(d, given);
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
  const offered = chosen.length > 0 ? offer(d, c, chosen, policy.everyMs) : c;
  const { queue } = d.world;
  putPlacesRight(d, d.size + chosen.reduce((sum, { volunteer }) => sum + writesFor(volunteer), 0));
  if (chosen.length < wanted && queue?.goesOn) return d.putCase(goesOnLooking(d, offered, { ...found, ...queue.last, at: d.now }));
  if (found.asked > 0) return d.putCase({ ...offered, next: { what: 'dispatch', at: later(d.now, policy.everyMs) } });
  if (found.busy && !c.escalation.waited) return d.putCase(waitForBusy(d, c, policy));
  d.putCase(climb(d, c, policy, found.onCall));
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

const whyCoordinator = (c: Case): string => (c.zone === 'outside' ? 'why-outside' : c.needs.length === 0 ? 'why-unknown' : 'why-no-pod');

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
    tellTeam(d, c, to, 'only-you', { why: d.line(language, why) });
  }
  if (people.length > 0) d.note(c.code, `told the coordinator: ${why.replace('why-', '')}`, 'line');
  d.putCase({ ...heardBy(d, c, people.length), status: 'open', next: { what: 'to-coordinator', at: later(d.now, DAY_MS) } });
};
