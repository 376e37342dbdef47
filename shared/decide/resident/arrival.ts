import type { Case } from '../../domain/case.ts';
import type { PersonId } from '../../domain/ids.ts';
import { firstName } from '../../domain/volunteer.ts';
import { resumeScript } from '../../script/resume.ts';
import type { Session, Turn } from '../../script/script.ts';
import { startScript } from '../../script/start.ts';
import { cameIn } from '../../understand/came.ts';
import type { Understanding } from '../../understand/understanding.ts';
import type { Draft } from '../draft/draft.ts';
import type { Speaker } from '../draft/meet.ts';
import { contextOf } from '../draft/turn.ts';
import { codeFirst, codesOf } from '../words/codes.ts';
import { goOn } from './converse.ts';
import { applyEffects } from './effects.ts';

/** The one whose case it is, who may not be the one that held the phone last. */
const speaking = (d: Draft, me: Speaker, id: PersonId): Speaker => {
  const person = d.person(me.number, id);
  return person && id !== me.person.id ? { ...me, person, language: person.language } : me;
};

/** What these words answer to "did it arrive?"; undefined where they do not. */
const answerTo = (d: Draft, session: Session, words: string): Turn | undefined => {
  const turn = resumeScript(d.world.book, session, { kind: 'text', text: words }, contextOf(d));
  return turn.effects.some(e => e.name === 'answer') ? turn : undefined;
};

const asked = (d: Draft, c: Case, who: Speaker): Session | null => {
  const known = { code: c.code, name: firstName(c.holder?.name ?? '') };
  const start = { script: 'arrived', person: c.person, language: who.language, channel: 'sms' as const, known };
  return startScript(d.world.book, start, contextOf(d)).session;
};

/** "Nobody came" and "it came" are the keys of that question in other words. */
const asKey = (words: string): string => {
  const what = cameIn(words);
  return what === undefined ? words : what === 'not' ? `2 ${words}` : '1';
};

/** "412 yes": whether it arrived, for a case of this phone, whoever holds it and whatever else is being asked. */
const byCode = (d: Draft, me: Speaker, text: string, understood: Understanding): boolean => {
  const named = codeFirst(text);
  const c = named && d.case(me.number, named.code);
  if (!named || c?.kind !== 'need' || (c.status !== 'delivered' && c.outcome !== 'unconfirmed')) return false;
  const who = speaking(d, me, c.person);
  const session = asked(d, c, who);
  const words = asKey(named.words);
  const turn = session && answerTo(d, session, words);
  if (!session || !turn) return false;
  const before = d.session(me.number);
  if (!before || (before.script === 'arrived' && codesOf(before.known).includes(c.code))) {
    d.putSession(me.number, session);
    return goOn(d, who, words, understood);
  }
  // Another conversation goes on here: it stays as it is, and how it went is not asked.
  applyEffects(d, who, turn.effects, session.known, words);
  d.reply(d.line(who.language, 'noted', { code: c.code }));
  return true;
};

/**
 * An answer to "did it arrive?" where it is not simply the next word of the one who was asked: by its code at any time, or in plain words
 * while the question waits, although somebody else held the phone in between.
 */
export const answersArrival = (d: Draft, me: Speaker, text: string, understood: Understanding): boolean => {
  if (byCode(d, me, text, understood)) return true;
  const session = d.session(me.number);
  if (session?.script !== 'arrived' || session.person === me.person.id || !answerTo(d, session, text)) return false;
  return goOn(d, speaking(d, me, session.person), text, understood);
};
