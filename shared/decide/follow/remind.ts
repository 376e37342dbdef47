import { mayDisturb, wakesAt } from '../../domain/awake.ts';
import type { Case } from '../../domain/case.ts';
import { remindAt } from '../../domain/time-over.ts';
import type { Draft } from '../draft/draft.ts';
import { languageFor, tell } from '../draft/tell.ts';
import { timeOf } from '../words/needed-by.ts';

/** Whoever has the case hears ahead of its time that it is theirs. Where the time was changed meanwhile it is told ahead of that. */
export const remind = (d: Draft, given: Case): Case => {
  if (given.remind === undefined || given.remind > d.now) return given;
  const { remind: _told, ...c } = given;
  const { holder, by } = c;
  const row = holder && d.volunteer(holder.number);
  const anew = remindAt(c, d.now, d.world.community.timezone);
  const up = row && !mayDisturb(row, false, d.now, d.world.community) ? wakesAt(row, d.now, d.world.community) : d.now;
  const later = anew ?? (by && up > d.now && up < by.at ? up : undefined);
  const after: Case = later === undefined || c.status !== 'accepted' ? c : { ...c, remind: later };
  d.putCase(after);
  if (c.status === 'accepted' && holder && by && by.at > d.now && later === undefined)
    tell(d, holder.number, 'remind-ahead', c, { me: holder.name, time: timeOf(d, languageFor(d, holder.number, c), by) }, 'notice');
  return d.case(c.number, c.code) ?? after;
};
