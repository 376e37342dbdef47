import type { Case } from '../../domain/case.ts';
import { awaitsAnswer } from '../../domain/holder.ts';
import { firstName } from '../../domain/volunteer.ts';
import { matchGlobal } from '../../script/match.ts';
import { alsoNeeded } from '../../understand/also-needed.ts';
import { asksPlainly } from '../../understand/asks-plainly.ts';
import { mayBeDespair } from '../../understand/danger.ts';
import { tellsLack } from '../../understand/lack.ts';
import type { Understanding } from '../../understand/understanding.ts';
import type { Draft } from '../draft/draft.ts';
import type { Speaker } from '../draft/meet.ts';
import { answersKeys, waits } from '../draft/turn.ts';
import { saySentTo } from '../words/holders.ts';
import { changesHeld, toldToHolder } from './changes.ts';
import { goOn } from './converse.ts';
import { passOn } from './relay.ts';

const heldOf = (d: Draft, me: Speaker): readonly Case[] =>
  d.cases(me.number).filter(c => c.person === me.person.id && c.holder && c.status === 'accepted');

/** The case whose holder asked something over the line and waits for an answer; undefined where nobody does, or several do. */
const asking = (d: Draft, me: Speaker): Case | undefined => {
  const [only, ...others] = heldOf(d, me).filter(c => c.holder && awaitsAnswer(c.holder, d.now));
  return d.channel === 'sms' && others.length === 0 ? only : undefined;
};

/** A request in so many words is one, whoever asked something before. */
const asksAnew = (words: string, understood: Understanding): boolean =>
  mayBeDespair(words) ||
  (understood.request && understood.needs.length > 0 && (asksPlainly(words) || tellsLack(words) || alsoNeeded(words) !== undefined));

const give = (d: Draft, me: Speaker, c: Case, words: string, understood: Understanding): boolean => {
  if (c.kind !== 'need') return passOn(d, me, c, words);
  if (changesHeld(d, me, c, words, understood)) return true;
  return passOn(d, me, c.place === undefined ? toldToHolder(d, c, words, understood) : c, words);
};

/**
 * A name, a shop or a brand is no request of its own where whoever has their case has just asked: it goes to that one, also where they have cases with
 * others. Answers false where nobody asked, where it is a clear request, and where it is for that one by itself.
 */
export const answersAsked = (d: Draft, me: Speaker, words: string, understood: Understanding): boolean => {
  const c = asking(d, me);
  const others = heldOf(d, me).filter(one => one.code !== c?.code);
  if (!c || !(understood.request || others.length > 0) || asksAnew(words, understood)) return false;
  if (others.some(one => one.kind === 'safety' && one.danger)) return false;
  if (!give(d, me, c, words, understood) || others.length === 0) return true;
  saySentTo(d, me, c, others);
  return true;
};

/** Conversations that see to it themselves for whom words are, or that must not be left. */
const THEIR_OWN: ReadonlySet<string> = new Set([
  'report',
  'for-report',
  'for-whom',
  'doubt',
  'menu',
  'again',
  'language',
  'withdraw',
  'arrived',
]);

/** Whether words to a question that waits are rather for whoever asked after it: whatever they say at first, and then what the question has no use for. */
const isRather = (d: Draft, me: Speaker, c: Case, words: string): boolean => {
  const session = waits(d, me) ? d.session(me.number) : undefined;
  if (!session || THEIR_OWN.has(session.script) || !/\p{L}{2}/u.test(words)) return false;
  if (matchGlobal(d.world.book, me.language, words) !== undefined) return false;
  const { passed } = session;
  return (passed?.code === c.code && passed.at >= session.at) || !answersKeys(d, me, words);
};

/** The question is the last that they read again: a key is for it. */
const alone = (d: Draft, me: Speaker): void => {
  const session = d.session(me.number);
  if (!session?.passed) return;
  const { passed: _, ...own } = session;
  d.putSession(me.number, own);
};

/** The same while a question of ours waits, which is put again after it. */
export const answersPassed = (d: Draft, me: Speaker, words: string, understood: Understanding): boolean => {
  const c = d.session(me.number) ? asking(d, me) : undefined;
  if (!c || !isRather(d, me, c, words) || asksAnew(words, understood)) return false;
  if (give(d, me, c, words, understood)) d.reply(d.line(me.language, 'sent-to', { name: firstName(c.holder?.name ?? '') }));
  goOn(d, me, 'repeat', {});
  alone(d, me);
  return true;
};
