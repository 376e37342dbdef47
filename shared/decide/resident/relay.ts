import { hasNumber } from '../../domain/call.ts';
import { numberToCall } from '../../domain/call-back.ts';
import { type Case, withNote } from '../../domain/case.ts';
import { isContactUnsaid, mayBeTextedAbout } from '../../domain/contact.ts';
import { spokenBy } from '../../domain/holder.ts';
import { firstName } from '../../domain/volunteer.ts';
import { againstHolder } from '../../understand/against.ts';
import { isAnger } from '../../understand/anger.ts';
import { asksBack } from '../../understand/question.ts';
import { speaksOf, speaksOfOthers } from '../../understand/speaks-of.ts';
import type { Draft } from '../draft/draft.ts';
import type { Speaker } from '../draft/meet.ts';
import { isTold, languageFor, tell, tellCoordinators } from '../draft/tell.ts';
import { codesOf } from '../words/codes.ts';
import { detailsForHolder, whatForOffer } from '../words/phrases.ts';
import { spokenOver } from './overtaken.ts';

/** Whether whoever has the request is not to read these words, which speak of them and not to them, or vent at us all. */
const isOfHolder = (c: Case, words: string): boolean => {
  if (c.kind !== 'need' || !c.holder) return false;
  const names = [firstName(c.holder.name)];
  return againstHolder(words, names) !== undefined || isAnger(words) || speaksOf(words, names, tellsOfOthers(c));
};

/** Whether somebody of their own was spoken of in it, whom "she" may mean. */
export const tellsOfOthers = (c: Case): boolean => c.notes.some(note => speaksOfOthers(note));

/** What is said of whoever has a request goes to the coordinators, and stands with nothing that its holder reads. Answers false where it is not. */
export const keptFromHolder = (d: Draft, c: Case, words: string): boolean => {
  if (!c.holder || !isOfHolder(c, words)) return false;
  const { name, number } = c.holder;
  tellCoordinators(d, 'said-of', c, { name, words }, 'notice', number);
  d.note(c.code, `words about ${name} went to the coordinators`, 'line');
  return true;
};

/** Whether they write by themselves to whoever has their report: what answers its own questions says nothing of that. */
const writesBeside = (d: Draft, me: Speaker, { kind }: Case): boolean =>
  kind === 'safety' && d.channel === 'sms' && d.session(me.number)?.script !== 'report';

/** Held back from whoever has it: their words are never left without an answer. On a phone that others use it says nothing of their case. */
const keptBack = (d: Draft, me: Speaker, c: Case): false => {
  d.putCase(c);
  if (c.person === me.person.id) d.reply(d.line(me.language, 'kept-from-holder', { name: firstName(c.holder?.name ?? '') }));
  return false;
};

/**
 * The resident's words go to whoever has the case, under the line's number; they are kept with the case too. `isForThem`: its person said so. Answers false
 * where they are held back, which they hear.
 */
export const passOn = (d: Draft, me: Speaker, c: Case, words: string, isForThem = false): boolean => {
  if (!isForThem && keptFromHolder(d, c, words)) return keptBack(d, me, c);
  const kept = withNote(c, words);
  // From now on a bare yes of whoever has it is for the resident.
  const holder = kept.holder && {
    ...kept.holder,
    heard: true as const,
    wrote: d.now,
    ...(writesBeside(d, me, kept) ? { texted: true as const } : {}),
  };
  d.putCase(holder ? { ...kept, holder } : kept);
  if (!c.holder) return true;
  const language = languageFor(d, c.holder.number, c);
  const priority = c.kind === 'safety' ? 'safety' : 'notice';
  d.send(c.holder.number, d.line(language, 'they-say', { code: c.code, words }), 'relay', priority, c);
  d.note(c.code, 'wrote to the one who has it', me.volunteer ? me.volunteer.name : 'resident');
  return true;
};

export type Unsent = 'stopped' | 'no-texts' | 'no-number' | Unwished;
/** Why nothing may be sent about a case, by what its person wished or did not say. */
export type Unwished = 'no-contact' | 'call-only' | 'contact-unsaid';
export const unwished = (c: Case): Unwished => (c.contact === 'call' ? 'call-only' : isContactUnsaid(c) ? 'contact-unsaid' : 'no-contact');

/** A volunteer's or coordinator's words go to the resident, under the line's number. Answers why not, where they may not. */
export const passBack = (d: Draft, c: Case, by: string, words: string): 'sent' | Unsent => {
  if (!mayBeTextedAbout(c)) return unwished(c);
  if (d.record(c.number)?.optedOut) return 'stopped';
  if (isTold(d, c.number) || !hasNumber(c.number)) return numberToCall(c) ? 'no-texts' : 'no-number';
  // Whoever looks after a report asks by themselves now: the answer is for them, not for the line's questions.
  const session = d.session(c.number);
  if (c.kind === 'safety' && session && codesOf(session.known).includes(c.code)) d.putSession(c.number, null);
  spokenOver(d, c.number, c.code, firstName(by));
  const language = d.languageOf(c.number, c.person);
  const several = d.cases(c.number).filter(other => other.holder && other.status === 'accepted').length > 1;
  d.send(
    c.number,
    d.line(language, several ? 'relay-several' : 'relay', { name: firstName(by), code: c.code, words }),
    'relay',
    c.kind === 'safety' ? 'safety' : 'notice',
    c,
  );
  d.note(c.code, 'wrote to the resident', by);
  keepSaid(d, c, by, words);
  answersPage(d, d.case(c.number, c.code) ?? c, by);
  return 'sent';
};

/** What its person writes next may be the answer to it. */
const keepSaid = (d: Draft, c: Case, by: string, words: string): void => {
  if (c.holder?.name === by) d.putCase({ ...c, holder: spokenBy(c.holder, d.now, asksBack(words)) });
};

/** Whoever has a case and writes to its person has heard of the new danger: nobody is paged any more. */
const answersPage = (d: Draft, c: Case, by: string): void => {
  if (c.kind !== 'safety' || c.next?.what !== 'page' || c.holder?.name !== by) return;
  const { next: _answered, ...kept } = c;
  d.putCase(kept);
};

/** The one who has the case hears what it is now. */
export const tellChanged = (d: Draft, c: Case): void => {
  if (!c.holder) return;
  const language = languageFor(d, c.holder.number, c);
  tell(d, c.holder.number, 'case-changed', c, { what: whatForOffer(d, c, language), details: detailsForHolder(d, c, language) }, 'notice');
};
