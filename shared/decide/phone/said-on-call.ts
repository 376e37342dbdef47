import { codeSaid } from '../../domain/said-digits.ts';
import { afterDoubt } from '../../understand/after-doubt.ts';
import { understandReply } from '../../understand/reply.ts';
import { saidOnCall } from '../../understand/said-on-call.ts';
import type { Understanding } from '../../understand/understanding.ts';
import type { CallDraft } from '../draft/call-draft.ts';
import type { Speaker } from '../draft/meet.ts';
import { waits } from '../draft/turn.ts';
import { asksWhetherDespair } from '../first/in-doubt.ts';
import { begin, decideGlobal, goOn } from '../resident/converse.ts';
import { correctsNumber } from '../resident/mistaken.ts';
import { tellDanger } from '../resident/wishes.ts';

/** Conversations in which nothing is lost where they end with the call. */
const NOTHING_TOLD: ReadonlySet<string> = new Set(['menu', 'more']);

/** The line has been thanked, or reached by mistake: it says goodbye, and what was begun can go on by text. */
export const goodbye = (d: CallDraft, me: Speaker, line = 'call-goodbye'): void => {
  if (NOTHING_TOLD.has(d.session(me.number)?.script ?? 'menu')) d.putSession(me.number, null);
  d.reply(d.line(me.language, line));
  d.then({ verbs: [{ verb: 'hangup' }], stage: 'ended' });
};

/** "Not any more", "nobody is hurt", "I don't know", to whether somebody is in danger now. Answers false where that was not asked. */
const answersDanger = (d: CallDraft, me: Speaker, words: string): boolean => {
  const session = waits(d, me) ? d.session(me.number) : undefined;
  if (session?.script !== 'doubt' || session.known.self === true) return false;
  const told = afterDoubt(words);
  if (told === 'calm') return goOn(d, me, '2', {});
  if (told !== 'danger') return false;
  const all = typeof session.known.said === 'string' ? `${session.known.said} ${words}` : words;
  tellDanger(d, me, all, false);
  return true;
};

/**
 * Words that may be of despair are asked about however badly they were heard, with the number that listens and the key for a person: too often is
 * better than never. In a report they stay with it.
 */
export const heardDespair = (d: CallDraft, me: Speaker, words: string, { needs }: Understanding): boolean => {
  const script = waits(d, me) ? d.session(me.number)?.script : undefined;
  return script !== 'doubt' && script !== 'report' && needs.length === 0 && asksWhetherDespair(d, me, words);
};

/** "My code is 412", where the menu or nothing was asked: what the key for it and the code would do. */
const asksByCode = (d: CallDraft, me: Speaker, words: string): boolean => {
  const code = codeSaid(words);
  if (code === undefined || !NOTHING_TOLD.has(d.session(me.number)?.script ?? 'menu')) return false;
  begin(d, { with: me, script: 'code', known: {}, silent: true });
  return goOn(d, me, code, {});
};

/** "Yes" and "no" to whether this phone gets texts, which is asked by two keys. Answers false where that was not asked. */
const answersGets = (d: CallDraft, me: Speaker, words: string): boolean => {
  const session = waits(d, me) ? d.session(me.number) : undefined;
  const reply = session?.script === 'reach' && session.node === 'gets' ? understandReply(words) : null;
  return reply !== null && goOn(d, me, reply === 'accept' ? '1' : '2', {});
};

/**
 * What is said to the line and not to whoever helps: a person is rung, the question comes again, the call ends. "Wrong number" from somebody who called
 * us ends the call and nothing else: their texts go on. Answers false for all else.
 */
export const answersLine = (d: CallDraft, me: Speaker, words: string): boolean => {
  const said = saidOnCall(words);
  if (said === 'misdialled' && !correctsNumber(d, me, words)) goodbye(d, me, 'call-misdialled');
  else if (said === 'goodbye') goodbye(d, me);
  else if (said === 'person') decideGlobal(d, me, 'person');
  else if (said === 'repeat') return waits(d, me) && goOn(d, me, 'repeat', {});
  else return asksByCode(d, me, words) || answersGets(d, me, words) || answersDanger(d, me, words);
  return true;
};
