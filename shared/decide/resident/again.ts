import { type Case, isOpen } from '../../domain/case.ts';
import { sooner, urgencyBy } from '../../domain/needed-by.ts';
import { isUrgency, type Need, type Urgency } from '../../domain/needs.ts';
import type { Known } from '../../script/script.ts';
import type { Draft } from '../draft/draft.ts';
import type { Speaker } from '../draft/meet.ts';
import { tell } from '../draft/tell.ts';
import type { Follow } from '../draft/turn.ts';
import { neededIn } from '../words/needed-by.ts';
import { needsIn, withFacts } from './needs-told.ts';
import { soonerAnew, soonIn } from './new-time.ts';
import { podFor } from './opening.ts';
import { passOn, tellChanged } from './relay.ts';

/** More for the pod that has the case already: it is added at once, and whoever holds the case reads the words. */
export const joinNeeds = (d: Draft, me: Speaker, c: Case, needs: readonly Need[], note: string): void => {
  const more = needs.filter(n => podFor(d, n) === c.pod && !c.needs.includes(n));
  d.putCase({ ...c, needs: [...c.needs, ...more] });
  if (note === '') return;
  passOn(d, me, d.case(c.number, c.code) ?? c, note);
};

/**
 * The first question of a second request: add or new? One answer is for all of these, where several needs are open already. Until it is
 * given, and for good if it never is, what was said belongs to what is open; the session remembers what that was before.
 */
export const again = (d: Draft, me: Speaker, cases: readonly Case[], told: Known, note: string): Follow => {
  const facts = soonIn(told, note);
  const codes = cases.map(c => c.code);
  const had = cases.flatMap(c => c.needs);
  for (const c of cases) joinNeeds(d, me, c, needsIn(facts), note);
  return { with: me, script: 'again', known: { ...facts, codes, code: codes.join(', '), had, ...notedIn(cases, note) } };
};

/** So much of a note's beginning tells it from the others; whoever else wrote one has their name in front. */
const NOTED_LENGTH = 60;

/** What is noted with these cases now, by its beginning; nothing where one has such a note already. */
const notedIn = (cases: readonly Case[], note: string): Known => {
  const noted = note.trim().slice(0, NOTED_LENGTH);
  return noted === '' || cases.some(c => c.notes.some(n => n.startsWith(noted))) ? {} : { noted };
};

/** The open case as it was before it was asked for again; answers the words that go with the new one. */
export const takeBack = (d: Draft, c: Case, known: Known): string => {
  const { noted, had } = known;
  const words = typeof noted === 'string' ? (c.notes.findLast(n => n.startsWith(noted)) ?? '') : '';
  const needs = Array.isArray(had) ? c.needs.filter(n => had.includes(n)) : c.needs;
  d.putCase({ ...c, needs, notes: c.notes.filter(n => n !== words) });
  if (words !== '' && c.holder && isOpen(c)) tell(d, c.holder.number, 'not-for-you', c, { me: c.holder.name }, 'notice');
  return words;
};

/** Of what is told with more of the same, what takes nothing of what was there: nothing later, and for nobody fewer. The rest stands in the words that are kept. */
const notLess = (d: Draft, c: Case, { place, zone, people, when, by, ...known }: Known): Known => {
  const told = neededIn(by);
  const soon = told && isUrgency(when) ? sooner<Urgency>(when, urgencyBy(told, d.now)) : when;
  const isSooner = isUrgency(soon) && (c.when === undefined || (sooner<Urgency>(soon, c.urgency) === soon && soon !== c.urgency));
  const time = told && c.by ? told.at < c.by.at : isSooner;
  return {
    ...known,
    ...(typeof people === 'number' && people > (c.people ?? 0) ? { people } : {}),
    ...(time && when !== undefined ? { when } : {}),
    ...(time && by !== undefined ? { by } : {}),
    ...(c.place === undefined && place !== undefined ? { place, ...(zone === undefined ? {} : { zone }) } : {}),
  };
};

/** "1 add": what was told the second time joins the open case, or, where several are open, each what is its pod's. */
export const addNeeds = (d: Draft, me: Speaker, cases: readonly Case[], known: Known): void => {
  const { by, ...rest } = known;
  // An hour that was told with it may be over by the time at which the question is answered: it is no time to miss.
  const timely = (neededIn(by)?.at ?? d.now) > d.now ? known : rest;
  for (const c of cases) {
    const theirs = cases.length === 1 ? needsIn(known) : needsIn(known).filter(n => podFor(d, n) === c.pod);
    const needs = [...new Set([...c.needs, ...theirs])];
    const joined = soonerAnew(d, c, withFacts(d, c, notLess(d, c, timely), ''));
    d.putCase({ ...joined, needs });
    d.note(c.code, `more was asked for: ${needs.join(', ')}`, 'resident');
    if (c.holder) tellChanged(d, { ...joined, needs });
  }
  d.reply(d.line(me.language, 'added', { code: cases.map(c => c.code).join(', ') }));
};
