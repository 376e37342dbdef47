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

type Attributes = readonly (readonly [name: string, value: string | number | boolean | undefined])[];

/** Hardly any sentence of ours needs it, and looking once is cheaper than replacing four times. */
const NEEDS_ESCAPE = /[&<>"\t\n\r]/;
const escapeText = (text: string): string => (NEEDS_ESCAPE.test(text) ? escapedText(text) : text);
const escapedText = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('\r', '&#xD;');
const BREAKS: Readonly<Record<string, string>> = { '\t': '&#x9;', '\n': '&#xA;', '\r': '&#xD;' };
const escapeAttribute = (text: string): string => (NEEDS_ESCAPE.test(text) ? escapedAttribute(text) : text);
const escapedAttribute = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('"', '&quot;')
    .replace(/[\t\n\r]/g, one => BREAKS[one] ?? '');

/** One element. Names are ours; values and what stands inside are escaped here and by whoever made it. */
const element = (name: string, attributes: Attributes, inside = ''): string => {
  let tag = `<${name}`;
  for (const [attribute, value] of attributes) if (value !== undefined) tag += ` ${attribute}="${escapeAttribute(String(value))}"`;
  return inside === '' ? `${tag}/>` : `${tag}>${inside}</${name}>`;
};

/** Between two options, for the hand to get from the ear to the keys. */
const BREAK = '<break time="600ms"/>';

/** Each line of each part in its own voice; lines of one voice stand in one Say with a pause between them. */
const speak = (parts: readonly Worded[], where: Where): string => {
  let spoken = '';
  let say: { readonly language: string; readonly voice: string; text: string } | undefined;
  const close = (): void => {
    if (say) spoken += element('Say', [['language', say.language], ['voice', say.voice]], say.text); // biome-ignore format: one element
    say = undefined;
  };
  for (const { text, language } of parts) {
    for (const line of text.split(PAUSE)) {
      if (line.trim() === '') continue;
      for (const sound of soundsOf({ text: line, language }, where.recorded ?? NOTHING_RECORDED)) {
        const words = sound.kind === 'say' ? escapeText(sanitise(sound.text)) : '';
        if (sound.kind === 'play') {
          close();
          spoken += element('Play', [], escapeText(where.audio(sound.file)));
        } else if (say?.voice === sound.voice.voice) say.text += BREAK + words;
        else {
          close();
          say = { ...sound.voice, text: words };
        }
      }
    }
  }
  close();
  return spoken;
};

const inputOf = (input: Gather['input'], hears: boolean): string =>
  !hears || input === 'digits' ? 'dtmf' : input === 'both' ? 'dtmf speech' : 'speech';

/** A question's hints are the same list each time that it is asked, so they are written out once. */
const hintsAsWritten = (hints: readonly string[]): string => {
  const known = written.get(hints) ?? hints.map(sanitise).join(', ');
  written.set(hints, known);
  return known;
};
const written = new WeakMap<readonly string[], string>();

const gather = (verb: Gather, where: Where): string => {
  const hears = heardAs(verb.language);
  const input = inputOf(verb.input, hears !== undefined);
  const speech = input !== 'dtmf';
  const attributes: Attributes = [
    ['input', input],
    ...action(verb.to, where),
    ['timeout', verb.timeoutS],
    ['finishOnKey', verb.finishOnKey],
    ['actionOnEmptyResult', verb.passing ? undefined : true],
    ['numDigits', verb.numDigits],
    ...(speech ? ([['language', hears], ['speechTimeout', 'auto'], ['profanityFilter', false]] as const) : []), // biome-ignore format: one list
    ['hints', speech && verb.hints ? hintsAsWritten(verb.hints) : undefined],
  ];
  return element('Gather', attributes, verb.inside.map(one => write(one, where)).join(''));
};

const action = (to: Address, where: Where): Attributes => [['action', where.address(to)], ['method', 'POST']]; // biome-ignore format: one list

const record = (verb: Extract<Verb, { verb: 'record' }>, where: Where): string => {
  const file = where.address(verb.file);
  return element('Record', [
    ...action(verb.to, where),
    ['maxLength', verb.maxS],
    ['timeout', verb.timeoutS],
    ['finishOnKey', verb.finishOnKey],
    ['playBeep', true],
    ['recordingStatusCallback', file],
    ['recordingStatusCallbackMethod', 'POST'],
    ['recordingStatusCallbackEvent', 'completed absent'],
    ['transcribe', verb.transcribe ? true : undefined],
    ['transcribeCallback', verb.transcribe ? file : undefined],
  ]);
};

const dial = (verb: Extract<Verb, { verb: 'dial' }>, where: Where): string => {
  const number = element('Number', [['url', where.address(verb.whisper)], ['method', 'POST']], escapeText(verb.number.number)); // biome-ignore format: one element
  const attributes: Attributes = [
    ...action(verb.to, where),
    ['timeout', verb.timeoutS],
    ['callerId', where.callerId],
    ['answerOnBridge', true],
  ];
  return element('Dial', attributes, number);
};

const write = (verb: Verb, where: Where): string => {
  switch (verb.verb) {
    case 'say':
      return speak(verb.parts, where);
    case 'play':
      return element('Play', [], escapeText(verb.url));
    case 'pause':
      return element('Pause', [['length', verb.seconds]]);
    case 'gather':
      return gather(verb, where);
    case 'record':
      return record(verb, where);
    case 'dial':
      return dial(verb, where);
    case 'dial-queue':
      return element('Dial', [...action(verb.to, where), ['callerId', where.callerId]], element('Queue', [], escapeText(verb.queue)));
    case 'enqueue':
      return element(
        'Enqueue',
        [...action(verb.to, where), ['waitUrl', where.address(verb.wait)], ['waitUrlMethod', 'POST']],
        escapeText(verb.queue),
      );
    case 'leave':
      return '<Leave/>';
    case 'redirect':
      return element('Redirect', [['method', 'POST']], escapeText(where.address(verb.to)));
    case 'hangup':
      return '<Hangup/>';
    case 'reject':
      return element('Reject', [['reason', verb.reason]]);
  }
};

/**
 * The verbs as TwiML (https://www.twilio.com/docs/voice/twiml). The same verbs always give the same bytes. Written out here because the
 * package's builder, to which the tests hold it, takes a fifth of a whole step's time.
 */
export const twimlOf = (verbs: readonly Verb[], where: Where): string =>
  `<?xml version="1.0" encoding="UTF-8"?>${element('Response', [], verbs.map(verb => write(verb, where)).join(''))}`;

/** TwiML as a door answers it. */
export const spokenResult = (body: string): WebResult => ({ statusCode: 200, headers: { 'content-type': 'text/xml' }, body });
