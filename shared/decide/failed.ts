import { type Case, freeCase, isFree, isOpen, markAsked } from '../domain/case.ts';
import { LANDLINE } from '../domain/consent.ts';
import { type PhoneNumber, personId } from '../domain/ids.ts';
import type { Outgoing } from '../domain/outgoing.ts';
import type { NumberRecord } from '../domain/person.ts';
import { type Volunteer, withoutHeld, withoutLive } from '../domain/volunteer.ts';
import { rungOut } from './call-ended.ts';
import { Draft } from './draft.ts';
import { isTold, tellAloud, tellCoordinators, tellResident } from './tell.ts';
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
  // What they should have read they hear: where it stands, on a call.
  if (isTold(d, c.number)) tellAloud(d, c);
  if (c.kind === 'safety' && isFree(c)) return;
  tellCoordinators(d, 'unreachable-told', c, { error: code }, 'urgent', c.number);
};

/** Whoever has cases and cannot be texted is a matter for a coordinator; a case we write about is given back when they want no texts. */
const holderUnreachable = (d: Draft, c: Case, holder: Volunteer, code: number): void => {
  const held = holder.held.map(r => r.code);
  const stopped = code === OPTED_OUT && c.status === 'accepted' && c.holder?.number === holder.number;
  if (stopped) {
    d.putCase(freeCase(c, { what: c.kind === 'need' ? 'dispatch' : 'page', at: d.now }));
    d.putVolunteer(withoutHeld(holder, c.code));
    d.note(c.code, `${holder.name} gets no texts any more; free again`, 'line');
    if (c.kind === 'need') tellResident(d, c, 'volunteer-stopped', { name: holder.name });
  }
  const left = stopped ? held.filter(one => one !== c.code) : held;
  const [first] = left;
  if (!first) return;
  const fill = { name: holder.name, codes: left.join(', '), code: first, error: code };
  tellCoordinators(d, 'unreachable-holder-told', c, fill, 'urgent', holder.number);
};

/** Its owner texted STOP to the carrier, or it is a landline: that is kept also where we had never heard from the number. */
const keepTrouble = (d: Draft, to: PhoneNumber, code: number): void => {
  const record = d.record(to);
  const known: NumberRecord = record ?? { number: to, firstContactAt: d.now, current: personId('') };
  if (code === OPTED_OUT) {
    if (!known.optedOut) d.putRecord({ ...known, optedOut: { at: d.now, by: 'carrier' } });
    const row = d.anyVolunteer(to);
    if (row) d.putVolunteer({ ...row, stopped: true });
  } else if (record || code === LANDLINE) d.putRecord({ ...known, unreachable: { at: d.now, code } });
};

/**
 * A text that will never arrive, since the carrier failed or we held it back after a STOP: the number's trouble is kept, and whoever must
 * know is told. Nothing fails in silence.
 */
export const decideFailed = (world: World, o: Outgoing | undefined): Decision => {
  const d = new Draft(world);
  if (!o) return d.decision();
  d.put({ kind: 'outgoing', value: o });
  if (o.call) {
    rungOut(d, o, o.call);
    return d.decision();
  }
  if (o.state === 'pending') {
    const waits = o.about && d.case(o.about.number, o.about.code);
    if (waits) d.note(waits.code, `a text did not get through yet (${o.purpose}); it is tried again`, 'line');
    return d.decision();
  }
  const heldBack = o.state === 'suppressed';
  const code = heldBack ? OPTED_OUT : (o.errorCode ?? 0);
  keepTrouble(d, o.to, code);
  const c = o.about && d.case(o.about.number, o.about.code);
  if (!c) return d.decision();
  d.note(c.code, `a text could not be delivered (${o.purpose}, error ${code})`, 'line');
  if (isOpen(c)) {
    if (o.purpose === 'offer') offerFailed(d, c, o);
    else if (o.to === c.number) residentUnreachable(d, c, code);
  }
  const holder = d.volunteer(o.to);
  // Whoever takes cases by call may have a phone without texts: only the words of a person in need must not be lost on them.
  if (holder?.voice && code !== OPTED_OUT && o.purpose !== 'relay') return d.decision();
  if (holder && holder.held.length > 0) holderUnreachable(d, d.case(c.number, c.code) ?? c, holder, code);
  return d.decision();
};
