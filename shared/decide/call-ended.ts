import { type Calling, NEWS_VALID_S, newsCall, wasAnswered } from '../domain/calling.ts';
import { type Case, isFree, isOpen } from '../domain/case.ts';
import { HOUR_MS, later, msBetween } from '../domain/ids.ts';
import type { Outgoing } from '../domain/outgoing.ts';
import { offPhone } from '../domain/phone-state.ts';
import { byDay, isToCall, type ToTell, withMore } from '../domain/to-tell.ts';
import type { Draft } from './draft/draft.ts';
import { tell, tellCoordinators } from './draft/tell.ts';
import { checkLine } from './follow/check-in.ts';
import { notReachedBack } from './phone/ring-back.ts';
import { whatForOffer } from './words/phrases.ts';

/** How a call of ours ended, in the words of the timeline. */
const howItEnded = (o: Outgoing, { taken, refused }: Calling): string => {
  if (refused) return `was not called: ${refused}`;
  if (o.state === 'failed') return `could not be called${o.errorCode === undefined ? '' : ` (error ${o.errorCode})`}`;
  if (taken) return 'answered the phone';
  // A machine that picks up presses no key, and neither does a hand that hangs up at once.
  if (o.status === 'canceled') return 'was rung no longer: it was not needed any more';
  return wasAnswered(o.status ?? '') ? 'picked up, but nobody pressed a key' : `did not answer (${o.status ?? 'no word'})`;
};

/** Whether the phone was never rung at all. */
const neverRang = (o: Outgoing): boolean => o.state === 'suppressed' || o.state === 'failed';

const nameOf = (d: Draft, { to }: Outgoing): string => d.anyVolunteer(to)?.name ?? 'resident';

/** An offer that could not be called goes as a text, as long as it is open; who opted out is no longer asked. */
const offerNotCalled = (d: Draft, o: Outgoing): void => {
  const c = o.about && d.case(o.about.number, o.about.code);
  const volunteer = d.volunteer(o.to);
  if (!c || !isFree(c) || !volunteer?.live.some(r => r.code === c.code)) return;
  const language = d.languageOfVolunteer(o.to);
  d.send(o.to, d.line(language, 'offer', { code: c.code, what: whatForOffer(d, c, language) }), 'offer', o.priority, c, o.validForSeconds);
};

/** So often somebody is called about news; then they hear it when they call, and a coordinator knows that they have not. */
const NEWS_TRIES = 2;
const NEWS_AGAIN_MS = 2 * HOUR_MS;

/** Of one case coordinators hear no sooner again that nobody took our calls, however many there were. */
const SAME_UNTOLD_MS = 12 * HOUR_MS;
const tellUntold = (d: Draft, c: Case, toTell: ToTell): void => {
  if (toTell.untoldAt !== undefined && msBetween(toTell.untoldAt, d.now) < SAME_UNTOLD_MS) return;
  d.putCase({ ...c, toTell: { ...toTell, untoldAt: d.now } });
  tellCoordinators(d, 'news-untold-told', c, {}, 'notice', c.number);
};

/** Nobody heard the news: tried once more by day, unless the phone cannot be rung at all, or a later call is to tell all of it anyway. */
const newsUntold = (d: Draft, o: Outgoing, { nth = 1 }: Calling, c: Case, toTell: ToTell): void => {
  if (isToCall(toTell, d.now)) return;
  if (neverRang(o) || nth >= NEWS_TRIES) return tellUntold(d, c, toTell);
  const due = byDay(later(d.now, NEWS_AGAIN_MS), d.world.community.timezone);
  d.putCase({ ...c, toTell: withMore(c.toTell, undefined, due) });
  d.ring(o.to, newsCall(nth + 1), { purpose: 'news', priority: 'notice', about: c, validForSeconds: NEWS_VALID_S, due });
};

/** What could not be asked by call is asked by text, where texts arrive. */
const checkNotCalled = (d: Draft, o: Outgoing): void => {
  const c = o.about && d.case(o.about.number, o.about.code);
  if (c?.status !== 'accepted' || c.holder?.number !== o.to || d.volunteer(o.to)?.textless) return;
  tell(d, o.to, checkLine(c, false), c, { me: c.holder.name }, 'notice');
};

/**
 * A call of ours is over, or was never made: kept in the timeline of its case, and whoever waits for what it was to bring gets it another
 * way. A call that rang and was not answered is silence, as an unanswered text is.
 */
export const rungOut = (d: Draft, o: Outgoing, call: Calling): void => {
  const c = o.about && d.case(o.about.number, o.about.code);
  if (c && isOpen(c)) d.note(c.code, `${nameOf(d, o)} ${howItEnded(o, call)}`, 'line');
  if (call.what === 'offer' && neverRang(o)) offerNotCalled(d, o);
  if (call.what === 'check' && neverRang(o)) checkNotCalled(d, o);
  if (call.what === 'back' && call.taken === undefined) notReachedBack(d, o, call);
  if (call.what === 'news' && call.taken === undefined && c?.toTell) newsUntold(d, o, call, c, c.toTell);
  if (call.what === 'bridge' && neverRang(o))
    d.send(o.to, d.line(d.languageOfVolunteer(o.to), 'bridge-failed', { code: c?.code ?? '' }), 'bridge', 'notice', c);
  const row = d.volunteer(o.to);
  if (row?.onPhone && call.what === 'ring') d.putVolunteer(offPhone(row));
};
