import { type Case, closeCase, dueAt, isFree, isOpen } from '../domain/case.ts';
import { withoutForgotten } from '../domain/forget.ts';
import { DAY_MS, later } from '../domain/ids.ts';
import { isOnCall } from '../domain/on-call.ts';
import { isPaged } from '../domain/paged.ts';
import { withoutHeld, withoutLive } from '../domain/volunteer.ts';
import { Draft } from './draft/draft.ts';
import { tell, tellCoordinators } from './draft/tell.ts';
import type { Decision, World } from './draft/world.ts';
import { goesOn, holderStopped, stopOthers, stopWord } from './first/opt-out.ts';
import { callBackDue } from './follow/call-back.ts';
import { checkIn } from './follow/check-in.ts';
import { endOffersOfOthers, tellNews } from './follow/news.ts';
import { page, pageHolder } from './follow/page.ts';
import { remind } from './follow/remind.ts';
import { tellTimeOver } from './follow/time-over.ts';
import { toCoordinator, wave } from './follow/wave.ts';
import { askArrived, unconfirmed } from './resident/ask-arrived.ts';

/** The resident withdrew it, or says that it came: whoever was asked or has it is told, once, and is free for others. */
const tidyWithdrawn = (d: Draft, c: Case): void => {
  for (const v of d.roster()) {
    const asked = v.live.some(r => r.code === c.code) || isPaged(v, c);
    const holds = v.held.some(r => r.code === c.code);
    if (!asked && !holds) continue;
    d.putVolunteer(withoutLive(withoutHeld(v, c.code), c.code, true));
    if (c.outcome === 'met' && holds) continue;
    tell(d, v.number, v.pods.length > 0 && isOnCall(v, d.schedule, d.now) ? 'withdrawn' : 'no-longer-needed', c, { me: v.name }, 'notice');
  }
  d.putCase(closeCase(c, c.outcome ?? 'withdrawn', c.closedAt ?? d.now));
};

/** They sent STOP: we cannot reach them, so a coordinator must decide; open offers end. */
const stoppedTexts = (d: Draft, c: Case): void => {
  if (holderStopped(d, c)) return;
  const optedOut = d.record(c.number)?.optedOut;
  if (!optedOut) return goesOn(d, c);
  stopOthers(d, c.number);
  const { next: _next, paged: _told, ...quiet } = c;
  for (const v of d.roster()) if (v.live.some(r => r.code === c.code)) d.putVolunteer(withoutLive(v, c.code, true));
  for (const a of c.asked) if (a.state === 'live') tell(d, a.number, 'offer-ended', c, { me: a.name }, 'notice');
  const { words } = c.next ?? {};
  if (c.holder && c.status === 'accepted' && !words) tell(d, c.holder.number, 'resident-stopped', c, {}, 'urgent');
  const said = stopWord(optedOut);
  const fill = { status: { term: `status.${c.status}` }, word: said ?? '', words: words ?? '' };
  tellCoordinators(d, words ? 'stopped-told-says' : said ? 'stopped-told-word' : 'stopped-told', c, fill, 'urgent');
  d.putCase({
    ...quiet,
    asked: c.asked.map(a => (a.state === 'live' ? { ...a, state: 'covered' } : a)),
    status: c.status === 'offered' ? 'open' : c.status,
    next: { what: 'stopped', at: later(d.now, DAY_MS), ...(words ? { words: '' } : {}) },
  });
};

const act = (d: Draft, c: Case): void => {
  switch (c.next?.what) {
    case 'goes-out':
      d.note(c.code, 'goes out as it is: the questions were not all answered', 'line');
      return wave(d, c);
    case 'dispatch':
      return wave(d, c);
    case 'to-coordinator':
      return toCoordinator(d, c);
    case 'withdrawn':
      return tidyWithdrawn(d, c);
    case 'stopped':
      return isOpen(c) ? stoppedTexts(d, c) : undefined;
    case 'page':
      return isFree(c) ? page(d, c) : pageHolder(d, c);
    case 'call-back':
      return callBackDue(d, c);
    case 'check-in':
      return checkIn(d, c);
    case 'ask-arrived':
      return askArrived(d, c);
    case 'unconfirmed':
      return unconfirmed(d, c);
    case undefined:
      return;
  }
};

/**
 * What one due row does: what was not told yet is told, and then the next step is taken if it is its time. The case is looked at as it is
 * now: if what was due is no longer so, nothing happens.
 */
export const decideDue = (world: World, stale: Pick<Case, 'number' | 'code'>): Decision => {
  const d = new Draft(world);
  const c = d.case(stale.number, stale.code);
  const due = c && dueAt(c);
  if (!due || due > d.now) return d.decision();
  if (isOpen(c)) endOffersOfOthers(d, c);
  if (c.forgets?.length) d.putCase(withoutForgotten(d.case(c.number, c.code) ?? c, d.now));
  if (c.news) tellNews(d, c);
  nextStep(d, tellTimeOver(d, remind(d, d.case(c.number, c.code) ?? c)));
  return d.decision();
};

const nextStep = (d: Draft, c: Case): void => {
  if (!c.next || c.next.at > d.now) return;
  act(d, c);
  const after = d.case(c.number, c.code);
  // What no longer applies must not stay due for ever.
  const looksOn = after?.escalation.look !== c.escalation.look;
  if (after?.next?.at === c.next.at && after.next.what === c.next.what && !looksOn) {
    const { next: _over, ...settled } = after;
    d.putCase(settled);
  }
};
