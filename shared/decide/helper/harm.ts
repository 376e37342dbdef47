import type { CaseCode } from '../../domain/ids.ts';
import { matchCommand } from '../../script/match.ts';
import { givesBack } from '../../understand/gives-back.ts';
import { tellsHarm } from '../../understand/harm-told.ts';
import { understand } from '../../understand/understand.ts';
import type { Draft } from '../draft/draft.ts';
import type { Helper } from '../draft/meet.ts';
import { waits } from '../draft/turn.ts';
import { begin } from '../resident/converse.ts';
import { startReport } from '../resident/wishes.ts';
import { codeFirst } from '../words/codes.ts';
import { has } from './about-case.ts';
import { release } from './held.ts';

/**
 * What a volunteer tells of harm while they have a case is a report of theirs, and not a word of it goes to the person they help. Answers false
 * where the words tell of none.
 */
export const reportsHarm = (d: Draft, me: Helper, words: string, code?: CaseCode): boolean => {
  if (!tellsHarm(words)) return false;
  begin(d, startReport(d, me, code ? `${code}: ${words}` : words));
  return true;
};

/** They see to it themselves that what is said behind them of harm is kept. */
const KEEP_IT: ReadonlySet<string> = new Set(['release', 'pass', 'done', 'late', 'accept']);
const command = (d: Draft, me: Helper, words: string): string => matchCommand(d.world.book, me.language, words)?.command ?? '';

/** Whether words without a code can be of whom they help, and not for a question or a need of their own. */
const isOfTheirWork = (d: Draft, me: Helper, text: string): boolean => {
  const { request, needs } = understand(text);
  return !(waits(d, me) && d.session(me.number)?.script !== 'menu') && !(request && needs.length > 0);
};

/** Of harm and that they can't see to it: it is given back with that as its reason. */
const stops = (d: Draft, me: Helper, code: CaseCode | undefined, words: string): boolean => {
  const gives = command(d, me, words) === 'release' || (givesBack(words) ?? 'way') !== 'way';
  if (!code || !gives || !has(me.volunteer.held, code)) return false;
  release(d, me, code, words);
  return true;
};

/**
 * A text of somebody who helps that tells of harm, whatever else stands in it: a report, before it can be taken for words to the person whom it is about. Under a
 * code it is one also when they have that case no more. Answers false where it tells of none, or begins with a command that keeps it.
 */
export const tellsOfHarm = (d: Draft, me: Helper, text: string): boolean => {
  const coded = codeFirst(text);
  const words = coded?.words ?? text;
  // Most of what they write is one of these.
  if (KEEP_IT.has(command(d, me, text)) || !tellsHarm(words)) return false;
  const { held, live } = me.volunteer;
  if (coded) {
    const c = d.caseByCode(coded.code);
    if (c && (c.number === me.number || c.kind !== 'need')) return false;
    return stops(d, me, coded.code, words) || (command(d, me, words) !== 'done' && reportsHarm(d, me, words, coded.code));
  }
  if (held.length + live.length === 0 || [...held, ...live].some(r => r.kind === 'page') || !isOfTheirWork(d, me, text)) return false;
  const [only, ...others] = held;
  return stops(d, me, others.length > 0 ? undefined : only?.code, words) || reportsHarm(d, me, words);
};
