import { type Case, isFree, isOpen, markAsked } from '../domain/case.ts';
import type { Outgoing } from '../domain/outgoing.ts';
import { withoutLive } from '../domain/volunteer.ts';
import { Draft } from './draft.ts';
import { tellCoordinators } from './tell.ts';
import type { Decision, World } from './world.ts';

/** Twilio's code for "this person sent STOP to this number". */
export const OPTED_OUT = 21610;

/** An offer that cannot arrive is as good as passed: the next one is asked at once when nobody else still has it open. */
const offerFailed = (d: Draft, c: Case, o: Outgoing): void => {
  const row = d.volunteer(o.to);
  if (row) d.putVolunteer(withoutLive(row, c.code));
  const marked = markAsked(c, o.to, 'failed');
  const waiting = marked.asked.some(a => a.state === 'live');
  d.putCase(c.status === 'offered' && !waiting ? { ...marked, next: { what: 'dispatch', at: d.now } } : marked);
};

const residentUnreachable = (d: Draft, c: Case, code: number): void => {
  if (c.kind === 'safety' && isFree(c)) return;
  tellCoordinators(d, 'unreachable-told', c, { error: code }, 'urgent', c.number);
};

/** A text that will never arrive: the number's trouble is kept, and whoever must know is told. Nothing fails in silence. */
export const decideFailed = (world: World, o: Outgoing): Decision => {
  const d = new Draft(world);
  const code = o.errorCode ?? 0;
  const record = d.record(o.to);
  if (record && code === OPTED_OUT) d.put({ kind: 'number', value: { ...record, optedOut: { at: d.now, by: 'carrier' } } });
  else if (record) d.put({ kind: 'number', value: { ...record, unreachable: { at: d.now, code } } });
  const row = d.volunteer(o.to);
  if (row && code === OPTED_OUT) d.putVolunteer({ ...row, stopped: true });
  d.count('texts-failed');
  const c = o.about && d.case(o.about.number, o.about.code);
  if (!c) return d.decision();
  d.note(c.code, `a text could not be delivered (${o.purpose}, error ${code})`, 'line');
  if (isOpen(c)) {
    if (o.purpose === 'offer') offerFailed(d, c, o);
    else if (o.to === c.number) residentUnreachable(d, c, code);
  }
  return d.decision();
};
