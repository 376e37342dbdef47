import type { Case } from '../../domain/case.ts';
import type { Policy } from '../../domain/community.ts';
import { later, msBetween, type PhoneNumber } from '../../domain/ids.ts';
import { isPaged, withPaged } from '../../domain/paged.ts';
import { asksAgainAt, KEEPS_ASKING_MS, nextRoundAt, sameTeamMs, seenMs } from '../../domain/rounds.ts';
import { candidates } from '../../domain/routing.ts';
import { withLive } from '../../domain/volunteer.ts';
import type { Fill } from '../../script/script.ts';
import type { Draft } from '../draft/draft.ts';
import { coordinatorsFor, heardBy, languageFor, tell } from '../draft/tell.ts';
import { triedWords } from '../words/tried-words.ts';
import { allAsleep, mayBeTold, restsTillMorning } from './asleep.ts';
import { isRungAbout, ringAbout } from './ladder.ts';
import { tellNoTaker, tellStillNobody } from './no-taker.ts';
import { inQueue } from './places.ts';

/** Texts someone of the team about a free case and keeps it in mind, so that their bare ACCEPT or OK finds it. */
export const tellTeam = (d: Draft, c: Case, to: PhoneNumber, line: string, fill: Fill): void => {
  const row = d.anyVolunteer(to);
  if (row) d.putVolunteer(withLive(row, { code: c.code, number: c.number, at: d.now, kind: 'page' }));
  tell(d, to, line, c, { tried: triedWords(d, c, languageFor(d, to, c)), ...fill }, 'urgent');
};

const leadOf = (d: Draft, c: Case): PhoneNumber | undefined => d.world.community.pods.find(p => p.id === c.pod)?.lead;

/** Tells the lead of the pod, and answers the case with that; undefined where nobody was told. Whoever is a coordinator too hears it as one, and once. */
const tellLead = (d: Draft, c: Case, line: string): Case | undefined => {
  const lead = leadOf(d, c);
  if (!lead || lead === c.number || d.volunteer(lead)?.stopped || !mayBeTold(d, c, lead)) return undefined;
  if (coordinatorsFor(d, c).includes(lead)) return undefined;
  tellTeam(d, c, lead, line, {});
  d.note(c.code, 'told the pod lead that nobody has taken it', 'line');
  return withPaged(c, [lead]);
};

/** Tells the coordinators, or who stands in for them, those who are awake. Answers the case with what is known of whether anybody was told. */
const tellCoordinator = (d: Draft, c: Case, line: string): Case => {
  const people = coordinatorsFor(d, c).filter(to => mayBeTold(d, c, to));
  for (const to of people) tellTeam(d, c, to, line, {});
  if (people.length > 0) d.note(c.code, 'told the coordinator that nobody has taken it', 'line');
  return withPaged(heardBy(d, c, people.length), people);
};

/** Everybody whom this need would be put to next: its pod, its lead, the coordinators. */
export const nearby = (d: Draft, c: Case): readonly PhoneNumber[] => [
  ...candidates(c, inQueue(d), d.world.community, d.schedule, d.now).flatMap(one =>
    one.unfit === 'is asleep' ? [one.volunteer.number] : [],
  ),
  ...coordinatorsFor(d, c),
];

/** Whether the team was told of it so lately that it is not told again in this round, or one of them has said since that they know. */
const teamKnows = (d: Draft, c: Case): boolean => {
  const { teamAt, tried } = c.escalation;
  if (teamAt === undefined) return false;
  const seen = c.acknowledged !== undefined && msBetween(c.acknowledged.at, d.now) < seenMs(c);
  return seen || (tried.length === 0 && msBetween(teamAt, d.now) < sameTeamMs(c, d.now));
};

/** Who there is: anybody on call for the pod at all, and anybody who could take it but for another offer. */
interface Found {
  readonly onCall: boolean;
  readonly busy: boolean;
}

/** The next step of the ladder that was not tried in this round; the round begins again when none is left. */
export const climb = (d: Draft, c: Case, policy: Policy, found: Found): Case => {
  const { onCall } = found;
  const left = policy.then.filter(s => !c.escalation.tried.includes(s));
  if (left.length === 0 || teamKnows(d, c)) return newRound(d, c, policy);
  let up = c;
  for (const step of left) {
    const tells: Case = {
      ...up,
      escalation: { ...up.escalation, tried: [...up.escalation.tried, step] },
      next: { what: 'dispatch', at: later(d.now, policy.everyMs) },
    };
    if (step === 'coordinator')
      return allAsleep(d, c)
        ? restsTillMorning(d, c, nearby(d, c), c.asked.length > 0 ? 'no-taker-night' : 'unasked-night')
        : upToCoordinator(d, tells, found);
    const line = !onCall ? 'nobody-on-call' : c.asked.length > 0 ? 'lead-no-taker' : found.busy ? 'lead-all-busy' : 'lead-nobody-fits';
    // Where nobody at all is on call, nobody waits for the lead alone.
    const told = tellLead(d, tells, line);
    if (told && onCall) return told;
    up = told ?? tells;
  }
  return newRound(d, up, policy);
};

const upToCoordinator = (d: Draft, up: Case, found: Found): Case => {
  const line = up.asked.length > 0 ? 'no-taker-coordinator' : !found.onCall ? 'nobody-on-call' : found.busy ? 'all-busy' : 'nobody-fits';
  const told = tellCoordinator(d, up, line);
  const first = told.escalation.times === 0;
  if (first) tellNoTaker(d, told, up);
  const { escalation } = told;
  return { ...told, escalation: { ...escalation, times: escalation.times + 1, teamAt: d.now, ...(first ? { toldAt: d.now } : {}) } };
};

/** Who was told and has not answered is called, where it is time for that. */
const ringTheTold = (d: Draft, c: Case): void => {
  if (!c.escalation.tried.includes('coordinator') || !isRungAbout(c.escalation.times)) return;
  const waiting = d.roster().filter(v => isPaged(v, c));
  ringAbout(
    d,
    c,
    waiting.map(v => v.number),
  );
};

const newRound = (d: Draft, c: Case, policy: Policy): Case => {
  const rest = nextRoundAt(c, d.now, d.world.community.timezone);
  const soonest = later(d.now, policy.everyMs);
  const round = rest > soonest ? rest : soonest;
  const again = msBetween(d.now, round) > KEEPS_ASKING_MS ? asksAgainAt(c, soonest, d.world.community.timezone) : undefined;
  // What is told of the next asking is kept: a round comes just then, and finds somebody.
  const at = again !== undefined && again < round ? again : round;
  d.note(c.code, 'everyone was tried; the round begins again', 'line');
  ringTheTold(d, c);
  const toldAt = tellStillNobody(d, c, again ?? at);
  return {
    ...c,
    escalation: { ...c.escalation, round: c.escalation.round + 1, tried: [], ...(toldAt ? { toldAt } : {}) },
    next: { what: 'dispatch', at },
  };
};
