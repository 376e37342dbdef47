import type { Case } from '../domain/case.ts';
import { DAY_MS, later, type PhoneNumber } from '../domain/ids.ts';
import { powersOf, withLive } from '../domain/volunteer.ts';
import type { Draft } from './draft.ts';
import { mayTakeOn } from './powers.ts';
import { tell, withRole } from './tell.ts';

/** Somebody who only wrote to us waits a day between two pages; somebody who asks for a person, six times the pace of danger. */
const PERSON_FACTOR = 6;

/** An hour of pages every five minutes that nobody answers: from then on every half hour, so that they are still read as what they are. */
const CLOSE_PAGES = 12;
const WIDE_FACTOR = 6;

const everyMs = (d: Draft, c: Case): number => {
  const base = d.world.community.page.everyMs;
  if (c.kind === 'safety') return c.escalation.times < CLOSE_PAGES ? base : base * WIDE_FACTOR;
  return c.urgency === 'this-week' ? DAY_MS : base * PERSON_FACTOR;
};

const lineFor = (c: Case): string => {
  if (c.kind === 'safety') return c.danger ? 'page-danger' : 'page-report';
  return c.urgency === 'this-week' ? 'page-note' : 'page-person';
};

/** A safety case is for the people with role safety; the coordinator is told that there is one, and takes danger, or what nobody else may. */
const peopleFor = (d: Draft, c: Case): readonly PhoneNumber[] => {
  const coordinators = withRole(d, 'coordinator');
  const all = c.kind === 'safety' ? [...withRole(d, 'safety'), ...coordinators] : coordinators;
  return [...new Set(all)].filter(number => number !== c.number);
};

/** New danger in a case that somebody has taken: they hear it at once, and nobody else is rung for what is in good hands. */
export const pageHolder = (d: Draft, c: Case): void => {
  const { next: _done, ...kept } = c;
  d.putCase(kept);
  if (c.holder && c.danger) tell(d, c.holder.number, 'danger-in-hand', c, { danger: { term: `danger.${c.danger}` } }, 'safety');
};

/** Texts the people on duty for this, and again at every turn until one of them acknowledges. */
export const page = (d: Draft, c: Case): void => {
  const people = peopleFor(d, c);
  const fill = c.danger ? { danger: { term: `danger.${c.danger}` } } : {};
  for (const to of people) {
    const row = d.anyVolunteer(to);
    const theirs = mayTakeOn(d, c, { number: to, powers: powersOf(d.world.community, to) });
    if (row && theirs) d.putVolunteer(withLive(row, { code: c.code, number: c.number, at: d.now, kind: 'page' }));
    tell(d, to, theirs ? lineFor(c) : 'page-report-waits', c, fill, c.kind === 'safety' ? 'safety' : 'urgent');
  }
  d.note(c.code, `paged ${people.length} people`, 'line');
  d.putCase({
    ...c,
    escalation: { ...c.escalation, times: c.escalation.times + 1 },
    next: { what: 'page', at: later(d.now, everyMs(d, c)) },
  });
};
