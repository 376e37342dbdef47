import type { Cover } from '../../domain/cover.ts';
import { DAY_MS, type Instant, later, MINUTE_MS, msBetween } from '../../domain/ids.ts';
import { leftAloneUntil } from '../../domain/left-alone.ts';
import { understandReply } from '../../understand/reply.ts';
import type { Draft } from '../draft/draft.ts';
import type { Helper } from '../draft/meet.ts';
import { waits } from '../draft/turn.ts';
import { timeWords } from '../words/span-words.ts';
import { isCoverNumber, isOpenCover, planOf, take } from './cover-words.ts';
import { wallNow } from './own-shifts.ts';

/** Two digits that are no minutes, no hour and no part of a longer number. */
const NUMBER = /(?<![\d:.,/-])(\d\d)(?![\d:/-]|[.,]\d|\s*(?:m|h|am|pm|mins?|minut\p{L}*|hrs?|hours?|horas?|hora)(?!\p{L}))/iu;
const BARE = /^[^\p{L}\d]*\d\d[^\p{L}\d]*$/u;

/** Whether the question that waits may be answered with a number as great as this one: how many people they are. */
const asksForNumber = (d: Draft, me: Helper): boolean => {
  const session = waits(d, me) ? d.session(me.number) : undefined;
  const node = session && d.world.book.scripts[session.script]?.nodes[session.node];
  return node?.kind === 'ask' && node.input === 'number';
};

const refused = (d: Draft, me: Helper): true => {
  d.reply(d.line(me.language, 'cover-not-me', { me: me.volunteer.name }));
  return true;
};

/**
 * "27", "sure 27", "27 yes", "no 27": the number of a request for cover means that, whatever else they are asked, but for how many they are. With
 * words around one that is over, an offer that waits comes first. Answers false where no such number is named.
 */
export const answersCoverNo = (d: Draft, me: Helper, text: string): boolean => {
  const no = NUMBER.exec(text)?.[1];
  if (no === undefined || !isCoverNumber(d, me, no)) return false;
  if (BARE.test(text)) {
    if (asksForNumber(d, me)) return false;
    take(d, me, no);
    return true;
  }
  const reply = understandReply(text.replace(no, ' ').trim());
  if (reply === null || (!isOpenCover(d, me, no) && me.volunteer.live.length > 0)) return false;
  if (reply === 'refuse') return refused(d, me);
  take(d, me, no);
  return true;
};

/** A yes to what was asked longer ago than this is a yes to something else. */
const ASKED_MS = 2 * DAY_MS;

/** Whether the text that asked them has left by now: what waits for the end of a night, or of their quiet hours, they have not read. */
const hasRead = (d: Draft, me: Helper, { at }: Cover): boolean => {
  const ask = { to: me.number, at, purpose: 'shift', priority: 'notice' } as const;
  const until = leftAloneUntil(ask, { volunteer: me.volunteer, community: d.world.community, texted: [] }, at);
  return until === undefined || until <= d.now;
};

/** Each time for which they were asked of late, and nobody was found yet: once, also where it is in several of their pods. */
const askedFor = (d: Draft, me: Helper): readonly Cover[] => {
  const open = me.volunteer.pods
    .flatMap(pod => planOf(d, pod).covers ?? [])
    .filter(c => c.state === 'open' && c.asked.includes(me.number) && c.to > wallNow(d) && later(c.at, ASKED_MS) > d.now)
    .filter(c => hasRead(d, me, c));
  return open.filter((c, i) => open.findIndex(other => other.no === c.no) === i);
};

/** A yes of more words than this, from somebody who has a case, is said to whoever it is for; so is any yes after that person has written. */
const YES_WORDS_MAX = 3;
const OF_SHIFTS = /\b(?:cover|shift|cubro|cubrir|turno)/i;

/** Whether words of theirs are for the person of a case that they have, rather than an answer to what was asked about shifts at this time. */
export const isToTheirPerson = (d: Draft, { volunteer: { held } }: Helper, text: string, askedAt: Instant): boolean => {
  if (held.length === 0 || OF_SHIFTS.test(text) || !/\p{L}/u.test(text)) return false;
  const wrote = held.some(({ number, code }) => (d.case(number, code)?.holder?.wrote ?? '') > askedAt);
  return wrote || text.trim().split(/\s+/).length > YES_WORDS_MAX;
};

/** While a question of a script is this fresh, a lone digit answers it. */
const FRESH_MS = 10 * MINUTE_MS;

/**
 * "Yes", "I can", 1, "no" from somebody who was asked to cover, where nothing else that was asked of them is open or newer. Answers false where it
 * is about something else.
 */
export const answersCover = (d: Draft, me: Helper, text: string): boolean => {
  const asked = askedFor(d, me);
  const [first] = asked;
  if (!first || me.volunteer.live.length > 0) return false;
  const newest = asked.reduce((last, c) => (c.at > last ? c.at : last), first.at);
  const session = waits(d, me) ? d.session(me.number) : undefined;
  if (isToTheirPerson(d, me, text, newest)) return false;
  const isDigit = /^\W*\d\W*$/.test(text);
  if (session && (session.at > newest || (isDigit && msBetween(session.at, d.now) < FRESH_MS))) return false;
  const reply = /^\W*2\W*$/.test(text) ? null : understandReply(text);
  if (reply === null) return false;
  if (reply === 'refuse') return refused(d, me);
  if (asked.length === 1) take(d, me, first.no);
  else {
    const list = asked.map(c => `${c.no} ${timeWords(d, me.language, c)}`).join(', ');
    d.reply(d.line(me.language, 'cover-which', { me: me.volunteer.name, list }));
  }
  return true;
};
