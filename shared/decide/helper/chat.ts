import { type Case, isOpen } from '../../domain/case.ts';
import { withCheck } from '../../domain/follow.ts';
import { MINUTE_MS, msBetween } from '../../domain/ids.ts';
import { onAnswered, onChecked } from '../../domain/volunteer.ts';
import { fold } from '../../script/fold.ts';
import { type CommandMatch, matchGlobal } from '../../script/match.ts';
import { aboutUs } from '../../understand/about-us.ts';
import { asksPlainly } from '../../understand/asks-plainly.ts';
import { tellsDelay } from '../../understand/delay.ts';
import { isOnlyEta } from '../../understand/eta.ts';
import { isQuestion } from '../../understand/question.ts';
import { understandReply } from '../../understand/reply.ts';
import { saysMore } from '../../understand/small-talk.ts';
import { nobodyOpens } from '../../understand/trouble-told.ts';
import { understand } from '../../understand/understand.ts';
import type { Understanding } from '../../understand/understanding.ts';
import type { Draft } from '../draft/draft.ts';
import type { Helper } from '../draft/meet.ts';
import { answersMenu } from '../draft/turn.ts';
import { passBack } from '../resident/relay.ts';
import { dayAndTime } from '../words/clock-words.ts';
import { codeFirst } from '../words/codes.ts';
import { checkAfter, etaWords } from '../words/eta.ts';
import { NOT_SENT, unopened } from './about-case.ts';
import { accept } from './accept.ts';
import { askAgain } from './check-answer.ts';
import { reportsHarm } from './harm.ts';
import { HELPER_COMMANDS } from './helper-commands.ts';

/** What a volunteer's word falls through to when it is no command after all; it must not look like a resident's. */
const OURS: ReadonlySet<string> = new Set([...HELPER_COMMANDS, 'call', 'note']);

/** MENU, PERSON and their like are for themselves, whatever they hold or were offered. */
const OWN_WORDS: ReadonlySet<string> = new Set(['menu', 'person', 'language', 'start-over', 'back']);

/** A resident's commands with which a sentence to one may begin as well: "give me 10 minutes", "change of plans", "call me when you hear me". */
const MAY_BE_CHAT: ReadonlySet<string> = new Set(['give', 'info', 'change', 'call-me']);
const CHAT_WORDS_MIN = 3;

/** Whether a command is only how words for somebody begin: a greeting, a word of thanks with more behind it, a sentence. */
const isChat = (me: Helper, { command, rest }: CommandMatch): boolean => {
  if (me.volunteer.held.length === 0) return false;
  if (command === 'hello') return true;
  if (command === 'need') return !asksPlainly(`need ${rest}`);
  if (command === 'thanks') return me.volunteer.held.length === 1 || saysMore(rest);
  return MAY_BE_CHAT.has(command) && codeFirst(rest) === undefined && rest.trim().split(/\s+/).length >= CHAT_WORDS_MIN;
};

/** Whether a text of theirs is for themselves, as a resident's is. */
export const isTheirOwn = (d: Draft, me: Helper, text: string, matched: CommandMatch | undefined): boolean => {
  if (matched && !OURS.has(matched.command) && !isChat(me, matched)) return true;
  return OWN_WORDS.has(matchGlobal(d.world.book, me.language, text) ?? '');
};

/** The menu waits for so long; later, or for one who has taken on a case since, words are no answer to it. */
const MENU_MS = 10 * MINUTE_MS;

const askedOfThem = (d: Draft, me: Helper): 'question' | 'menu' | undefined => {
  const session = d.session(me.number);
  if (!session) return undefined;
  if (session.script !== 'menu') return 'question';
  const since = me.volunteer.held.some(r => r.at > session.at);
  return since || msBetween(session.at, d.now) > MENU_MS ? undefined : 'menu';
};

/**
 * The only case that words without a code can be for: they have no other, and nothing of their own is open. A team's words may be the team's. `asked`: also where they
 * were asked how it stands, which few words may be meant for.
 */
const theOnlyCase = (d: Draft, me: Helper, asked = false): Case | undefined => {
  const { held, live } = me.volunteer;
  const [only] = held;
  const { coordinator, safety, liaison, leads } = me.powers;
  if (!only || (only.asked && !asked) || held.length > 1 || live.length > 0 || coordinator || safety || liaison || leads.length > 0)
    return undefined;
  if (d.cases(me.number).some(isOpen)) return undefined;
  const c = d.case(only.number, only.code);
  return c?.holder?.number === me.number && c.status === 'accepted' && c.kind === 'need' ? c : undefined;
};

/** A time and hardly more. Of numbers alone only two digits are minutes: three may be a code, and one a key. */
const saysWhen = (words: string): boolean =>
  (isOnlyEta(words) || tellsDelay(words)) && !isQuestion(words) && (/\p{L}|\d:\d/u.test(words) || /^\W*\d\d\W*$/.test(words));

/** Their words go to whoever waits for them. A time is when we ask again, too. */
const tell = (d: Draft, me: Helper, c: Case, words: string): void => {
  const { code } = c;
  const { name } = me.volunteer;
  const when = saysWhen(words);
  const answer = passBack(d, c, name, when ? etaWords(words) : words);
  if (answer !== 'sent') return d.reply(d.line(me.language, NOT_SENT[answer], { code }));
  const waits = me.volunteer.held.some(r => r.code === code && r.asked !== undefined);
  if (nobodyOpens(words)) return unopened(d, me, c, words);
  if (!when) return d.reply(d.line(me.language, waits ? 'sent-on-check' : 'sent-on', { code }));
  const check = checkAfter(d, c, words, true);
  d.putCase(withCheck(d.case(c.number, code) ?? c, check));
  d.putVolunteer(onAnswered(me.volunteer, code));
  d.reply(d.line(me.language, 'check-later', { code, me: name, time: dayAndTime(d, me.language, check.at) }));
};

/** "ACCEPT 12pm" for what they have already: when they come. Answers false where it says anything else. */
export const tellsWhen = (d: Draft, me: Helper, words: string): boolean => {
  const c = theOnlyCase(d, me);
  if (!c || !saysWhen(words)) return false;
  tell(d, me, c, words);
  return true;
};

const hint = (d: Draft, me: Helper): boolean => {
  const own = d.cases(me.number).filter(c => c.holder && c.status === 'accepted');
  const codes = [...me.volunteer.held.map(r => r.code), ...own.map(c => c.code)];
  const [code] = codes;
  if (codes.length === 1) d.reply(d.line(me.language, 'start-with-code', { code: code ?? '' }));
  else d.reply(d.line(me.language, 'which-relay', { codes: codes.join(', ') }));
  return true;
};

const SHORT_WORDS = 3;

/** What stands behind a command of ours that was meant as one: nothing, a number, a day, an end. In a sentence to somebody other words do. */
const MEANT =
  /^\W*$|^\W*\d|^\W*(?:until|till|hasta|maybe|yes|no|(?:sun|mon|tue|wed|thu|fri|sat)[a-z]*|today|tomorrow|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*|hoy|manana|lunes|martes|miercoles|jueves|viernes|sabado|domingo)\b/i;
/** A day and hours, and no "on Friday at 5 then", which tells somebody when. */
const ON_SHIFT = /\d\s*(?:[ap]m)?\s*[-\u2013]\s*\d|^\W*$/i;

/** "ON Sat 9-9", "OFF until 2099": a command that could not be read is no words for anybody. */
const isUnread = (matched: CommandMatch | undefined): matched is CommandMatch =>
  matched !== undefined &&
  OURS.has(matched.command) &&
  MEANT.test(fold(matched.rest)) &&
  (matched.command !== 'on' || ON_SHIFT.test(matched.rest));

/**
 * A key of the question how it stands, after it was answered once: it is put again, and the next key counts. To do what the key says at once would be to
 * guess. Answers false where it can be about something else.
 */
const asksAnew = (d: Draft, me: Helper, words: string): boolean => {
  const [only, ...others] = me.volunteer.held;
  const c = only && d.case(only.number, only.code);
  if (!/^\W*[1-4]\W*$/.test(words) || others.length > 0 || me.volunteer.live.length > 0) return false;
  if (c?.holder?.number !== me.number || c.status !== 'accepted' || c.kind !== 'need') return false;
  askAgain(d, me, c);
  d.putVolunteer(onChecked(me.volunteer, c.code, d.now));
  return true;
};

/** "Dropped her at the clinic" tells of what they do for somebody, and asks for nothing. */
const OF_THEIR_WORK =
  /^\W*(?:(?:i|we|just|ok|i'?ve|ya|la|lo|los|las)\W+)*(?:dropped|picked|took|brought|gave|left|handed|delivered|met|saw|deje|dej[eé]|recog[ií]|llev[eé]|traje|entregu[eé])\b/i;

/**
 * Whether it is a request of their own. What is only named, or asked, by somebody who brings things, is for whoever waits for them: "out of milk", "diapers?".
 * With a place or a number of people it is one.
 */
const isOwnRequest = (words: string, { request, needs, facts }: Understanding): boolean =>
  request &&
  needs.length > 0 &&
  !OF_THEIR_WORK.test(words) &&
  (asksPlainly(words) || facts.zip !== undefined || facts.people !== undefined);

/**
 * Words without a code, from someone who has cases. Where only one case can be meant they go to its resident; otherwise it is never guessed
 * whom they are for. A clear request, a report and a wish for a person are their own. Answers false where they are.
 */
export const chat = (d: Draft, me: Helper, text: string, matched: CommandMatch | undefined): boolean => {
  if (me.volunteer.held.length === 0) return false;
  const words = text.trim();
  const asked = askedOfThem(d, me);
  if (asked === 'question' || (asked === 'menu' && answersMenu(d, me, words))) return false;
  if (isOwnRequest(words, understand(text))) return false;
  const about = aboutUs(text);
  if (about === 'report' || about === 'person') return false;
  if (reportsHarm(d, me, words)) return true;
  if (asked === undefined && asksAnew(d, me, words)) return true;
  const isLong = words.split(/\s+/).length >= SHORT_WORDS;
  const c = asked === undefined && words !== '' ? theOnlyCase(d, me, isLong) : undefined;
  const thanks = matched?.command === 'thanks' && !saysMore(matched.rest);
  if (!c) return !thanks && hint(d, me);
  if (isUnread(matched)) {
    d.reply(d.line(me.language, 'not-read', { code: c.code, me: me.volunteer.name }));
    return true;
  }
  const nods = thanks || (words.split(/\s+/).length < SHORT_WORDS && understandReply(words) !== null && !saysWhen(words));
  if (!nods && !/\p{L}/u.test(words) && !saysWhen(words)) return hint(d, me);
  // A nod answers whoever wrote last: the resident, or us.
  if (!nods || c.holder?.heard) tell(d, me, c, words);
  else if (thanks) return false;
  else if (understandReply(words) === 'accept') accept(d, me, c.code, '');
  else hint(d, me);
  return true;
};
