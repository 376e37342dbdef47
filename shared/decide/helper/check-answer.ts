import { type Case, isFree, isOpen } from '../../domain/case.ts';
import { type CaseCode, type Instant, MINUTE_MS, msBetween } from '../../domain/ids.ts';
import { withoutHeld } from '../../domain/volunteer.ts';
import { type CommandMatch, matchCommand } from '../../script/match.ts';
import { aboutUs } from '../../understand/about-us.ts';
import { type CheckAnswer, checkAnswerIn } from '../../understand/check-in.ts';
import { delayIn } from '../../understand/delay.ts';
import { saysDelivered } from '../../understand/delivered.ts';
import { deniedIn } from '../../understand/denied.ts';
import { isOnlyEta } from '../../understand/eta.ts';
import { everyWeek } from '../../understand/every-week.ts';
import { givesBack } from '../../understand/gives-back.ts';
import { understandReply } from '../../understand/reply.ts';
import { understand } from '../../understand/understand.ts';
import type { Draft } from '../draft/draft.ts';
import type { Helper } from '../draft/meet.ts';
import { waits } from '../draft/turn.ts';
import { checkLine } from '../follow/check-in.ts';
import { namesTime } from '../shifts/one-time.ts';
import { etaWords } from '../words/eta.ts';
import { accept } from './accept.ts';
import { named, type Waiting, waiting } from './awaited.ts';
import { done } from './done.ts';
import { type Answer, goesOn } from './goes-on.ts';
import { late, release } from './held.ts';
import { saysGone } from './late-word.ts';

const NEED_KEYS = ['done', 'on-way', 'more-time', 'cannot'] as const;
const OWN_KEYS = ['mine', 'done', 'cannot'] as const;
const KEY = /^\W*([1-4])\W*$/;
/** "2 ten minutes away"; "2 hours", "3 more minutes" and "2 blocks away" are a time or a number of something, and no key. */
const KEY_AND_WORDS =
  /^\W*([1-4])[\s.,:;)-]+(?!(?:(?:more|mas)\s+)?(?:h|hrs?|hours?|horas?|m|mins?|minutes?|minutos?|minutitos?|days?|dias?|blocks?|stops?|lights?|miles?|people|persons?|kids?|bags?|box|boxes|left|personas?|ninos?|cuadras?|paradas?|bolsas?|cajas?)\b)(\p{L}[\s\S]*)$/iu;

/** What a text answers to the question about this case; undefined where it is none of its answers. */
const answerIn = (c: Case, text: string): Answer | undefined => {
  const keys = c.kind === 'need' ? NEED_KEYS : OWN_KEYS;
  const pressed = KEY.exec(text) ?? (c.kind === 'need' ? KEY_AND_WORDS.exec(text) : null);
  const what = pressed && keys[Number(pressed[1]) - 1];
  if (pressed) return what ? { what, words: pressed[2]?.trim() ?? '' } : undefined;
  const said = checkAnswerIn(text);
  if (c.kind !== 'need') {
    if (said === 'done' || said === 'cannot') return { what: said, words: '' };
    return said !== undefined || understandReply(text) === 'accept' ? { what: 'mine', words: '' } : undefined;
  }
  if (said) return { what: said, words: '' };
  if (saysDelivered(text)) return { what: 'done', words: text };
  if (deniedIn(text) === 'done') return { what: 'more-time', words: '' };
  const delay = isOnlyEta(text) ? 'more-time' : delayIn(text);
  return delay && isOfTheCase(text) ? { what: delay, words: etaWords(text.trim()) } : undefined;
};
/** A time may stand in what somebody needs for themselves, or has against us: it answers nothing, and is not for another's eyes. */
const isOfTheCase = (text: string): boolean => {
  const { request, needs } = understand(text);
  const about = aboutUs(text);
  return !(request && needs.length > 0) && about !== 'report' && about !== 'person';
};

/** The key that stands for an answer, as a call takes it. */
export const answerOfKey = (c: Case, key: string): Answer | undefined => (KEY.test(key) ? answerIn(c, key) : undefined);

/** It has gone to others meanwhile: done counts all the same as long as nobody else has it, and on the way takes it back. */
const answeredLate = (d: Draft, me: Helper, c: Case, { what, words }: Answer): void => {
  if (what === 'cannot') {
    // They have answered: a digit that comes after it is for something else.
    d.putVolunteer(withoutHeld(me.volunteer, c.code));
    return d.reply(d.line(me.language, 'released-thanks', { me: me.volunteer.name, code: c.code }));
  }
  if (what === 'done') return done(d, me, c.code, words);
  if (isOpen(c) && isFree(c) && what !== 'more-time') return accept(d, me, c.code, words);
  saysGone(d, me, c, false);
};

/** What follows from an answer, from a text or a key. */
export const answered = (d: Draft, me: Helper, c: Case, answer: Answer): void => {
  if (c.holder?.number !== me.number || c.status !== 'accepted') return answeredLate(d, me, c, answer);
  if (answer.what === 'done') return done(d, me, c.code, answer.words);
  if (answer.what === 'cannot') return release(d, me, c.code, answer.words);
  goesOn(d, me, c, answer);
};

const CODES = /(?<!\d)[1-9]\d{2,4}(?!\d)/g;

/** A question of their own that is newer, or was put only now, is what they answer. */
const FRESH_MS = 10 * MINUTE_MS;
const answersOwn = (d: Draft, me: Helper, since: Instant): boolean => {
  const session = waits(d, me) ? d.session(me.number) : undefined;
  return session !== undefined && (session.at > since || msBetween(session.at, d.now) < FRESH_MS);
};

/** Danger that waits for somebody is named before all else. */
const whichOne = (d: Draft, me: Helper, codes: readonly CaseCode[]): void => {
  const pages = me.volunteer.live.filter(r => r.kind === 'page').map(r => d.case(r.number, r.code));
  const danger = pages.findLast(c => c?.danger && isFree(c));
  const [code, line] = danger ? [danger.code, 'which-danger'] : [codes[0] ?? '', 'which-check'];
  d.reply(d.line(me.language, line, { code, codes: codes.filter(one => one !== danger?.code).join(', ') }));
};

/** "No" alone to "is it done?": it is not done, or they can't. */
const BARE_NO = /^\W*(?:no|nope|nah)\W*$/i;
/** "1 and 2": keys, and no case for any of them. */
const KEYS = /^\W*[1-4](?:\W+(?:(?:and|y)\W+)?[1-4])+\W*$/i;

/** Without a code: the only question that waits for their word. Where more do, they hear that a code must stand before it. */
const withoutCode = (d: Draft, me: Helper, all: readonly Waiting[], text: string): boolean => {
  const latest = all.map(w => w.since).reduce((a, b) => (a > b ? a : b));
  if (answersOwn(d, me, latest)) return false;
  const [only] = all;
  const answer = all.map(w => answerIn(w.case, text)).find(a => a !== undefined);
  const isYes = answer === undefined && (understandReply(text) === 'accept' || BARE_NO.test(text) || KEYS.test(text));
  const { live } = me.volunteer;
  if (!only || (!answer && (!isYes || live.length > 0))) return false;
  const isMany = live.length > 0 || all.length > 1;
  // Which one they can't do is asked in a list.
  if (isMany && givesBack(text)) return false;
  if (isMany) whichOne(d, me, [...all.map(w => w.case.code), ...live.map(r => r.code)]);
  else if (answer) answered(d, me, only.case, answer);
  else if (BARE_NO.test(text)) saysNo(d, me, only.case);
  else askAgain(d, me, only.case);
  return true;
};

/** How it stands with this one, asked once more. */
export const askAgain = (d: Draft, me: Helper, c: Case): void =>
  d.reply(d.line(me.language, checkLine(c, false, me.volunteer.held.length > 1), { code: c.code, me: me.volunteer.name }));

/** A case that went to others is not asked about again. */
const saysNo = (d: Draft, me: Helper, c: Case): void =>
  c.holder?.number === me.number ? askAgain(d, me, c) : answered(d, me, c, { what: 'cannot', words: '' });

/** Words of their own for a case, which go first: "done 2", "running late". */
const COMMANDS: ReadonlySet<string> = new Set(['accept', 'pass', 'done', 'release', 'late', 'my-cases']);

/** OFF Fri, ON Sat 9-12, COVER Sat, QUIET 10pm-7am: of their shifts, though a time stands in it. "On Friday" may be when they do it. */
const HOURS = /\d\s*(?:[ap]m)?\s*[-\u2013]\s*\d/i;
const isOfShifts = (d: Draft, me: Helper, { command, rest }: CommandMatch): boolean => {
  if ((command === 'off' || command === 'on') && everyWeek(rest)?.before === '') return true;
  if (command === 'off' || command === 'on') return namesTime(d, me.language, rest) && (command === 'off' || HOURS.test(rest));
  return (command === 'cover' || command === 'quiet') && rest !== '';
};

/** How long it took, or nothing. */
const HOURS_ALONE = /^\W*(?:\d{1,2}(?:[.,]\d+)?\s*(?:h|hrs?|hours?|horas?)?)?\W*$/i;
export const isOnlyHours = (rest: string): boolean => HOURS_ALONE.test(rest);

/** "412 done 2": the command, though the code stands before it. */
const onCase = (d: Draft, me: Helper, code: CaseCode, { command, rest }: CommandMatch): boolean => {
  if (command === 'done') done(d, me, code, rest);
  else if (command === 'release') release(d, me, code, rest);
  else if (command === 'late') late(d, me, code, rest);
  else return false;
  return true;
};

/**
 * What words behind a code do: answer how it stands with that case, where they are an answer and nothing else; a digit is one only to a question
 * that waits. Without a code, what the words say of any.
 */
export const answerTo = (
  d: Draft,
  me: Helper,
  code: CaseCode | undefined,
  words: string,
): CheckAnswer | ((now: Helper) => void) | undefined => {
  if (code === undefined) return checkAnswerIn(words);
  const asked = waiting(d, me).find(w => w.case.code === code)?.case;
  const c = asked ?? d.caseByCode(code);
  if (!c || (!asked && (c.holder?.number !== me.number || c.status !== 'accepted'))) return undefined;
  const answer = asked || /\p{L}/u.test(words) ? answerIn(c, words) : undefined;
  if (answer) return now => answered(d, now, d.caseByCode(code) ?? c, answer);
  const command = matchCommand(d.world.book, me.language, words);
  const isWhole = command?.command === 'done' && isOnlyHours(command.rest);
  return isWhole ? now => done(d, now, code, command.rest) : undefined;
};

const namesLive = ({ volunteer: { live } }: Helper, text: string): boolean =>
  (text.match(CODES) ?? []).some(code => live.some(r => r.code === code));

/** An answer of somebody who was asked how it stands with a case. Answers false where none was asked, or the text is no answer. */
export const answersCheck = (d: Draft, me: Helper, text: string): boolean => {
  const all = waiting(d, me);
  if (all.length === 0) return false;
  const meant = named(all, text);
  const answer = meant && answerIn(meant.case, meant.words);
  if (meant && answer) {
    answered(d, me, meant.case, answer);
    return true;
  }
  if (meant && BARE_NO.test(meant.words)) {
    saysNo(d, me, meant.case);
    return true;
  }
  const command = matchCommand(d.world.book, me.language, meant?.words ?? text);
  if (meant) return command !== undefined && onCase(d, me, meant.case.code, command);
  if (command && (COMMANDS.has(command.command) || isOfShifts(d, me, command))) return false;
  // "778 1" names what they were offered or paged for.
  if (namesLive(me, text)) return false;
  return withoutCode(d, me, all, text);
};
