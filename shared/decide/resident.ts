import { type Case, isOpen, withNote } from '../domain/case.ts';
import { firstName } from '../domain/volunteer.ts';
import { matchCommand, matchGlobal } from '../script/match.ts';
import type { Understanding } from '../understand/understanding.ts';
import { codeFirst, codeIn } from './codes.ts';
import { begin, decideGlobal, goOn } from './converse.ts';
import type { Draft } from './draft.ts';
import type { Speaker } from './meet.ts';
import { decideNeed } from './need.ts';
import { wantPerson } from './opening.ts';
import { whatForResident } from './phrases.ts';
import { passOn } from './relay.ts';
import { replyStatus, statusOf } from './status.ts';
import { waits } from './turn.ts';
import { askPerson, startReport } from './wishes.ts';
import type { TextIn } from './world.ts';

const mine = (d: Draft, me: Speaker): readonly Case[] => d.cases(me.number).filter(c => c.person === me.person.id);
export const myOpen = (d: Draft, me: Speaker): readonly Case[] => mine(d, me).filter(isOpen);

/** The one case a command means: the named one, or the only one open. Otherwise it says what to text, and answers undefined. */
const theCase = (d: Draft, me: Speaker, rest: string, command: string): Case | undefined => {
  const { code } = codeIn(rest);
  const open = myOpen(d, me);
  const meant = code ? mine(d, me).find(c => c.code === code) : open.length === 1 ? open[0] : undefined;
  if (meant && isOpen(meant)) return meant;
  if (meant) d.reply(d.line(me.language, 'status-closed', { code: meant.code }));
  else if (code) d.reply(d.line(me.language, 'no-such-case', { code }));
  else if (open.length === 0) d.reply(d.line(me.language, 'status-none'));
  else
    d.reply(
      d.line(me.language, 'which-case', {
        codes: open.map(c => `${c.code} ${whatForResident(d, c, me.language)}`).join('; '),
        word: d.keyword(me.language, command),
      }),
    );
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
  noteTo(d, me, c, words);
  d.reply(d.line(me.language, 'noted', { code: c.code }));
};

/** Words for a case: to the one who has it, or kept with it. */
const noteTo = (d: Draft, me: Speaker, c: Case, words: string): void => {
  if (c.holder) passOn(d, me, c, words);
  else d.putCase(withNote(c, words));
};

/** What a coordinator must read but nobody need be hurried for: a gift, a wish to join, an opinion, "forget me". */
const toCoordinator = (d: Draft, me: Speaker, text: string): void => {
  const { case: c } = wantPerson(d, me, text, 'this-week');
  d.reply(d.line(me.language, 'passed-on', { code: c.code }));
};

const decideCommand = (d: Draft, me: Speaker, command: string, rest: string, text: string, understood: Understanding): boolean => {
  switch (command) {
    case 'need':
      begin(d, decideNeed(d, me, text, rest, understood));
      return true;
    case 'status':
      replyStatus(d, me, codeIn(rest).code);
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
      askPerson(d, me, text);
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

const byCode = (d: Draft, me: Speaker, text: string): boolean => {
  const named = codeFirst(text);
  const c = named && mine(d, me).find(x => x.code === named.code);
  if (!named || !c) return false;
  if (named.words === '' || !isOpen(c)) d.reply(statusOf(d, me, c));
  else {
    noteTo(d, me, c, named.words);
    if (!c.holder) d.reply(d.line(me.language, 'noted', { code: c.code }));
  }
  return true;
};

/** Words that answer nothing we asked, while someone has the person's case: they are for that someone. */
const toHolder = (d: Draft, me: Speaker, text: string): boolean => {
  const held = myOpen(d, me).filter(c => c.holder && c.status === 'accepted');
  const [only] = held;
  if (!only) return false;
  if (held.length === 1) passOn(d, me, only, text);
  else d.reply(d.line(me.language, 'which-relay', { codes: held.map(c => `${c.code} ${firstName(c.holder?.name ?? '')}`).join(', ') }));
  return true;
};

/** After danger or a call for a person, what they write goes to that person, not to a menu. */
const toWaitingPerson = (d: Draft, me: Speaker, text: string): boolean => {
  const c = myOpen(d, me).findLast(x => x.kind !== 'need' && !x.holder && x.urgency !== 'this-week');
  if (!c) return false;
  d.putCase(withNote(c, text));
  d.reply(d.line(me.language, c.kind === 'safety' ? 'danger-more' : 'told-them', { code: c.code }));
  return true;
};

const courtesy = (command: string | undefined): boolean => command === 'thanks';

/** Words outside any question: a need said freely, something for the one who has the case, thanks, or the menu. */
const freeText = (d: Draft, me: Speaker, text: TextIn, understood: Understanding, command: string | undefined): void => {
  const spoken = text.body.trim();
  if (understood.request && understood.needs.length > 0) return begin(d, decideNeed(d, me, spoken, spoken, understood));
  if (spoken !== '' && (toHolder(d, me, spoken) || toWaitingPerson(d, me, spoken))) return;
  if (understood.request) return begin(d, decideNeed(d, me, spoken, spoken, understood));
  if (courtesy(command) && !me.isNew) return;
  if (text.media > 0 && spoken === '') return d.reply(d.line(me.language, 'picture'));
  offerMenu(d, me, spoken, command);
};

/** Nothing understood: the menu, which takes the text itself as its first answer ("1"). */
const offerMenu = (d: Draft, me: Speaker, spoken: string, command: string | undefined): void => {
  const greeted = command === 'hello' || command === 'thanks' || spoken === '';
  if (/^\W*[1-4]\W*$/.test(spoken)) {
    begin(d, { with: me, script: 'menu', known: {}, silent: true });
    goOn(d, me, spoken, {});
    return;
  }
  if (!greeted && !me.isNew) d.reply(d.line(me.language, 'sorry'));
  begin(d, { with: me, script: 'menu', known: {} });
  if (!me.person.languageSure && d.world.community.languages.length > 1) d.reply(d.line(me.language, 'ask-language'));
};

/**
 * Whether a command typed while a question waits is rather the answer to that question: "need food" to "What do you need?", and whatever
 * begins like a command while somebody tells in their own words what happened.
 */
const answersQuestion = (d: Draft, me: Speaker, command: string, rest: string): boolean => {
  const session = d.session(me.number);
  if (!session) return false;
  const node = d.world.book.scripts[session.script]?.nodes[session.node];
  const ownWords = node?.kind === 'ask' && (node.input === 'text' || node.sensitive);
  if (ownWords && rest !== '') return true;
  if (session.script === 'report' && command !== 'status' && command !== 'need') return true;
  if (command === 'need' && (session.script === 'need' || session.script === 'change')) return true;
  return command === session.script || command === 'thanks' || command === 'hello';
};

/** A resident's text, in the order in which it can mean something. */
export const decideResident = (d: Draft, me: Speaker, text: TextIn, understood: Understanding): void => {
  const spoken = text.body.trim();
  const matched = matchCommand(d.world.book, me.language, spoken);
  const waiting = waits(d, me);
  if (
    matched &&
    !(waiting && answersQuestion(d, me, matched.command, matched.rest)) &&
    decideCommand(d, me, matched.command, matched.rest, spoken, understood)
  ) {
    return;
  }
  if (waiting && goOn(d, me, spoken, understood)) return;
  const global = matchGlobal(d.world.book, me.language, spoken);
  if (global && decideGlobal(d, me, global)) return;
  if (byCode(d, me, spoken)) return;
  freeText(d, me, text, understood, matched?.command);
};
