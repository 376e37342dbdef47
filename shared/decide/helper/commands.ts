import { isOpen } from '../../domain/case.ts';
import { type CaseCode, caseCode } from '../../domain/ids.ts';
import { isOnlyEta } from '../../understand/eta.ts';
import type { Draft } from '../draft/draft.ts';
import type { Helper } from '../draft/meet.ts';
import { waits } from '../draft/turn.ts';
import { callByText } from '../phone/masked.ts';
import { answersCover } from '../shifts/cover-answer.ts';
import { cover } from '../shifts/cover-words.ts';
import { weeklyOwn } from '../shifts/every-week.ts';
import { oneTime } from '../shifts/one-time.ts';
import { answersShift } from '../shifts/shift-answer.ts';
import { hours, setDuty, shifts } from '../shifts/shift-words.ts';
import { codeIn } from '../words/codes.ts';
import { kindOrWhat } from '../words/phrases.ts';
import { has } from './about-case.ts';
import { accept } from './accept.ts';
import { tellsWhen } from './chat.ts';
import { done } from './done.ts';
import { reportsHarm } from './harm.ts';
import { late, release } from './held.ts';
import { pass } from './pass.ts';
import { setPin } from './pin.ts';
import { backup, quietHours, wake } from './quiet-words.ts';

const CODES = /(?<!\d)[1-9]\d{2,4}(?!\d)/g;

/** MY CASES: what they have, by code and need. */
export const myCases = (d: Draft, me: Helper): void => {
  const held = me.volunteer.held.map(r => d.case(r.number, r.code)).filter(c => c !== undefined && isOpen(c));
  if (held.length === 0) return d.reply(d.line(me.language, 'none-held', { me: me.volunteer.name }));
  const cases = held.map(c => (c ? d.line(me.language, 'my-case', { code: c.code, what: kindOrWhat(d, c, me.language) }) : '')).join('; ');
  d.reply(d.line(me.language, 'my-cases', { cases }));
};

const NEED_A_CASE: ReadonlySet<string> = new Set(['accept', 'pass', 'done', 'release', 'late']);

/** Somebody who has nothing in hand and is asked about a request of their own means that: "late tonight" says when. */
const answersOwn = (d: Draft, me: Helper): boolean => waits(d, me) && me.volunteer.held.length === 0 && me.volunteer.live.length === 0;

/**
 * What ACCEPT names: a case and the words with it. "ACCEPT in 20 min" and "ACCEPT 120 min" name no case but a time, and "ACCEPT 20 412" one
 * of their offers; where a second code of theirs follows, it is no number of minutes.
 */
const acceptedIn = (d: Draft, me: Helper, rest: string): ReturnType<typeof codeIn> => {
  const { live, lapsed } = me.volunteer;
  const first = codeIn(rest);
  const known = (code: CaseCode): boolean => has(live, code) || has(lapsed, code) || d.caseByCode(code) !== undefined;
  if (first.code && known(first.code)) {
    const second = caseCode(first.words);
    return second && has(live, second) ? { code: first.code, words: '' } : first;
  }
  const theirs = (rest.match(CODES) ?? []).map(caseCode).find(code => code !== undefined && has(live, code));
  if (theirs) return { code: theirs, words: rest.replace(theirs, ' ').replace(/\s+/g, ' ').trim() };
  // "412 after 5" names a code and a time, be it of a case or none; "120 min" is a time alone.
  return first.code && first.words !== '' && isOnlyEta(rest) && !isOnlyEta(first.words) ? { words: rest } : first;
};

/** What a command of a volunteer does. Answers false where the words are none after all. */
export const decideCommand = (d: Draft, me: Helper, command: string, rest: string): boolean => {
  const { code, words } = command === 'accept' ? acceptedIn(d, me, rest) : codeIn(rest);
  if (!code && rest !== '' && NEED_A_CASE.has(command) && answersOwn(d, me)) return false;
  if (command === 'accept' && (answersShift(d, me, rest) || (rest === '' && answersCover(d, me, 'ok')))) return true;
  switch (command) {
    case 'accept':
      if (!(code && !has(me.volunteer.held, code)) && tellsWhen(d, me, words)) return true;
      accept(d, me, code, words);
      return true;
    case 'pass':
      pass(d, me, code, words);
      return true;
    case 'done':
      done(d, me, code, words);
      reportsHarm(d, me, words);
      return true;
    case 'release':
      release(d, me, code, words);
      return true;
    case 'late':
      late(d, me, code, words);
      return true;
    case 'on':
    case 'off':
      if (rest !== '') return weeklyOwn(d, me, command, rest) || oneTime(d, me, command, rest);
      setDuty(d, me, command);
      return true;
    case 'my-cases':
      myCases(d, me);
      return true;
    case 'shifts':
      return shifts(d, me, rest);
    case 'cover':
      return cover(d, me, rest);
    case 'hours':
      return hours(d, me, rest);
    case 'quiet':
      return quietHours(d, me, rest);
    case 'wake':
      return wake(d, me, rest);
    case 'backup':
      return backup(d, me, rest);
    case 'pin':
      setPin(d, me, rest);
      return true;
    case 'call':
      if (rest !== '' && !code) return false;
      callByText(d, me, code);
      return true;
    case 'show':
    case 'assign':
    case 'close':
    case 'reopen':
    case 'note':
    case 'cases':
    case 'who':
      if (rest !== '' && !code) return false;
      d.reply(d.line(me.language, 'not-yours-to-do'));
      return true;
    default:
      return false;
  }
};
