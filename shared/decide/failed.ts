import { troubleOf } from '../domain/carrier-errors.ts';
import { type Case, freeCase, isFree, isOpen, markAsked } from '../domain/case.ts';
import { cameFree } from '../domain/free.ts';
import { type PhoneNumber, personId } from '../domain/ids.ts';
import type { Outgoing } from '../domain/outgoing.ts';
import type { NumberRecord } from '../domain/person.ts';
import { type Volunteer, withoutHeld, withoutLive } from '../domain/volunteer.ts';
import { rungOut } from './call-ended.ts';
import { Draft } from './draft/draft.ts';
import { coordinatorsFor, isTold, tell, tellAloud, tellCoordinators, tellResident } from './draft/tell.ts';
import type { Decision, World } from './draft/world.ts';
import { askByCall } from './follow/check-in.ts';
import { ringAbout } from './follow/ladder.ts';

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
  // Whoever has it would write to nobody, and may be on the way.
  if (code === OPTED_OUT && c.holder && c.status === 'accepted') tell(d, c.holder.number, 'resident-stopped', c, {}, 'urgent');
  if (c.kind === 'safety' && isFree(c)) return;
  tellCoordinators(d, 'unreachable-told', c, { error: code }, 'urgent', c.number);
};

/** Words that were handed on did not arrive: whoever waits for an answer to them hears it, and how to reach the other one all the same. */
const wordsUnheard = (d: Draft, c: Case, o: Outgoing): void => {
  const { holder } = c;
  // They were a coordinator's; of what the carrier refused the coordinators hear anyway.
  if (!holder && o.lapsed && o.to === c.number) return tellCoordinators(d, 'relay-unheard-told', c, {}, 'urgent', c.number);
  if (!holder || c.status !== 'accepted') return;
  if (o.to === c.number) tell(d, holder.number, 'relay-unheard', c, {}, 'urgent');
  // A report is read by whoever holds the phone; what becomes of it is told by people.
  else if (o.to === holder.number && c.kind !== 'safety') tellResident(d, c, 'holder-unheard', { name: holder.name }, 'urgent');
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

/**
 * Its owner texted STOP to the carrier, or texts never arrive there: that is kept also where we had never heard from the number, and with the row
 * of whoever helps. Answers whether it is news that texts never arrive.
 */
const keepTrouble = (d: Draft, to: PhoneNumber, code: number): boolean => {
  const record = d.record(to);
  const known: NumberRecord = record ?? { number: to, firstContactAt: d.now, current: personId('') };
  const gone = troubleOf(code) === 'gone';
  if (code === OPTED_OUT) {
    if (!known.optedOut) d.putRecord({ ...known, optedOut: { at: d.now, by: 'carrier' } });
    const row = d.anyVolunteer(to);
    if (row) d.putVolunteer({ ...row, stopped: true });
    return false;
  }
  const isNews = known.unreachable?.code !== code;
  if (isNews && (record || gone)) d.putRecord({ ...known, unreachable: { at: d.now, code } });
  const row = d.anyVolunteer(to);
  if (gone && row && !row.textless) d.putVolunteer({ ...row, textless: { at: d.now, code } });
  return gone && isNews;
};

/** Somebody of ours gets no texts any more, and no case of theirs says so: the coordinators hear it once. */
const tellTextless = (d: Draft, to: PhoneNumber, code: number): void => {
  const helper = d.anyVolunteer(to);
  // Whoever is asked by call misses nothing.
  if (!helper || helper.voice || helper.held.length > 0) return;
  for (const number of coordinatorsFor(d, { number: to }))
    d.send(
      number,
      d.line(d.languageOfVolunteer(number), 'helper-textless', { name: helper.name, error: code }),
      'helper-textless',
      'notice',
    );
};

/** Whoever has it was asked how it stands at a phone at which no text arrives: it rings at once. */
const askedByCall = (d: Draft, c: Case, o: Outgoing, code: number): void => {
  const asks = o.purpose.startsWith('check') && c.status === 'accepted' && troubleOf(code) === 'gone';
  if (asks && c.holder?.number === o.to) askByCall(d, c, c.holder, o.purpose);
};

/** Whoever is paged about danger, and gets no text, is called at once; the others are paged again when it is time. */
const pageFailed = (d: Draft, c: Case, o: Outgoing): void => {
  if (o.purpose.startsWith('page-') && c.danger !== undefined && c.next?.what === 'page') ringAbout(d, c, [o.to]);
};

/** They were never asked: neither they nor the case remember it, and they may be asked from now on. */
const unasked = (d: Draft, c: Case, o: Outgoing): void => {
  const never = c.asked.find(a => a.number === o.to && a.at === o.at && (a.state === 'live' || a.state === 'expired'));
  if (!never) return;
  const asked = c.asked.filter(a => a !== never);
  const isOver = c.status === 'offered' && !asked.some(a => a.state === 'live');
  d.putCase({ ...c, asked, ...(isOver ? { next: { what: 'dispatch', at: d.now } } : {}) });
  const row = d.volunteer(o.to);
  if (!row) return;
  const { lastAskedAt, ...v } = withoutLive(row, c.code);
  d.putVolunteer(cameFree(lastAskedAt === o.at ? v : { ...v, ...(lastAskedAt ? { lastAskedAt } : {}) }, d.now));
};

/** Its time was over before it could leave, since the line was blocked or its reader had enough: nobody is to blame, and nothing is wrong with their phone. */
const neverLeft = (d: Draft, o: Outgoing): void => {
  const c = o.about && d.case(o.about.number, o.about.code);
  if (!c || !isOpen(c)) return;
  d.note(c.code, `a text never left, until its time was over (${o.purpose})`, 'line');
  if (o.purpose === 'relay') wordsUnheard(d, c, o);
  if (o.purpose === 'offer') unasked(d, c, o);
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
  if (o.lapsed) {
    neverLeft(d, o);
    return d.decision();
  }
  if (o.state === 'pending') {
    const waits = o.about && d.case(o.about.number, o.about.code);
    if (waits) d.note(waits.code, `a text did not get through yet (${o.purpose}); it is tried again`, 'line');
    return d.decision();
  }
  const heldBack = o.state === 'suppressed';
  const code = heldBack ? OPTED_OUT : (o.errorCode ?? 0);
  if (keepTrouble(d, o.to, code)) tellTextless(d, o.to, code);
  const c = o.about && d.case(o.about.number, o.about.code);
  if (!c) return d.decision();
  d.note(c.code, `a text could not be delivered (${o.purpose}, error ${code})`, 'line');
  if (isOpen(c)) {
    if (o.purpose === 'offer') offerFailed(d, c, o);
    else if (o.to === c.number) residentUnreachable(d, c, code);
    pageFailed(d, c, o);
    if (o.purpose === 'relay' && code !== OPTED_OUT) wordsUnheard(d, c, o);
  }
  const holder = d.volunteer(o.to);
  // Whoever takes cases by call may have a phone without texts: only the words of a person in need must not be lost on them.
  if (holder?.voice && code !== OPTED_OUT && o.purpose !== 'relay') return d.decision();
  if (holder) askedByCall(d, c, o, code);
  if (holder && holder.held.length > 0) holderUnreachable(d, d.case(c.number, c.code) ?? c, holder, code);
  return d.decision();
};
