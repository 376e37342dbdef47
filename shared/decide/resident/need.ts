import { hasNumber } from '../../domain/call.ts';
import { type Case, isFree, isOpen } from '../../domain/case.ts';
import type { Need } from '../../domain/needs.ts';
import { wallClock } from '../../domain/shift.ts';
import type { Paused } from '../../domain/standing.ts';
import type { Known } from '../../script/script.ts';
import { understand } from '../../understand/understand.ts';
import type { Understanding } from '../../understand/understanding.ts';
import { neededAgain } from '../../understand/weekly.ts';
import type { Draft } from '../draft/draft.ts';
import type { Speaker } from '../draft/meet.ts';
import { tellCoordinators } from '../draft/tell.ts';
import { type Follow, factsOf } from '../draft/turn.ts';
import { openMeanwhile, pauseNow, untilWords } from '../follow/pause.ts';
import { codesOf } from '../words/codes.ts';
import { timeFacts } from '../words/needed-by.ts';
import { whatForResident } from '../words/phrases.ts';
import { statusOf } from '../words/status.ts';
import { waitWords } from '../words/wait-words.ts';
import { addNeeds, again, joinNeeds, takeBack } from './again.ts';
import { isApart } from './apart.ts';
import { needsIn, setNeeds, withFacts } from './needs-told.ts';
import { soonIn } from './new-time.ts';
import { byPod, goesOutAt, open, podFor } from './opening.ts';
import { timesApart } from './times-apart.ts';
import { knownOf } from './told.ts';

/** A case of the same pod that nobody has finished: a further text may mean the same need. */
export const sameOpen = (d: Draft, me: Speaker, needs: readonly Need[]): Case | undefined => {
  const pods = new Set(byPod(d, needs).map(g => g.pod));
  const open = d.cases(me.number).filter(c => c.kind === 'need' && c.person === me.person.id && isOpen(c) && c.status !== 'delivered');
  return open.findLast(c => needs.length === 0 || c.needs.length === 0 || pods.has(c.pod));
};

/** Of what is needed now, what has an open case for each of its pods, and what has none. Where one text names several pods' needs, each is looked for by itself. */
const openAlready = (
  d: Draft,
  me: Speaker,
  needs: readonly Need[],
): { readonly known: readonly Case[]; readonly others: readonly Need[] } => {
  const groups = byPod(d, needs).map(group => ({ ...group, known: sameOpen(d, me, group.needs) }));
  const known = new Map(groups.flatMap(g => (g.known ? [[g.known.code, g.known] as const] : [])));
  return { known: [...known.values()], others: groups.flatMap(g => (g.known && g.known.pod === g.pod ? [] : g.needs)) };
};

/** Words beyond what was understood are kept; a bare keyword with its need is not worth a note. */
const worthNoting = (rest: string): boolean => rest.split(/\s+/).filter(w => w !== '').length > 1;

/** NEED, or a need in any words. It is written down before anything is asked. */
export const decideNeed = (d: Draft, me: Speaker, text: string, rest: string, understood: Understanding): Follow => {
  const { needs } = understood;
  const once = neededAgain(text, () => wallClock(d.now, d.world.community.timezone));
  const facts = {
    ...whereTold(d, me),
    ...factsOf(d, text, understood),
    ...(once === undefined ? {} : timeFacts(d, understand(once).facts)),
  };
  const note = worthNoting(rest) ? text : '';
  const times = once === undefined ? timesApart(d, text, needs) : undefined;
  const { known: all, others } = openAlready(d, me, needs);
  const known = all.at(-1);
  if (!known) return once === undefined ? newNeedFrom(d, me, facts, note, times) : nextTime(d, me, newNeedFrom(d, me, facts, note), text);
  if (known.needs.length === 0 && needs.length > 0 && isFree(known)) return nowTold(d, me, known, facts, note);
  if (others.length === 0)
    return isApart(d, all, facts, text) ? apart(d, me, all, soonIn(facts, text), note) : again(d, me, all, facts, note);
  for (const c of all) joinNeeds(d, me, c, needs, note);
  return newNeedFrom(d, me, { ...facts, what: others }, note, times);
};

/** What is needed again and again: the line looks for the next time, and says so; a coordinator reads of the others. */
const nextTime = (d: Draft, me: Speaker, follow: Follow, words: string): Follow => {
  const [code] = codesOf(follow.known);
  const c = code && d.case(me.number, code);
  if (!c) return follow;
  tellCoordinators(d, 'weekly-told', c, { words }, 'notice', me.number);
  d.reply(d.line(me.language, 'weekly'));
  return follow;
};

/** Where the person said they are, for a request that is open: it is told back with the code, and not asked a second time. */
const whereTold = (d: Draft, me: Speaker): Known => {
  const c = d.cases(me.number).findLast(x => x.kind === 'need' && x.person === me.person.id && isOpen(x) && x.place !== undefined);
  return c?.place === undefined || c.zone === 'outside' ? {} : { place: c.place, ...(c.zone ? { zone: c.zone } : {}) };
};

/** What was not known when a case was written down is told now: it is the same request. */
const nowTold = (d: Draft, me: Speaker, c: Case, facts: Known, note: string): Follow => {
  d.putCase({ ...withFacts(d, c, facts, note), next: goesOutAt(d) });
  setNeeds(d, me, d.case(c.number, c.code) ?? c, needsIn(facts), { words: note, facts });
  const told = d.case(c.number, c.code) ?? c;
  d.reply(d.line(me.language, 'written-down', { what: whatForResident(d, told, me.language), code: c.code }));
  return needScript(d, me, { ...knownOf(c), ...facts, codes: [c.code] });
};

/** The questions of a request that are not all answered yet, where something else came in between; undefined where there is none. */
export const unfinished = (d: Draft, me: Speaker): Follow | undefined => {
  const waiting = d.cases(me.number).filter(c => c.person === me.person.id && c.next?.what === 'goes-out');
  const [first] = waiting;
  if (!first) return undefined;
  const needs = waiting.flatMap(c => c.needs);
  const what: Known = needs.length > 0 ? { what: needs } : {};
  return needScript(d, me, { ...knownOf(first), ...what, codes: waiting.map(c => c.code) });
};

/** "2 new": the open case is again as it was, the words of that text go with the new one, and who read them hears that they are not theirs. */
const newInstead = (d: Draft, me: Speaker, cases: readonly Case[], known: Known): Follow => {
  const taken = cases.map(c => takeBack(d, c, known));
  return newNeedFrom(d, me, known, taken.find(words => words !== '') ?? '');
};

/** "1 add" or "2 new": what is done already has nothing added to it. */
export const addOrNew = (d: Draft, me: Speaker, cases: readonly Case[], known: Known, what: 'add' | 'new'): Follow | undefined => {
  if (cases.length === 0) return what === 'new' ? newNeedFrom(d, me, known, '') : undefined;
  if (what === 'new' || cases.some(c => c.status === 'delivered')) return newInstead(d, me, cases, known);
  addNeeds(d, me, cases, known);
  return undefined;
};

/** Whether a pod of neighbors takes what is known to be needed; otherwise a coordinator sees to it. */
export const neighborsHelp = (d: Draft, known: Known): boolean => needsIn(known).some(n => podFor(d, n) !== undefined);

/**
 * Opens what is needed (one case a pod) and tells the codes; what follows asks the first thing that is not known yet. `times` answers how soon some of it
 * is needed, where not all of it is needed at one time.
 */
export const newNeedFrom = (d: Draft, me: Speaker, facts: Known, note: string, times?: (needs: readonly Need[]) => Known): Follow => {
  const { code: _old, codes: _olds, which: _which, had: _had, noted: _noted, ...told } = facts;
  const opened = writeDown(d, me, told, note, times);
  return needScript(d, me, { ...told, codes: opened.map(c => c.code) });
};

/** One case a pod for what is needed, each with its code told. */
const writeDown = (d: Draft, me: Speaker, told: Known, note: string, times?: (needs: readonly Need[]) => Known): readonly Case[] => {
  const opened = byPod(d, needsIn(told)).map(group => {
    const { by: _by, when: _when, ...timeless } = told;
    const its = times ? { ...timeless, ...times(group.needs) } : told;
    const c = withFacts(d, open(d, me, 'need', group.needs, group.pod, goesOutAt(d)), its, note);
    d.putCase(c);
    return c;
  });
  sayWrittenDown(d, me, opened);
  return opened;
};

/** For another time than what is open: a request of its own from birth, which goes out as one also where nobody says whether it belongs to the other. */
const apart = (d: Draft, me: Speaker, cases: readonly Case[], facts: Known, note: string): Follow => {
  const opened = writeDown(d, me, facts, note);
  const to = cases.map(c => c.code).join(', ');
  const codes = opened.map(c => c.code);
  // Two rides at two times are two rides.
  if (needsIn(facts).includes('transport') && facts.by !== undefined && cases.every(c => c.by)) {
    d.reply(d.line(me.language, 'stays-open', { code: to }));
    return needScript(d, me, { ...facts, codes });
  }
  const known = { ...facts, codes, to };
  return { with: me, script: 'apart', known };
};

/** "2 new request": its own questions go on; where it went out meanwhile, they hear where it stands. */
export const byItself = (d: Draft, me: Speaker, cases: readonly Case[]): Follow | undefined => {
  const follow = cases.some(c => c.next?.what === 'goes-out') ? unfinished(d, me) : undefined;
  if (!follow) for (const c of cases) d.reply(statusOf(d, me, c));
  return follow;
};

const needScript = (d: Draft, me: Speaker, known: Known): Follow => ({
  with: me,
  script: 'need',
  known,
  ...(known.zone === 'outside'
    ? {}
    : {
        unasked: () => {
          if (pauseNow(d)) return d.line(me.language, 'full-noted');
          if (!neighborsHelp(d, known)) return d.line(me.language, 'with-coordinator');
          if (d.record(me.number)?.optedOut) return d.line(me.language, 'looking-stopped');
          if (!hasNumber(me.number)) return d.line(me.language, 'looking-unseen');
          const [code] = codesOf(known);
          return `${d.line(me.language, 'looking')} ${waitWords(d, code && d.case(me.number, code), me.language, 'arrived')}`.trim();
        },
      }),
});

/** New requests wait: that is said with the code, whom to call meanwhile, and that it is kept. */
const sayKept = (d: Draft, me: Speaker, opened: readonly Case[], paused: Paused): void => {
  const code = opened.map(c => c.code).join(', ');
  for (const c of opened) d.putCase({ ...c, kept: d.now });
  d.reply(d.line(me.language, me.isNew ? 'first-full' : 'full', { code, until: untilWords(d, paused, me.language) }));
  const open = openMeanwhile(d, me.language);
  if (open !== '') d.reply(open);
  d.introduced = true;
};

const sayWrittenDown = (d: Draft, me: Speaker, opened: readonly Case[]): void => {
  const paused = pauseNow(d);
  if (paused) return sayKept(d, me, opened, paused);
  const first = me.isNew ? 'first-' : '';
  const [only] = opened;
  if (opened.length === 1 && only) {
    d.reply(
      d.line(me.language, `${first}written-down`, {
        what: only.needs.length > 0 ? whatForResident(d, only, me.language) : '',
        code: only.code,
      }),
    );
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
