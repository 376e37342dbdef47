import { type Case, type Due, isFree, isOpen, withNote } from '../../domain/case.ts';
import { carrierWord } from '../../domain/consent.ts';
import { DAY_MS, HOUR_MS, type Instant, later, msBetween } from '../../domain/ids.ts';
import { matchCommand, matchGlobal } from '../../script/match.ts';
import type { Known } from '../../script/script.ts';
import { aboutUs } from '../../understand/about-us.ts';
import { againstHolder } from '../../understand/against.ts';
import { asksWhetherAnybodyComes } from '../../understand/asks-who-comes.ts';
import { cameIn } from '../../understand/came.ts';
import { saysMore } from '../../understand/small-talk.ts';
import { speaksOf, speaksOfSomebody } from '../../understand/speaks-of.ts';
import type { Understanding } from '../../understand/understanding.ts';
import type { Draft } from '../draft/draft.ts';
import type { Speaker } from '../draft/meet.ts';
import { factsOf } from '../draft/turn.ts';
import { ringBack } from '../phone/ring-back.ts';
import { isCourtesy } from '../resident/courtesy.ts';
import { sameOpen } from '../resident/need.ts';
import { withFacts } from '../resident/needs-told.ts';
import { byPod, keepFor, open, wantPerson, wantSafety } from '../resident/opening.ts';
import { knownOf } from '../resident/told.ts';
import { refuses } from '../resident/unwanted.ts';
import { whoHelped } from '../resident/who-helped.ts';
import { needsInDanger } from './need-in-danger.ts';

/** What a coordinator reads at leisure, whoever sends it. */
const FOR_COORDINATOR: ReadonlySet<string> = new Set(['give', 'volunteer', 'feedback', 'forget-me']);

const wordsIn = (text: string): number => text.split(/\s+/).filter(word => word !== '').length;
/** Whoever says more with CALL ME than a please wants a person to read it. */
const CALL_ME_WORDS_MAX = 2;

/** From so many words on a text tells something, also where we do not know what. */
const TELLING_WORDS = 3;

/** What somebody did to them is a report, with the word for it or without. */
const reportQuietly = (d: Draft, me: Speaker, words: string): void => {
  const { case: c } = wantSafety(d, me, words, undefined);
  d.putCase({ ...c, next: { what: 'page', at: d.now } });
};

/** What they say of whoever has or had a request of theirs, also where it is in doubt: nothing can be asked. */
const isAgainst = (d: Draft, me: Speaker, words: string): boolean => {
  const names = whoHelped(d.cases(me.number));
  if (names.length > 0 && (againstHolder(words, names) !== undefined || speaksOf(words, names) || speaksOfSomebody(words))) return true;
  // Whoever came to somebody else, or to a table of ours, is called by a name that no case of theirs tells.
  return againstHolder(words, [...names, ...(/^\W*(\p{L}{2,20})\s/u.exec(words)?.slice(1) ?? [])]) === 'wrong';
};

/** A command of someone who is not answered: written down and paged like any other. Answers false where it is none. */
export const askedQuietly = (d: Draft, me: Speaker, words: string): boolean => {
  const asked = matchCommand(d.world.book, me.language, words);
  if (asked?.command === 'report') reportQuietly(d, me, asked.rest);
  else if (!asked && (aboutUs(words) === 'report' || isAgainst(d, me, words))) reportQuietly(d, me, words);
  else if (asked?.command === 'call-me' && wordsIn(asked.rest) <= CALL_ME_WORDS_MAX) ringBack(d, me);
  else if (asked?.command === 'call-me') wantPerson(d, me, words);
  else if (asked && asked.rest !== '' && FOR_COORDINATOR.has(asked.command)) wantPerson(d, me, words, 'this-week');
  else if (matchGlobal(d.world.book, me.language, words) === 'person' || aboutUs(words) === 'person') wantPerson(d, me, words);
  else return false;
  return true;
};

/** So much of what is said goes to a coordinator; all of it stands with the case. */
const SAID_MAX = 120;

/** When coordinators are told of words: at once, but not within an hour of the last. What was told is looked at again a day later. */
const toldAt = (d: Draft, next: Due | undefined): Instant => {
  const left = next?.what === 'stopped' && next.words !== undefined ? msBetween(d.now, next.at) : 0;
  if (!next || left <= 0) return d.now;
  if (left <= HOUR_MS) return next.at;
  return left > DAY_MS - HOUR_MS ? later(next.at, HOUR_MS - DAY_MS) : d.now;
};

/** The case as it stands, and a coordinator is told, with the words. */
const toldOf = (d: Draft, c: Case, words: string): void => {
  const before = c.next?.what === 'stopped' ? c.next.words : undefined;
  const said = [...(before ? [before] : []), words.trim()].join(' / ');
  d.putCase({ ...c, next: { what: 'stopped', at: toldAt(d, c.next), words: said.slice(-SAID_MAX) } });
};

/**
 * A request that may not be answered, for a coordinator: more of what the same pod has open is added to it, and changes nothing that is known
 * of it; anything else is a case of its own.
 */
const requestQuietly = (d: Draft, me: Speaker, words: string, note: string, facts: Known, understood: Understanding): void => {
  for (const group of byPod(d, understood.needs)) {
    const same = sameOpen(d, me, group.needs);
    const c = same ?? open(d, me, 'need', group.needs, group.pod, { what: 'stopped', at: d.now });
    const pod = c.pod ?? group.pod;
    const joined: Case = { ...c, needs: [...new Set([...c.needs, ...group.needs])], ...(pod ? { pod } : {}) };
    toldOf(d, withFacts(d, joined, { ...facts, ...knownOf(c) }, note), words);
  }
};

/** Words that ask for nothing: with what is open, which takes a place or a number only where they can be meant for nothing else. */
const keepQuietly = (d: Draft, me: Speaker, words: string, facts: Known): void => {
  const all = d.cases(me.number).filter(isOpen);
  const mine = all.filter(c => c.person === me.person.id);
  const about = mine.findLast(c => c.kind === 'safety') ?? mine.at(-1) ?? all.at(-1);
  if (!about) {
    if (wordsIn(words) >= TELLING_WORDS) wantPerson(d, me, words, 'this-week');
    return;
  }
  if (about.kind === 'safety') return keepFor(d, me, about, words);
  // What a coordinator reads at leisure is read with the words that follow it.
  if (about.kind === 'person' && about.urgency === 'this-week') return d.putCase(withNote(about, words));
  const [only, ...others] = mine.filter(c => c.kind === 'need' && isFree(c));
  toldOf(d, only && others.length === 0 ? withFacts(d, only, facts, words) : withNote(about, words), words);
};

/** A report of theirs that nobody has taken yet: whatever they write may still belong to it, and to nobody else. */
const reportWaits = (d: Draft, me: Speaker): Case | undefined =>
  d.cases(me.number).findLast(c => c.kind === 'safety' && c.person === me.person.id && isOpen(c) && !c.holder);

/** Thanks and nothing else. Nobody asks back, so that "thanks but nobody came" and "ok when is ana coming" are read by a person. */
const isThanksAlone = (d: Draft, me: Speaker, words: string, understood: Understanding): boolean => {
  const matched = matchCommand(d.world.book, me.language, words);
  if (!isCourtesy(words, understood, matched) || matched === undefined || saysMore(matched.rest)) return false;
  return cameIn(matched.rest) === undefined && !asksWhetherAnybodyComes(matched.rest);
};

/** Someone who opted out texts us all the same: nothing is answered, but a need or danger is written down and a person is told. */
export const writeDownQuietly = (d: Draft, me: Speaker, words: string, understood: Understanding): void => {
  refuses(d, me, words);
  if (understood.danger) {
    wantSafety(d, me, words, understood.danger);
    needsInDanger(d, me, words, understood);
    return;
  }
  if (askedQuietly(d, me, words)) return;
  const asks = understood.request && carrierWord(words) !== 'help';
  const facts = factsOf(d, words, understood);
  const report = reportWaits(d, me);
  if (report) d.putCase({ ...withNote(report, words), next: { what: 'page', at: d.now } });
  if (asks && (!report || understood.needs.length > 0)) requestQuietly(d, me, words, report ? '' : words, facts, understood);
  else if (!report && !isThanksAlone(d, me, words, understood)) keepQuietly(d, me, words, facts);
};
