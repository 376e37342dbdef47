import { isFree } from '../../domain/case.ts';
import { type CaseCode, caseCode, DAY_MS, HOUR_MS, MINUTE_MS, msBetween } from '../../domain/ids.ts';
import type { Ref } from '../../domain/volunteer.ts';
import { asksUs } from '../../understand/asks-us.ts';
import { onCondition } from '../../understand/on-condition.ts';
import { isQuestion } from '../../understand/question.ts';
import { understandReply } from '../../understand/reply.ts';
import { understand } from '../../understand/understand.ts';
import type { Draft } from '../draft/draft.ts';
import type { Helper } from '../draft/meet.ts';
import { answersMenu, waits } from '../draft/turn.ts';
import { has } from './about-case.ts';
import { accept, seen, whichOffer } from './accept.ts';
import { answersPage, TAKES, takesOne, takesPages } from './bare-ok.ts';
import { namesOtherDay } from './other-day.ts';
import { pass } from './pass.ts';
import { keepSaid } from './said-of-offer.ts';

const CODES = /(?<!\d)[1-9]\d{2,4}(?!\d)/g;
const wordsIn = (text: string): number => text.trim().split(/\s+/).length;
/** A short answer around a code means the code; in a longer one, a number that is no case of theirs is minutes, or a street. */
const SHORT_WORDS = 3;

/** The code a reply names: one they have to do with, or, in a short reply, any case at all. */
const codeMeant = (d: Draft, me: Helper, text: string): CaseCode | undefined => {
  const { live, lapsed, held } = me.volunteer;
  const codes = (text.match(CODES) ?? []).map(caseCode).filter(c => c !== undefined);
  const theirs = codes.find(c => has(live, c) || has(lapsed, c) || has(held, c));
  return theirs ?? (wordsIn(text) <= SHORT_WORDS ? codes.find(c => d.caseByCode(c) !== undefined) : undefined);
};

/** While a question of a script is this fresh, a lone digit answers it, even if an offer came in between. */
const FRESH_MS = 10 * MINUTE_MS;

/** So long what they were asked for is still in mind: "I can do it for you" means that. */
const AT_HAND_MS = 3 * HOUR_MS;
const SENTENCE_WORDS = 8;

/** Whether an answer without a code is about an offer: it goes to what was asked last. */
const meansOffer = (d: Draft, me: Helper, text: string): boolean => {
  const { live, lapsed, held } = me.volunteer;
  const asked = waits(d, me) ? d.session(me.number) : undefined;
  // The menu takes its own choices for an answer; whatever else may answer an offer does.
  const session = asked?.script === 'menu' && !answersMenu(d, me, text) ? undefined : asked;
  if (live.length === 0) {
    const last = lapsed.at(-1);
    if (session || held.length > 0 || !last) return false;
    const since = msBetween(last.at, d.now);
    return wordsIn(text) <= (since < AT_HAND_MS ? SENTENCE_WORDS : SHORT_WORDS) && since < DAY_MS;
  }
  if (!session) return true;
  if (/^\W*\d\W*$/.test(text) && msBetween(session.at, d.now) < FRESH_MS) return false;
  return live.some(r => r.at > session.at);
};

/** "no but I can in 2 hours": a no to this offer, whatever else is offered in it; the words are kept. */
const NO_BUT = /^\W*(?:no|nope|nah)\b[\s,.;!-]*(?:but|pero)\b/i;

/** "On my way" is said to whoever waits for what they have; as an answer to an offer it would be another promise. */
const ON_WAY = /\b(?:on (?:my|the) way|omw|almost there|heading (?:there|over)|en camino|voy para all[aá]|ya (?:voy|casi))\b/i;

/** YES, OK, 1, "I can", SI; "no but I can in 2 hours": an answer to what is open for them, if something is. */
export const decideReply = (d: Draft, me: Helper, text: string): boolean => {
  const { live } = me.volunteer;
  const code = codeMeant(d, me, text);
  if (!code && !meansOffer(d, me, text)) return false;
  const bare = code ? text.replace(code, ' ').replace(/\s+/g, ' ').trim() : text.trim();
  const reply = NO_BUT.test(bare) ? 'refuse' : (understandReply(bare) ?? (onCondition(bare) === 'no' ? 'refuse' : null));
  if (reply === null) return false;
  const words = wordsIn(bare) > 2 ? bare : '';
  if (reply === 'refuse') {
    const needs = understand(text);
    if (!code && needs.request && needs.needs.length > 0) return false;
    pass(d, me, code, words);
    return true;
  }
  if (namesOtherDay(d, me, code, bare)) return false;
  if (!code && me.volunteer.held.length > 0 && live.length > 0 && ON_WAY.test(bare)) {
    d.reply(d.line(me.language, 'which-relay', { codes: [...me.volunteer.held, ...live].map(r => r.code).join(', ') }));
    return true;
  }
  if (takesPages(d, me, text) || (!code && !takesOne(me, bare) && answersPage(d, me))) return true;
  const page = live.find(r => r.code === code && r.kind === 'page');
  if (page && !TAKES.test(bare)) seen(d, me, page.code);
  else if (!code && live.length > 1) whichOffer(d, me, live);
  else accept(d, me, code, words);
  return true;
};

/** The offer that ran out a while ago and that "I can drive her, what time exactly?" is a yes with a question to, where nobody has it yet. */
const stillMeant = (d: Draft, me: Helper, text: string): readonly Ref[] => {
  const last = me.volunteer.lapsed.at(-1);
  if (!last || waits(d, me) || msBetween(last.at, d.now) > AT_HAND_MS || !isQuestion(text.slice(text.search(/[,.;!?]/) + 1))) return [];
  const c = d.caseByCode(last.code);
  const isWilling = text.split(/[,.;!?]+/).some(part => understandReply(part.trim()) === 'accept' || WILLING.test(part));
  return isWilling && c && isFree(c) ? [last] : [];
};
const WILLING = /\b(?:i|we) (?:can|could|will|am able to|'ll)\b|\b(?:yo )?(?:l[aoe]s? )?(?:puedo|podria|podemos)\b/i;

/** Words that are neither yes nor no while an offer is open, and no need of their own: the offer is put again, and that it is not theirs. */
export const notYet = (d: Draft, me: Helper, text: string): boolean => {
  const live = me.volunteer.live.filter(r => r.kind === 'offer');
  const offers = live.length > 0 ? live : stillMeant(d, me, text);
  const [only] = offers;
  const isMeant = live.length === 0 || meansOffer(d, me, text);
  if (!only || me.volunteer.held.length > 0 || !isMeant || text.trim() === '') return false;
  const understood = understand(text);
  if (understood.request && understood.needs.length > 0) return false;
  const c = d.case(only.number, only.code);
  const says = offers.length === 1 && !isQuestion(text) && wordsIn(text) >= SHORT_WORDS && c !== undefined;
  if (says) keepSaid(d, me, c, text.trim());
  if (asksUs(text)?.what === 'who') d.reply(d.line(me.language, 'this-is'));
  else if (isQuestion(text)) d.reply(d.line(me.language, 'told-once-yours'));
  if (offers.length > 1) whichOffer(d, me, offers);
  else d.reply(d.line(me.language, says ? 'not-yet-said' : 'not-yet-yours', { code: only.code, me: me.volunteer.name }));
  return true;
};
