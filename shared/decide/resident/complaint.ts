import { isOpen } from '../../domain/case.ts';
import { aboutUs } from '../../understand/about-us.ts';
import { type Against, againstHolder } from '../../understand/against.ts';
import { isAnger } from '../../understand/anger.ts';
import { cameIn } from '../../understand/came.ts';
import { speaksOf } from '../../understand/speaks-of.ts';
import type { Understanding } from '../../understand/understanding.ts';
import type { Draft } from '../draft/draft.ts';
import type { Speaker } from '../draft/meet.ts';
import { waits } from '../draft/turn.ts';
import { statusOf } from '../words/status.ts';
import { begin } from './converse.ts';
import { asksForWhom } from './for-whom.ts';
import { wantPerson } from './opening.ts';
import { othersAreHelped } from './shared-phone.ts';
import { whoHelped } from './who-helped.ts';
import { askPerson, startReport } from './wishes.ts';

/** The questions in the middle of which somebody may tell what went wrong: the answer would be no place, number or day. */
const REPORTED_FROM: readonly string[] = ['menu', 'need', 'again', 'apart', 'for-whom', 'arrived', 'withdraw', 'change', 'which'];

/** And those in the middle of which another one may be wanted. */
const ANOTHER_FROM: readonly string[] = ['menu', 'for-whom', 'change', 'which'];

/** What they say against those who have or had a case of theirs, or of another on this phone, whose first names they know from us. */
const against = (d: Draft, me: Speaker, words: string): Against | undefined => {
  const names = whoHelped(d.cases(me.number));
  return names.length > 0 ? againstHolder(words, names) : undefined;
};

/**
 * Words of whoever comes, or that nobody came, from a phone where another person's case is looked after as well: whose it is only a person can find out,
 * and until then neither case is touched.
 */
const ofEither = (d: Draft, me: Speaker, words: string): boolean =>
  othersAreHelped(d, me) && (cameIn(words) === 'not' || speaksOf(words, whoHelped(d.cases(me.number))));

/**
 * Anger about a request of theirs is for no volunteer: they hear who reads it and where the request stands, and a coordinator reads it. Answers false where
 * the words are no anger, or nothing is open that they can be about.
 */
const vents = (d: Draft, me: Speaker, words: string): boolean => {
  if (d.channel !== 'sms' || !isAnger(words)) return false;
  const c = d.cases(me.number).findLast(one => one.kind === 'need' && one.person === me.person.id && isOpen(one));
  if (!c) return false;
  wantPerson(d, me, words, 'this-week');
  d.reply(d.line(me.language, 'anger-heard'));
  d.reply(statusOf(d, me, c));
  return true;
};

/** Whether it is said against somebody, be it behind a thanks or a hello. */
export const speaksAgainst = (d: Draft, me: Speaker, words: string): boolean =>
  aboutUs(words) === 'report' || against(d, me, words) !== undefined || isAnger(words);

/**
 * What somebody says about those who help: what one did to them is a report, never words for that one; that nobody came, or that they want to
 * speak with somebody, brings a person. Answers false where the words are about something else, or for a question that waits.
 */
export const saysAboutUs = (d: Draft, me: Speaker, words: string, understood: Understanding): boolean => {
  const session = waits(d, me) ? d.session(me.number) : undefined;
  if (session && !REPORTED_FROM.includes(session.script)) return false;
  const what = aboutUs(words);
  const of = what === 'report' || what === 'worried' ? undefined : against(d, me, words);
  if (what === 'report' || of === 'wrong') {
    begin(d, startReport(d, me, words));
    return true;
  }
  // A request for food stays one: "worried about my mom, she has no food" is not told to a person in place of it.
  if (what === 'worried' && !understood.request) {
    askPerson(d, me, words);
    return true;
  }
  if (of === 'another' && (!session || ANOTHER_FROM.includes(session.script))) {
    askPerson(d, me, words);
    return true;
  }
  if (of === undefined && !understood.request && (!session || ANOTHER_FROM.includes(session.script)) && vents(d, me, words)) return true;
  const isOther = (what === 'missed' && othersAreHelped(d, me)) || ofEither(d, me, words);
  if (isOther && !understood.request && (!session || ANOTHER_FROM.includes(session.script))) {
    askPerson(d, me, words);
    return true;
  }
  // While danger or a report of theirs waits, those for safety read it, and it is asked for whom it is there.
  const reported = d.cases(me.number).some(c => c.kind === 'safety' && c.person === me.person.id && isOpen(c) && !c.holder);
  const asks =
    reported || session?.script === 'need' || session?.node === 'rating' || understood.request ? undefined : asksForWhom(d, me, words);
  if (asks) {
    begin(d, asks);
    return true;
  }
  if (what === undefined || what === 'worried' || (session && session.script !== 'menu')) return false;
  // Where a request of theirs is open, those who look after it are to hear that nobody came.
  const theirs = d.cases(me.number).some(c => c.kind === 'need' && c.person === me.person.id && isOpen(c));
  if (what === 'missed' && (theirs || understood.request)) return false;
  askPerson(d, me, words);
  return true;
};
