import VoiceResponse from 'twilio/lib/twiml/VoiceResponse.js';
import { heardAs } from '../domain/voices.ts';
import type { Recorded } from '../script/script.ts';
import type { WebResult } from '../shell/door.ts';
import { NOTHING_RECORDED, soundsOf } from './audio.ts';
import { sanitise } from './twiml.ts';
import type { Address, Gather, Verb } from './verbs.ts';
import { PAUSE, type Worded } from './wording.ts';

/** What only the shell knows: where our doors and our recordings stand, and from which number the line calls. */
export interface Where {
  address(to: Address): string;
  /** The address of a file of ivr-scripts/audio. */
  audio(file: string): string;
  readonly callerId: string;
  readonly recorded?: Recorded;
}

/** Between two options, for the hand to get from the ear to the keys. */
const BREAK = { time: '600ms' } as const;

type Speaks = Pick<VoiceResponse, 'say' | 'play' | 'pause'>;
type Attributes = Parameters<VoiceResponse['say']>[0];

/** Each line of each part in its own voice; lines of one voice stand in one Say with a pause between them. */
const speak = (twiml: Speaks, parts: readonly Worded[], where: Where): void => {
  let open: { readonly voice: string; readonly say: VoiceResponse.Say } | undefined;
  for (const { text, language } of parts) {
    for (const line of text.split(PAUSE).filter(one => one.trim() !== '')) {
      for (const sound of soundsOf({ text: line, language }, where.recorded ?? NOTHING_RECORDED)) {
        if (sound.kind === 'play') {
          twiml.play(where.audio(sound.file));
          open = undefined;
        } else if (open?.voice === sound.voice.voice) {
          open.say.break(BREAK);
          open.say.addText(sanitise(sound.text));
        } else {
          open = { voice: sound.voice.voice, say: twiml.say({ ...sound.voice } as Attributes, sanitise(sound.text)) };
        }
      }
    }
  }
};

const inputOf = (input: Gather['input'], hears: boolean): ('dtmf' | 'speech')[] => {
  if (!hears || input === 'digits') return ['dtmf'];
  return input === 'both' ? ['dtmf', 'speech'] : ['speech'];
};

const gather = (twiml: VoiceResponse, verb: Gather, where: Where): void => {
  const hears = heardAs(verb.language);
  const listens = inputOf(verb.input, hears !== undefined);
  const speech = listens.includes('speech');
  const g = twiml.gather({
    input: listens,
    action: where.address(verb.to),
    method: 'POST',
    timeout: verb.timeoutS,
    finishOnKey: verb.finishOnKey,
    actionOnEmptyResult: true,
    ...(verb.numDigits === undefined ? {} : { numDigits: verb.numDigits }),
    ...(speech ? { language: hears as 'en-US', speechTimeout: 'auto', profanityFilter: false } : {}),
    ...(speech && verb.hints ? { hints: verb.hints.map(sanitise).join(', ') } : {}),
  });
  for (const one of verb.inside) write(g as unknown as VoiceResponse, one, where);
};

const write = (twiml: VoiceResponse, verb: Verb, where: Where): void => {
  const action = (to: Address) => ({ action: where.address(to), method: 'POST' as const });
  switch (verb.verb) {
    case 'say':
      return speak(twiml, verb.parts, where);
    case 'play':
      twiml.play(verb.url);
      return;
    case 'pause':
      twiml.pause({ length: verb.seconds });
      return;
    case 'gather':
      return gather(twiml, verb, where);
    case 'record':
      twiml.record({
        ...action(verb.to),
        maxLength: verb.maxS,
        timeout: verb.timeoutS,
        finishOnKey: verb.finishOnKey,
        playBeep: true,
        recordingStatusCallback: where.address(verb.file),
        recordingStatusCallbackMethod: 'POST',
        recordingStatusCallbackEvent: ['completed', 'absent'],
        ...(verb.transcribe ? { transcribe: true, transcribeCallback: where.address(verb.file) } : {}),
      });
      return;
    case 'dial': {
      const dial = twiml.dial({ ...action(verb.to), timeout: verb.timeoutS, callerId: where.callerId, answerOnBridge: true });
      dial.number({ url: where.address(verb.whisper), method: 'POST' }, verb.number);
      return;
    }
    case 'dial-queue':
      twiml.dial({ ...action(verb.to), callerId: where.callerId }).queue(verb.queue);
      return;
    case 'enqueue':
      twiml.enqueue({ ...action(verb.to), waitUrl: where.address(verb.wait), waitUrlMethod: 'POST' }, verb.queue);
      return;
    case 'leave':
      twiml.leave();
      return;
    case 'redirect':
      twiml.redirect({ method: 'POST' }, where.address(verb.to));
      return;
    case 'hangup':
      twiml.hangup();
      return;
    case 'reject':
      twiml.reject({ reason: verb.reason });
  }
};

/** The verbs as TwiML (https://www.twilio.com/docs/voice/twiml). The same verbs always give the same bytes. */
export const twimlOf = (verbs: readonly Verb[], where: Where): string => {
  const twiml = new VoiceResponse();
  for (const verb of verbs) write(twiml, verb, where);
  return twiml.toString();
};

/** TwiML as a door answers it. */
export const spokenResult = (body: string): WebResult => ({ statusCode: 200, headers: { 'content-type': 'text/xml' }, body });
