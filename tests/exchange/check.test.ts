import { readFileSync } from 'node:fs';
import VoiceResponse from 'twilio/lib/twiml/VoiceResponse.js';
import { describe, expect, test } from 'vitest';
import { readVoice } from '../../local/simulator/voice/check.ts';
import { NOUNS, VERBS } from '../../local/simulator/voice/schema.ts';
import { xml } from './support.ts';

/** What Twilio would say of TwiML for a call. */

const faults = (inside: string, place?: 'waiting' | 'screening'): readonly string[] => {
  const read = readVoice(xml(inside), place);
  return read.ok ? read.faults.map(({ what }) => what) : [read.fault.what];
};

test('what the package builds is right', () => {
  const twiml = new VoiceResponse();
  const gather = twiml.gather({
    input: ['dtmf', 'speech'],
    numDigits: 1,
    timeout: 7,
    hints: 'food, ride',
    language: 'es-US',
    actionOnEmptyResult: true,
    action: 'https://line.example/step?n=2',
  });
  gather.say({ voice: 'Polly.Lupe-Neural', language: 'es-US' }, 'Para comida, oprima 1.');
  gather.pause({ length: 1 });
  const other = new VoiceResponse();
  other.record({ maxLength: 120, timeout: 5, action: '/a', transcribe: true, transcribeCallback: '/b', recordingStatusCallback: '/c' });
  const third = new VoiceResponse();
  third
    .dial({ callerId: '+15550100000', timeout: 18, answerOnBridge: true })
    .number({ url: '/whisper', statusCallbackEvent: ['initiated', 'answered'] }, '+15550100201');
  third.enqueue({ waitUrl: '/wait', action: '/after' }, 'calls');
  for (const one of [twiml, other, third]) {
    const read = readVoice(one.toString());
    expect(read.ok && read.faults).toEqual([]);
  }
});

describe('is told of', () => {
  test.each([
    ['<Speak>hi</Speak>', 'knows no <Speak>'],
    ['<Conference>x</Conference>', 'does not run <Conference>, though Twilio does'],
    ['<Say vioce="alice">hi</Say>', 'has no attribute vioce'],
    ['<Say voice="Joanna">hi</Say>', 'a voice that Twilio has'],
    ['<Say language="ht-HT">bonjou</Say>', 'must be one of'],
    ['<Say voice="Google.es-US-Standard-A" language="en-US">hi</Say>', 'speaks another language'],
    ['<Say> </Say>', '<Say> is empty'],
    ['<Say><Gather/></Say>', '<Gather> cannot stand in <Say>'],
    ['hello', 'words stand loose in <Response>'],
    ['<Gather>hello</Gather><Hangup/>', 'words stand loose in <Gather>'],
    ['<Gather><Dial>+15550100201</Dial></Gather><Hangup/>', '<Dial> cannot stand in <Gather>'],
    ['<Gather numDigits="0"/><Hangup/>', 'a whole number from 1'],
    ['<Gather input="voice"/><Hangup/>', 'must be one of dtmf'],
    ['<Gather timeout="soon"/><Hangup/>', 'a whole number'],
    ['<Gather finishOnKey="##"/><Hangup/>', 'keys of a telephone'],
    ['<Gather language="ht"/><Hangup/>', 'no language that Twilio can recognise'],
    ['<Gather numDigits="1"><Say>Press 1.</Say></Gather>', 'who says nothing is hung up on'],
    ['<Gather action="/a b"/><Hangup/>', 'must not hold spaces'],
    ['<Pause length="-1"/>', 'a whole number'],
    ['<Hangup/><Say>bye</Say>', '<Say> never runs: <Hangup> comes before it'],
    ['<Redirect>/next</Redirect><Hangup/>', '<Hangup> never runs'],
    ['<Redirect></Redirect>', '<Redirect> is empty'],
    ['<Gather actionOnEmptyResult="true"/><Say>x</Say>', '<Say> never runs'],
    ['<Dial action="/a">+15550100201</Dial><Say>x</Say>', '<Say> never runs'],
    ['<Dial/>', 'dials nobody'],
    ['<Dial><Number>555</Number></Dial>', 'no phone number'],
    ['<Dial timeout="0">+15550100201</Dial>', 'a whole number from 1'],
    ['<Dial><Number>+15550100201</Number><Queue>q</Queue></Dial>', 'either numbers or one queue'],
    [`<Dial>${'<Number>+15550100201</Number>'.repeat(11)}</Dial>`, 'at most 10'],
    [`<Enqueue>${'q'.repeat(65)}</Enqueue>`, '64 characters'],
    ['<Enqueue/>', 'names no queue'],
    ['<Record maxLength="180" transcribe="true"/>', '13617'],
    ['<Record finishOnKey="x"/>', 'keys of a telephone'],
  ])('%s', (inside, what) => {
    expect(faults(inside).join('\n')).toContain(what);
  });

  test('what cannot be read at all', () => {
    expect(readVoice('<Say>x</Say>')).toMatchObject({ ok: false, fault: { code: 12100 } });
    expect(readVoice(`${xml('<Say>x</Say>')}<Response/>`)).toMatchObject({ ok: false });
    expect(readVoice(xml(`<Say>${'é'.repeat(33_000)}</Say>`))).toMatchObject({ ok: false, fault: { code: 11750 } });
  });

  test('what does not run in a waiting room, or before two are put together', () => {
    expect(faults('<Record/>', 'waiting').join()).toContain('while waiting');
    expect(faults('<Enqueue>q</Enqueue>', 'screening').join()).toContain('while screening');
    expect(faults('<Gather><Say>Press 1.</Say></Gather>', 'screening')).toEqual([]);
  });
});

test('every attribute of the verbs is one that the package knows', () => {
  const types = readFileSync(new URL('../../node_modules/twilio/lib/twiml/VoiceResponse.d.ts', import.meta.url), 'utf8');
  const wrong = Object.entries({ ...VERBS, ...NOUNS }).flatMap(([verb, { attributes }]) => {
    const known = new RegExp(`interface ${verb}Attributes [^{]*\\{([^}]*)\\}`).exec(types)?.[1] ?? '';
    return Object.keys(attributes)
      .filter(name => !new RegExp(`\\b${name}\\?:`).test(known))
      .map(name => `${verb} ${name}`);
  });
  expect(wrong).toEqual([]);
});
