import { type CallSid, callSid } from '../domain/call.ts';
import { type CaseCode, caseCode } from '../domain/ids.ts';
import type { RecordingNews } from '../domain/recording.ts';
import { first, type Pairs } from './form.ts';
import { type Refusal, refusal } from './refusal.ts';
import { storable } from './sms.ts';

/** What the carrier tells of a recording. Code and slot stand in the address where the question named them. */
export interface RecordingReport {
  readonly call: CallSid;
  readonly n: number;
  readonly code?: CaseCode;
  readonly slot?: string;
  readonly news: RecordingNews;
}

const TRANSCRIPT_MAX = 1600;

/** Reads a recording or transcription callback. Refuses one whose address names no call of ours. */
export const parseRecording = (pairs: Pairs, query: Pairs): RecordingReport | Refusal => {
  const call = callSid(first(query, 'call') ?? '');
  const n = Number(first(query, 'n') ?? Number.NaN);
  if (!call || !Number.isSafeInteger(n) || n < 0) return refusal('The address names no call and step.', 'call');
  const code = caseCode(first(query, 'code') ?? '');
  const slot = first(query, 'slot');
  return {
    call,
    n,
    ...(code ? { code } : {}),
    ...(slot !== undefined && /^[\w-]{1,24}$/.test(slot) ? { slot } : {}),
    news: newsIn(pairs),
  };
};

const newsIn = (pairs: Pairs): RecordingNews => {
  const text = first(pairs, 'TranscriptionText');
  const sid = first(pairs, 'TranscriptionSid');
  if (sid !== undefined) {
    const done = first(pairs, 'TranscriptionStatus') === 'completed';
    return done && text ? { transcript: { sid, text: storable(text).slice(0, TRANSCRIPT_MAX).toWellFormed() } } : {};
  }
  const status = first(pairs, 'RecordingStatus');
  const url = first(pairs, 'RecordingUrl');
  const duration = first(pairs, 'RecordingDuration') ?? '';
  if (status === 'absent' || status === 'failed') return { isAbsent: true };
  return {
    ...(url !== undefined && URL.canParse(url) ? { url } : {}),
    ...(/^\d{1,6}$/.test(duration) ? { seconds: Number(duration) } : {}),
  };
};
