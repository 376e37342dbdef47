import fc from 'fast-check';
import VoiceResponse from 'twilio/lib/twiml/VoiceResponse.js';
import { describe, expect, test } from 'vitest';
import { type ClearedNumber, clearToDial } from '../../shared/domain/clear-call.ts';
import type { Language, PhoneNumber } from '../../shared/domain/ids.ts';
import { heardAs, voiceOf } from '../../shared/domain/voices.ts';
import { twimlOf, type Where } from '../../shared/reply/spoken.ts';
import { sanitise } from '../../shared/reply/twiml.ts';
import type { Address, Verb } from '../../shared/reply/verbs.ts';
import { anyText } from '../support/any-text.ts';

const where: Where = {
  address: ({ route, query = {} }) =>
    `https://line.example/${route}?${new URLSearchParams(Object.entries(query).map(([k, v]): [string, string] => [k, String(v)]))}`,
  audio: file => `https://line.example/audio/${file}`,
  callerId: '+15550100000',
};
const en = 'en' as Language;
const es = 'es' as Language;
const step: Address = { route: 'voiceStep', query: { n: 3, l: 'en' } };
const out: Address = { route: 'voiceOut', query: { m: 'abc' } };
/** A number as it leaves the gate: the verb takes no other. */
const ANA = clearToDial('+15550100201' as PhoneNumber, { record: undefined, kind: 'home' }) as ClearedNumber;
const file: Address = { route: 'voiceRecording', query: { call: 'CA1', n: 3 } };
const say = (text: string, language = en): Extract<Verb, { verb: 'say' }> => ({ verb: 'say', parts: [{ text, language }] });

type Says = Parameters<VoiceResponse['say']>[0];
const voice = (language: Language): Says => voiceOf(language) as Says;

describe('what is written out is what the twilio package would write', () => {
  const cases: readonly (readonly [string, readonly Verb[], (t: VoiceResponse) => void])[] = [
    ['a sentence', [say('It is "7" & <done> it\'s')], t => t.say(voice(en), 'It is "7" & <done> it\'s')],
    [
      'lines with a pause',
      [say('one\ntwo\n\nthree')],
      t => {
        const s = t.say(voice(en), 'one');
        s.break({ time: '600ms' });
        s.addText('two');
        s.break({ time: '600ms' });
        s.addText('three');
      },
    ],
    [
      'two languages',
      [{ verb: 'say', parts: [{ text: 'hello', language: en }, { text: 'español', language: es }] }],
      t => {
        t.say(voice(en), 'hello');
        t.say(voice(es), 'español');
      },
    ],
    ['a recording of ours', [{ verb: 'play', url: 'https://line.example/a.mp3?x=1&y=2' }], t => t.play('https://line.example/a.mp3?x=1&y=2')],
    ['a pause', [{ verb: 'pause', seconds: 3 }], t => t.pause({ length: 3 })],
    [
      'a question',
      [{ verb: 'gather', input: 'both', language: es, numDigits: 1, finishOnKey: '', timeoutS: 7, hints: ['comida', 'a "b" <c>'], inside: [say('hola', es)], to: step }],
      t => {
        const g = t.gather({
          input: ['dtmf', 'speech'], action: where.address(step), method: 'POST', timeout: 7, finishOnKey: '', actionOnEmptyResult: true,
          numDigits: 1, language: heardAs(es) as 'es-US', speechTimeout: 'auto', profanityFilter: false, hints: 'comida, a "b" <c>',
        });
        g.say(voice(es), 'hola');
      },
    ],
    [
      'a question for keys',
      [{ verb: 'gather', input: 'digits', language: en, finishOnKey: '#', timeoutS: 7, hints: ['x'], inside: [say('keys')], to: step }],
      t => t.gather({ input: ['dtmf'], action: where.address(step), method: 'POST', timeout: 7, finishOnKey: '#', actionOnEmptyResult: true }).say(voice(en), 'keys'),
    ],
    [
      'a record',
      [{ verb: 'record', maxS: 120, timeoutS: 5, finishOnKey: '1*#', to: step, file, transcribe: true }],
      t => t.record({
        action: where.address(step), method: 'POST', maxLength: 120, timeout: 5, finishOnKey: '1*#', playBeep: true,
        recordingStatusCallback: where.address(file), recordingStatusCallbackMethod: 'POST',
        recordingStatusCallbackEvent: ['completed', 'absent'], transcribe: true, transcribeCallback: where.address(file),
      }),
    ],
    [
      'a dial',
      [{ verb: 'dial', number: ANA, timeoutS: 18, whisper: out, to: step }],
      t => t.dial({ action: where.address(step), method: 'POST', timeout: 18, callerId: '+15550100000', answerOnBridge: true })
        .number({ url: where.address(out), method: 'POST' }, '+15550100201'),
    ],
    ['a queue', [{ verb: 'dial-queue', queue: 'q', to: step }], t => t.dial({ action: where.address(step), method: 'POST', callerId: '+15550100000' }).queue('q')],
    [
      'a wait',
      [{ verb: 'enqueue', queue: 'q', wait: step, to: step }],
      t => t.enqueue({ action: where.address(step), method: 'POST', waitUrl: where.address(step), waitUrlMethod: 'POST' }, 'q'),
    ],
    [
      'what ends or goes on',
      [{ verb: 'leave' }, { verb: 'redirect', to: step }, { verb: 'reject', reason: 'busy' }, { verb: 'hangup' }],
      t => {
        t.leave();
        t.redirect({ method: 'POST' }, where.address(step));
        t.reject({ reason: 'busy' });
        t.hangup();
      },
    ],
    ['nothing', [], () => undefined],
  ]; // biome-ignore format: a table

  test.each(cases)('%s', (_name, verbs, build) => {
    const built = new VoiceResponse();
    build(built);
    expect(twimlOf(verbs, where)).toBe(built.toString());
  });

  test('for any words at all', () => {
    fc.assert(
      fc.property(anyText(), text => {
        const line = sanitise(text).replaceAll('\n', ' ');
        if (line.trim() === '') return;
        const built = new VoiceResponse();
        built.say(voice(en), line);
        expect(twimlOf([say(text.replaceAll('\n', ' '))], where)).toBe(built.toString());
      }),
    );
  });
});

test('a language that Twilio does not hear is asked for by keys alone', () => {
  const ht = 'ht' as Language;
  const verb: Verb = { verb: 'gather', input: 'both', language: ht, finishOnKey: '', timeoutS: 7, inside: [say('keys')], to: step };
  expect(twimlOf([verb], where)).toContain('<Gather input="dtmf" ');
});
