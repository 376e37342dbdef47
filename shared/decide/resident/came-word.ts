import { type Case, isFree, isOpen, unreadUntil } from '../../domain/case.ts';
import { GRACE_MS, withCheck } from '../../domain/follow.ts';
import { DAY_MS, HOUR_MS, type Instant, later, msBetween } from '../../domain/ids.ts';
import type { Need } from '../../domain/needs.ts';
import { firstName } from '../../domain/volunteer.ts';
import { GOES_ON_MS } from '../../script/limits.ts';
import { startScript } from '../../script/start.ts';
import { type Came, cameIn, needsNamed, saysNoAfterAll } from '../../understand/came.ts';
import type { Draft } from '../draft/draft.ts';
import type { Speaker } from '../draft/meet.ts';
import { tellCoordinators } from '../draft/tell.ts';
import { contextOf, waits } from '../draft/turn.ts';
import { clockWords, dayAndTime } from '../words/clock-words.ts';
import { codeFirst, codesOf } from '../words/codes.ts';
import { needTerms } from '../words/phrases.ts';
import { statusOf, tellStatuses } from '../words/status.ts';
import { arrived } from './arrived-word.ts';
import { goOn } from './converse.ts';
import { mine } from './free-text.ts';
import { passOn } from './relay.ts';
import { othersAreHelped } from './shared-phone.ts';

/** The conversations in the middle of which somebody may say so. */
const SAID_FROM: readonly string[] = ['menu', 'arrived', 'again', 'apart'];
/** The questions of a request, which wait for their answer meanwhile. */
const ASKS: readonly string[] = ['need'];

/** Of the requests that are looked after, those that these words can be about: somebody has them, says that they are done, or did before. */
const isAwaited = (c: Case, what: Came): boolean =>
  c.kind === 'need' && isOpen(c) && (!isFree(c) || c.doneAt !== undefined || what === 'not');

/** "Did it arrive?", asked without a word: what they say is the answer. */
const asked = (d: Draft, me: Speaker, c: Case): void => {
  const known = { code: c.code, name: firstName(c.holder?.name ?? '') };
  const start = { script: 'arrived', person: c.person, language: me.language, channel: d.channel, known };
  d.putSession(me.number, startScript(d.world.book, start, contextOf(d)).session);
};

/** The key of "Did it arrive?" that these words stand for. */
const KEY = { came: '1', not: '2' } as const;
/** Takes these words for the answer to whether it arrived. */
export const answers = (d: Draft, me: Speaker, c: Case, what: 'came' | 'not', words: string): void => {
  asked(d, me, c);
  goOn(d, me, what === 'not' ? `${KEY.not} ${words}` : KEY.came, {});
};

/** Somebody came, or something did: for whoever has it, and asked back with what it is that was asked for. */
const askBack = (d: Draft, me: Speaker, c: Case, words: string): void => {
  if (c.status === 'accepted') passOn(d, me, c, words);
  asked(d, me, d.case(c.number, c.code) ?? c);
  d.reply(d.line(me.language, 'did-arrive', { code: c.code, what: d.inline(me.language, needTerms(c)) }));
};

/** What was agreed for it is over, and a quarter of an hour more. */
const isPast = (c: Case, d: Draft): boolean => {
  const by = c.holder?.check?.by ?? (c.by?.day ? undefined : c.by?.at);
  return by !== undefined && msBetween(by, d.now) > GRACE_MS;
};

/** The first time that was agreed for it, as long as none of them has come: until then it is nobody's fault. */
const earlyUntil = (d: Draft, c: Case): Instant | undefined => {
  const said = c.holder?.check?.by;
  const needed = c.by?.day ? undefined : c.by?.at;
  if ((said && said <= d.now) || (needed && msBetween(d.now, needed) <= 2 * GRACE_MS)) return undefined;
  return said && needed ? (said < needed ? said : needed) : (said ?? needed);
};

/** They were given it and cannot have read of it: a coordinator, who gave it to them, can give it to somebody who is awake. */
const missedUnread = (d: Draft, me: Speaker, c: Case, reads: Instant): void => {
  const { holder } = c;
  if (!holder) return;
  const told = holder.missed !== undefined && msBetween(holder.missed, d.now) < GRACE_MS;
  if (!told) {
    d.putCase({ ...c, holder: { ...holder, missed: d.now } });
    d.note(c.code, 'nobody came, says the resident', 'resident');
    const [first] = d.world.community.languages;
    tellCoordinators(d, 'missed-unread', c, { name: holder.name, time: dayAndTime(d, first, reads) }, 'notice', c.number);
  }
  d.reply(statusOf(d, me, c));
};

/** Whether the answer to "nobody came" is only when somebody is to come. */
const notYet = (d: Draft, me: Speaker, c: Case, words: string): boolean => {
  const reads = unreadUntil(c);
  const early = earlyUntil(d, c);
  if (reads) missedUnread(d, me, c, reads);
  else if (early) {
    passOn(d, me, c, words);
    d.reply(
      d.line(me.language, 'missed-early', { code: c.code, name: firstName(c.holder?.name ?? ''), time: dayAndTime(d, me.language, early) }),
    );
  }
  return reads !== undefined || early !== undefined;
};

/**
 * Nobody came, though somebody has it. They hear it and are asked at once how it stands; where its time is over a coordinator hears it too. Said again, a
 * quarter of an hour later and without a word of theirs, it goes to others, though not before the time for which it is needed.
 */
const missed = (d: Draft, me: Speaker, c: Case, words: string): void => {
  const { holder } = c;
  if (!holder || notYet(d, me, c, words)) return;
  const { check, missed: since } = holder;
  const name = firstName(holder.name);
  const silent = since !== undefined && (check?.times ?? 0) > 0;
  const waited = later(since ?? d.now, GRACE_MS);
  const until = c.by && !c.by.day && c.by.at > waited ? c.by.at : waited;
  if (silent && until > d.now) {
    passOn(d, me, c, words);
    return d.reply(d.line(me.language, 'missed-waits', { code: c.code, name, time: clockWords(d, me.language, until) }));
  }
  if (!silent) passOn(d, me, c, words);
  const now = d.case(c.number, c.code) ?? c;
  const past = isPast(c, d);
  const times = silent ? 2 : past ? Math.max(1, check?.times ?? 0) : 0;
  const kept = { ...now, holder: { ...(now.holder ?? holder), missed: d.now } };
  d.putCase({ ...withCheck(kept, { at: d.now, times }), next: { what: 'check-in', at: d.now } });
  d.note(c.code, 'nobody came, says the resident', 'resident');
  if (past && !silent) tellCoordinators(d, 'missed-told', c, { name: holder.name }, 'notice', c.number);
  d.reply(d.line(me.language, silent ? 'missed-again' : 'missed-asked', { code: c.code, name }));
};

/** Which one they speak of: the one they name, by its code or its need, or the only one. */
const meant = (d: Draft, me: Speaker, what: Came, code: string | undefined, needs: readonly Need[]): readonly Case[] => {
  const all = mine(d, me).filter(c => isAwaited(c, what));
  if (code !== undefined) return all.filter(c => c.code === code);
  const held = all.filter(c => !isFree(c) || c.doneAt !== undefined);
  const near = held.length > 0 ? held : all;
  const named = near.filter(c => c.needs.some(need => needs.includes(need)));
  return named.length > 0 ? named : near;
};

/** Whether the things that they name are all that was asked for: of something else nothing is said by them, of a part not everything. */
const isAllOf = (c: Case, named: readonly Need[]): boolean => named.length === 0 || c.needs.every(need => named.includes(need));

const whichOne = (d: Draft, me: Speaker, what: Came, cases: readonly Case[]): void => {
  const codes = cases.map(c => `${c.code} ${d.inline(me.language, needTerms(c))}`).join(', ');
  d.reply(d.line(me.language, what === 'not' ? 'which-missed' : 'which-came', { codes, code: cases[0]?.code ?? '' }));
};

/** What is done where they say so of this request. */
export const decide = (d: Draft, me: Speaker, what: Came, c: Case, words: string): void => {
  if (what === 'unsure' && c.status === 'delivered') return answers(d, me, c, 'came', words);
  if (what === 'unsure') return askBack(d, me, c, words);
  if (what === 'came' || c.status === 'delivered') return answers(d, me, c, what, words);
  if (c.status === 'accepted') return missed(d, me, c, words);
  if (c.doneAt !== undefined) tellCoordinators(d, 'not-arrived-more', c, { words }, 'notice', c.number);
  d.reply(statusOf(d, me, c));
};

/** What is for a day to come is nobody's fault yet. */
const isForAnotherDay = (d: Draft, c: Case): boolean =>
  c.status === 'accepted' && c.by?.day === true && msBetween(d.now, c.by.at) > 2 * GRACE_MS;

/** Which of several that nobody has: where each stands. */
const ofSeveral = (d: Draft, me: Speaker, what: Came, cases: readonly Case[]): void => {
  if (what === 'not' && cases.every(isFree)) tellStatuses(d, me, cases);
  else whichOne(d, me, what, cases);
};

/**
 * In the middle of a request's questions: whoever has one is asked all the same, where nobody has one it is said how it stands, and what came is closed
 * without asking how it went. Then a fresh question is put once more, and one that was left alone for long still waits. Of a request that is asked
 * about right now nothing can have come.
 */
const besideQuestions = (d: Draft, me: Speaker, what: Came, cases: readonly Case[], words: string): boolean => {
  const session = d.session(me.number);
  const [c] = cases;
  if (!c || !session) return false;
  const isLeft = msBetween(session.at, d.now) > GOES_ON_MS;
  if (cases.length > 1 && !isLeft) return false;
  if (what === 'unsure' && c.status !== 'delivered') return false;
  if (what === 'not' && c.next?.what === 'goes-out' && !isLeft) return false;
  if (cases.length > 1) ofSeveral(d, me, what, cases);
  else if (what === 'not') decide(d, me, what, c, words);
  else {
    arrived(d, c);
    d.reply(d.line(me.language, 'noted', { code: c.code }));
  }
  d.putSession(me.number, session);
  return isLeft || goOn(d, me, 'repeat', {});
};

/** How long what was called arrived may be taken back in words alone; what nobody confirmed, for a week, since they may have had no phone. */
const TAKEN_BACK_MS = HOUR_MS;
const UNCONFIRMED_MS = 7 * DAY_MS;
/** So much of the words goes on to a coordinator; all of them stand with the case. */
const TOLD_MAX = 100;

/** What is over since a short while, of which they may say now that it has not come. */
const closedLately = (d: Draft, me: Speaker): Case | undefined =>
  mine(d, me).findLast(c => {
    const within = c.outcome === 'met' ? TAKEN_BACK_MS : c.outcome === 'unconfirmed' ? UNCONFIRMED_MS : 0;
    return c.kind === 'need' && !isOpen(c) && c.closedAt !== undefined && msBetween(c.closedAt, d.now) < within;
  });

/**
 * A yes by mistake, taken back: it is open again, as if it had been asked now and the answer were no. Who had not said yet that they brought it did nothing
 * wrong, and may be asked again.
 */
const takesBack = (d: Draft, me: Speaker, c: Case, words: string): void => {
  const { outcome: _outcome, closedAt, doneAt, holder, ...kept } = c;
  const claimed = doneAt !== undefined && doneAt !== closedAt;
  d.putCase({ ...kept, status: 'delivered', doneAt: doneAt ?? d.now, ...(claimed && holder ? { holder } : {}) });
  if (!claimed) tellCoordinators(d, 'taken-back-told', c, { words: words.slice(0, TOLD_MAX) }, 'notice', c.number);
  answers(d, me, d.case(c.number, c.code) ?? c, 'not', words);
};

/** While it is asked how it went: "I meant no", "it never came". */
const besideRating = (d: Draft, me: Speaker, words: string): boolean => {
  const [code] = codesOf(d.session(me.number)?.known ?? {});
  const c = code === undefined ? undefined : closedLately(d, me);
  if (!c || c.code !== code || !saysNoAfterAll(words)) return false;
  takesBack(d, me, c, words);
  return true;
};

/**
 * "Nobody came", "it came after all": what somebody says by themselves of what they wait for. Answers false where nothing is waited for, or
 * where the words are about something else.
 */
export const saysWhetherItCame = (d: Draft, me: Speaker, words: string): boolean => {
  const session = waits(d, me) ? d.session(me.number) : undefined;
  const asks = session && ASKS.includes(session.script);
  if (session?.script === 'arrived' && session.node === 'rating') return besideRating(d, me, words);
  if (session && !asks && !SAID_FROM.includes(session.script)) return false;
  const named = codeFirst(words);
  const said = named?.words ?? words;
  const what = cameIn(said);
  if (!what || othersAreHelped(d, me)) return false;
  const things = needsNamed(said);
  const cases = meant(d, me, what, named?.code, things);
  const [only] = cases;
  const over = only === undefined && what === 'not' && named === undefined && !asks ? closedLately(d, me) : undefined;
  if (over) {
    takesBack(d, me, over, said);
    return true;
  }
  if (!only || (what === 'not' && isForAnotherDay(d, only))) return false;
  if (asks) return besideQuestions(d, me, what, cases, said);
  if (cases.length > 1) whichOne(d, me, what, cases);
  else if (what === 'came' && !isAllOf(only, things)) askBack(d, me, only, said);
  else decide(d, me, what, only, said);
  return true;
};
