import { isOpen } from '../../domain/case.ts';
import { type CaseCode, caseCode, DAY_MS, MINUTE_MS, msBetween } from '../../domain/ids.ts';
import { matchCommand } from '../../script/match.ts';
import { asksUs } from '../../understand/asks-us.ts';
import { isOnlyEta } from '../../understand/eta.ts';
import { isQuestion } from '../../understand/question.ts';
import { doneWith, understandReply } from '../../understand/reply.ts';
import { understand } from '../../understand/understand.ts';
import type { Draft } from '../draft/draft.ts';
import type { Helper, Speaker } from '../draft/meet.ts';
import { answersMenu, waits } from '../draft/turn.ts';
import { callByText } from '../phone/masked.ts';
import { begin } from '../resident/converse.ts';
import { answersCover } from '../shifts/cover-answer.ts';
import { cover } from '../shifts/cover-words.ts';
import { oneTime } from '../shifts/one-time.ts';
import { answersShift } from '../shifts/shift-answer.ts';
import { hours, setDuty, shifts } from '../shifts/shift-words.ts';
import { codeFirst, codeIn } from '../words/codes.ts';
import { kindOrWhat } from '../words/phrases.ts';
import { readOfIt } from '../words/read-of-it.ts';
import { aboutCase, has } from './about-case.ts';
import { accept, seen, whichOffer } from './accept.ts';
import { answersPage, TAKES, takesOne, takesPages } from './bare-ok.ts';
import { cannotNow } from './cannot-now.ts';
import { chat, isTheirOwn, tellsWhen } from './chat.ts';
import { answersCheck } from './check-answer.ts';
import { commandBehind } from './command-behind.ts';
import { doneSeveral } from './done-several.ts';
import { saysCannot } from './give-back.ts';
import { toGiveBack } from './give-back-asked.ts';
import { reportsHarm } from './harm.ts';
import { done, late, release } from './held.ts';
import { namesOtherDay } from './other-day.ts';
import { pass } from './pass.ts';
import { setPin } from './pin.ts';
import { backup, quietHours, wake } from './quiet-words.ts';
import { severalCodes } from './several-codes.ts';

export const myCases = (d: Draft, me: Helper): void => {
  const held = me.volunteer.held.map(r => d.case(r.number, r.code)).filter(c => c !== undefined && isOpen(c));
  if (held.length === 0) return d.reply(d.line(me.language, 'none-held', { me: me.volunteer.name }));
  const cases = held.map(c => (c ? d.line(me.language, 'my-case', { code: c.code, what: kindOrWhat(d, c, me.language) }) : '')).join('; ');
  d.reply(d.line(me.language, 'my-cases', { cases }));
};

const NEED_A_CASE: ReadonlySet<string> = new Set(['accept', 'pass', 'done', 'release', 'late']);

/** Somebody who has nothing in hand and is asked about a request of their own means that: "late tonight" says when. */
const answersOwn = (d: Draft, me: Helper): boolean => waits(d, me) && me.volunteer.held.length === 0 && me.volunteer.live.length === 0;

/**
 * What ACCEPT names: a case and the words with it. "ACCEPT in 20 min" and "ACCEPT 120 min" name no case but a time, and "ACCEPT 20 412" one
 * of their offers; where a second code of theirs follows, it is no number of minutes.
 */
const acceptedIn = (d: Draft, me: Helper, rest: string): ReturnType<typeof codeIn> => {
  const { live, lapsed } = me.volunteer;
  const first = codeIn(rest);
  const known = (code: CaseCode): boolean => has(live, code) || has(lapsed, code) || d.caseByCode(code) !== undefined;
  if (first.code && known(first.code)) {
    const second = caseCode(first.words);
    return second && has(live, second) ? { code: first.code, words: '' } : first;
  }
  const theirs = (rest.match(CODES) ?? []).map(caseCode).find(code => code !== undefined && has(live, code));
  if (theirs) return { code: theirs, words: rest.replace(theirs, ' ').replace(/\s+/g, ' ').trim() };
  // "412 after 5" names a code and a time, be it of a case or none; "120 min" is a time alone.
  return first.code && first.words !== '' && isOnlyEta(rest) && !isOnlyEta(first.words) ? { words: rest } : first;
};

const decideCommand = (d: Draft, me: Helper, command: string, rest: string): boolean => {
  const { code, words } = command === 'accept' ? acceptedIn(d, me, rest) : codeIn(rest);
  if (!code && rest !== '' && NEED_A_CASE.has(command) && answersOwn(d, me)) return false;
  if (command === 'accept' && (answersShift(d, me, rest) || (rest === '' && answersCover(d, me, 'ok')))) return true;
  switch (command) {
    case 'accept':
      if (!(code && !has(me.volunteer.held, code)) && tellsWhen(d, me, words)) return true;
      accept(d, me, code, words);
      return true;
    case 'pass':
      pass(d, me, code, words);
      return true;
    case 'done':
      done(d, me, code, words);
      return true;
    case 'release':
      release(d, me, code, words);
      return true;
    case 'late':
      late(d, me, code, words);
      return true;
    case 'on':
    case 'off':
      if (rest !== '') return oneTime(d, me, command, rest);
      setDuty(d, me, command);
      return true;
    case 'my-cases':
      myCases(d, me);
      return true;
    case 'shifts':
      return shifts(d, me, rest);
    case 'cover':
      return cover(d, me, rest);
    case 'hours':
      return hours(d, me, rest);
    case 'quiet':
      return quietHours(d, me, rest);
    case 'wake':
      return wake(d, me, rest);
    case 'backup':
      return backup(d, me, rest);
    case 'pin':
      setPin(d, me, rest);
      return true;
    case 'call':
      if (rest !== '' && !code) return false;
      callByText(d, me, code);
      return true;
    case 'show':
    case 'assign':
    case 'close':
    case 'reopen':
    case 'note':
    case 'cases':
    case 'who':
      if (rest !== '' && !code) return false;
      d.reply(d.line(me.language, 'not-yours-to-do'));
      return true;
    default:
      return false;
  }
};

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

/** Whether an answer without a code is about an offer: it goes to what was asked last. */
const meansOffer = (d: Draft, me: Helper, text: string): boolean => {
  const { live, lapsed, held } = me.volunteer;
  const asked = waits(d, me) ? d.session(me.number) : undefined;
  // The menu takes its own choices for an answer; whatever else may answer an offer does.
  const session = asked?.script === 'menu' && !answersMenu(d, me, text) ? undefined : asked;
  if (live.length === 0) {
    const last = lapsed.at(-1);
    return !session && held.length === 0 && wordsIn(text) <= SHORT_WORDS && last !== undefined && msBetween(last.at, d.now) < DAY_MS;
  }
  if (!session) return true;
  if (/^\W*\d\W*$/.test(text) && msBetween(session.at, d.now) < FRESH_MS) return false;
  return live.some(r => r.at > session.at);
};

/** "no but I can in 2 hours": a no to this offer, whatever else is offered in it; the words are kept. */
const NO_BUT = /^\W*(?:no|nope|nah)\b[\s,.;!-]*(?:but|pero)\b/i;

/** LISTO from somebody who has one case, and is asked nothing: it is done. To anything else it is an OK. */
const meansDone = (d: Draft, me: Helper): boolean => me.volunteer.held.length === 1 && me.volunteer.live.length === 0 && !waits(d, me);

/** "On my way" is said to whoever waits for what they have; as an answer to an offer it would be another promise. */
const ON_WAY = /\b(?:on (?:my|the) way|omw|almost there|heading (?:there|over)|en camino|voy para all[aá]|ya (?:voy|casi))\b/i;

/** YES, OK, 1, "I can", SI; "no but I can in 2 hours": an answer to what is open for them, if something is. */
const decideReply = (d: Draft, me: Helper, text: string): boolean => {
  const { live } = me.volunteer;
  const code = codeMeant(d, me, text);
  if (!code && !meansOffer(d, me, text)) return false;
  const bare = code ? text.replace(code, ' ').replace(/\s+/g, ' ').trim() : text.trim();
  const reply = NO_BUT.test(bare) ? 'refuse' : understandReply(bare);
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

/** Words that are neither yes nor no while an offer is open, and no need of their own: the offer is put again, and that it is not theirs. */
const notYet = (d: Draft, me: Helper, text: string): boolean => {
  const offers = me.volunteer.live.filter(r => r.kind === 'offer');
  const [only] = offers;
  if (!only || me.volunteer.held.length > 0 || !meansOffer(d, me, text) || text.trim() === '') return false;
  const understood = understand(text);
  if (understood.request && understood.needs.length > 0) return false;
  if (asksUs(text)?.what === 'who') d.reply(d.line(me.language, 'this-is'));
  else if (isQuestion(text)) d.reply(d.line(me.language, 'told-once-yours'));
  if (offers.length > 1) whichOffer(d, me, offers);
  else d.reply(d.line(me.language, 'not-yet-yours', { code: only.code, me: me.volunteer.name }));
  return true;
};

/**
 * A text of a volunteer, or of someone of the team, about cases. Answers false where it was none: then they are a neighbor like
 * everyone, who may need help too.
 */
export const decideVolunteer = (d: Draft, speaker: Speaker, text: string): boolean => {
  if (!speaker.volunteer) return false;
  const me: Helper = { ...speaker, volunteer: speaker.volunteer };
  const isTheirs = asHelper(d, me, text);
  if (isTheirs) readOfIt(d, me);
  return isTheirs;
};

const asHelper = (d: Draft, me: Helper, text: string): boolean => {
  const asked = toGiveBack(d, me, text);
  if (asked === 'answer') return false;
  if (asked === undefined && (doneSeveral(d, me, text) || severalCodes(d, me, text) || answersCheck(d, me, text))) return true;
  const cannot = asked ?? saysCannot(d, me, text);
  if (cannot !== false) {
    if (cannot !== true) begin(d, cannot);
    return true;
  }
  const coded = codeFirst(text);
  const behind = coded && commandBehind(d, me, coded.code, coded.words);
  if (behind === 'unread' || (behind && decideCommand(d, me, behind.command, behind.rest))) return true;
  if (coded && has(me.volunteer.held, coded.code) && reportsHarm(d, me, coded.words)) return true;
  if (coded && aboutCase(d, me, coded.code, coded.words)) return true;
  const matched = matchCommand(d.world.book, me.language, text);
  if (matched && decideCommand(d, me, matched.command, matched.rest)) return true;
  const tookWith = doneWith(text);
  if (tookWith !== undefined && meansDone(d, me)) return decideCommand(d, me, 'done', tookWith);
  if (answersShift(d, me, text) || decideReply(d, me, text)) return true;
  if (cannotNow(d, me, text)) return true;
  const theirOwn = coded !== undefined && d.case(me.number, coded.code) !== undefined;
  if (theirOwn || isTheirOwn(d, me, text, matched)) return false;
  return notYet(d, me, text) || chat(d, me, text, matched);
};
