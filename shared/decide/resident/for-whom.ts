import { type Case, closeCase, isOpen, withNote } from '../../domain/case.ts';
import { type CaseCode, HOUR_MS, later, MINUTE_MS, msBetween } from '../../domain/ids.ts';
import { firstName } from '../../domain/volunteer.ts';
import type { Known } from '../../script/script.ts';
import { speaksOf, speaksOfSomebody } from '../../understand/speaks-of.ts';
import type { Understanding } from '../../understand/understanding.ts';
import { fold } from '../../understand/words.ts';
import type { Draft } from '../draft/draft.ts';
import type { Speaker } from '../draft/meet.ts';
import { type Follow, waits } from '../draft/turn.ts';
import { hurried, open } from './opening.ts';
import { passOn, tellsOfOthers } from './relay.ts';

const SCRIPT = 'for-whom';
/** So long a coordinator is not told of words of which it is asked for whom they are. */
const ASKED_MS = 10 * MINUTE_MS;
/** So much of what was said goes with the question. */
const SAID_MAX = 480;

/** Whether they spoke of whoever comes a short while ago: then "she" is that one. */
const spokeOf = (d: Draft, me: Speaker, names: readonly string[]): boolean =>
  d
    .cases(me.number)
    .some(
      c =>
        c.kind === 'person' &&
        c.person === me.person.id &&
        msBetween(c.openedAt, d.now) <= HOUR_MS &&
        c.notes.some(note => speaksOf(note, names)),
    );

/** Whoever has a request of theirs, and of whom the words speak. */
const spokenOf = (d: Draft, me: Speaker, words: string): Case | undefined => {
  const held = d.cases(me.number).filter(c => c.kind === 'need' && c.person === me.person.id && c.holder && c.status === 'accepted');
  const said = words.toLowerCase();
  const names = held.map(c => firstName(c.holder?.name ?? ''));
  const isOf = speaksOf(words, names, held.some(tellsOfOthers)) || (speaksOfSomebody(words) && spokeOf(d, me, names));
  if (held.length === 0 || !isOf) return undefined;
  return held.find(c => said.includes(firstName(c.holder?.name ?? '').toLowerCase())) ?? held[0];
};

/**
 * Words that speak of whoever has a request, and not to them, go to nobody before it is known for whom they are: it is asked. A coordinator reads them where
 * nobody answers. Undefined where the words do not speak of anybody like that.
 */
export const asksForWhom = (d: Draft, me: Speaker, words: string): Follow | undefined => {
  if (d.channel !== 'sms' || (me.volunteer?.held.length ?? 0) > 0) return undefined;
  const of = spokenOf(d, me, words);
  if (!of?.holder) return undefined;
  const kept = open(d, me, 'person', [], undefined, { what: 'page', at: later(d.now, ASKED_MS) });
  d.putCase({ ...withNote(kept, words), urgency: 'this-week' });
  const name = firstName(of.holder.name);
  return { with: me, script: SCRIPT, known: { code: of.code, name, kept: kept.code, said: words.slice(0, SAID_MAX) } };
};

/** What may stand around a yes or a no: anything more is no answer, but more of what was said. */
const AROUND =
  /^(?:yes|yeah|yep|yea|y|no|nope|nah|n|si|ok|okay|sure|please|pls|plz|thanks|thank|you|u|it|its|that|this|thats|is|are|her|him|she|he|they|them|let|read|reads|tell|know|dont|do|not|can|may|should|send|show|to|for|the|coordinator|only|just|por|favor|gracias|que|lo|la|le|lea|leer|digale|dile|puede|esta|bien|claro|mejor|solo|coordinacion|coordinadora|a|el|ella|[12])$/u;
const isAnswer = (words: string, name: string): boolean => {
  const said =
    fold(words)
      .replace(/['’]/g, '')
      .match(/[\p{L}\p{N}]+/gu) ?? [];
  return said.every(word => AROUND.test(word) || word === fold(name));
};

/**
 * More words in place of that answer: they stand with the first, for whoever is to read those, and it is asked again. Undefined where it is not asked, where
 * they answer it, and where they ask for something, which is a request of its own.
 */
export const moreForWhom = (d: Draft, me: Speaker, words: string, understood: Understanding): Follow | undefined => {
  const session = d.channel === 'sms' && waits(d, me) ? d.session(me.number) : undefined;
  if (session?.script !== SCRIPT || isAnswer(words, String(session.known.name))) return undefined;
  const kept = d.case(me.number, String(session.known.kept) as CaseCode);
  const asks = understood.request && understood.needs.length > 0;
  if (asks || !kept || !isOpen(kept)) {
    // Unanswered, the words are for the coordinators: with the new request whoever takes that would read them.
    if (kept && isOpen(kept)) d.putCase(hurried(kept, 'today', d.now));
    d.putSession(me.number, null);
    return undefined;
  }
  d.putCase(withNote(kept, words));
  const said = `${session.known.said} / ${words}`.slice(0, SAID_MAX);
  return { with: me, script: SCRIPT, known: { ...session.known, said } };
};

/** "Yes" or "no" to that. Whoever had the request then may not have it any more: then it goes to the coordinators all the same. */
export const settleForWhom = (d: Draft, me: Speaker, known: Known, isTheirs: boolean): void => {
  const [c, kept] = [known.code, known.kept].map(code => d.case(me.number, String(code) as CaseCode));
  if (!kept || !isOpen(kept)) return;
  const holder = c?.status === 'accepted' && c.holder && firstName(c.holder.name) === known.name;
  if (!isTheirs || !c || !holder) {
    d.putCase(hurried(kept, 'today', d.now));
    return;
  }
  passOn(d, me, c, kept.notes.join(' / ') || String(known.said), true);
  d.putCase(closeCase(kept, 'referred', d.now));
  d.note(kept.code, `the words went to ${c.code}`, 'resident');
};
