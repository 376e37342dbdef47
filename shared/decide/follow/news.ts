import { waitsForCall } from '../../domain/call-back.ts';
import { type Case, isFree, isOpen, type News } from '../../domain/case.ts';
import { readFrom } from '../../domain/follow.ts';
import { HOUR_MS, type Instant, later, msBetween } from '../../domain/ids.ts';
import { isOnCall } from '../../domain/on-call.ts';
import { withoutLive } from '../../domain/volunteer.ts';
import { GOES_ON_MS } from '../../script/limits.ts';
import type { Draft } from '../draft/draft.ts';
import { byCall, mayHear, tell, tellCoordinators, tellResident, tellWhoHasIt } from '../draft/tell.ts';
import { dayAndTime } from '../words/clock-words.ts';
import { codesOf } from '../words/codes.ts';
import { keepTook } from '../words/wait-words.ts';
import { readsAt } from '../words/will-read.ts';

/** How long whoever took a case on has for the call that was promised, before they are reminded. */
const CALL_WITHIN_MS = HOUR_MS / 2;
/** The most of a volunteer's words that goes on to the resident with "is taking it". */
const WORDS_MAX = 120;

/**
 * Everyone who still has the case in their hands, though somebody else has it or had it meanwhile, is free of it, and hears so where they
 * were asked. An offer that is still open, and a page for a case that is free again, stay.
 */
export const endOffersOfOthers = (d: Draft, c: Case): void => {
  const open = new Set(c.asked.flatMap(a => (a.state === 'live' ? [a.number] : [])));
  for (const v of d.roster()) {
    const ref = v.number === c.holder?.number ? undefined : v.live.find(r => r.code === c.code);
    if (!ref || open.has(v.number) || (ref.kind === 'page' && isFree(c))) continue;
    d.putVolunteer(withoutLive(v, c.code, true));
    const line = isOnCall(v, d.schedule, d.now) ? 'covered-others' : 'covered-others-off';
    if (ref.kind === 'offer') d.send(v.number, d.line(d.languageOfVolunteer(v.number), line, { code: c.code }), 'covered', 'notice', c);
  }
};

/** Whoever took it on was asked to call: they are reminded when no call has reached the person by then. */
const remindOfCall = (d: Draft, c: Case): void => {
  if (waitsForCall(c) && c.holder && (!c.next || c.next.what === 'check-in'))
    d.putCase({ ...c, next: { what: 'call-back', at: later(d.now, CALL_WITHIN_MS) } });
};

/** The text that tells somebody of a case that they were given. */
export const assignedLine = (d: Draft, c: Case): string => byCall(d, c, c.kind === 'person' ? 'assigned-person' : 'assigned');

/** When whoever was given it reads of it; undefined where that is now, or they took it on themselves, or will never read of it. */
const readsLater = (d: Draft, c: Case): Instant | undefined => {
  const row = c.holder?.given && c.status === 'accepted' ? d.volunteer(c.holder.number) : undefined;
  const at = row && readsAt(d, row, { purpose: assignedLine(d, c), priority: 'urgent', about: c });
  return at === undefined || at === 'never' || at <= d.now ? undefined : at;
};

/** Whoever was given it sleeps: its person hears that somebody was asked, and who it is when they may have read of it. */
const tellLater = (d: Draft, c: Case, one: News, at: Instant): void => {
  d.putCase({ ...readFrom(c, at), news: [...(c.news ?? []), { ...one, at, waits: true }] });
  const time = dayAndTime(d, d.languageOf(c.number, c.person), at);
  if (!one.waits && (c.kind === 'need' || mayHear(d, c))) tellResident(d, c, 'assigned-waits', { time });
  endIntake(d, c);
};

/** Somebody was asked in the night, and does not have it any more: its person was promised a word by now. */
const tellStillAsking = (d: Draft, c: Case): void => {
  const { times, tried } = c.escalation;
  if (c.kind !== 'need') return;
  // Where a coordinator was asked, they have heard that nobody was free.
  if (isFree(c) && times === 0 && !tried.includes('coordinator')) tellResident(d, c, 'assigned-over');
};

/** Somebody has it: the resident hears who, as long as it is so. */
const tellAccepted = (d: Draft, c: Case, one: News): void => {
  const { by } = one;
  const reads = c.holder?.number === by.number ? readsLater(d, c) : undefined;
  if (reads) return tellLater(d, c, one, reads);
  if (one.waits && c.holder?.number !== by.number) return tellStillAsking(d, c);
  remindOfCall(d, c);
  // Whoever took it by an OK was told of with it.
  if (c.kind === 'person' && c.holder?.number === by.number && (c.holder.given || one.waits)) tellWhoHasIt(d, c, c.holder.name);
  if (c.holder?.number !== by.number || c.kind !== 'need' || (c.status !== 'accepted' && c.status !== 'delivered')) return;
  keepTook(d, c, 'taken');
  const { name, words = '' } = c.holder;
  const line = words === '' ? 'accepted' : 'accepted-words';
  tellResident(d, c, line, { name, words: words.slice(0, WORDS_MAX) }, c.urgency === 'now' ? 'urgent' : 'notice');
  endIntake(d, c);
};

/** Given back: the resident hears it where they had heard who has it, and a coordinator that it is on its way again. */
const tellReleased = (d: Draft, c: Case, { by }: News, before: readonly News[]): void => {
  if (c.kind !== 'need') return;
  const unheard = before.some(n => n.what === 'accepted' && n.by.number === by.number);
  if (!unheard && isOpen(c)) tellResident(d, c, c.unsafe ? 'released-decides' : 'released', { name: by.name });
  // They read of it as what they must decide.
  if (c.unsafe && isFree(c)) return;
  tellCoordinators(d, 'released-told', c, { name: by.name }, 'notice', by.number);
};

/** It had not arrived: the one who said it was done, and the coordinators, hear it. */
const tellNotArrived = (d: Draft, c: Case, { by, words = '' }: News): void => {
  tell(d, by.number, 'not-arrived', c, { me: by.name }, 'urgent');
  tellCoordinators(d, words === '' ? 'not-arrived-told' : 'not-arrived-told-words', c, { name: by.name, words }, 'urgent', c.number);
};

/** It has arrived: the one who brought it hears so, and how long it took is kept from the first word to their "done". */
const tellArrived = (d: Draft, c: Case, { by }: News): void => {
  if (c.doneAt) keepTook(d, c, 'arrived');
  // Nobody had said yet that it is done, or others were asked again.
  const early = c.next?.what === 'withdrawn' && c.holder?.number === by.number;
  tell(d, by.number, early ? 'arrived-already' : 'they-say-arrived', c, { me: by.name }, early ? 'urgent' : 'notice');
  if (c.next?.what === 'withdrawn' && c.excluded.includes(by.number)) tellCoordinators(d, 'arrived-after-all', c, {}, 'notice', c.number);
};

/**
 * Tells what became of a case to everyone whom it concerns, in the order in which it happened. It was kept beside whatever the case is due
 * for next, so nothing that came in between can have wiped it out.
 */
export const tellNews = (d: Draft, given: Case): void => {
  const { news: all = [], ...c } = given;
  const [news, waiting] = [all.filter(one => one.at <= d.now), all.filter(one => one.at > d.now)];
  d.putCase(waiting.length > 0 ? { ...c, news: waiting } : c);
  for (const [i, one] of news.entries()) {
    const now = d.case(c.number, c.code) ?? c;
    if (one.what === 'accepted') tellAccepted(d, now, one);
    else if (one.what === 'released') tellReleased(d, now, one, [...news.slice(0, i), ...waiting]);
    else if (one.what === 'not-arrived') tellNotArrived(d, now, one);
    else tellArrived(d, now, one);
  }
};

/** What the person asked for themselves and is about to confirm: it waits for their answer whoever takes the case meanwhile. */
const THEIR_OWN: readonly string[] = ['withdraw', 'change'];

/** Questions that still wait would swallow what the resident writes to the one who took it. A menu just shown keeps its keys. */
export const endIntake = (d: Draft, c: Case): void => {
  const session = d.session(c.number);
  if (session?.person !== c.person || THEIR_OWN.includes(session.script)) return;
  const isOldMenu = session.script === 'menu' && msBetween(session.at, d.now) > GOES_ON_MS;
  if (isOldMenu || codesOf(session.known).includes(c.code)) d.putSession(c.number, null);
};
