import type { CaseCode, PhoneNumber } from '../../domain/ids.ts';
import { resumeScript } from '../../script/resume.ts';
import type { Session } from '../../script/script.ts';
import { understandReply } from '../../understand/reply.ts';
import type { Draft } from '../draft/draft.ts';
import type { Speaker } from '../draft/meet.ts';
import { contextOf, type Follow, waits } from '../draft/turn.ts';
import { codesOf } from '../words/codes.ts';
import { whatForResident } from '../words/phrases.ts';

/** The question whose yes takes a request away. */
const SCRIPT = 'withdraw';
/** Where somebody may be in danger an answer is taken at its word. */
const AT_ITS_WORD = 'doubt';

/** A text of ours went to this number while it is asked whether its request is withdrawn: a bare yes may be meant for that from now on. */
export const overtaken = (d: Draft, number: PhoneNumber): void => {
  const session = d.session(number);
  if (session?.script === SCRIPT) d.putSession(number, { ...session, known: { ...session.known, overtaken: true } });
};

/** Words of somebody who helps went to this number while a question of ours waits there: a bare answer may be meant for them from now on. */
export const spokenOver = (d: Draft, number: PhoneNumber, code: CaseCode, name: string): void => {
  overtaken(d, number);
  const session = d.session(number);
  if (session) d.putSession(number, { ...session, passed: { code, name, at: d.now } });
};

/** Where a yes would withdraw a request and may be meant for something newer, the question is put again, with its code. A text with the code is sure. */
export const asksAnew = (d: Draft, me: Speaker, text: string): Follow | undefined => {
  const session = waits(d, me) ? d.session(me.number) : undefined;
  if (session?.script !== SCRIPT || session.known.overtaken !== true) return undefined;
  const [code] = codesOf(session.known);
  const c = code && d.case(me.number, code);
  if (!c || text.includes(c.code)) return undefined;
  const turn = resumeScript(d.world.book, session, { kind: 'text', text }, contextOf(d));
  if (!turn.effects.some(e => e.name === 'do' && e.what === SCRIPT)) return undefined;
  const { overtaken: _, sure: __, ...known } = session.known;
  if (known.several === true) return { with: me, script: SCRIPT, known };
  return { with: me, script: SCRIPT, known: { code: c.code, what: whatForResident(d, c, me.language) } };
};

/** A digit or two, "yes", "no thanks": words that hang on a question. */
const isBare = (text: string): boolean =>
  /^\W*\d{1,2}\W*$/.test(text) || (text.trim().split(/\s+/).length <= 2 && !/\d/.test(text) && understandReply(text) !== null);

/**
 * Who wrote to this phone after the question that waits there, where these words may be an answer to either; undefined where they are not, or nobody did. The
 * question is theirs alone again from then on.
 */
export const answersEither = (d: Draft, me: Speaker, text: string): Session['passed'] => {
  const session = waits(d, me) ? d.session(me.number) : undefined;
  if (!session?.passed || session.script === AT_ITS_WORD || session.passed.at < session.at || !isBare(text)) return undefined;
  const { passed, ...alone } = session;
  d.putSession(me.number, alone);
  return passed;
};

/**
 * Whether words behind this code are for whoever has that case, although a question waits: not where it is about the very case, or wants to hear of which case
 * they speak.
 */
export const isForItsHolder = (d: Draft, me: Speaker, code: CaseCode): boolean => {
  const session = waits(d, me) ? d.session(me.number) : undefined;
  const c = d.case(me.number, code);
  if (!session || session.script === 'which' || c?.person !== me.person.id || c.status !== 'accepted' || !c.holder) return false;
  return session.script === 'again' || !codesOf(session.known).includes(code);
};
