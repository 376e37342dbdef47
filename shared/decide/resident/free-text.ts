import { type Case, isFree, isOpen, withNote } from '../../domain/case.ts';
import { msBetween } from '../../domain/ids.ts';
import { firstName } from '../../domain/volunteer.ts';
import { own } from '../../script/choices.ts';
import { GOES_ON_MS } from '../../script/limits.ts';
import { type CommandMatch, fold } from '../../script/match.ts';
import { mayBeDespair } from '../../understand/danger.ts';
import { asksWhatNext } from '../../understand/question.ts';
import { isTelling, saysMore } from '../../understand/small-talk.ts';
import { sendsWord } from '../../understand/speaks-of.ts';
import type { Understanding } from '../../understand/understanding.ts';
import type { Draft } from '../draft/draft.ts';
import { isHeard, type Speaker } from '../draft/meet.ts';
import { tellCoordinators } from '../draft/tell.ts';
import type { TextIn } from '../draft/world.ts';
import { asksWhetherDanger, asksWhetherDespair } from '../first/in-doubt.ts';
import { tellsHelper } from '../words/helper-help.ts';
import { codesWithNames, saySentTo } from '../words/holders.ts';
import { replyStatus } from '../words/status.ts';
import { answersAsked } from './answers-holder.ts';
import { changesHeld, dropsPart, toldToHolder, wasDone } from './changes.ts';
import { begin, goOn, menuAfter } from './converse.ts';
import { isCourtesy } from './courtesy.ts';
import { decideNeed } from './need.ts';
import { toOpenNeed } from './open-need.ts';
import { isUnread, wantPerson } from './opening.ts';
import { passOn } from './relay.ts';
import { othersAreHelped, perhapsForAnother } from './shared-phone.ts';
import { toWaitingPerson, toWaitingSafety } from './waiting-people.ts';

/** The cases of this person; nobody else's on the same phone. */
export const mine = (d: Draft, me: Speaker): readonly Case[] => d.cases(me.number).filter(c => c.person === me.person.id);
export const myOpen = (d: Draft, me: Speaker): readonly Case[] => mine(d, me).filter(c => isOpen(c) && !isUnread(c, d.now));

/** Words that answer nothing we asked, while someone has the person's case: they are for that someone. */
const toHolder = (d: Draft, me: Speaker, text: string, understood: Understanding): boolean => {
  const held = myOpen(d, me).filter(c => c.holder && c.status === 'accepted');
  const [only] = held;
  if (!only) return false;
  if (dropsPart(d, me, held, text) || (held.length === 1 && changesHeld(d, me, only, text, understood))) return true;
  // A day or a number in what is told to somebody for safety must not make their case less urgent.
  const tellsMore = only.kind === 'need' && only.place === undefined;
  const danger = held.length > 1 ? held.filter(c => c.kind === 'safety' && c.danger) : [];
  if (danger[0] && danger.length === 1) return toSafety(d, me, danger[0], held, text);
  if (held.length === 1) {
    passOn(d, me, tellsMore ? toldToHolder(d, only, text, understood) : only, text);
    // "Help he's here" may be of no neighbor who brings something: whoever has it reads it, and it is asked.
    if (only.kind === 'need') asksWhetherDanger(d, me, text);
  } else d.reply(d.line(me.language, 'which-relay', { codes: codesWithNames(held) }));
  return true;
};

/** Whoever is in danger and has a request besides looks up no code: it is for the one who sees to the danger, and they hear how to reach the others. */
const toSafety = (d: Draft, me: Speaker, c: Case, held: readonly Case[], text: string): true => {
  passOn(d, me, c, text);
  saySentTo(
    d,
    me,
    c,
    held.filter(other => other.code !== c.code),
  );
  return true;
};

/** A thumb up says no more than "seen". */
const isNod = (text: string): boolean => /\p{Extended_Pictographic}/u.test(text) && !/[\p{L}\p{N}]/u.test(text) && !AT_A_LOSS.test(text);
/** A shrug, a question or tears are no thanks: whoever sends them is at a loss, and is answered. */
const AT_A_LOSS = /[🤷🤔❓❔⁉🆘😕🙁☹😟😞😔😢😭🥺😩😫😰😨😱😡😠]/u;

const asksNothing = (d: Draft, me: Speaker, text: TextIn, understood: Understanding, matched: CommandMatch | undefined): boolean =>
  !me.isNew && (isCourtesy(text.body, understood, matched) || (isNod(text.body) && mine(d, me).length > 0));

/** Thanks and a nod are no failed answer to the menu; they are left alone, and it stands. */
export const leftAlone = (d: Draft, me: Speaker, text: TextIn, understood: Understanding, matched: CommandMatch | undefined): boolean => {
  const script = d.session(me.number)?.script;
  return (script === 'menu' || script === 'again' || script === 'apart') && asksNothing(d, me, text, understood, matched);
};

/** While the menu waits: whoever corrects what they told chooses nothing of it. */
export const correctsBesideMenu = (d: Draft, me: Speaker, text: string, understood: Understanding): boolean => {
  if (d.session(me.number)?.script !== 'menu' || understood.request || othersAreHelped(d, me)) return false;
  return /\p{N}|\p{L}{4}/u.test(text) && toOpenNeed(d, me, myOpen(d, me), text, understood);
};

/** From so many words on, a text tells or asks something, even if we do not know what; with a number beside a word, any does: "size 4". */
const TELLING_WORDS = 3;
const HOW_MUCH = /^\W*\p{L}{3,}\W+\d{1,3}\p{L}?\W*$/u;

/** What is told of it then, a coordinator reads at once. */
const toldAfterDone = (d: Draft, c: Case, words: string): boolean => {
  if (!wasDone(d, c)) return false;
  tellCoordinators(d, 'not-arrived-more', c, { words }, 'notice', c.number);
  return true;
};

/** "Is it coming?" gets the answer; anything else told is kept with the one request that is still looked after. */
const aboutOpenNeed = (d: Draft, me: Speaker, text: string): boolean => {
  const open = myOpen(d, me).filter(c => c.kind === 'need' && isFree(c));
  const [only] = open;
  const words = text.match(/\p{L}{2,}/gu)?.length ?? 0;
  const asks = (text.includes('?') && words > 1) || asksWhatNext(text);
  const tells = words >= TELLING_WORDS || HOW_MUCH.test(text);
  if (!only || (!asks && (open.length > 1 || !tells))) return false;
  if (!asks && othersAreHelped(d, me)) {
    d.reply(d.line(me.language, 'begin-with-code'));
    return true;
  }
  if (open.length === 1) d.putCase(withNote(only, text));
  if (asks) replyStatus(d, me);
  else if (toldAfterDone(d, only, text)) d.reply(d.line(me.language, 'noted-told', { code: only.code }));
  else d.reply(d.line(me.language, 'noted-open', { code: only.code }));
  return true;
};

/** Words in a language that the line does not write, and that it did not understand: only a person can help. */
const inAnotherLanguage = (d: Draft, me: Speaker, text: string, understood: Understanding): boolean => {
  if (!understood.language || me.person.speaks !== understood.language || me.volunteer) return false;
  const { case: c } = wantPerson(d, me, text);
  d.reply(d.line(me.language, 'other-language', { code: c.code }));
  return true;
};

/** Somebody has a case of theirs, and a case of another person on this phone: only a code tells for whom the words are. */
const fromEither = (d: Draft, me: Speaker, text: TextIn, understood: Understanding, matched: CommandMatch | undefined): boolean => {
  if (!othersAreHelped(d, me) || !myOpen(d, me).some(c => c.holder && c.status === 'accepted')) return false;
  if (!asksNothing(d, me, text, understood, matched)) d.reply(d.line(me.language, 'begin-with-code'));
  return true;
};

/** "Thanks! Door code is 4471", while a request is still looked after: whoever takes it must read that. */
const thanksAndTells = (d: Draft, me: Speaker, matched: CommandMatch | undefined): boolean =>
  matched !== undefined && saysMore(matched.rest) && myOpen(d, me).some(c => c.kind === 'need');

/** "I feel like giving up, need food": the request is written down, and before its own questions they are asked how it is with them. */
const needAndDespair = (d: Draft, me: Speaker, spoken: string, understood: Understanding): void => {
  const follow = decideNeed(d, me, spoken, spoken, understood);
  const despairs = !me.volunteer && mayBeDespair(spoken);
  begin(d, despairs ? { ...follow, silent: true } : follow);
  if (despairs) asksWhetherDespair(d, me, spoken, true);
};

/** What they ask us to tell whoever brings it: that one hears it now, or reads it with the request. Answers false where nobody is to be told. */
const sentWord = (d: Draft, me: Speaker, spoken: string, understood: Understanding): boolean => {
  const open = myOpen(d, me);
  const names = open.flatMap(({ holder }) => (holder ? [firstName(holder.name)] : []));
  if (open.length === 0 || !sendsWord(spoken, names)) return false;
  return toHolder(d, me, spoken, understood) || aboutOpenNeed(d, me, spoken);
};

/** Words outside any question: a need said freely, something for the one who has the case, thanks, or the menu. */
export const freeText = (d: Draft, me: Speaker, text: TextIn, understood: Understanding, matched: CommandMatch | undefined): void => {
  const spoken = text.body.trim();
  if (spoken !== '' && toWaitingSafety(d, me, myOpen(d, me), spoken, understood, matched)) return;
  if (spoken !== '' && answersAsked(d, me, spoken, understood)) return;
  if (understood.request && sentWord(d, me, spoken, understood)) return;
  if (understood.request && understood.needs.length > 0) return needAndDespair(d, me, spoken, understood);
  if (asksWhetherDespair(d, me, spoken)) return;
  if (spoken !== '' && fromEither(d, me, text, understood, matched)) return;
  if (spoken !== '' && (toHolder(d, me, spoken, understood) || toWaitingPerson(d, me, myOpen(d, me), spoken, understood))) return;
  if (understood.request) return begin(d, decideNeed(d, me, spoken, spoken, understood));
  if (asksNothing(d, me, text, understood, matched) && !thanksAndTells(d, me, matched)) return;
  if (
    dropsPart(d, me, myOpen(d, me), spoken) ||
    toOpenNeed(d, me, myOpen(d, me), spoken, understood) ||
    inAnotherLanguage(d, me, spoken, understood)
  )
    return;
  // What may tell of danger is asked about, also where it could be a note for a request.
  if (asksWhetherDanger(d, me, spoken)) return;
  if ((matched?.command !== 'hello' || isTelling(matched.rest)) && aboutOpenNeed(d, me, spoken)) return;
  if (text.media > 0 && spoken === '') return d.reply(d.line(me.language, 'picture'));
  offerMenu(d, me, spoken, matched);
};

/** A key of the menu, as a digit or written out in any language. */
const menuKey = (d: Draft, spoken: string): number | undefined => {
  const word = fold(spoken);
  const number = /^\d$/.test(word)
    ? Number(word)
    : Object.values(d.world.book.words)
        .map(words => own(words.numbers, word))
        .find(n => n !== undefined);
  return number !== undefined && number >= 1 && number <= 4 ? number : undefined;
};
/** A stray digit must alarm nobody: what it stands for is shown first. */
const REPORT_KEY = 2;

/** A key of a menu that was shown long ago may be for anything: the menu is shown again, with what was said before it. */
export const keyTooLate = (d: Draft, me: Speaker, spoken: string): boolean => {
  const session = d.session(me.number);
  if (d.channel !== 'sms' || session?.script !== 'menu' || msBetween(session.at, d.now) <= GOES_ON_MS || menuKey(d, spoken) === undefined)
    return false;
  const { said } = session.known;
  begin(d, { with: me, script: 'menu', known: said === undefined ? {} : { said } });
  return true;
};

/** Nothing understood: the menu. Who has never seen it may have its key from a flyer; for others, and for volunteers, a digit may be a late answer to something else. */
const offerMenu = (d: Draft, me: Speaker, spoken: string, matched: CommandMatch | undefined): void => {
  const key = menuKey(d, spoken);
  const isKey = key !== undefined;
  if (isKey && key !== REPORT_KEY && !me.volunteer && mine(d, me).length === 0) {
    begin(d, { with: me, script: 'menu', known: {}, silent: true });
    goOn(d, me, spoken, {});
    return;
  }
  const greets = (matched?.command === 'hello' || matched?.command === 'thanks') && !isTelling(matched.rest);
  const greeted = isKey || greets || spoken === '';
  if (!greeted && tellsHelper(d, me, spoken)) return;
  if (!greeted) perhapsForAnother(d, me, spoken);
  if (!greeted && !me.isNew) d.reply(d.line(me.language, 'sorry'));
  if (greeted) begin(d, { with: me, script: 'menu', known: {} });
  else menuAfter(d, me, spoken);
  if (!me.isNew && !isHeard(me) && d.world.community.languages.length > 1) d.reply(d.line(me.language, 'ask-language'));
};
