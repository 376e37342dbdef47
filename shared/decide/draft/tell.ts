import { hasNumber } from '../../domain/call.ts';
import { askedAfterStop, numberToCall, numberToTry } from '../../domain/call-back.ts';
import type { Case } from '../../domain/case.ts';
import { getsTexts } from '../../domain/consent.ts';
import { mayBeTextedAbout } from '../../domain/contact.ts';
import type { Language, PhoneNumber } from '../../domain/ids.ts';
import type { Priority } from '../../domain/outgoing.ts';
import { reachOf } from '../../domain/reach.ts';
import type { Told } from '../../domain/to-tell.ts';
import { firstName } from '../../domain/volunteer.ts';
import type { Fill } from '../../script/script.ts';
import { overtaken } from '../resident/overtaken.ts';
import { whatForOffer, whatForResident } from '../words/phrases.ts';
import type { Draft } from './draft.ts';

/** With more in one role than this, what one commit holds would be too much; the first of them are told. */
const TOLD_MAX = 20;

/** Whether texts go to this number, as far as its row or its thread is known here. */
const hears = (d: Draft, number: PhoneNumber): boolean => !d.volunteer(number)?.stopped && d.record(number)?.optedOut === undefined;

/** Those who hold this role and get our texts. */
export const withRole = (d: Draft, role: 'safety' | 'coordinator' | 'community-liaison'): readonly PhoneNumber[] => {
  const { safety, coordinators, liaisons } = reachOf(d.world.community, number => hears(d, number));
  return { safety, coordinator: coordinators, 'community-liaison': liaisons }[role].slice(0, TOLD_MAX);
};

/** Who stands in where nobody of those who should can be reached: the pod leads, or anybody of the team; never whom the case is from. */
export const standIns = (d: Draft, c: Pick<Case, 'number'>): readonly PhoneNumber[] =>
  reachOf(d.world.community, number => number !== c.number && hears(d, number)).standIns.slice(0, TOLD_MAX);

/** The coordinators, or whoever stands in for them, for a case that is not their own. */
export const coordinatorsFor = (d: Draft, c: Pick<Case, 'number'>): readonly PhoneNumber[] => {
  const coordinators = withRole(d, 'coordinator').filter(number => number !== c.number);
  return coordinators.length > 0 ? coordinators : standIns(d, c);
};

/** The language for someone: as their row says, or, where it was not loaded, as it was written down when they took the case. */
export const languageFor = (d: Draft, to: PhoneNumber, c: Case): Language =>
  d.anyVolunteer(to) === undefined && c.holder?.number === to && c.holder.language ? c.holder.language : d.languageOfVolunteer(to);

/** A line to one of the team or a volunteer, in their language; `{what}` is what may be known before accepting. */
export const tell = (d: Draft, to: PhoneNumber, line: string, c: Case, fill: Fill, priority: Priority): void => {
  const language = languageFor(d, to, c);
  d.send(to, d.line(language, line, { code: c.code, what: whatForOffer(d, c, language), ...fill }), line, priority, c);
};

/** The same line to every coordinator, except whoever caused it. */
export const tellCoordinators = (
  d: Draft,
  line: string,
  c: Case,
  fill: Fill,
  priority: Priority = 'notice',
  except?: PhoneNumber,
): void => {
  const coordinators = withRole(d, 'coordinator').filter(number => !d.volunteer(number)?.textless);
  // Only where no coordinator gets texts at all do others read it; whoever caused it knows it already.
  for (const to of coordinators.length > 0 ? coordinators : standIns(d, c)) if (to !== except) tell(d, to, line, c, fill, priority);
};

/** Whether this number is somebody's who gets no texts, or of whom we do not know it: what concerns them is told on calls. */
export const isTold = (d: Draft, number: PhoneNumber): boolean =>
  hasNumber(number) && !getsTexts(d.record(number)) && d.anyVolunteer(number) === undefined;

/** Whether the person of a case is reached by calls alone: they get no texts, or called without showing a number and left one. */
export const isReachedByCall = (d: Draft, c: Pick<Case, 'number' | 'reach'>): boolean =>
  (isTold(d, c.number) || !hasNumber(c.number)) && numberToCall(c) !== undefined;

/** Whether they stopped our texts and asked for a call since: whoever has the case can make it. */
export const isCalledAfterStop = (d: Draft, c: Case): boolean => {
  const stop = d.record(c.number)?.optedOut;
  return stop !== undefined && askedAfterStop(c, stop.at) && numberToTry(c) !== undefined;
};

/** The line about a case for whoever has it or may take it, or its twin for a person who stopped us, or is reached by calls alone, or by nothing at all. */
export const byCall = (d: Draft, c: Case, line: string): string => {
  if (d.record(c.number)?.optedOut) return isCalledAfterStop(d, c) ? `${line}-call` : `${line}-stopped`;
  if (numberToTry(c) === undefined) return `${line}-unseen`;
  return isReachedByCall(d, c) || !numberToCall(c) ? `${line}-call` : line;
};

/** Of a person who was promised and has not come, whoever waits for one hears on a call of ours; all else that person tells them. */
const NOBODY_CAME: ReadonlySet<string> = new Set(['person-still-waits', 'person-unheard', 'back-late']);

/** Whether the line calls about this by itself. */
const isCalledAbout = (d: Draft, c: Case, told: Told | undefined): boolean => {
  if (d.record(c.number)?.optedOut || c.contact === 'none') return false;
  return c.kind === 'need' || (told !== undefined && NOBODY_CAME.has(told.line));
};

/** Instead of a text: what the person of a case hears on their next call with us, which is ours where it is about a need. */
export const tellAloud = (d: Draft, c: Case, told?: Told): void => {
  // Of reports nothing is said before it is asked for; where one stands they can always hear.
  if (c.kind !== 'safety') d.tellByCall({ about: c, told, calls: isCalledAbout(d, c, told) });
};

/** A line to the resident of a case, in their language. Of a volunteer they hear the first name and nothing else. */
export const tellResident = (
  d: Draft,
  c: Case,
  line: string,
  fill: Readonly<Record<string, string>> = {},
  priority: Priority = 'notice',
): void => {
  const language = d.languageOf(c.number, c.person);
  const name = fill.name === undefined ? {} : { name: firstName(fill.name) };
  if (isReachedByCall(d, c)) return tellAloud(d, c, { line, fill: { ...fill, ...name } });
  overtaken(d, c.number);
  d.send(c.number, d.line(language, line, { code: c.code, what: whatForResident(d, c, language), ...fill, ...name }), line, priority, c);
};

/**
 * Whether the person of a danger case or of a wish for a person may be told what becomes of it: not where they want no contact, nor about
 * a report for which they did not choose texts, nor when somebody else holds their phone now.
 */
export const mayHear = (d: Draft, c: Case): boolean => {
  const record = d.record(c.number);
  if (c.kind === 'need' || c.urgency === 'this-week' || record?.optedOut || record?.current !== c.person) return false;
  return mayBeTextedAbout(c) && (c.kind === 'person' || c.danger !== undefined || c.contact === 'text');
};

/** Whoever waits for a person hears who it is, and that a reply reaches them. */
export const tellWhoHasIt = (d: Draft, c: Case, name: string): void => {
  if (mayHear(d, c)) tellResident(d, c, 'person-has-it', { name }, c.kind === 'safety' ? 'safety' : 'urgent');
};

/** Whoever waits for a person hears that it is over. */
export const tellItIsOver = (d: Draft, c: Case): void => {
  if (mayHear(d, c)) tellResident(d, c, 'person-closed');
};

/** Whether there is anybody to ask for this case beside the one who gave it back. */
const hasOthers = (d: Draft, c: Case): boolean => {
  const [safety, coordinators] = [withRole(d, 'safety'), coordinatorsFor(d, c)];
  const all = c.kind === 'safety' ? [...safety, ...coordinators] : coordinators;
  return new Set(all.filter(number => number !== c.number)).size > 1;
};

/** Whoever was told that somebody has it hears that this one can't see to it after all, or was not heard from. */
export const tellGivenBack = (d: Draft, c: Case, name: string, isSilent = false): void => {
  if (!mayHear(d, c)) return;
  const line = isSilent ? 'person-silent' : 'person-gave-back';
  const alone = isSilent ? 'person-silent-alone' : 'person-gave-back-alone';
  tellResident(d, c, hasOthers(d, c) ? line : alone, { name }, 'urgent');
};

/**
 * Nobody of the team can be told of this case: that is kept with it, for the log, the list and STATUS, and whoever waits for a person hears
 * it once. Anything that reaches somebody ends it.
 */
export const heardBy = (d: Draft, c: Case, told: number): Case => {
  const { unheard: since, ...kept } = c;
  if (told > 0) return kept;
  d.note(c.code, 'nobody of the team gets our texts, so nobody was told', 'line');
  if (since === undefined && mayHear(d, c)) tellResident(d, c, 'person-unheard', {}, 'urgent');
  return { ...kept, unheard: d.now };
};
