import { type Case, closeCase, isFree, isOpen, withNote } from '../../domain/case.ts';
import { type Language, phoneNumber } from '../../domain/ids.ts';
import { isNeed, type Need } from '../../domain/needs.ts';
import { saidDigits } from '../../domain/said-digits.ts';
import type { Effect, Known, Value } from '../../script/script.ts';
import { onCall } from '../draft/call-draft.ts';
import type { Draft } from '../draft/draft.ts';
import { forgetInTime } from '../draft/forget.ts';
import { chooseLanguage, type Speaker, someoneElse } from '../draft/meet.ts';
import type { Follow } from '../draft/turn.ts';
import { unnamedSoon } from '../follow/unname.ts';
import { givesBackAsked } from '../helper/give-back.ts';
import { isReported } from '../helper/late.ts';
import { keepContact, keepKeyed, keepReach, keepTexts, textMe } from '../phone/call-after.ts';
import { actOnMine, statusByCode, tellMine } from '../phone/call-mine.ts';
import { connectPerson } from '../phone/connect.ts';
import { codesOf } from '../words/codes.ts';
import { withBy } from '../words/needed-by.ts';
import { readBack } from '../words/read-back.ts';
import { join } from './apart.ts';
import { arrived, notArrived } from './arrived-word.ts';
import { settleBeside } from './for-report.ts';
import { settleForWhom } from './for-whom.ts';
import { addOrNew, byItself, newNeedFrom, unfinished } from './need.ts';
import { casesAside, keepsPlaceWords, setNeeds, shareNeeds } from './needs-told.ts';
import { isWhen } from './new-time.ts';
import { inDanger, keepFor, stillSafety, wantPerson } from './opening.ts';
import { comment, ratedLow } from './rated.ts';
import { keptFromHolder, tellChanged } from './relay.ts';
import { lookForSooner, timeOfAnother, withWhen } from './time-answered.ts';
import { commentIn, knows, toldIn } from './told.ts';
import { askPerson, startReport, tellDanger } from './wishes.ts';

const casesOf = (d: Draft, me: Speaker, known: Known): readonly Case[] =>
  codesOf(known)
    .map(code => d.case(me.number, code))
    .filter(c => c !== undefined);

const asNeeds = (value: Value): readonly Need[] => (Array.isArray(value) ? value : [String(value)]).filter(isNeed);

/** The place as it was told; where it stood in a longer text, that text is kept with it. A long answer is marked in a session, not kept. */
const withPlace = (c: Case, place: string, raw: string): Case => {
  if (place === 'true' || place === raw) return { ...c, place: raw.slice(0, 200) };
  return { ...(raw.length > place.length && saidDigits(raw) === undefined ? withNote(c, raw) : c), place };
};

/** An answer goes to the case at once: nothing waits for the end of the questions. */
const answered = (d: Draft, me: Speaker, c: Case, slot: string, value: Value, raw: string): void => {
  switch (slot) {
    case 'what':
      return setNeeds(d, me, c, asNeeds(value), { words: raw, facts: {} });
    case 'place':
      if (value !== 'unsure') d.putCase(withPlace(c, String(value), raw.trim()));
      return;
    case 'zone':
      return d.putCase({ ...c, zone: String(value) });
    case 'when':
      return isWhen(value) ? d.putCase(withWhen(c, value, d.now)) : undefined;
    case 'by':
      return d.putCase(withBy(c, value, d.now));
    case 'people':
      if (typeof value === 'number' && value > 0) d.putCase({ ...c, people: value });
      return;
    case 'story':
    case 'where':
    case 'words':
      return keptFromHolder(d, c, raw) ? undefined : keepFor(d, me, c, raw);
    case 'contact':
      return keepContact(d, me, c, value as 'text' | 'call' | 'none');
    case 'about':
      if (value === 'unsafe' || value === 'conflict') d.putCase({ ...c, about: value });
      return;
    case 'rating':
      if (typeof value === 'number') d.putCase({ ...c, rating: value });
      return;
    default:
      return keepKeyed(d, c, slot, value);
  }
};

const ready = (d: Draft, c: Case): void => {
  if (isFree(c) && c.next?.what === 'goes-out') d.putCase({ ...c, next: { what: 'dispatch', at: d.now } });
};
const outside = (d: Draft, c: Case): void => {
  if (!isFree(c)) return;
  // A wish for a person and a report are paged wherever they are.
  const next = c.kind === 'need' ? ({ what: 'to-coordinator', at: d.now } as const) : c.next;
  d.putCase({ ...c, zone: 'outside', ...(next ? { next } : {}) });
};
const withdrawn = (d: Draft, c: Case): void => {
  if (!isOpen(c)) return;
  d.putCase({ ...closeCase(c, 'withdrawn', d.now), asked: c.asked, next: { what: 'withdrawn', at: d.now } });
  d.note(c.code, 'withdrawn', 'resident');
};
const changed = (d: Draft, c: Case): void => {
  d.note(c.code, 'changed', 'resident');
  tellChanged(d, c);
};
/** All is told. Where somebody closed it meanwhile and they may be contacted, they were promised a person: it goes on. */
const reported = (d: Draft, me: Speaker, given: Case): void => {
  const promised = given.contact === 'text' || given.contact === 'call';
  const c = promised ? stillSafety(d, me, given) : unnamedSoon(d, given);
  if (c.kind !== 'safety' || !isOpen(c) || c.holder) return;
  d.putCase({ ...c, ...(given.contact ? { contact: given.contact } : {}), next: { what: 'page', at: d.now } });
};
/** "Is anyone in danger now?" Yes: paged at once, also where somebody has the case, or closed it. */
const dangerNow = (d: Draft, me: Speaker, given: Case): void => {
  const c = stillSafety(d, me, given);
  d.putCase(inDanger(c, c.danger ?? given.danger ?? 'violence', d.now));
  d.note(c.code, 'says that somebody is in danger now', 'resident');
};

/** LANGUAGE may have come in the middle of the questions; they go on in the language chosen. */
const inLanguage = (d: Draft, me: Speaker): Follow | undefined => {
  d.reply(d.line(me.language, 'language-set'));
  return unfinished(d, me);
};

/** A report chosen after words of their own: those are its first, so it is paged at once, and they are asked for more. */
const reportAfter = (d: Draft, me: Speaker, said: string): Follow => {
  const follow = startReport(d, me, '');
  for (const c of said === '' ? [] : casesOf(d, me, follow.known)) {
    keepFor(d, me, c, said);
    reported(d, me, d.case(me.number, c.code) ?? c);
  }
  return follow;
};

/** Where the case behind a code stands, on a call; after too many that are none a person looks. */
const toldByCode = (d: Draft, me: Speaker, code: string): Follow | undefined => {
  const call = onCall(d);
  const follow = call && statusByCode(call, me, code);
  if (follow === 'person') askPerson(d, me, '');
  return follow === 'person' ? undefined : follow;
};

const doOne = (d: Draft, me: Speaker, what: string, args: Readonly<Record<string, Value>>, known: Known): Follow | undefined => {
  for (const c of casesOf(d, me, known)) {
    if (what === 'ready') ready(d, c);
    else if (what === 'outside') outside(d, c);
    else if (what === 'withdraw') withdrawn(d, c);
    else if (what === 'arrived') arrived(d, c);
    else if (what === 'not-arrived') notArrived(d, c, typeof known.comment === 'string' ? known.comment : '');
    else if (what === 'changed') changed(d, c);
    else if (what === 'reported') reported(d, me, c);
    else if (what === 'danger-now') dangerNow(d, me, c);
  }
  const said = typeof known.said === 'string' ? known.said : '';
  const call = onCall(d);
  if (what === 'danger-now' && call) connectPerson(call, me, 'danger');
  if (what === 'change-mine') return actOnMine(d, me, 'change', known);
  if (what === 'give-back') givesBackAsked(d, me, known);
  if (what === 'withdraw-mine') return actOnMine(d, me, 'withdraw', known);
  if (what === 'status-of') return toldByCode(d, me, String(args.code ?? ''));
  if (what === 'menu') return { with: me, script: 'menu', known: {} };
  if (what === 'text-me') textMe(d, me, casesOf(d, me, known));
  if (what === 'gets-texts' || what === 'no-texts') keepTexts(d, me, casesOf(d, me, known), what === 'gets-texts');
  if (what === 'same-phone') keepReach(d, me, casesOf(d, me, known), me.person.elsewhere?.phone);
  if (what === 'reach' || what === 'own-phone') keepReach(d, me, casesOf(d, me, known), phoneNumber(String(args.phone ?? '')));
  if (what === 'unfinished') return unfinished(d, me);
  if (what === 'need') return newNeedFrom(d, me, {}, isReported(d, me, said) ? '' : said);
  if (what === 'join') join(d, me, known);
  if (what === 'own') return byItself(d, me, casesOf(d, me, known));
  if (what === 'add' || what === 'new') return addOrNew(d, me, casesOf(d, me, known), known, what);
  if (what === 'danger-said') tellDanger(d, me, said, known.self === true);
  if (what === 'pass-on' || what === 'for-team') settleForWhom(d, me, known, what === 'pass-on');
  if (what === 'pass-beside' || what === 'report-alone') return settleBeside(d, me, known, what === 'pass-beside');
  if (what === 'report') return reportAfter(d, me, said);
  if (what === 'set-language') return inLanguage(d, chooseLanguage(d, me, args.to as Language));
  if (what === 'person') askPerson(d, me, said);
  else if (what === 'status') return tellMine(d, me);
  return undefined;
};

/** Of the cases that are asked about, those for which this turn tells no need while it tells one: what else it says is about that one first. */
const asideFrom = (d: Draft, cases: readonly Case[], effects: readonly Effect[], known: Known): readonly Case[] => {
  if (known.code !== undefined) return [];
  const needs = effects.flatMap(e => (e.name === 'answer' && e.slot === 'what' ? asNeeds(e.value) : []));
  return casesAside(d, cases, needs);
};

/** Gives each effect of a turn its meaning, in order. Answers the conversation that it leads to, if any. */
export const applyEffects = (d: Draft, me: Speaker, effects: readonly Effect[], known: Known, text: string): Follow | undefined => {
  let follow: Follow | undefined;
  const before = casesOf(d, me, known);
  const isTimeOfAnother = timeOfAnother(before, text);
  const aside = asideFrom(d, before, effects, known);
  for (const effect of effects) {
    switch (effect.name) {
      case 'answer':
        // CHANGE, which names its one case, puts another need in place of the first; the questions of a request add to it.
        if (effect.slot === 'what' && known.code === undefined)
          shareNeeds(d, me, casesOf(d, me, known), asNeeds(effect.value), toldIn(d, effects, effect.raw));
        else
          for (const c of casesOf(d, me, known))
            if (!aside.some(a => a.code === c.code && knows(a, effect.slot)) && !isTimeOfAnother(c, effect.slot)) {
              // CHANGE corrects a place; a second answer to where they are may stand beside what the first one told.
              const keeps = effect.slot === 'place' && known.code === undefined;
              answered(d, me, keeps ? keepsPlaceWords(c, String(effect.value)) : c, effect.slot, effect.value, effect.raw);
            }
        forgetInTime(d, me.number, effect.raw, effect.keepMs);
        ratedLow(d, casesOf(d, me, known), effect, effects);
        if (effect.slot === 'people') readBack(d, me, effect.value, effect.raw);
        break;
      case 'note':
        for (const c of casesOf(d, me, known)) {
          keepFor(d, me, c, effect.text);
          comment(d, c, effect.text);
        }
        break;
      case 'person':
        escalate(d, me, effect.why, known, text);
        break;
      case 'someone-else':
        // What the one before was asked is put again a little later, in words that fit a phone in other hands.
        for (const c of casesOf(d, me, known))
          if (c.next?.what === 'unconfirmed') d.putCase({ ...c, next: { what: 'ask-arrived', at: d.soon() } });
        follow = { with: someoneElse(d, me), script: 'menu', known: {} };
        break;
      case 'do':
        follow = doOne(d, me, effect.what, effect.args, { ...known, ...commentIn(effects) }) ?? follow;
        break;
      case 'skipped':
        break;
    }
  }
  if (effects.some(e => e.name === 'answer' && (e.slot === 'when' || e.slot === 'by'))) lookForSooner(d, before);
  return follow;
};

/** Nonsense or silence to the end: a person takes over, and is told which case it is about. */
const escalate = (d: Draft, me: Speaker, why: Extract<Effect, { name: 'person' }>['why'], known: Known, text: string): void => {
  const [about] = casesOf(d, me, known);
  const words = [known.said, text].filter(said => typeof said === 'string').join(' / ');
  // Asked whether they think of hurting themselves, and no answer that we understand.
  if (known.self === true) return tellDanger(d, me, words, true);
  const call = onCall(d);
  if (call) {
    return connectPerson(call, me, why, { words, ...(about ? { about: about.code } : {}) });
  }
  if (about && about.kind !== 'need' && isOpen(about)) {
    d.putCase({ ...withNote(about, text), next: { what: 'page', at: d.now } });
    d.reply(d.line(me.language, 'told-them', { code: about.code }));
    return;
  }
  const { case: c, isNew } = wantPerson(d, me, words);
  // What is kept under their number names no report: they may still wish to stay unnamed.
  if (about?.kind === 'need') d.note(c.code, `asked for while ${about.code} was talked about (${why})`, 'line');
  d.reply(d.line(me.language, isNew ? 'person-coming' : 'told-them', { code: c.code }));
};
