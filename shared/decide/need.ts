import { type Case, isFree, isOpen, withNote } from '../domain/case.ts';
import { isNeed, type Need, type Urgency } from '../domain/needs.ts';
import type { Known } from '../script/script.ts';
import type { Understanding } from '../understand/understanding.ts';
import type { Draft } from './draft.ts';
import type { Speaker } from './meet.ts';
import { byPod, goesOutAt, open } from './opening.ts';
import { whatForResident } from './phrases.ts';
import { type Follow, factsOf } from './turn.ts';

/** A case of the same pod that nobody has finished: a further text may mean the same need. */
const sameOpen = (d: Draft, me: Speaker, needs: readonly Need[]): Case | undefined => {
  const pods = new Set(byPod(d, needs).map(g => g.pod));
  const open = d.cases(me.number).filter(c => c.kind === 'need' && c.person === me.person.id && isOpen(c) && c.status !== 'delivered');
  return open.findLast(c => needs.length === 0 || c.needs.length === 0 || pods.has(c.pod));
};

/** Words beyond what was understood are kept; a bare keyword with its need is not worth a note. */
const worthNoting = (rest: string): boolean => rest.split(/\s+/).filter(w => w !== '').length > 1;

/** NEED, or a need in any words. It is written down before anything is asked. */
export const decideNeed = (d: Draft, me: Speaker, text: string, rest: string, understood: Understanding): Follow => {
  const facts = factsOf(d, text, understood);
  const open = sameOpen(d, me, understood.needs);
  if (open) return again(d, me, open, facts, rest);
  return newNeedFrom(d, me, facts, worthNoting(rest) ? text : '');
};

/** The first question of a second request: add or new? Its words are kept with the open case until it is answered. */
const again = (d: Draft, me: Speaker, c: Case, facts: Known, rest: string): Follow => {
  if (rest !== '') d.putCase(withNote(c, rest));
  return { with: me, script: 'again', known: { ...facts, code: c.code } };
};

const needsIn = (known: Known): readonly Need[] => (Array.isArray(known.what) ? known.what.filter(isNeed) : []);

const withFacts = (c: Case, known: Known, note: string): Case => {
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

/** Opens what is needed (one case a pod) and tells the codes; what follows asks the first thing that is not known yet. */
export const newNeedFrom = (d: Draft, me: Speaker, facts: Known, note: string): Follow => {
  const { code: _old, codes: _olds, which: _which, ...told } = facts;
  const opened = byPod(d, needsIn(told)).map(group => {
    const c = withFacts(open(d, me, 'need', group.needs, group.pod, goesOutAt(d)), told, note);
    d.putCase(c);
    return c;
  });
  sayWrittenDown(d, me, opened);
  const known: Known = { ...told, codes: opened.map(c => c.code) };
  return {
    with: me,
    script: 'need',
    known,
    ...(known.zone === 'outside' ? {} : { unasked: d.line(me.language, 'looking') }),
  };
};

const sayWrittenDown = (d: Draft, me: Speaker, opened: readonly Case[]): void => {
  const first = me.isNew ? 'first-' : '';
  const [only] = opened;
  if (opened.length === 1 && only) {
    d.reply(d.line(me.language, `${first}written-down`, { what: whatForResident(d, only, me.language), code: only.code }));
  } else {
    const items = opened.map(c =>
      d.line(me.language, 'need-with-code', {
        need: d.inline(
          me.language,
          c.needs.map(n => ({ term: `needs.${n}` })),
        ),
        code: c.code,
      }),
    );
    d.reply(d.line(me.language, `${first}written-down-several`, { what: d.inline(me.language, items) }));
  }
  d.introduced = true;
};

/** "1 add": what was told the second time joins the open case. */
export const addNeeds = (d: Draft, me: Speaker, c: Case, known: Known): void => {
  const needs = [...new Set([...c.needs, ...needsIn(known)])];
  const joined = withFacts(c, { ...known, ...(c.place ? { place: c.place, zone: c.zone ?? '' } : {}) }, '');
  d.putCase({ ...joined, needs });
  d.note(c.code, `more was asked for: ${needs.join(', ')}`, 'resident');
  d.reply(d.line(me.language, 'added', { code: c.code }));
};

/** The needs of a case were told: its pod follows. Needs of other pods become cases of their own, with the same facts. */
export const setNeeds = (d: Draft, me: Speaker, c: Case, needs: readonly Need[]): void => {
  const [first, ...others] = byPod(d, needs);
  if (!first || needs.length === 0) return;
  const { pod: _pod, ...rest } = c;
  const moved: Case = { ...rest, needs: first.needs, ...(first.pod ? { pod: first.pod } : {}) };
  const mustMove = isFree(c) && c.status === 'offered' && c.pod !== first.pod;
  d.putCase(mustMove ? { ...moved, next: { what: 'dispatch', at: d.now } } : moved);
  for (const group of others) {
    const extra = open(d, me, 'need', group.needs, group.pod, { what: 'dispatch', at: d.now });
    d.putCase({ ...extra, ...(c.place ? { place: c.place } : {}), ...(c.zone ? { zone: c.zone } : {}), notes: c.notes });
    d.reply(d.line(me.language, 'written-down', { what: whatForResident(d, extra, me.language), code: extra.code }));
  }
};
