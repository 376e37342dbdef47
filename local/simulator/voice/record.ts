import { epochMs } from '../../../shared/domain/ids.ts';
import type { Form } from '../webhook.ts';
import type { Element } from '../xml.ts';
import { ask, type Next, next, Over, type Run, type Words } from './fiber.ts';
import { callForm } from './forms.ts';
import type { Report, Scene } from './leg.ts';
import type { Recording } from './model.ts';
import { answered, at, go } from './scene.ts';
import { secondsToSay, wordsIn } from './speech.ts';

/** <Record>: https://www.twilio.com/docs/voice/twiml/record */

/** How long Twilio takes to have the file ready, and its transcript. */
export const READY_MS = 2_000;
export const TRANSCRIPT_MS = 10_000;
/** Only recordings of such a length are transcribed; https://www.twilio.com/docs/api/errors/13617 */
const TRANSCRIBED_S = { min: 2, max: 120 } as const;

interface Taken {
  readonly words: readonly Words[];
  readonly seconds: number;
  /** The key that ended it, or "hangup". */
  readonly ended: string;
}

/** The action is asked as soon as the person has ended, before the file is there. An empty recording goes on to the next verb. */
export function* record(scene: Scene, verb: Element): Run<Next | undefined> {
  const { company, leg } = scene;
  answered(scene);
  company.doing(leg, { what: 'recording' });
  if (verb.attributes.playBeep !== 'false') company.heard(leg, { kind: 'note', text: 'beep' });
  const taken = yield* take(scene, verb);
  if (taken.words.length === 0) {
    if (taken.ended === 'hangup') throw new Over('completed', true);
    return undefined;
  }
  const recording = recordingOf(scene, taken);
  company.record(recording, reports(scene, verb, recording, taken));
  const form = {
    RecordingUrl: `${company.recordingsUrl}/${recording.sid}`,
    RecordingSid: recording.sid,
    RecordingDuration: String(recording.seconds),
    Digits: taken.ended,
  };
  const action = at(scene, verb.attributes.action);
  if (taken.ended !== 'hangup') return go(action, form);
  yield* ask(action, { ...callForm(company, leg), CallStatus: 'completed', ...form });
  throw new Over('completed', true);
}

function* take({ company }: Scene, { attributes }: Element): Run<Taken> {
  const silenceMs = Number(attributes.timeout ?? 5) * 1_000;
  const most = Number(attributes.maxLength ?? 3_600);
  const finish = attributes.finishOnKey ?? '1234567890*#';
  const began = epochMs(company.now());
  const words: Words[] = [];
  const seconds = (): number => Math.min(most, Math.ceil(words.reduce((sum, one) => sum + secondsToSay(one.words), 0)));
  const left = (): number => began + most * 1_000 - epochMs(company.now());
  try {
    for (let news = yield* next(Math.min(silenceMs, left())); news.what !== 'time'; news = yield* next(Math.min(silenceMs, left()))) {
      if (news.what === 'key' && finish.includes(news.key)) return { words, seconds: seconds(), ended: news.key };
      if (news.what === 'words' && news.words.trim() !== '') words.push(news);
      if (seconds() >= most) break;
    }
  } catch (error) {
    if (!(error instanceof Over)) throw error;
    return { words, seconds: seconds(), ended: 'hangup' };
  }
  return { words, seconds: seconds(), ended: '' };
}

const recordingOf = ({ company, leg }: Scene, { words, seconds }: Taken): Recording => ({
  sid: company.newSid('RE'),
  call: leg.call.sid,
  words: wordsIn(words.map(one => one.words.trim()).join(' '), seconds),
  seconds,
  at: company.now(),
  status: 'processing',
});

const reports = (scene: Scene, { attributes }: Element, recording: Recording, taken: Taken): readonly Report[] => {
  const { company, leg } = scene;
  const { CallSid, AccountSid } = callForm(company, leg) as { CallSid: string; AccountSid: string };
  const known = { AccountSid, CallSid, RecordingSid: recording.sid };
  const RecordingUrl = `${company.recordingsUrl}/${recording.sid}`;
  const absent = taken.words.some(one => one.recording === 'absent');
  const status = absent ? 'absent' : 'completed';
  const wanted = (attributes.recordingStatusCallbackEvent ?? 'completed').split(/\s+/).includes(status);
  const ready: Form = {
    ...known,
    RecordingUrl,
    RecordingStatus: status,
    RecordingDuration: String(recording.seconds),
    RecordingChannels: '1',
    RecordingSource: 'RecordVerb',
    RecordingStartTime: new Date(epochMs(recording.at)).toUTCString().replace('GMT', '+0000'),
  };
  const url = wanted ? attributes.recordingStatusCallback : undefined;
  const file: Report = { afterMs: READY_MS, settles: status, url: url === undefined ? '' : at(scene, url), form: ready };
  return [file, ...transcript(scene, attributes, { ...known, RecordingUrl }, recording, taken)];
};

const transcript = (
  scene: Scene,
  attributes: Element['attributes'],
  known: Form,
  recording: Recording,
  { words }: Taken,
): readonly Report[] => {
  const fits = recording.seconds >= TRANSCRIBED_S.min && recording.seconds <= TRANSCRIBED_S.max;
  const never = words.some(one => one.transcript === 'never' || one.recording === 'absent');
  if (attributes.transcribeCallback === undefined || attributes.transcribe === 'false' || !fits || never) return [];
  const failed = words.some(one => one.transcript === 'failed');
  const form: Form = {
    ...known,
    TranscriptionSid: recording.sid.replace(/^RE/, 'TR'),
    TranscriptionStatus: failed ? 'failed' : 'completed',
    TranscriptionType: 'fast',
    TranscriptionText: failed ? '' : recording.words,
    url: known.RecordingUrl ?? '',
  };
  return [{ afterMs: TRANSCRIPT_MS, url: at(scene, attributes.transcribeCallback), form }];
};
