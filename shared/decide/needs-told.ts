import { type Case, isFree, withNote } from '../domain/case.ts';
import type { Need, Urgency } from '../domain/needs.ts';
import type { Known } from '../script/script.ts';
import { COMMAND_LINE } from './acts.ts';
import { codesOf } from './codes.ts';
import type { Draft } from './draft.ts';
import type { Speaker } from './meet.ts';
import { byPod, goesOutAt, open, podFor } from './opening.ts';
import { whatForResident } from './phrases.ts';

/** The case with what was told about it, and the words kept. */
export const withFacts = (c: Case, known: Known, note: string): Case => {
  const { place, zone, people, when } = known;
  const told: Case = {
    ...c,
    ...(typeof place === 'string' ? { place } : {}),
    ...(typeof zone === 'string' ? { zone } : {}),
    ...(typeof people === 'number' ? { people } : {}),
    ...(typeof when === 'string' ? { when: when as Exclude<Urgency, 'now'>, urgency: when as Urgency } : {}),
  };
  return note === '' ? told : withNote(told, note);
};

/** What the person said themselves: the notes of the team, which have a name in front, stay with the case they were written for. */
const ownWords = (d: Draft, c: Case): readonly string[] => {
  const { team, pods } = d.world.community;
  const numbers = [...team.map(m => m.phone), ...pods.flatMap(p => p.lead ?? [])];
  const names = [COMMAND_LINE, ...team.map(m => m.name), ...numbers.flatMap(n => d.anyVolunteer(n)?.name ?? [])];
  return c.notes.filter(note => !names.some(name => note.startsWith(`${name}: `)));
};

/**
 * What is needed was told, or more of it, about the cases of one conversation: each case takes what its own pod brings, and is said to have
 * it. What no pod of theirs brings becomes a case of its own.
 */
export const shareNeeds = (d: Draft, me: Speaker, cases: readonly Case[], needs: readonly Need[]): void => {
  const [first] = cases;
  if (!first) return;
  if (cases.every(c => c.needs.length === 0)) {
    for (const c of cases) setNeeds(d, me, c, needs);
    return;
  }
  const more = needs.filter(n => !cases.some(c => c.needs.includes(n)));
  const elsewhere = more.filter(n => !cases.some(c => c.pod !== undefined && c.pod === podFor(d, n)));
  for (const c of cases) {
    const its = more.filter(n => c.pod !== undefined && podFor(d, n) === c.pod);
    if (its.length === 0) continue;
    d.putCase({ ...c, needs: [...c.needs, ...its] });
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
  openBeside(
    d,
    me,
    d.case(first.number, first.code) ?? first,
    byPod(d, elsewhere).filter(group => group.needs.length > 0),
  );
};

/** Cases of other pods beside one that is open, with what is known already; their questions, where some are left, are the same. */
const openBeside = (d: Draft, me: Speaker, c: Case, groups: ReturnType<typeof byPod>): void => {
  for (const group of groups) {
    const session = d.session(me.number);
    const asked = session?.script === 'need' && codesOf(session.known).includes(c.code) ? session : undefined;
    const extra = open(d, me, 'need', group.needs, group.pod, asked ? goesOutAt(d) : { what: 'dispatch', at: d.now });
    const { place, zone, people, when } = c;
    const told = Object.fromEntries(Object.entries({ place, zone, people, when }).filter(([, value]) => value !== undefined)) as Known;
    d.putCase({ ...withFacts(extra, told, ''), notes: ownWords(d, c) });
    if (asked) d.putSession(me.number, { ...asked, known: { ...asked.known, codes: [...codesOf(asked.known), extra.code] } });
    const line = d.line(me.language, 'written-down', { what: whatForResident(d, extra, me.language), code: extra.code });
    if (asked) d.prepend(line);
    else d.reply(line);
  }
};

/** The needs of a case were told: its pod follows. Needs of other pods become cases of their own, with the same facts. */
export const setNeeds = (d: Draft, me: Speaker, c: Case, needs: readonly Need[]): void => {
  const [first, ...others] = byPod(d, needs);
  if (!first || needs.length === 0) return;
  const { pod: _pod, ...rest } = c;
  const moved: Case = { ...rest, needs: first.needs, ...(first.pod ? { pod: first.pod } : {}) };
  const goesElsewhere = c.next?.what === 'dispatch' || c.next?.what === 'to-coordinator';
  const mustMove = isFree(c) && goesElsewhere && c.pod !== first.pod;
  d.putCase(mustMove ? { ...moved, next: { what: 'dispatch', at: d.now } } : moved);
  openBeside(d, me, c, others);
};
