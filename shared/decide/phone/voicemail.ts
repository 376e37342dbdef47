import { type Heard, hasNumber } from '../../domain/call.ts';
import { isSpent, numberToCall, waitsForCall } from '../../domain/call-back.ts';
import { type Case, isOpen } from '../../domain/case.ts';
import { isContactUnsaid } from '../../domain/contact.ts';
import { type CaseCode, MINUTE_MS, msBetween } from '../../domain/ids.ts';
import { isTranscribed } from '../../domain/voices.ts';
import { phoneModeOf } from '../../reply/audio.ts';
import type { Known } from '../../script/script.ts';
import type { CallDraft } from '../draft/call-draft.ts';
import type { Draft } from '../draft/draft.ts';
import type { Speaker } from '../draft/meet.ts';
import { keepFor } from '../resident/opening.ts';
import { noteOfRecording } from './recorded.ts';

/** A message may be as long as what Twilio still transcribes. */
const MESSAGE_MAX_S = 120;
/** Silence that ends it: people think while they speak. */
const MESSAGE_SILENCE_S = 6;
/** Promised twice within this time, it is the same call that led to it. */
const SAME_CALL_MS = MINUTE_MS;
/** What a message is the answer to, where a recording says that. */
export const MESSAGE = 'message';

/** What goes before the tone. */
export type MessageLine = 'call-message-nobody' | 'call-message-chosen' | 'call-message-language';

/** Nobody could take the call, or the caller would rather not wait: a message is recorded, announced by the sentence before. */
export const leaveMessage = (d: CallDraft, me: Speaker, code: CaseCode, line: MessageLine): void => {
  const c = d.case(me.number, code);
  if (c) promiseCallBack(d, c);
  const nobody = c && isContactUnsaid(c) ? 'call-message-report' : c && !numberToCall(c) ? 'call-message-unseen' : line;
  const said = line === 'call-message-nobody' ? nobody : line;
  d.reply(d.line(me.language, said, { code, language: { term: `languages.${me.language}` } }));
  d.then({
    verbs: [
      {
        verb: 'record',
        maxS: MESSAGE_MAX_S,
        timeoutS: MESSAGE_SILENCE_S,
        finishOnKey: '1234567890*#',
        to: d.next,
        file: { route: 'voiceRecording', query: { call: d.call.sid, n: d.step.n + 1 } },
        transcribe: isTranscribed(d.language),
      },
      // Where nothing was said there is no recording, and the carrier goes on here.
      { verb: 'redirect', to: d.next },
    ],
    stage: 'recording',
    wanted: code,
    records: { code, slot: MESSAGE },
  });
};

/** Whoever asks to be called about a report wants to be contacted about it. */
const wished = (c: Case): Case => (isContactUnsaid(c) ? { ...c, contact: 'call' } : c);

/**
 * Somebody has to call this person back: its people are paged at once, and the attempts are counted from here. Nobody is called about a
 * report unless they said so (`asked`); it is read all the same.
 */
export const promiseCallBack = (d: Draft, given: Case, asked = false): void => {
  const c = asked ? wished(given) : given;
  if (!isOpen(c)) return;
  if (isContactUnsaid(c)) return d.putCase(c.holder ? c : { ...c, next: { what: 'page', at: d.now } });
  const open = waitsForCall(c) && c.callBack && !isSpent(c.callBack) ? c.callBack : undefined;
  const { reached } = c.callBack ?? {};
  if (reached && msBetween(reached, d.now) < SAME_CALL_MS) return;
  // Both ends of a call that failed tell of it: it is one promise.
  if (open && c.next && msBetween(open.since, d.now) < SAME_CALL_MS) return;
  const callBack = { ...(open ?? { attempts: 0 }), since: d.now };
  // In danger its people were paged at once and are again in minutes; whoever has the case already is told again, and nobody else.
  const paged = c.danger !== undefined && c.next?.what === 'page' && c.escalation.times > 0;
  d.putCase({ ...c, callBack, ...(paged ? {} : { next: { what: c.holder ? 'call-back' : 'page', at: d.now } }) });
  d.note(c.code, 'wants to be called back', 'resident');
};

/** They talked with a person: whoever was to be called back has been reached. */
export const talked = (d: Draft, c: Case): void => {
  if (c.callBack) d.putCase({ ...c, callBack: { ...c.callBack, reached: d.now } });
};

/** What a report still has to ask whoever was put through to nobody: whether anyone is in danger comes first. Undefined where it is danger, or all is told. */
const stillAsks = (c: Case | undefined): Known | undefined => {
  if (c?.kind !== 'safety' || c.danger !== undefined || !isOpen(c) || (c.about && c.contact)) return undefined;
  const isTold = c.notes.length > 0 || c.recordings !== undefined;
  return {
    code: c.code,
    ...(isTold ? { story: true } : {}),
    ...(c.about ? { about: c.about } : {}),
    ...(c.contact ? { contact: c.contact } : {}),
  };
};

/**
 * The caller hears that they are called back; without a number they hear that we need one, which is asked for next. The questions of a
 * report go on instead, and their end says what comes.
 */
export const promised = (d: CallDraft, me: Speaker, code: CaseCode): void => {
  const c = d.case(me.number, code);
  const known = stillAsks(c);
  if (known) return d.then({ verbs: [], asks: { script: 'report', known } });
  d.reply(d.line(me.language, c && numberToCall(c) ? 'call-back-promised' : 'call-back-unseen', { code }));
};

/** The message is over. What was recorded is with the case already; the caller hears honestly what comes of it. */
export const messageLeft = (d: CallDraft, me: Speaker, code: CaseCode, heard: Heard): void => {
  const isLeft = heard.kind === 'recorded' && heard.url !== undefined;
  d.note(code, isLeft ? `left a message of ${heard.seconds} seconds` : 'left no message', 'resident');
  const c = d.case(me.number, code);
  if (isLeft && c) keepFor(d, me, c, noteOfRecording(d, heard.seconds));
  // The machine asks nothing more of whom it may not be understood by: their number can only be in the message.
  const unspoken = phoneModeOf(d.world.book, me.language) === 'voicemail';
  if (unspoken && !hasNumber(me.number)) d.reply(d.line(me.language, 'call-message-kept', { code }));
  else promised(d, me, code);
  // What comes next would be a question that this caller may not understand.
  if (unspoken) d.then({ verbs: [{ verb: 'hangup' }], stage: 'ended' });
};
