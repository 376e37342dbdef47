import { type Case, isOpen } from '../../domain/case.ts';
import { msBetween } from '../../domain/ids.ts';
import { GOES_ON_MS } from '../../script/limits.ts';
import type { CommandMatch } from '../../script/match.ts';
import type { Known, Session } from '../../script/script.ts';
import { understand } from '../../understand/understand.ts';
import type { Understanding } from '../../understand/understanding.ts';
import { meansOthers, whichSaid } from '../../understand/which-said.ts';
import type { Draft } from '../draft/draft.ts';
import type { Speaker } from '../draft/meet.ts';
import { waits } from '../draft/turn.ts';
import { actOnMine } from '../phone/call-mine.ts';
import { codeFirst, codesOf } from '../words/codes.ts';
import { begin } from './converse.ts';
import { myOpen } from './free-text.ts';
import { toBeWithdrawn } from './to-be-withdrawn.ts';

const SCRIPT = 'which';
/** So much of what was said to CHANGE waits until it is known which one it is for. */
const SAID_MAX = 160;

/** The requests that were listed, in their order; of a list longer than a session keeps, those that are open now. */
const listedFor = (d: Draft, me: Speaker, known: Known): readonly Case[] => {
  const kept = codesOf(known).flatMap(code => d.case(me.number, code) ?? []);
  return [...kept, ...myOpen(d, me).filter(c => !kept.some(k => k.code === c.code))];
};

const namedIn = (listed: readonly Case[], text: string): readonly Case[] => {
  const { needs } = understand(`need ${text}`);
  return meansOthers(text) ? [] : listed.filter(c => isOpen(c) && c.needs.some(need => needs.includes(need)));
};

const askWhich = (d: Draft, me: Speaker, session: Session, said?: string): void => {
  const { picked: _, ...known } = session.known;
  begin(d, { with: me, script: SCRIPT, known: { ...known, ...(said === undefined ? {} : { said: said.slice(0, SAID_MAX) }) } });
};

/** This one of them it is, with what was said beside its name: a change may be told in the same breath. */
const pick = (d: Draft, me: Speaker, session: Session, c: Case, said?: string): void => {
  const what = session.known.then === 'change' ? 'change' : 'withdraw';
  d.putSession(me.number, null);
  const known = { ...session.known, codes: [c.code], picked: c.code, ...(said === undefined ? {} : { said: said.slice(0, SAID_MAX) }) };
  const follow = actOnMine(d, me, what, known);
  if (follow) begin(d, follow);
};

const number = (d: Draft, me: Speaker, session: Session, listed: readonly Case[], told: number): void => {
  const c = listed.find(one => one.code === String(told)) ?? listed[told - 1];
  if (c && isOpen(c)) return pick(d, me, session, c);
  d.reply(d.line(me.language, 'call-no-code'));
  askWhich(d, me, session);
};

const all = (d: Draft, me: Speaker, session: Session, cases: readonly Case[]): void => {
  if (session.known.then === 'withdraw') begin(d, { with: me, script: 'withdraw', known: toBeWithdrawn(d, me, cases) });
  else askWhich(d, me, session);
};

/** "The ride is for 3" names it first. */
const NAMED = /^\W*(?:the|my|our|la|el|mi)?\s*[\p{L} ]{3,30}?\s+(?:is|are|should be|will be|es|son|debe ser)\s+(?=for|para|at|en|on)/iu;

/** Words that name one of them, or several; false where they name none. */
const byName = (d: Draft, me: Speaker, session: Session, listed: readonly Case[], text: string): boolean => {
  const first = codeFirst(text);
  const coded = first && listed.find(c => c.code === first.code);
  const named = coded ? [coded] : namedIn(listed, text);
  const [only, ...others] = named;
  if (!only) return false;
  const rest = coded && first ? first.words : text.replace(NAMED, '');
  if (others.length === 0) pick(d, me, session, only, session.known.then === 'change' && /\d/.test(rest) ? rest : undefined);
  else if (new Set(named.flatMap(c => c.needs)).size >= named.length && session.known.then === 'withdraw') all(d, me, session, named);
  else askWhich(d, me, session);
  return true;
};

/**
 * An answer to "Which one?" in any words: its number, its code, what it is ("the ride"), none, both. What is told to CHANGE before it is known of which
 * waits for that. Answers false where it is not asked, or where the words are for something else.
 */
export const saysWhich = (d: Draft, me: Speaker, text: string, understood: Understanding, matched: CommandMatch | undefined): boolean => {
  const session = waits(d, me) ? d.session(me.number) : undefined;
  if (session?.script !== SCRIPT || d.channel !== 'sms' || msBetween(session.at, d.now) > GOES_ON_MS || matched) return false;
  const listed = listedFor(d, me, session.known);
  const said = whichSaid(text);
  const last = codesOf(session.known).at(-1);
  if (said?.kind === 'number') number(d, me, session, listed, said.number);
  else if (said?.kind === 'last') number(d, me, session, listed, Number(last));
  else if (said?.kind === 'all') all(d, me, session, listed.filter(isOpen));
  else if (said?.kind === 'none') {
    d.putSession(me.number, null);
    d.reply(d.line(me.language, 'which-none'));
  } else if (!byName(d, me, session, listed, text)) {
    // A request of its own is none of these, whatever number is in it.
    if (understood.request) d.putSession(me.number, null);
    if (understood.request || !/\d/.test(text)) return false;
    askWhich(d, me, session, session.known.then === 'change' ? text : undefined);
  }
  return true;
};
