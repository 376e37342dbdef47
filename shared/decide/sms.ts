import { upBy } from '../domain/awake.ts';
import { isOpen } from '../domain/case.ts';
import { type CarrierWord, carrierWord } from '../domain/consent.ts';
import type { Language } from '../domain/ids.ts';
import { textsArrive } from '../domain/phone-state.ts';
import { heardFrom } from '../domain/volunteer.ts';
import { matchLanguage } from '../script/match.ts';
import type { Understanding } from '../understand/understanding.ts';
import type { Draft } from './draft/draft.ts';
import { chooseLanguage, isHeard, meet, type Speaker } from './draft/meet.ts';
import { isOnPhone, TextDraft } from './draft/text-draft.ts';
import { isOver, waits } from './draft/turn.ts';
import type { Decision, TextIn, World } from './draft/world.ts';
import { decideDanger } from './first/danger.ts';
import { answerSparingly, countAnswer, isDoneQuietly, isQuietTo } from './first/loops.ts';
import { isMachine } from './first/machine.ts';
import { asksAfterAll, besideStop, isTakenBack, isUndone, keepStart, optIn, optOut } from './first/opt-out.ts';
import { askedQuietly, writeDownQuietly } from './first/quiet.ts';
import { asMeant } from './first/reaction.ts';
import { decideTeam } from './helper/team.ts';
import { ofTheirDanger } from './helper/their-danger.ts';
import { decideVolunteer } from './helper/volunteer.ts';
import { keptDuringCall } from './phone/during-call.ts';
import { answersArrival } from './resident/arrival.ts';
import { begin, goOn } from './resident/converse.ts';
import { correctsNumber } from './resident/mistaken.ts';
import { unfinished } from './resident/need.ts';
import { decideResident } from './resident/resident.ts';
import { forAnother } from './resident/shared-phone.ts';
import { understandHere } from './resident/understood.ts';
import { placeUntold } from './resident/untold.ts';
import { helperHelp } from './words/helper-help.ts';

/** A person means never to be texted again: the carrier's word, alone, or the same wish in other words. */
const wantsOut = (text: TextIn, word: CarrierWord | undefined, understood: Understanding): boolean =>
  text.optOut === 'STOP' || word === 'stop' || understood.optOut;

const NO_LETTERS = /^[\d\s]*$/;

/** A language asked for by its own name; or by 9, where there is only one other. */
export const switchLanguage = (d: Draft, me: Speaker, text: string): Language | undefined => {
  const { languages } = d.world.community;
  const others = languages.filter(l => l !== me.language);
  if (/^\W*9\W*$/.test(text) && others.length === 1 && nineIsFree(d, me)) return others[0];
  const named = NO_LETTERS.test(text) ? undefined : matchLanguage(d.world.book, text);
  return named && languages.includes(named) ? named : undefined;
};

/** "How many people?" may be answered with 9, also by a text where it is asked on the phone. */
const nineIsFree = (d: Draft, me: Speaker): boolean => {
  if (d.channel === 'sms' && isOnPhone(d, me.number)) return false;
  const session = d.session(me.number);
  const node = session && d.world.book.scripts[session.script]?.nodes[session.node];
  return !(node?.kind === 'ask' && node.input === 'number');
};

/** The language is set; the question that waits is put again in it. */
export const inLanguage = (d: Draft, me: Speaker): void => {
  d.reply(d.line(me.language, 'language-set'));
  if (waits(d, me) && d.session(me.number)?.script !== 'language') goOn(d, me, 'repeat', {});
  else d.putSession(me.number, null);
};

/** HELP: who we are, and to those who help the words they help with. */
const tellHelp = (d: Draft, me: Speaker): void => {
  d.reply(d.line(me.language, 'help'));
  if (me.volunteer) d.reply(helperHelp(d, me));
};

/** The order is the promise: consent, then danger, then HELP, then what each may do, then everything else. */
const answer = (d: Draft, me: Speaker, text: TextIn, word: CarrierWord | undefined, understood: Understanding): void => {
  if (understood.danger) return ofTheirDanger(d, me, text.body) ? undefined : decideDanger(d, me, text.body, understood.danger, understood);
  if (text.optOut === 'HELP') return;
  if (word === 'help') return tellHelp(d, me);
  if (text.optOut === 'START') return;
  if (isMachine(d, me, text.body, understood)) return;
  const named = switchLanguage(d, me, text.body);
  if (named) return inLanguage(d, chooseLanguage(d, me, named));
  if (me.volunteer && decideTeam(d, me, text.body)) return;
  if (me.volunteer && decideVolunteer(d, me, text.body)) return;
  if (answersArrival(d, me, text.body, understood)) return;
  if (forAnother(d, me, text.body) || keptDuringCall(d, me, text.body, understood)) return;
  decideResident(d, me, text, understood);
};

/** The first answer ever says who we are, unless it says so already or is about danger. */
const introduce = (d: Draft, me: Speaker, introduced: boolean): void => {
  if (!me.isNew || me.volunteer || d.answer === null) return;
  const asksLanguage = d.session(me.number)?.script === 'language';
  const unsure = !asksLanguage && !isHeard(me) && me.person.speaks === undefined && d.world.community.languages.length > 1;
  const other = unsure ? d.line(me.language, 'ask-language') : '';
  // Where the answer ends in a question, the question stays last.
  if (!introduced) d.prepend(`${d.line(me.language, 'who-we-are')} ${other}`.trim());
  else if (unsure) d.reply(other);
  // Their request was understood all the same; whoever is not understood hears it with the person who is asked.
  else if (me.person.speaks !== undefined && !isHeard(me)) d.reply(d.line(me.language, 'we-write'));
};

/** A text came from there, so that texts may get there too, whatever the carrier or its person said of it once. */
const textsAgain = (d: Draft, me: Speaker): Speaker => {
  const { volunteer } = me;
  const back = volunteer?.textless ? { volunteer: textsArrive(volunteer) } : {};
  if (back.volunteer) d.putVolunteer(back.volunteer);
  if (!me.record.unreachable && !me.record.texts) return { ...me, ...back };
  const { unreachable: _unreachable, texts: _unknown, ...record } = me.record;
  d.putRecord(record);
  return { ...me, ...back, record };
};

/** Whoever helps and writes in their quiet hours is awake: what comes of it reaches them. */
const staysUp = (d: Draft, me: Speaker): Speaker => {
  if (!me.volunteer) return me;
  const volunteer = upBy(me.volunteer, d.now, d.world.community);
  if (volunteer === me.volunteer) return me;
  d.putVolunteer(volunteer);
  return { ...me, volunteer };
};

/** Whoever let a case go without a word is asked as everybody is from the moment they text again. */
const heardAgain = (d: Draft, me: Speaker): Speaker => {
  if (!me.volunteer?.unresponsive) return me;
  const volunteer = heardFrom(me.volunteer);
  d.putVolunteer(volunteer);
  return { ...me, volunteer };
};

/** From where a machine seems to answer us, a request, a report and a wish for a person are written down all the same; nothing else is. */
const keepRequest = (d: Draft, me: Speaker, words: string, understood: Understanding): void => {
  if (understood.request) writeDownQuietly(d, me, words, understood);
  else askedQuietly(d, me, words);
};

/** START, by the carrier's word or in their own; a YES only where it can be meant for nothing else. */
const isStart = (d: Draft, me: Speaker, text: TextIn, word: CarrierWord | undefined): boolean =>
  text.optOut === 'START' ||
  (word === 'start' && (me.record.optedOut !== undefined || !/^\W*yes/i.test(text.body) || !(me.volunteer || waits(d, me))));

/** STOP and START, in the order in which they were sent. Answers the speaker as they stand, or undefined where nothing more is to be done. */
const consents = (d: Draft, me: Speaker, text: TextIn, word: CarrierWord | undefined, understood: Understanding): Speaker | undefined => {
  if (wantsOut(text, word, understood) && !correctsNumber(d, me, text.body)) {
    if (isTakenBack(me.record, text)) besideStop(d, me, text.body, understood);
    else optOut(d, me, text.body, understood, text.sentAt);
    return undefined;
  }
  if (!isStart(d, me, text, word)) return asksAfterAll(d, me, text, understood) ?? me;
  if (!me.record.optedOut) return keepStart(d, me, text);
  if (isUndone(me.record, text)) return undefined;
  optIn(d, me, text);
  const asks = d.session(me.number) ? undefined : unfinished(d, me);
  if (asks) begin(d, asks);
  return undefined;
};

/** What one text does: who it is from, what becomes of it, and the one answer, or none. */
export const decideSms = (world: World, given: TextIn): Decision => {
  const d = new TextDraft(world, given.from);
  const text = asMeant(d, given);
  const understood = understandHere(text.body, world.community);
  const word = carrierWord(text.body);
  const before = d.session(text.from);
  const speaks = heardAgain(d, staysUp(d, textsAgain(d, meet(d, text.from, understood))));
  if (isOver(d, speaks.number)) d.putSession(speaks.number, null);
  const me = consents(d, speaks, text, word, understood);
  if (!me) return d.decision();
  if (me.record.optedOut) writeDownQuietly(d, me, text.body, understood);
  else if (isQuietTo(d, me) && !isDoneQuietly(d, me, text.body, understood, before)) keepRequest(d, me, text.body, understood);
  else {
    answer(d, me, text, word, understood);
    placeUntold(d, me);
    if (text.media > 0 && text.body.trim() !== '' && understood.danger === null) d.prepend(d.line(me.language, 'picture-too'));
    if (speaks.record.optedOut && d.answer !== null) d.prepend(d.line(me.language, 'texts-again'));
    if (me.switched && d.answer !== null && understood.danger === null) d.prepend(d.line(me.language, 'ask-language'));
    if (understood.danger === null) introduce(d, me, d.introduced || word === 'help');
    if (isQuietTo(d, me)) answerSparingly(d, me, text.body, understood, before);
    else countAnswer(d, me, text.body, understood, before);
  }
  return d.decision();
};

/** Whether anything of this person is still to be done. */
export const hasOpenCase = (d: Draft, me: Speaker): boolean => d.cases(me.number).some(c => isOpen(c));
