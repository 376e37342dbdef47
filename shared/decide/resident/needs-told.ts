import { type Case, isFree, withNote } from '../../domain/case.ts';
import { isNeed, type Need } from '../../domain/needs.ts';
import type { Known, Value } from '../../script/script.ts';
import { COMMAND_LINE } from '../draft/acts.ts';
import type { Draft } from '../draft/draft.ts';
import type { Speaker } from '../draft/meet.ts';
import { codesOf } from '../words/codes.ts';
import { whatForResident } from '../words/phrases.ts';
import { withTime } from './new-time.ts';
import { byPod, goesOutAt, open, podFor } from './opening.ts';
import { knownOf, type Told } from './told.ts';

/** From so many words on, what stood for a place and named none of ours may have told something else. */
const PLACE_TELLS = 3;

/** The case for another place than was told: what was said in answer to where they are, and may be no place, is kept as their words. */
export const keepsPlaceWords = (c: Case, place: string): Case => {
  const { place: before, zone } = c;
  if (before === undefined || zone !== undefined || place.includes(before)) return c;
  const tells = (before.match(/\p{L}{2,}/gu)?.length ?? 0) >= PLACE_TELLS;
  return tells && !c.notes.some(note => note.includes(before)) ? withNote(c, before) : c;
};

/** The case with what was told about it, and the words kept. */
export const withFacts = (d: Draft, c: Case, known: Known, note: string): Case => {
  const { place, zone, people } = known;
  const told: Case = {
    ...(typeof place === 'string' ? keepsPlaceWords(c, place) : c),
    ...(typeof place === 'string' ? { place } : {}),
    ...(typeof zone === 'string' ? { zone } : {}),
    ...(typeof people === 'number' ? { people } : {}),
  };
  const timely = withTime(d, told, known);
  return note === '' ? timely : withNote(timely, note);
};

/** What the person said themselves: the notes of the team, which have a name in front, stay with the case they were written for. */
const ownWords = (d: Draft, c: Case): readonly string[] => {
  const { team, pods } = d.world.community;
  const numbers = [...team.map(m => m.phone), ...pods.flatMap(p => p.lead ?? [])];
  const names = [COMMAND_LINE, ...team.map(m => m.name), ...numbers.flatMap(n => d.anyVolunteer(n)?.name ?? [])];
  return c.notes.filter(note => !names.some(name => note.startsWith(`${name}: `)));
};

/** A bare keyword with its need is not worth a note. */
const noteOf = ({ words }: Told): string => (words.trim().split(/\s+/).length > 1 ? words.trim() : '');

/** The case that a further need comes to: that of its pod, or the coordinator's, where no pod takes either. */
const takerOf = (d: Draft, cases: readonly Case[], need: Need): Case | undefined =>
  cases.find(c => c.needs.length > 0 && c.pod === podFor(d, need));

/** Of these cases, those that none of the needs newly told is for; none where nothing new is told, or the first needs at all. */
export const casesAside = (d: Draft, cases: readonly Case[], needs: readonly Need[]): readonly Case[] => {
  const more = needs.filter(n => !cases.some(c => c.needs.includes(n)));
  if (more.length === 0 || cases.every(c => c.needs.length === 0)) return [];
  return cases.filter(c => !more.some(n => takerOf(d, cases, n) === c));
};

/**
 * What is needed was told, or more of it, about the cases of one conversation: each case takes what its own pod brings, and is said to have
 * it. What none of them takes becomes a case of its own.
 */
export const shareNeeds = (d: Draft, me: Speaker, cases: readonly Case[], needs: readonly Need[], told: Told): void => {
  const [first] = cases;
  if (!first) return;
  if (cases.every(c => c.needs.length === 0)) {
    for (const c of cases) setNeeds(d, me, c, needs, told);
    return;
  }
  const more = needs.filter(n => !cases.some(c => c.needs.includes(n)));
  const elsewhere = more.filter(n => takerOf(d, cases, n) === undefined);
  for (const c of cases) {
    const its = more.filter(n => takerOf(d, cases, n) === c);
    if (its.length === 0) continue;
    d.putCase(withNote({ ...c, needs: [...c.needs, ...its] }, noteOf(told)));
    d.prepend(
      d.line(me.language, 'added-what', {
        what: d.inline(
          me.language,
          its.map(n => ({ term: `needs.${n}` })),
        ),
        code: c.code,
      }),
    );
  }
  const { place, zone, people } = first;
  // Where they are is the same; how soon the first is needed, and their words about that one, are no part of the second.
  openBeside(
    d,
    me,
    d.case(first.number, first.code) ?? first,
    byPod(d, elsewhere).filter(group => group.needs.length > 0),
    { notes: [], facts: { ...onlyKnown({ place, zone, people }), ...told.facts }, told },
  );
};

const onlyKnown = (facts: Readonly<Record<string, Value | undefined>>): Known =>
  Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined)) as Known;

/** What a case beside another begins with. */
interface Beginning {
  readonly notes: readonly string[];
  readonly facts: Known;
  readonly told: Told;
}

/** Cases of other pods beside one that is open, with what is known already; their questions, where some are left, are the same. */
const openBeside = (d: Draft, me: Speaker, c: Case, groups: ReturnType<typeof byPod>, { notes, facts, told }: Beginning): void => {
  for (const group of groups) {
    const session = d.session(me.number);
    const asked = session?.script === 'need' && codesOf(session.known).includes(c.code) ? session : undefined;
    const extra = open(d, me, 'need', group.needs, group.pod, asked ? goesOutAt(d) : { what: 'dispatch', at: d.now });
    d.putCase(withFacts(d, { ...extra, notes }, facts, noteOf(told)));
    if (asked) d.putSession(me.number, { ...asked, known: { ...asked.known, codes: [...codesOf(asked.known), extra.code] } });
    const line = d.line(me.language, 'written-down', { what: whatForResident(d, extra, me.language), code: extra.code });
    if (asked) d.prepend(line);
    else d.reply(line);
  }
};

/** The needs of a case were told: its pod follows. Needs of other pods become cases of their own, with the same facts. */
export const setNeeds = (d: Draft, me: Speaker, c: Case, needs: readonly Need[], told: Told): void => {
  const [first, ...others] = byPod(d, needs);
  if (!first || needs.length === 0) return;
  const { pod: _pod, ...rest } = c;
  const moved: Case = { ...rest, needs: first.needs, ...(first.pod ? { pod: first.pod } : {}) };
  const goesElsewhere = c.next?.what === 'dispatch' || c.next?.what === 'to-coordinator';
  const mustMove = isFree(c) && goesElsewhere && c.pod !== first.pod;
  d.putCase(mustMove ? { ...moved, next: { what: 'dispatch', at: d.now } } : moved);
  openBeside(d, me, c, others, { notes: ownWords(d, c), facts: { ...knownOf(c), ...told.facts }, told });
};

/** What is known to be needed. */
export const needsIn = (known: Known): readonly Need[] => (Array.isArray(known.what) ? known.what.filter(isNeed) : []);
