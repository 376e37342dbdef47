import { waitsForCall } from '../../domain/call-back.ts';
import { type Case, isFree, isOpen, markAsked } from '../../domain/case.ts';
import { carrierWord } from '../../domain/consent.ts';
import { type Instant, later, type PhoneNumber } from '../../domain/ids.ts';
import type { NumberRecord } from '../../domain/person.ts';
import { withoutHeld } from '../../domain/volunteer.ts';
import { matchCommand } from '../../script/match.ts';
import { isMistaken } from '../../understand/opt-out.ts';
import type { Understanding } from '../../understand/understanding.ts';
import { readWords } from '../../understand/words.ts';
import type { Draft } from '../draft/draft.ts';
import type { Speaker } from '../draft/meet.ts';
import { tell, tellCoordinators, tellGivenBack, tellResident } from '../draft/tell.ts';
import type { TextIn } from '../draft/world.ts';
import { givenBack } from '../helper/held.ts';
import { goesOutAt, isKeptSilently, isUnread, keepFor, wantSafety } from '../resident/opening.ts';
import { tellStatuses } from '../words/status.ts';
import { needsInDanger } from './need-in-danger.ts';
import { writeDownQuietly } from './quiet.ts';

/** What one commit holds beside the volunteer's own requests. Nobody but a coordinator ever has more; theirs stay in CASES under their name. */
const REFS_AT_ONCE_MAX = 12;

/**
 * What a volunteer held when they stop all texts is given back by its own due step, because those who must hear of it may be more than the
 * commit holds that keeps the STOP. Offers that are open to them end at once.
 */
const giveBackAll = (d: Draft, me: Speaker): void => {
  // Someone of the team without a row gets one now, or an ASSIGN could not know.
  const volunteer = d.anyVolunteer(me.number);
  if (!volunteer) return;
  let left = volunteer;
  for (const ref of [...volunteer.held.slice(0, REFS_AT_ONCE_MAX), ...volunteer.live.slice(0, REFS_AT_ONCE_MAX)]) {
    left = withoutHeld(left, ref.code);
    const c = d.case(ref.number, ref.code);
    if (!c || !isOpen(c)) continue;
    if (c.holder?.number !== me.number) endOffer(d, c, me.number);
    else if (c.status === 'accepted') d.putCase({ ...c, next: { what: 'stopped', at: d.now } });
  }
  d.putVolunteer({ ...left, stopped: true });
};

/**
 * Gives back a case whose holder stopped all texts, and asks on at once; also where they sent START meanwhile, since it was taken off their
 * list with the STOP. Answers whether it was so.
 */
export const holderStopped = (d: Draft, c: Case): boolean => {
  const { holder } = c;
  if (c.status !== 'accepted' || !holder) return false;
  const row = d.volunteer(holder.number);
  const hasIt = row !== undefined && !row.stopped && row.held.some(r => r.code === c.code);
  if (hasIt) return false;
  const { name, number } = holder;
  d.putCase(givenBack(d, c, number));
  if (row) d.putVolunteer(withoutHeld(row, c.code));
  d.note(c.code, `${name} stopped texts and gave it back`, name);
  if (c.kind !== 'need') {
    tellGivenBack(d, c, name);
    return true;
  }
  tellResident(d, c, 'volunteer-stopped', { name });
  tellCoordinators(d, 'released-told', c, { name }, 'notice', number);
  return true;
};

/**
 * An offer to someone who stopped texts is over; when nobody else still has it open, the next are asked at once. Whoever was only told of the case, or has
 * answered, is no offer: what they said stays.
 */
const endOffer = (d: Draft, c: Case, number: PhoneNumber): void => {
  if (!c.asked.some(a => a.number === number && a.state === 'live')) return;
  const marked = markAsked(c, number, 'failed');
  const waiting = marked.asked.some(a => a.state === 'live');
  d.putCase(c.status === 'offered' && !waiting ? { ...marked, next: { what: 'dispatch', at: d.now } } : marked);
};

/**
 * One commit holds a hundred writes, and nothing may stand in the way of a STOP: of very many cases the first are seen to with it, and the
 * rest, a few at a time, when those fall due.
 */
export const AT_ONCE_MAX = 20;
export const stopOthers = (d: Draft, number: PhoneNumber): void => {
  const others = d.cases(number).filter(c => isFree(c) && c.kind !== 'safety' && c.next?.what !== 'stopped' && c.afterStop === undefined);
  for (const c of others.slice(0, AT_ONCE_MAX)) d.putCase(stopped(d, c));
};

/** So long a text may be under way to us before the carrier gives it up: https://www.twilio.com/docs/messaging/guides/webhook-request */
const UNDER_WAY_MS = 15_000;
/** When this START was sent, at the earliest. */
const startedAt = ({ sentAt }: Pick<TextIn, 'sentAt'>, now: Instant): Instant => sentAt ?? later(now, -UNDER_WAY_MS);

/** A STOP that is found late does not count where a START came after it. In doubt it does. */
export const isTakenBack = ({ optedIn }: Pick<NumberRecord, 'optedIn'>, { sentAt }: Pick<TextIn, 'sentAt'>): boolean =>
  sentAt !== undefined && optedIn !== undefined && sentAt < optedIn;

/** A START that is found late does not count where a STOP came after it. In doubt it does not. */
export const isUndone = ({ optedOut }: Pick<NumberRecord, 'optedOut'>, { sentAt }: Pick<TextIn, 'sentAt'>): boolean =>
  sentAt !== undefined && optedOut !== undefined && sentAt <= optedOut.at;

/** START from somebody who has not stopped as far as we know: a STOP of theirs may have been lost, and be found later. */
export const keepStart = (d: Draft, me: Speaker, text: TextIn): Speaker => {
  const record: NumberRecord = { ...me.record, optedIn: startedAt(text, d.now) };
  d.putRecord(record);
  return { ...me, record };
};

/** What else a STOP says: danger, or a request beside it. */
export const besideStop = (d: Draft, me: Speaker, words: string, understood: Understanding): void => {
  if (understood.danger) {
    wantSafety(d, me, words, understood.danger);
    needsInDanger(d, me, words, understood);
  } else if (understood.request && carrierWord(words) === undefined) writeDownQuietly(d, me, words, understood);
};

/** What a coordinator must read of the way it was said: CANCEL may have been meant for a request, and "wrong number" for nobody. */
const saidAs = (words: string): Pick<NonNullable<NumberRecord['optedOut']>, 'said' | 'mistaken'> => {
  if (isMistaken(readWords(words))) return { mistaken: true };
  const said = words.replace(/[^\p{L}]+/gu, '').toUpperCase();
  return carrierWord(words) === 'stop' && said !== 'STOP' ? { said } : {};
};

/** No texts to this number from now on; a START that is found late must be younger than this. A wrong number does not soften a STOP. */
export const putStop = (d: Draft, me: Speaker, at: Instant = d.now, words = ''): void => {
  const { optedOut: before } = me.record;
  const { mistaken, ...said } = saidAs(words);
  const soft = mistaken && (!before || before.mistaken) ? { mistaken } : {};
  d.putRecord({ ...me.record, optedOut: { at: before && before.at > at ? before.at : at, by: 'person', ...said, ...soft } });
};

/** What was sent to stop our texts, for those who decide what becomes of a case. */
export const stopWord = ({ said, mistaken }: NonNullable<NumberRecord['optedOut']>): string | undefined =>
  mistaken ? 'wrong number' : said;

/** A wish not to be texted is kept at once and never answered: 47 CFR 64.1200(a)(10). An open case goes to a coordinator. */
export const optOut = (d: Draft, me: Speaker, words: string, understood: Understanding, at?: Instant): void => {
  putStop(d, me, at, words);
  d.putSession(me.number, null);
  besideStop(d, me, words, understood);
  // Words that nobody was told of yet are no wish for a person: a coordinator reads them when they are due.
  for (const c of d
    .cases(me.number)
    .filter(one => isOpen(one) && !isUnread(one, d.now))
    .slice(0, AT_ONCE_MAX)) {
    if (c.kind === 'safety' && c.person === me.person.id) stopsInDanger(d, me, c, words);
    d.putCase(stopped(d, d.case(me.number, c.code) ?? c));
  }
  giveBackAll(d, me);
};

/** Whoever sees to a report, or was paged for it, must not go on waiting for an answer, and reads what was said with the STOP: "he sees my phone". */
export const stopsInDanger = (d: Draft, me: Speaker, c: Case, words: string): void => {
  if (carrierWord(words) === undefined) keepFor(d, me, c, words);
  for (const to of c.holder ? [c.holder.number] : (c.paged ?? [])) tell(d, to, 'stopped-safety', c, {}, 'safety');
};

const stopped = (d: Draft, c: Case): Case => {
  d.note(c.code, 'they sent STOP: no more texts to them', 'resident');
  const { afterStop: _before, ...kept } = c;
  return c.kind === 'safety' ? c : { ...kept, next: { what: 'stopped', at: d.now } };
};

/** Whoever was told that its person wants no more texts hears that they may be texted again: else they would go on not writing to them. */
const tellBack = (d: Draft, c: Case): void => {
  const { holder } = c;
  if (holder && c.status === 'accepted') tell(d, holder.number, 'resident-back', c, {}, 'urgent');
  tellCoordinators(d, 'back-again-told', c, {}, 'notice', holder?.number);
};

/** A case that waited because its person could not be texted goes on where it was. */
export const goesOn = (d: Draft, c: Case): void => {
  if (c.next?.what !== 'stopped') return;
  const { next: _next, ...kept } = c;
  d.note(c.code, 'they sent START: texts may go to them again', 'resident');
  // It is looked at a day after it was told; what was not told yet needs no taking back.
  if (c.next.at > d.now) tellBack(d, c);
  if (c.status === 'accepted') return d.putCase(waitsForCall(c) ? { ...kept, next: { what: 'call-back', at: d.now } } : kept);
  const what = c.status === 'delivered' ? 'ask-arrived' : c.kind === 'need' ? 'dispatch' : 'page';
  d.putCase({ ...kept, next: wasNeverAsked(c) ? goesOutAt(d) : { what, at: d.now } });
};

/** Written down while nothing could be asked: what is not known of it is asked now. */
const wasNeverAsked = (c: Case): boolean =>
  c.kind === 'need' && isFree(c) && c.asked.length === 0 && (c.place === undefined || c.people === undefined || c.when === undefined);

/**
 * Whoever is back hears where what they asked for stands, be it from while we were not to text them: who took it meanwhile was told to nobody.
 * Of reports nothing is said before it is asked for. Where the carrier has welcomed them, what they could know already is left out.
 */
const welcome = (d: Draft, me: Speaker, isWelcomed: boolean): void => {
  const theirs = d.cases(me.number).filter(c => isOpen(c) && c.kind !== 'safety' && c.person === me.person.id && !isKeptSilently(c, d.now));
  if (!isWelcomed) d.reply(d.line(me.language, theirs.length > 0 ? 'welcome-again-open' : 'welcome-again'));
  if (!isWelcomed || theirs.some(c => !isFree(c) || c.next?.what === 'goes-out')) tellStatuses(d, me, theirs);
};

/** Texts may go there again, and what waited for that goes on. Answers the speaker as they stand now. */
const letIn = (d: Draft, me: Speaker, text: TextIn): Speaker => {
  const { optedOut: _out, ...kept } = me.record;
  const record: NumberRecord = { ...kept, optedIn: startedAt(text, d.now) };
  d.putRecord(record);
  const volunteer = d.volunteer(me.number);
  if (volunteer?.stopped) {
    const { stopped: _stopped, ...back } = volunteer;
    d.putVolunteer(back);
  }
  const waiting = d.cases(me.number).filter(c => isOpen(c) && c.next?.what === 'stopped');
  for (const c of waiting.slice(0, AT_ONCE_MAX)) goesOn(d, c);
  return { ...me, record };
};

/**
 * Whoever said no more than "wrong number" and now asks for help is no stranger: their own text is consent (47 CFR 64.1200 asks for no form of
 * it), and they are answered. Answers undefined where that is not so; a STOP stays one until START.
 */
export const asksAfterAll = (d: Draft, me: Speaker, text: TextIn, understood: Understanding): Speaker | undefined => {
  const { optedOut } = me.record;
  if (!optedOut?.mistaken || isUndone(me.record, text)) return undefined;
  const asks = understood.danger !== null || understood.request;
  return asks || matchCommand(d.world.book, me.language, text.body)?.command === 'need' ? letIn(d, me, text) : undefined;
};

/** START: texts may go again. */
export const optIn = (d: Draft, me: Speaker, text: TextIn): void => {
  letIn(d, me, text);
  welcome(d, me, text.optOut === 'START');
};
