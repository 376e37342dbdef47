import { hasNumber } from '../../domain/call.ts';
import { resumeScript } from '../../script/resume.ts';
import type { Effect, Global, Known, Say, Session, Turn, Value } from '../../script/script.ts';
import { startScript } from '../../script/start.ts';
import { withoutPlaces } from '../../understand/at-a-place.ts';
import { peopleAnswer } from '../../understand/people-answer.ts';
import { understand } from '../../understand/understand.ts';
import type { Understanding } from '../../understand/understanding.ts';
import type { Draft } from '../draft/draft.ts';
import type { Speaker } from '../draft/meet.ts';
import { contextOf, type Follow, factsOf, spoken } from '../draft/turn.ts';
import { pauseNow } from '../follow/pause.ts';
import { afterClosedReport, isOfClosedReport, keepLate } from '../helper/late.ts';
import { codesOf } from '../words/codes.ts';
import { byValue, onThatDay } from '../words/needed-by.ts';
import { waitWords } from '../words/wait-words.ts';
import { applyEffects } from './effects.ts';
import { neighborsHelp } from './need.ts';
import { isBesideChange, isNewRequest, tells } from './new-request.ts';
import { keepFor } from './opening.ts';
import { perhapsForAnother } from './shared-phone.ts';
import { sayTimeChanged } from './time-changed.ts';
import { FACTS } from './told.ts';
import { keepUntold } from './untold.ts';
import { askPerson } from './wishes.ts';

/** The globals that are the line's to act on; the engine keeps BACK, START OVER, SKIP and REPEAT. */
export const decideGlobal = (d: Draft, me: Speaker, global: Global): boolean => {
  if (global === 'menu' || global === 'start-over') begin(d, { with: me, script: 'menu', known: {} });
  else if (global === 'person') askPerson(d, me, '');
  else if (global === 'language') begin(d, { with: me, script: 'language', known: {} });
  else return false;
  return true;
};

/** Begins the conversation that was decided on, and whatever that leads to in turn. */
export const begin = (d: Draft, follow: Follow): void => {
  const { with: me, script, known } = follow;
  const start = { script, person: me.person.id, language: me.language, channel: d.channel, known };
  const turn = startScript(d.world.book, start, contextOf(d));
  settleTurn(d, me, { script, known }, turn, '', insteadOf(follow, turn));
};

/** What is said in place of the script's first words, where something is. */
const insteadOf = (follow: Follow, turn: Turn): { readonly say: string | null } | undefined => {
  if (follow.silent) return { say: null };
  return turn.session === null && follow.unasked !== undefined ? { say: follow.unasked() } : undefined;
};

const keepWords = (d: Draft, me: Speaker, session: Session, text: string): void => {
  for (const code of codesOf(session.known)) {
    const c = d.case(me.number, code);
    if (c) keepFor(d, me, c, text);
  }
};

/** Whether these words stand with a case already. */
const isKept = (d: Draft, me: Speaker, text: string): boolean =>
  d.cases(me.number).some(c => c.place === text.trim() || c.notes.some(note => note.includes(text.trim())));

/** What was said before the menu or to it, until a choice tells what it was about: it goes with that. */
const SAID_MAX = 160;
const sayMore = (d: Draft, me: Speaker, text: string): void => {
  const session = d.session(me.number);
  if (session?.script !== 'menu') return;
  const before = typeof session.known.said === 'string' ? `${session.known.said} / ` : '';
  d.putSession(me.number, { ...session, known: { ...session.known, said: `${before}${text.trim()}`.slice(0, SAID_MAX) } });
};

/** The menu for words that told nothing we know. They are kept and go with whatever is chosen. */
export const menuAfter = (d: Draft, me: Speaker, text: string): void => {
  begin(d, { with: me, script: 'menu', known: {} });
  sayMore(d, me, text);
  keepUntold(d, me, text);
};

/**
 * Asked for how many it is, "a mother and two babies" tells who they are, and asks for no baby things; asked where they are, "at the shelter" asks for no
 * housing.
 */
const toldIn = (session: Session, text: string, understood: Understanding): Understanding => {
  if (session.node === 'place' && understood.needs.length > 0) {
    const { needs } = understand(withoutPlaces(text));
    return { ...understood, needs, facts: understood.facts };
  }
  if (session.node !== 'people' || !understood.needs.includes('baby')) return understood;
  return peopleAnswer(text) === undefined ? understood : understand(text.replace(BABIES, 'kids'));
};
const BABIES = /\b(?:bab(?:y|ies)|beb[eé]s?|infants?|newborns?|toddlers?)\b/giu;

/** What a text tells beside the answer; an hour is that of the day that was told before. */
const factsFor = (d: Draft, me: Speaker, session: Session, text: string, understood: Understanding): Known => {
  const told = toldIn(session, text, understood);
  const [code] = codesOf(session.known);
  const day = session.known.by ?? byValue(code && d.case(me.number, code)?.by);
  const { what, ...facts } = factsOf(d, text, told);
  return onThatDay(d, day, told.facts.by, what === undefined || isBesideChange(session) ? facts : { what, ...facts });
};

/** A time that is told takes the place of the one before, to which it would be added as a need is to others. */
const timeless = (session: Session): Session => {
  const { by: _by, ...known } = session.known;
  return { ...session, known };
};

/** Words that say neither whether it arrived nor anything else we know: nobody would read them once it is closed. */
const isUnanswered = (session: Session, turn: Turn): boolean =>
  session.script === 'arrived' && session.node === 'arrived' && (turn.matched.by === 'none' || turn.matched.by === 'fact');

/** Gives the text to the question that waits. Answers false where it was not for it after all (too old, or nothing waits). */
export const goOn = (d: Draft, me: Speaker, text: string, understood: Understanding | Record<string, never>): boolean => {
  const session = d.session(me.number);
  if (!session) return false;
  // Words beside a rating are a comment; they tell nothing about the request any more.
  const facts = 'needs' in understood && session.node !== 'rating' ? factsFor(d, me, session, text, understood as Understanding) : {};
  const asked = facts.by === undefined ? session : timeless(session);
  const turn = resumeScript(d.world.book, { ...asked, language: me.language, channel: d.channel }, d.input(text, facts), contextOf(d));
  const lapsed = turn.session === null && turn.says.length === 0 && turn.effects.length === 0 && turn.global === undefined;
  if (lapsed && turn.matched.by === 'none') {
    d.putSession(me.number, null);
    return 'needs' in understood && understood.request !== true && keepLate(d, me, session, text);
  }
  // Who asks for help is not held to the questions of a report that is closed.
  if (isOfClosedReport(d, me, session) && 'request' in understood && (understood as Understanding).request) {
    d.putSession(me.number, null);
    return false;
  }
  const renewed = afterClosedReport(d, me, session, turn, text);
  if (renewed === null) return true;
  if (renewed) {
    d.putSession(me.number, renewed);
    return goOn(d, me, text, understood);
  }
  if (turn.global && decideGlobal(d, me, turn.global)) return true;
  // Looked at last, and only where it can matter: most texts answer the question that was asked.
  const asks = (): boolean => 'request' in understood && (understood as Understanding).request;
  if ('request' in understood && isNewRequest(d, me, { session, turn, text, facts }, understood as Understanding) && asks()) return false;
  settleTurn(d, me, session, turn, text);
  if (turn.matched.by === 'fact' && tells(text) && !isKept(d, me, text)) keepWords(d, me, session, text);
  if (isUnanswered(session, turn) && tells(text)) keepUntold(d, me, text);
  if (turn.matched.by === 'fact' && facts.by !== undefined) sayTimeChanged(d, me, session);
  if (turn.matched.by === 'none' && session.script === 'menu') perhapsForAnother(d, me, text);
  // A number or a day tells nothing where no case is talked about.
  const aboutNothing = codesOf(session.known).length === 0;
  if ((turn.matched.by === 'none' || (turn.matched.by === 'fact' && aboutNothing)) && (asks() || tells(text))) {
    keepWords(d, me, session, text);
    sayMore(d, me, text);
    if (aboutNothing) keepUntold(d, me, text);
  }
  return true;
};

/** What is promised once a need is told: nothing of neighbors where only a coordinator can act, no word back where none can reach them. */
const honest = (d: Draft, me: Speaker, says: readonly Say[], known: Known): readonly Say[] =>
  says.map(say => {
    if (say.kind === 'ask' && say.script === 'arrived' && say.node === 'missing' && isUnderWay(d, me, known))
      return { kind: 'line', line: 'not-arrived-yet' };
    if (say.kind !== 'ask' || say.script !== 'need' || say.node !== 'done') return say;
    if (pauseNow(d)) return { kind: 'line', line: 'full-noted' };
    if (!neighborsHelp(d, known)) return { kind: 'line', line: 'with-coordinator' };
    if (d.record(me.number)?.optedOut) return { kind: 'line', line: 'looking-stopped' };
    return hasNumber(me.number) ? say : { kind: 'line', line: 'looking-unseen' };
  });

/** Whether it is only looked for or on its way: nobody has said that it is done. */
const isUnderWay = (d: Draft, me: Speaker, known: Known): boolean =>
  codesOf(known).some(code => ['open', 'offered', 'accepted'].includes(d.case(me.number, code)?.status ?? ''));

/** What answers no question of a request and tells something stands with it: that is said in place of "I did not get that". */
const writtenDown = (d: Draft, me: Speaker, says: readonly Say[], known: Known, text: string): readonly Say[] => {
  if (d.channel !== 'sms' || !tells(text) || !codesOf(known).some(code => d.case(me.number, code))) return says;
  return says.flatMap((say): readonly Say[] =>
    say.kind === 'no-match' && (say.script === 'need' || (say.script === 'arrived' && say.node === 'arrived'))
      ? [
          { kind: 'line', line: 'kept-and-asked' },
          { ...say, kind: 'ask' },
        ]
      : [say],
  );
};

/** How long most requests of this kind took this week, where that is long. */
const tellWait = (d: Draft, me: Speaker, known: Known): void => {
  const [code] = codesOf(known);
  const wait = waitWords(d, code && d.case(me.number, code), me.language, 'arrived');
  if (wait !== '') d.reply(wait);
};

/** In these a place, a time or a number of people stays with the conversation: it is not known yet which request it is for, or whether it is for one at all. */
const KEEP_FACTS: ReadonlySet<string> = new Set(['again', 'arrived', 'for-report', 'for-whom', 'mine', 'which', 'withdraw']);
/** And here what is needed is asked for besides: it must not take the place of what the request is for. */
const KEEP_NEEDS: ReadonlySet<string> = new Set(['arrived', 'which', 'withdraw', 'for-whom', 'for-report']);
/** Here a street may be where a ride goes: what was told before stands, and the words are kept. */
const ADDS_FACTS = 'apart';
const forCases = ({ script, known }: Pick<Session, 'script' | 'known'>, effects: readonly Effect[]): readonly Effect[] => {
  if (!KEEP_FACTS.has(script) && script !== ADDS_FACTS) return effects;
  const keeps = (slot: string): boolean =>
    FACTS.has(slot) ? script !== ADDS_FACTS || known[slot] !== undefined : slot === 'what' && KEEP_NEEDS.has(script);
  return effects.filter(e => e.name !== 'answer' || !keeps(e.slot));
};

const settleTurn = (
  d: Draft,
  me: Speaker,
  before: Pick<Session, 'script' | 'known'>,
  turn: Turn,
  text: string,
  instead?: { readonly say: string | null },
): void => {
  const known: Record<string, Value> = { ...before.known, ...turn.session?.known };
  for (const effect of turn.effects) if (effect.name === 'answer') known[effect.slot] = effect.value;
  d.putSession(me.number, turn.session);
  if (instead) {
    if (instead.say !== null) d.reply(instead.say);
  } else if (turn.says.length > 0) {
    const says = writtenDown(d, me, honest(d, me, turn.says, known), known, text);
    d.reply(d.words(spoken(d, says, known), me.language));
    // How long most have waited stands behind the promise to ask, and only there.
    if (says.some(say => say.kind === 'ask' && say.script === 'need' && say.node === 'done')) tellWait(d, me, known);
  }
  const follow = applyEffects(d, me, forCases(before, turn.effects), known, text);
  if (follow) begin(d, follow);
};
