import { DAY_MS, later } from '../../domain/ids.ts';
import type { ShiftAsk, Volunteer } from '../../domain/volunteer.ts';
import { understandReply } from '../../understand/reply.ts';
import type { Draft } from '../draft/draft.ts';
import type { Helper } from '../draft/meet.ts';
import { waits } from '../draft/turn.ts';
import { spanWords } from '../words/span-words.ts';
import { answersCover, answersCoverNo, isToTheirPerson } from './cover-answer.ts';
import { askFor, namesOf } from './cover-words.ts';
import { shiftsOf, wallNow } from './own-shifts.ts';

/**
 * The shift about which they were asked last, and have not answered, and with it those of other pods at the same hours: one word is for
 * all of them. Older than two days it asks nothing any more.
 */
const openAsks = (d: Draft, me: Helper): readonly ShiftAsk[] => {
  const open = (me.volunteer.shiftAsks ?? []).filter(a => a.said === undefined && a.to > wallNow(d) && later(a.at, 2 * DAY_MS) > d.now);
  const last = open.at(-1);
  return last ? open.filter(a => a.from < last.to && a.to > last.from) : [];
};

const said = (v: Volunteer, asks: readonly ShiftAsk[], what: 'ok' | 'cover'): Volunteer => ({
  ...v,
  shiftAsks: (v.shiftAsks ?? []).map(a => (asks.some(ask => a.pod === ask.pod && a.from === ask.from) ? { ...a, said: what } : a)),
});

/** "Food Distribution Pod, Rides Pod, Sat 9am-1pm", and those of other hours behind it. */
const asksInWords = (d: Draft, me: Helper, asks: readonly ShiftAsk[]): string => {
  const [first] = asks;
  const isOneTime = first !== undefined && asks.every(a => a.from === first.from && a.to === first.to);
  if (!isOneTime) return asks.map(ask => spanWords(d, me.language, ask)).join('; ');
  return namesOf(
    d,
    me.language,
    asks.map(({ pod }) => pod),
    first,
  );
};

/** OK, 1 or "yes" says that they come, 2 or "no" that they cannot. */
const answersAsk = (d: Draft, me: Helper, text: string): boolean => {
  const asks = openAsks(d, me);
  const session = waits(d, me) ? d.session(me.number) : undefined;
  const isBefore = (at: string): boolean => asks.every(ask => at > ask.at);
  if (asks.length === 0 || me.volunteer.live.some(r => isBefore(r.at)) || (session && isBefore(session.at))) return false;
  if (asks.some(ask => isToTheirPerson(d, me, text, ask.at))) return false;
  const reply = /^\W*2\W*$/.test(text) ? 'refuse' : understandReply(text);
  if (reply === null) return false;
  const theirs = shiftsOf(d, me.volunteer).filter(one => asks.some(ask => one.pod === ask.pod && one.from === ask.from));
  d.putVolunteer(said(me.volunteer, asks, reply === 'accept' ? 'ok' : 'cover'));
  if (reply === 'accept' || theirs.length === 0) {
    d.reply(d.line(me.language, 'shift-ok', { me: me.volunteer.name, span: asksInWords(d, me, asks) }));
  } else askFor(d, me, theirs);
  return true;
};

/** Whether the last that they were asked about shifts is whether one of their own is OK; a lone digit is always that, for it names no number. */
const isAboutOwn = (d: Draft, me: Helper, text: string): boolean => {
  const last = openAsks(d, me).at(-1);
  if (!last) return false;
  const covers = me.volunteer.pods.flatMap(pod => d.schedule.plans[pod]?.covers ?? []);
  return /^\W*\d\W*$/.test(text) || !covers.some(c => c.state === 'open' && c.asked.includes(me.number) && c.at > last.at);
};

/**
 * What answers a question about a shift without a command: "27" or "sure, 27" takes the request for cover with that number, and a yes the only one
 * they were asked about; OK, 1, 2 or "no" is about a shift of their own. What was asked last is what is answered. Answers false where it is
 * about something else.
 */
export const answersShift = (d: Draft, me: Helper, text: string): boolean => {
  const bare = text.trim();
  if (bare === '') return false;
  if (answersCoverNo(d, me, bare)) return true;
  return isAboutOwn(d, me, bare) ? answersAsk(d, me, bare) : answersCover(d, me, bare) || answersAsk(d, me, bare);
};
