import { type Case, isOpen, withNote } from '../../domain/case.ts';
import { unasked } from '../../domain/holder.ts';
import { DAY_MS, msBetween } from '../../domain/ids.ts';
import { isHourAlone } from '../../domain/moved-time.ts';
import type { Known } from '../../script/script.ts';
import { tellsFactsAlone } from '../../understand/facts-alone.ts';
import { tellsTimeAlone } from '../../understand/moves-time.ts';
import { noLonger } from '../../understand/no-longer.ts';
import { peopleNow } from '../../understand/people-now.ts';
import { understand } from '../../understand/understand.ts';
import type { Understanding } from '../../understand/understanding.ts';
import type { Draft } from '../draft/draft.ts';
import type { Speaker } from '../draft/meet.ts';
import { factsOf, spoken } from '../draft/turn.ts';
import { byValue, onThatDay } from '../words/needed-by.ts';
import { whatForResident } from '../words/phrases.ts';
import { movesTimeOf } from './another-time.ts';
import { withFacts } from './needs-told.ts';
import { soonerAnew } from './new-time.ts';
import { passOn, tellChanged } from './relay.ts';

/** What is told of the request, an hour as one of the day that it is for, with a number of people that only the request makes one. */
const toldOf = (d: Draft, c: Case, text: string, understood: Understanding): Known => {
  const { what: _what, ...told } = factsOf(d, text, understood);
  const facts = onThatDay(d, byValue(c.by), understood.facts.by, told);
  const people = facts.people ?? peopleNow(text, c.people, c.by !== undefined);
  return people === undefined ? facts : { ...facts, people };
};

const sayNow = (d: Draft, me: Speaker, c: Case): void =>
  d.reply(d.line(me.language, 'noted-now', { code: c.code, what: whatForResident(d, c, me.language) }));

/** The case for the time that was told with a change: whoever has it is asked how it stands after that, and not as was agreed before. */
const anew = ({ next, holder, ...c }: Case): Case => ({
  ...c,
  ...(holder ? { holder: unasked(holder) } : {}),
  ...(next && next.what !== 'check-in' ? { next } : {}),
});

/** "10:15" of a day for which no hour was told is the hour of that day. */
const givesHour = (c: Case, { facts: { by } }: Understanding): boolean => c.by?.day === true && by !== undefined && isHourAlone(by);

/** What is told to whoever has it of a request that did not say yet where it is: of one that has its hour, another hour may be when they come. */
export const toldToHolder = (d: Draft, c: Case, text: string, understood: Understanding): Case => {
  const { by, when, ...facts } = toldOf(d, c, text, understood);
  const timed =
    by !== undefined && c.by && !c.by.day ? {} : { ...(by === undefined ? {} : { by }), ...(when === undefined ? {} : { when }) };
  return withFacts(d, c, { ...facts, ...timed }, '');
};

/**
 * "Make it for 6 people", "my new zip is 11233", of the request that somebody has: they read it as it was said, and what is kept is what is true now.
 * Answers false where anything else is told: a time alone may be for whoever comes, except for the hour of a day that has none, and a place that is told first
 * changes nothing.
 */
export const changesHeld = (d: Draft, me: Speaker, c: Case, text: string, understood: Understanding): boolean => {
  if (c.kind !== 'need') return false;
  const facts = toldOf(d, c, text, understood);
  const where = c.place !== undefined && (facts.place !== undefined || facts.people !== undefined);
  if (!where && !givesHour(c, understood)) return false;
  const streets = d.world.community.zones.flatMap(z => z.streets);
  if (!tellsFactsAlone(text, streets)) return false;
  const told = withFacts(d, c, facts, '');
  passOn(d, me, facts.when === undefined ? told : anew(told), text);
  sayNow(d, me, told);
  return true;
};

/** "Today please" says when; "how are you today" does not. */
const WHEN_WORDS_MAX = 3;
/** "It has to be by 5pm tomorrow" says so in more. */
const TIME_WORDS_MAX = 7;

/** It was called done a short while ago and had not arrived: "we are number 21" says where it is, and not for how many. */
export const wasDone = (d: Draft, c: Case): boolean => c.doneAt !== undefined && msBetween(c.doneAt, d.now) < DAY_MS;

/** "We are 6 now" says since when they are so many, and not how soon it is needed. */
const withoutNow = (text: string, facts: Known): Known => {
  const { when, ...others } = facts;
  const beside = facts.people !== undefined || facts.place !== undefined;
  if (when === undefined || facts.by !== undefined || !beside) return facts;
  return understand(text.replace(NOW, ' ')).facts.when === undefined ? others : facts;
};
const NOW = /\b(?:now|ahora)\b/giu;

/** Where, for how many or when, told of a request that nobody has yet: kept, and told back. Answers false where more than that is told. */
export const changesFree = (d: Draft, me: Speaker, c: Case, text: string, understood: Understanding): boolean => {
  const facts = withoutNow(text, toldOf(d, c, text, understood));
  const words = text.split(/\s+/).length;
  const saysWhen =
    facts.when !== undefined && (facts.by === undefined ? words <= WHEN_WORDS_MAX : words <= TIME_WORDS_MAX && tellsTimeAlone(text));
  const tells = facts.place !== undefined || facts.people !== undefined || saysWhen;
  const streets = d.world.community.zones.flatMap(z => z.streets);
  if (!tells || wasDone(d, c) || !tellsFactsAlone(text, streets)) return false;
  const told = soonerAnew(d, c, withFacts(d, c, facts, text));
  const outside = told.zone === 'outside' && c.zone !== 'outside';
  d.putCase(outside ? { ...told, next: { what: 'to-coordinator', at: d.now } } : told);
  if (outside) d.reply(d.words(spoken(d, [{ kind: 'ask', script: 'need', node: 'outside' }], { codes: [c.code] }), me.language));
  else sayNow(d, me, told);
  return true;
};

/** What is told of a request that is named, where it says what is different now and nothing else. */
export const changesNamed = (d: Draft, me: Speaker, c: Case, words: string): boolean =>
  c.kind === 'need' &&
  isOpen(c) &&
  (movesTimeOf(d, me, c, words) || (c.holder ? changesHeld : changesFree)(d, me, c, words, understand(words)));

/** What is told of it with CHANGE: else it is words for whoever looks after it. */
export const tellsOf = (d: Draft, me: Speaker, c: Case, words: string): void => {
  if (changesNamed(d, me, c, words)) return;
  if (c.holder) passOn(d, me, c, words);
  else d.putCase(withNote(c, words));
  d.reply(d.line(me.language, 'noted', { code: c.code }));
};

/** "Never mind the diapers", where more than that was asked for: the rest stays. Answers false where nothing or all of it is wanted no more. */
export const dropsPart = (d: Draft, me: Speaker, open: readonly Case[], text: string): boolean => {
  const several = open.filter(c => c.kind === 'need' && c.needs.length > 1 && c.status !== 'delivered');
  const told = several.length > 0 ? noLonger(text) : undefined;
  if (!told || told.needs.length === 0) return false;
  const [c, ...others] = several.filter(one => one.needs.some(need => told.needs.includes(need)));
  const left = c?.needs.filter(need => !told.needs.includes(need)) ?? [];
  if (!c || others.length > 0 || left.length === 0) return false;
  const now = { ...c, needs: left };
  d.putCase(now);
  d.note(c.code, `no longer needed: ${told.needs.join(', ')}`, 'resident');
  tellChanged(d, now);
  sayNow(d, me, now);
  return true;
};
