import type { CaseCode } from '../../domain/ids.ts';
import { type CommandMatch, matchCommand } from '../../script/match.ts';
import { checkAnswerIn } from '../../understand/check-in.ts';
import { delayIn } from '../../understand/delay.ts';
import { deniedIn } from '../../understand/denied.ts';
import { isQuestion } from '../../understand/question.ts';
import type { Draft } from '../draft/draft.ts';
import type { Helper } from '../draft/meet.ts';
import { isOnlyHours } from './check-answer.ts';
import { HELPER_COMMANDS } from './helper-commands.ts';

/** Commands on one case, which may be said behind its code as well. */
const ON_CASE: ReadonlySet<string> = new Set(['accept', 'pass', 'done', 'release', 'late', 'call']);
/** They are no words for anybody, and nothing that can be done with a case. */
const NOT_ON_CASE: ReadonlySet<string> = new Set([...HELPER_COMMANDS, 'my-cases']);

const REASON = /^[\s,.;!-]*(?:(?:because|bc|since|sorry|porque|perdon|lo siento)\b.*)?$/is;
/** "Ya llego" may be that they are there themselves. */
const ARRIVES = /\blleg/i;
/** One of the answers to "is it done?", pressed where nothing asks it. */
const KEYS = /^\W*[1-4](?:\W+[1-9]\d{2,4}(?:\W+[1-4])?)*\W*$/;

/** What stands behind DONE is what there is to tell of it; where they are about to come, their words are for whoever waits. */
const COMING = /\b(?:coming|on (?:my|the) way|omw|heading|be there|see (?:you|u)|shopping|work|with (?:my|the)|voy|llego|nos vemos)\b/i;
const isDoneWith = (rest: string): boolean => !COMING.test(rest) && !deniedIn(rest) && delayIn(rest) === undefined;

/**
 * "412 done", "412 release": the command that whoever has 412 says behind its code, as it would be before it. `unread` where it looks like one
 * and is none, of which they hear. Undefined where it is words for its person.
 */
export const commandBehind = (d: Draft, me: Helper, code: CaseCode, words: string): CommandMatch | 'unread' | undefined => {
  const c = d.caseByCode(code);
  if (c?.holder?.number !== me.number || c.status !== 'accepted' || words === '' || isQuestion(words)) return undefined;
  const matched = matchCommand(d.world.book, me.language, words);
  if (checkAnswerIn(words) === 'done' && !ARRIVES.test(words)) return { command: 'done', rest: code };
  const { command = '', rest = '' } = matched ?? {};
  const isWhole =
    command === 'done' ? isOnlyHours(rest) || isDoneWith(rest) : command === 'late' ? !/[\p{L}\d]/u.test(rest) : REASON.test(rest);
  if (ON_CASE.has(command) && isWhole) return { command, rest: `${code} ${rest}`.trim() };
  if (!KEYS.test(words) && !(NOT_ON_CASE.has(command) && !/[\p{L}\d]/u.test(rest))) return undefined;
  d.reply(d.line(me.language, 'not-read', { code, me: me.volunteer.name }));
  return 'unread';
};
