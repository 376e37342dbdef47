import { type Case, closeCase, freeCase, isFree, isOpen, OUTCOMES, type Outcome, withNote } from '../../domain/case.ts';
import { type Language, later, type PhoneNumber } from '../../domain/ids.ts';
import { withoutPaged } from '../../domain/paged.ts';
import { HELD_MAX } from '../../domain/refs.ts';
import { seenMs } from '../../domain/rounds.ts';
import { isUnwanted } from '../../domain/unwanted.ts';
import { guestOf, type Volunteer, withoutHeld, withoutLive } from '../../domain/volunteer.ts';
import { fold } from '../../script/match.ts';
import type { Fill } from '../../script/script.ts';
import { assignedLine } from '../follow/news.ts';
import { give } from '../helper/accept.ts';
import { dayAndTime } from '../words/clock-words.ts';
import { detailsForHolder, whatForOffer } from '../words/phrases.ts';
import { readsAt } from '../words/will-read.ts';
import type { Draft } from './draft.ts';
import { tell, tellItIsOver, tellResident } from './tell.ts';
import { isOver } from './turn.ts';

/** Who did it, as the timeline says, where it was done at the command line. */
export const COMMAND_LINE = 'command line';

/** A sentence for the one who acted: what was done, or why not. */
interface Told {
  readonly line: string;
  readonly fill: Fill;
  /** The case was given to them. */
  readonly given?: true;
}

/** Everybody to whom a case may be given: the roster, and those who have a role and no row yet. */
const everybody = (d: Draft): readonly Volunteer[] => {
  const { community } = d.world;
  const numbers = [...community.team.map(m => m.phone), ...community.pods.flatMap(p => (p.lead ? [p.lead] : []))];
  const guests = [...new Set(numbers)].filter(n => !d.volunteer(n)).map(n => guestOf(community, n));
  return [...d.roster(), ...guests.filter(v => v !== undefined)];
};

/** Whoever is called so; several where the name does not say which. */
export const byName = (d: Draft, name: string): readonly Volunteer[] => {
  const wanted = fold(name);
  const all = everybody(d);
  const exact = all.filter(v => fold(v.name) === wanted);
  const starting = all.filter(v => fold(v.name).startsWith(wanted));
  if (exact.length > 0 || starting.length > 0) return exact.length > 0 ? exact : starting;
  return all.filter(v => ` ${fold(v.name)}`.includes(` ${wanted}`));
};

/** Why this case cannot be given to this volunteer; undefined when it can. */
const refusal = (c: Case, v: Volunteer): Told | undefined => {
  const fill = { code: c.code, name: v.name, status: { term: `status.${c.status}` } };
  if (c.kind === 'safety') return { line: 'safety-only', fill };
  if (v.number === c.number) return { line: 'assign-their-own', fill };
  if (isUnwanted(c, v.name)) return { line: 'assign-unwanted', fill };
  if (v.stopped) return { line: 'assign-stopped', fill };
  // Who is asked by call has no less of it for having no texts.
  if (v.textless && !v.voice) return { line: 'assign-textless', fill };
  if (c.holder?.number === v.number && c.status === 'accepted') return { line: 'assign-has-it', fill };
  if (v.held.length >= HELD_MAX) return { line: 'assign-full', fill: { ...fill, n: v.held.length } };
  return isFree(c) || c.status === 'accepted' ? undefined : { line: 'assign-not-free', fill };
};

/** Takes it from the one who has it, who is told so. */
const takeBack = (d: Draft, c: Case, by: string): Case => {
  const { holder } = c;
  if (!holder) return c;
  const row = d.volunteer(holder.number);
  if (row) d.putVolunteer(withoutHeld(row, c.code));
  tell(d, holder.number, 'moved-on', c, { me: holder.name }, 'urgent');
  d.note(c.code, `taken from ${holder.name}`, by);
  return freeCase(c, { what: 'dispatch', at: d.now });
};

/** ASSIGN [code] [name]: a coordinator, or the lead of the case's pod, gives it to a volunteer, also from another one. `speaks`: the language of the answer; `again`: it had ended, and is opened by this. */
export const assignTo = (d: Draft, c: Case, name: string, by: string, speaks: Language, again = false): Told => {
  const found = name === '' ? [] : byName(d, name);
  const [volunteer] = found;
  if (!volunteer) return name === '' ? { line: 'assign-word', fill: { code: c.code } } : { line: 'assign-unknown', fill: { name } };
  if (found.length > 1) return { line: 'assign-several', fill: { name, names: found.map(v => v.name).join(', ') } };
  const refused = refusal(c, volunteer);
  if (refused) return refused;
  if (again) d.note(c.code, 'opened again', by);
  give(d, takeBack(d, c, by), { number: volunteer.number, volunteer }, '', by);
  const taken = d.case(c.number, c.code) ?? c;
  const language = d.languageOfVolunteer(volunteer.number);
  const what = taken.kind === 'person' ? '' : `${whatForOffer(d, taken, language)}.`;
  const details = `${what} ${detailsForHolder(d, taken, language)}`.trim();
  const giver = by === COMMAND_LINE ? d.line(language, 'a-coordinator') : by;
  tell(d, volunteer.number, assignedLine(d, taken), taken, { by: giver, details }, 'urgent');
  return { ...toldOf(d, volunteer, taken, speaks), given: true };
};

/** That they were told, or when they will read it, or that no text of ours reaches them. */
const toldOf = (d: Draft, v: Volunteer, c: Case, speaks: Language): Told => {
  const at = readsAt(d, v, { purpose: assignedLine(d, c), priority: 'urgent', about: c });
  const fill = { code: c.code, name: v.name };
  if (at === 'never') return { line: 'assign-to-untold', fill };
  return at === d.now ? { line: 'assign-to', fill } : { line: 'assign-to-later', fill: { ...fill, time: dayAndTime(d, speaks, at) } };
};

/** The outcome that these words begin with, in any language of the line, and what follows it; none named means that it was met. */
export const outcomeIn = (d: Draft, words: string): { readonly outcome: Outcome; readonly more: string } | undefined => {
  const said = fold(words);
  if (said === '') return { outcome: 'met', more: '' };
  for (const outcome of OUTCOMES) {
    for (const name of [outcome, ...Object.values(d.world.book.words).map(w => fold(w.terms[`outcome.${outcome}`] ?? outcome))]) {
      if (said === name) return { outcome, more: '' };
      if (said.startsWith(`${name} `)) return { outcome, more: words.trim().split(/\s+/).slice(name.split(' ').length).join(' ') };
    }
  }
  return undefined;
};

/** Whether such an act still finds something to do: of what ended without a word from its person somebody may yet say how it ended. */
export const mayStill = (act: string, c: Case): boolean => isOpen(c) || (act === 'close' && c.outcome === 'unconfirmed');

/** What somebody heard afterwards of a case that ended without a word: nobody is told anew that it is over. */
const outcomeFor = (d: Draft, c: Case, outcome: Outcome, by: string, words: string): void => {
  d.putCase(closeCase(words === '' ? c : withNote(c, `${by}: ${words}`), outcome, c.closedAt ?? d.now));
  d.note(c.code, `closed (${outcome})${words === '' ? '' : `: ${words}`}`, by);
};

/** Closes a case for everyone who has something to do with it; without an outcome where nobody said any. */
export const closeFor = (d: Draft, c: Case, outcome: Outcome | undefined, by: string, words = ''): void => {
  if (!isOpen(c)) return outcomeFor(d, c, outcome ?? 'met', by, words);
  const { holder } = c;
  const live = c.asked.filter(a => a.state === 'live').map(a => a.number);
  const noted = words === '' ? c : withNote(c, `${by}: ${words}`);
  d.putCase(closeCase(noted, outcome, d.now));
  d.note(c.code, `closed${outcome ? ` (${outcome})` : ''}${words === '' || c.kind === 'safety' ? '' : `: ${words}`}`, by);
  for (const v of d.roster()) {
    const touched = v.held.some(r => r.code === c.code) || v.live.some(r => r.code === c.code);
    if (touched) d.putVolunteer(withoutLive(withoutHeld(v, c.code), c.code));
  }
  for (const number of live) tell(d, number, 'withdrawn', c, { me: d.volunteer(number)?.name ?? '' }, 'notice');
  if (holder && holder.name !== by) tell(d, holder.number, 'case-closed-volunteer', c, { me: holder.name }, 'notice');
  if (c.kind === 'need' && !d.record(c.number)?.optedOut) tellResident(d, c, 'case-closed');
  tellItIsOver(d, c);
  if (isOver(d, c.number)) d.putSession(c.number, null);
};

/** What only coordinators look after, and they were told of: they hear of it again when their word has lost its force. */
const rests = (d: Draft, { next, ...c }: Case): Pick<Case, 'next'> => {
  if (c.kind !== 'need' || c.status !== 'open' || next?.what !== 'to-coordinator' || next.at <= d.now) return {};
  const rested = later(d.now, seenMs(c));
  return { next: { ...next, at: rested > next.at ? rested : next.at } };
};

/** What whoever writes a note hears: where volunteers are asked for it, that this goes on. */
export const notedLine = (c: Case): string =>
  c.kind === 'need' && isFree(c) && c.next?.what === 'dispatch' && !c.kept ? 'note-kept-free' : 'note-kept';

/**
 * A note is a person's word that they have seen it: the team hears no more of a need that came up to them for a while, and their bare OK no longer means it.
 * It is no word that they see to it: volunteers are asked all the same, since what waits for one of them is needed by its time. What is said about a safety
 * case stands with the case alone, where only its people read it.
 */
export const noteFor = (d: Draft, c: Case, words: string, by: string, from?: PhoneNumber): void => {
  const written = withNote(c, `${by}: ${words}`);
  // Of a need it is their word on the page that waited for it.
  const noted = from && c.kind === 'need' ? withoutPaged(written, from) : written;
  d.putCase({ ...noted, acknowledged: { by, at: d.now }, ...rests(d, c) });
  d.note(c.code, c.kind === 'safety' ? 'note' : `note: ${words}`, by);
  const row = from && d.volunteer(from);
  if (row && c.kind === 'need' && row.live.some(r => r.code === c.code && r.kind === 'page')) d.putVolunteer(withoutLive(row, c.code));
};
