import type { Case } from '../../domain/case.ts';
import { overDueAt } from '../../domain/time-over.ts';
import type { Draft } from '../draft/draft.ts';
import { coordinatorsFor, tellResident } from '../draft/tell.ts';
import { timeOf } from '../words/needed-by.ts';
import { mayBeTold } from './asleep.ts';
import { tellTeam } from './climb.ts';

/** Somebody had it for a while. */
const wasTaken = (c: Case): boolean => c.asked.some(({ state }) => state === 'silent' || state === 'released');

/**
 * The time came at which it was needed, and nobody has it: its person hears so, and the coordinators, once. From now on it is as urgent as it
 * was told to be, and no more for the sake of that time.
 */
export const tellTimeOver = (d: Draft, c: Case): Case => {
  const due = overDueAt(c);
  if (!c.by || due === undefined || due > d.now) return c;
  const over: Case = {
    ...c,
    overTold: c.by.at,
    urgency: c.urgency === 'now' ? 'now' : (c.when ?? c.urgency),
    escalation: { ...c.escalation, teamAt: d.now },
  };
  d.putCase(over);
  d.note(c.code, 'the time at which it was needed has passed, and nobody has it', 'line');
  if (!d.record(c.number)?.optedOut)
    tellResident(d, over, wasTaken(c) ? 'time-over-taken' : 'time-over', { time: timeOf(d, d.languageOf(c.number, c.person), c.by) });
  for (const to of coordinatorsFor(d, over).filter(one => one !== c.number && mayBeTold(d, over, one)))
    tellTeam(d, over, to, 'time-over-told', {});
  return d.case(c.number, c.code) ?? over;
};
