import type { Case } from '../domain/case.ts';
import type { CaseCode, PhoneNumber } from '../domain/ids.ts';
import { placeIn, placeOf } from '../domain/place.ts';
import { resumeScript } from '../script/resume.ts';
import type { Fill, Known, Say, Session, Turn, TurnContext, Value } from '../script/script.ts';
import { startScript } from '../script/start.ts';
import { understand } from '../understand/understand.ts';
import type { Understanding } from '../understand/understanding.ts';
import type { Draft } from './draft.ts';
import { applyEffects } from './effects.ts';
import type { Speaker } from './meet.ts';
import { frame } from './phrases.ts';
import { decideGlobal } from './resident.ts';

/** The engine's readers for the kinds of answers whose meaning belongs to the neighborhood. */
export const contextOf = (d: Draft): TurnContext => ({
  now: d.now,
  read: {
    place: text => {
      const place = placeOf(text, d.world.community);
      return /[\p{L}\d]/u.test(place.words) ? { value: place.words, ...(place.zone ? { also: { zone: place.zone } } : {}) } : undefined;
    },
    needs: text => {
      const needs = understand(text).needs;
      if (needs.length > 0) return { value: needs, rest: text };
      // Somebody who answers in words we do not know still told a neighbor what they need.
      return /\p{L}{3,}/u.test(text) && /\s|[aeiouáéíóú]/iu.test(text) ? { value: ['other'], rest: text } : undefined;
    },
  },
});

/** What a text told beyond the question, under the names of the scripts' slots. */
export const factsOf = (d: Draft, text: string, understood: Understanding): Known => {
  const place = placeIn(text, d.world.community);
  const { people, when } = understood.facts;
  return {
    ...(understood.needs.length > 0 ? { what: understood.needs } : {}),
    ...(place ? { place: place.words } : {}),
    ...(place?.zone ? { zone: place.zone } : {}),
    ...(people === undefined ? {} : { people }),
    ...(when === undefined ? {} : { when }),
  };
};

/** The codes of the cases a conversation is about. */
export const codesOf = (known: Known): readonly CaseCode[] => {
  const { codes, code } = known;
  if (Array.isArray(codes)) return codes as readonly CaseCode[];
  return typeof code === 'string' ? [code as CaseCode] : [];
};

const fillOf = (d: Draft, known: Known): Fill => {
  const own: Record<string, string | number> = {};
  for (const [name, value] of Object.entries(known)) if (typeof value === 'string' || typeof value === 'number') own[name] = value;
  const [code] = codesOf(known);
  return { ...frame(d), ...own, ...(code ? { code } : {}) };
};

/** What the engine wants said, with every placeholder filled. */
export const spoken = (d: Draft, says: readonly Say[], known: Known): readonly Say[] =>
  says.map(say => ({ ...say, fill: { ...fillOf(d, known), ...say.fill } }));

/** Whether a question of ours waits for this person's answer. */
export const waits = (d: Draft, me: Speaker): boolean => d.session(me.number)?.person === me.person.id;

/**
 * Begins a script with this person and says its first question. Silent, where the text that led here is its first answer already.
 */
export const runScript = (d: Draft, me: Speaker, script: string, known: Known, say = true): void => {
  const turn = startScript(d.world.book, { script, person: me.person.id, language: me.language, channel: 'sms', known }, contextOf(d));
  settleTurn(d, me, { known }, turn, '', say);
};

/** Gives the text to the question that waits. Answers false where it was not for it after all (too old, or nothing waits). */
export const goOn = (d: Draft, me: Speaker, text: string, understood: Understanding | Record<string, never>): boolean => {
  const session = d.session(me.number);
  if (!session) return false;
  const facts = 'needs' in understood ? factsOf(d, text, understood as Understanding) : {};
  const turn = resumeScript(d.world.book, { ...session, language: me.language }, { kind: 'text', text, facts }, contextOf(d));
  const lapsed = turn.session === null && turn.says.length === 0 && turn.effects.length === 0 && turn.global === undefined;
  if (lapsed && turn.matched.by === 'none') {
    d.putSession(me.number, null);
    return false;
  }
  if (turn.global && decideGlobal(d, me, turn.global)) return true;
  settleTurn(d, me, session, turn, text, true);
  return true;
};

const settleTurn = (d: Draft, me: Speaker, before: Pick<Session, 'known'>, turn: Turn, text: string, say: boolean): void => {
  const known: Record<string, Value> = { ...before.known, ...turn.session?.known };
  for (const effect of turn.effects) if (effect.name === 'answer') known[effect.slot] = effect.value;
  d.putSession(me.number, turn.session);
  if (say && turn.says.length > 0) d.reply(d.words(spoken(d, turn.says, known), me.language));
  applyEffects(d, me, turn.effects, known, text);
};

/** Asks the resident of a case whether it arrived: the conversation begins on our side. Answers the words of the question. */
export const goAsk = (d: Draft, c: Case): string => {
  const language = d.languageOf(c.number, c.person);
  const known: Known = { code: c.code, name: c.holder?.name ?? '' };
  const start = { script: 'arrived', person: c.person, language, channel: 'sms' as const, known };
  const turn = startScript(d.world.book, start, contextOf(d));
  d.putSession(c.number, turn.session);
  return d.words(spoken(d, turn.says, known), language);
};

/** Whether this number is in the middle of another conversation that began or went on less than ten minutes ago. */
export const isBusy = (d: Draft, number: PhoneNumber, sinceMs: number): boolean => {
  const session = d.session(number);
  return session !== undefined && session.script !== 'arrived' && Date.parse(d.now) - Date.parse(session.at) < sinceMs;
};
