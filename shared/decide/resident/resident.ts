import { type Case, isOpen } from '../../domain/case.ts';
import type { CaseCode } from '../../domain/ids.ts';
import { matchGlobal } from '../../script/match.ts';
import { isTelling } from '../../understand/small-talk.ts';
import { understand } from '../../understand/understand.ts';
import type { Understanding } from '../../understand/understanding.ts';
import { besideWhy } from '../../understand/why-call.ts';
import type { Draft } from '../draft/draft.ts';
import type { Speaker } from '../draft/meet.ts';
import { type Follow, isGuess, waits } from '../draft/turn.ts';
import type { TextIn } from '../draft/world.ts';
import { answersDoubt, asksWhetherDanger, asksWhetherDespair, otherLine } from '../first/in-doubt.ts';
import { isOfClosedReport } from '../helper/late.ts';
import { alwaysBack, callMe } from '../phone/ring-back.ts';
import { codeFirst, codeIn } from '../words/codes.ts';
import { commandIn } from '../words/command-in.ts';
import { lostOnMenu } from '../words/helper-help.ts';
import { listed, whatForResident } from '../words/phrases.ts';
import { replyByCode, replyStatus, statusOf } from '../words/status.ts';
import { tellsAnotherTime } from './another-time.ts';
import { answersUs } from './answer-us.ts';
import { askedAnew, saidAnew, withdrawAskedAnew } from './asked-anew.ts';
import { asksWhy } from './asks-why.ts';
import { besideArrived } from './beside-arrived.ts';
import { keepBeside, noteTo, putAgain } from './beside-status.ts';
import { askedByCode } from './by-code.ts';
import { saysWhetherItCame } from './came-word.ts';
import { changesNamed, tellsOf } from './changes.ts';
import { saysAboutUs, speaksAgainst } from './complaint.ts';
import { begin, decideGlobal, goOn } from './converse.ts';
import { couldMean } from './could-mean.ts';
import { kindWord } from './courtesy.ts';
import { isForElse } from './for-else.ts';
import { callsHolder, isForHolder } from './for-holder.ts';
import { correctsBesideMenu, freeText, keyTooLate, leftAlone, mine, myOpen } from './free-text.ts';
import { arrivedAsked, keepAsking } from './keep-asking.ts';
import { decideNeed, sameOpen } from './need.ts';
import { noMoreQuestions } from './no-more-questions.ts';
import { ratedInWords } from './rated-in-words.ts';
import { GO_ON, restates } from './restated.ts';
import { refuses, sayRefused } from './unwanted.ts';
import { saysWhich } from './which-one.ts';
import { askPerson, startReport, toCoordinator } from './wishes.ts';
import { withMore } from './with-more.ts';

/** So much of what comes with CHANGE waits for the answer to which one it is for. */
const SAID_MAX = 160;

/** The one case a command means: the named one, or the only one open. Otherwise it says so, or asks which, and answers undefined. */
const theCase = (d: Draft, me: Speaker, rest: string, command: 'change' | 'withdraw'): Case | undefined => {
  const { code, words } = codeIn(rest);
  const open = couldMean(myOpen(d, me), words, command);
  const said = command === 'change' && words !== '' ? { said: words.slice(0, SAID_MAX) } : {};
  const meant = code ? mine(d, me).find(c => c.code === code) : open.length === 1 ? open[0] : undefined;
  if (meant && isOpen(meant)) return meant;
  if (meant) d.reply(d.line(me.language, 'status-closed', { code: meant.code }));
  else if (code) d.reply(d.line(me.language, 'no-such-case', { code }));
  else if (open.length === 0) d.reply(d.line(me.language, 'status-none'));
  else
    begin(d, { with: me, script: 'which', known: { codes: open.map(c => c.code), listed: listed(d, me, open), then: command, ...said } });
  return undefined;
};

const withdraw = (d: Draft, me: Speaker, rest: string): void => {
  const c = theCase(d, me, rest, 'withdraw');
  if (c) begin(d, { with: me, script: 'withdraw', known: { code: c.code, what: whatForResident(d, c, me.language) } });
};

const change = (d: Draft, me: Speaker, rest: string): void => {
  const c = theCase(d, me, rest, 'change');
  if (!c) return;
  const { words } = codeIn(rest);
  if (words === '') return begin(d, { with: me, script: 'change', known: { codes: [c.code], code: c.code } });
  tellsOf(d, me, c, words);
};

/** Commands that people begin a request with: "give me food", "info, I need food", "status? we have no food". */
const OPENS_A_REQUEST: ReadonlySet<string> = new Set(['status', 'info', 'give']);

/** The command, unless what comes with it asks for help. Whoever asks where a request stands and repeats it still asks where it stands. */
const commandOrNeed = (d: Draft, me: Speaker, command: string, rest: string, understood: Understanding): string => {
  if (!OPENS_A_REQUEST.has(command) || rest === '' || !understood.request || understood.needs.length === 0) return command;
  return command === 'status' && sameOpen(d, me, understood.needs) ? command : 'need';
};

/** NEED FODO: what is needed was said, and misspelt. "Did you mean food?" is asked in place of what they need. */
const beginNeed = (d: Draft, me: Speaker, follow: Follow, rest: string): void => {
  const misspelt = follow.script === 'need' && follow.known.what === undefined && rest !== '' && isGuess(d, follow, rest);
  begin(d, misspelt ? { ...follow, silent: true } : follow);
  if (misspelt) goOn(d, me, rest, {});
};

const decideCommand = (d: Draft, me: Speaker, named: string, rest: string, text: string, understood: Understanding): boolean => {
  const command = commandOrNeed(d, me, named, rest, understood);
  switch (command) {
    case 'need':
      beginNeed(d, me, decideNeed(d, me, text, named === 'need' ? rest : text, understood), rest);
      return true;
    case 'status':
      keepBeside(d, me, rest, text);
      replyStatus(d, me, codeIn(rest).code);
      putAgain(d, me);
      return true;
    case 'change':
      change(d, me, rest);
      return true;
    case 'withdraw':
      withdraw(d, me, rest);
      return true;
    case 'report':
      begin(d, startReport(d, me, rest));
      return true;
    case 'call-me':
      if (d.channel === 'voice' || besideWhy(rest).split(/\s+/).length > 2) askPerson(d, me, text);
      else callMe(d, me);
      return true;
    case 'ring-back':
      alwaysBack(d, me, true);
      return true;
    case 'ring-back-off':
      alwaysBack(d, me, false);
      return true;
    case 'info':
      d.reply(d.line(me.language, 'no-directory'));
      return true;
    case 'give':
    case 'volunteer':
    case 'feedback':
    case 'forget-me':
      toCoordinator(d, me, text);
      return true;
    default:
      return false;
  }
};

const ZIP_LENGTH = 5;

/** A code alone, which is none of theirs. One that may be a ZIP is taken for a code only where it is one. */
const bareCode = (d: Draft, me: Speaker, code: CaseCode): void => {
  if (otherLine(d, me, code)) return;
  if (code.length < ZIP_LENGTH) return replyByCode(d, me, code);
  const c = askedByCode(d, me, code);
  if (c && c !== 'enough') d.reply(statusOf(d, me, c));
};

/** A text that begins with a case's code: where it stands, or words for it. */
const byCode = (d: Draft, me: Speaker, text: string): boolean => {
  const named = codeFirst(text);
  const c = named && mine(d, me).find(x => x.code === named.code);
  if (!named) return false;
  // Nobody learns from the answer whether there is such a case.
  if (!c && named.words === '') bareCode(d, me, named.code);
  if (!c) return d.answer !== null;
  const asks = isOpen(c) || named.words === '' ? undefined : understand(named.words);
  if (asks?.request) begin(d, decideNeed(d, me, named.words, named.words, asks));
  else if (named.words === '' || !isOpen(c)) d.reply(statusOf(d, me, c));
  else if (!changesNamed(d, me, c, named.words)) {
    noteTo(d, me, c, named.words);
    if (!c.holder) d.reply(d.line(me.language, 'noted', { code: c.code }));
  }
  return true;
};

/**
 * Whether a command typed while a question waits is rather the answer to that question: "need food" to "What do you need?", and whatever
 * begins like a command while somebody tells in their own words what happened.
 */
const answersQuestion = (d: Draft, me: Speaker, command: string, rest: string): boolean => {
  const session = d.session(me.number);
  if (!session) return false;
  const node = d.world.book.scripts[session.script]?.nodes[session.node];
  if (command === 'need' && isOfClosedReport(d, me, session)) return false;
  const ownWords = node?.kind === 'ask' && (node.input === 'text' || node.sensitive);
  if (ownWords && rest !== '') return true;
  if (session.script === 'report' && command !== 'status' && command !== 'need') return true;
  if (command === 'need' && (session.script === 'need' || session.script === 'change')) return true;
  return command === session.script || command === 'thanks' || command === 'hello';
};

/** A resident's text, in the order in which it can mean something. */
export const decideResident = (d: Draft, me: Speaker, text: TextIn, read: Understanding): void => {
  const understood = withMore(d, me, text.body, read);
  const refused = refuses(d, me, text.body);
  const asked = waits(d, me) ? arrivedAsked(d, me) : undefined;
  if (!answersWaiting(d, me, text, understood) && asked) keepAsking(d, me, asked);
  sayRefused(d, me, refused);
};

/** Words of despair are no answer to where or when. While somebody tells what happened, or is asked about these very words, they stay with that. */
const despairs = (d: Draft, me: Speaker, spoken: string, understood: Understanding): boolean => {
  const script = d.session(me.number)?.script;
  return script !== 'doubt' && script !== 'report' && understood.needs.length === 0 && asksWhetherDespair(d, me, spoken);
};

/** Does what the text says; answers whether it went to the question that waited. */
const answersWaiting = (d: Draft, me: Speaker, given: TextIn, understood: Understanding): boolean => {
  const told = answersUs(d, me, given.body.trim(), understood);
  if (told === undefined) return true;
  if (noMoreQuestions(d, me, told)) return true;
  const spoken = saidAnew(d, me, told);
  const text = { ...given, body: spoken };
  const matched = callsHolder(d, me, spoken) ? undefined : commandIn(d, me, spoken);
  const beside = waits(d, me) && (!matched || matched.command === 'thanks') ? besideArrived(d, me, spoken, understood) : undefined;
  if (beside === 'done') return true;
  const opens = matched === undefined || matched.command === 'thanks' || matched.command === 'hello';
  if ((opens || matched.command === 'need') && understood.needs.length === 0 && answersDoubt(d, me, spoken)) return true;
  if (opens && (askedAnew(d, me, spoken) || saysWhetherItCame(d, me, spoken))) return true;
  const askedNothing = matched?.command === 'need' && understood.needs.length === 0;
  if ((opens || askedNothing) && tellsAnotherTime(d, me, spoken)) return true;
  if (saysWhich(d, me, spoken, understood, matched)) return true;
  if ((!matched || matched.command === 'change' || (opens && speaksAgainst(d, me, spoken))) && saysAboutUs(d, me, spoken, understood))
    return false;
  if (!matched && isForElse(d, me, spoken, understood)) return true;
  const waiting = waits(d, me) && !isForHolder(d, me, spoken);
  const isAnswer = matched !== undefined && waiting && answersQuestion(d, me, matched.command, matched.rest);
  if (matched && !isAnswer && decideCommand(d, me, matched.command, matched.rest, spoken, understood)) return false;
  if (waiting && text.media > 0 && spoken === '') {
    d.reply(d.line(me.language, 'picture'));
    return goOn(d, me, 'repeat', {});
  }
  if (waiting && d.session(me.number)?.script === 'menu' && matched?.command === 'hello' && !isTelling(matched.rest) && !understood.request)
    return goOn(d, me, 'repeat', {});
  if (waiting && !matched && correctsBesideMenu(d, me, spoken, understood)) return true;
  if (waiting && (despairs(d, me, spoken, understood) || keyTooLate(d, me, spoken))) return true;
  if (waiting && leftAlone(d, me, text, understood, matched)) return true;
  if (waiting && ratedInWords(d, me, spoken, understood, matched?.command)) return true;
  const kind = waiting ? kindWord(d, me, spoken, understood, matched) : undefined;
  if (kind) {
    d.reply(d.line(me.language, kind));
    return goOn(d, me, 'repeat', {});
  }
  if (waiting && d.session(me.number)?.script === 'menu' && !understood.request && asksWhetherDanger(d, me, spoken)) return true;
  if (waiting && asksWhy(d, me, spoken, understood)) return goOn(d, me, 'repeat', {});
  if (waiting && lostOnMenu(d, me, spoken, understood)) return true;
  if (waiting && restates(d, me, spoken, understood, matched)) return goOn(d, me, GO_ON, {});
  if (waiting && (withdrawAskedAnew(d, me, spoken) || goOn(d, me, spoken, understood))) return true;
  const global = matchGlobal(d.world.book, me.language, spoken);
  // Nothing to go back to: the menu is where everything begins.
  if (global && decideGlobal(d, me, global === 'back' ? 'menu' : global)) return false;
  if (!byCode(d, me, spoken)) freeText(d, me, text, understood, matched);
  return false;
};
