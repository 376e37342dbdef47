import { describe, expect, test } from 'vitest';
import { CALLS_KEPT_MAX } from '../../local/simulator/ledger.ts';
import { ANA, BASE, BO, LINE, MARIA, Phones } from './support.ts';

/** Calls as Twilio runs them, before a line that answers what each test says. */

describe('a call that comes in', () => {
  test('is announced with Twilio’s fields, hears the answer, and its end is reported', async () => {
    const phones = new Phones({ '/twilio/voice': '<Say>Hello.</Say><Pause length="3"/><Say language="es-US">Adios.</Say>' });
    const leg = await phones.call(MARIA);
    expect(phones.requests[0]?.form).toMatchObject({
      CallSid: leg.call.sid,
      From: MARIA,
      To: LINE,
      CallStatus: 'ringing',
      Direction: 'inbound',
      ApiVersion: '2010-04-01',
    });
    expect(phones.news()).toEqual(['Maria hears: Hello.']);
    await phones.pass(3);
    expect(phones.news()).toEqual(['Maria hears: Adios.', 'Maria: completed']);
    expect(phones.requests.at(-1)).toMatchObject({
      to: '/twilio/voice/status',
      form: { CallStatus: 'completed', CallDuration: '3', SequenceNumber: '0' },
    });
  });

  test('tells what a withheld caller’s phone shows, and the line has nothing else', async () => {
    const phones = new Phones({ '/twilio/voice': '<Say>Hello.</Say>' });
    await phones.call(MARIA, 'anonymous');
    expect(JSON.stringify(phones.requests)).not.toContain(MARIA);
    expect(phones.requests[0]?.form.From).toBe('anonymous');
  });

  test('is refused without being picked up', async () => {
    const phones = new Phones({ '/twilio/voice': '<Reject reason="busy"/>' });
    const leg = await phones.call(MARIA);
    expect(leg.call).toMatchObject({ status: 'busy', answeredAt: null });
  });
});

describe('a question', () => {
  const ASK = '<Gather numDigits="1" timeout="7" action="/step?n=2"><Say>Press 1.</Say></Gather><Redirect>/silent</Redirect>';
  const LONG = '<Gather input="dtmf speech" timeout="4" finishOnKey="#" actionOnEmptyResult="true"><Say>Your ZIP?</Say></Gather>';

  test('takes as many keys as it asked for, at once', async () => {
    const phones = new Phones({ '/twilio/voice': ASK });
    await phones.call(MARIA);
    phones.asked();
    await phones.press(MARIA, '1');
    expect(phones.requests[0]).toMatchObject({ to: '/step?n=2', form: { Digits: '1', CallStatus: 'in-progress' } });
  });

  test('goes on to the next verb when its time is over', async () => {
    const phones = new Phones({ '/twilio/voice': ASK });
    await phones.call(MARIA);
    phones.asked();
    await phones.pass(6.9);
    expect(phones.asked()).toEqual([]);
    await phones.pass(0.1);
    expect(phones.asked()).toEqual(['/silent', '/twilio/voice/status']);
  });

  test.each([
    ['a key that ends it', '112#', 0],
    ['silence after the last key', '112', 4],
  ])('without a number of keys ends by %s', async (_, keys, seconds) => {
    const phones = new Phones({ '/twilio/voice': LONG });
    await phones.call(MARIA);
    await phones.pass(3);
    phones.requests.splice(0);
    await phones.press(MARIA, keys);
    await phones.pass(seconds);
    expect(phones.requests[0]).toMatchObject({ to: '/twilio/voice', form: { Digits: '112' } });
  });

  test('hears words, and tells how sure it is', async () => {
    const phones = new Phones({ '/twilio/voice': LONG });
    await phones.call(MARIA);
    phones.requests.splice(0);
    await phones.say(MARIA, 'we have no food');
    expect(phones.requests[0]?.form).toMatchObject({ SpeechResult: 'we have no food', Confidence: '0.90000000' });
    expect(phones.requests[0]?.form.Digits).toBeUndefined();
  });

  test('asks its action with nothing in it when it was told to', async () => {
    const phones = new Phones({ '/twilio/voice': form => (form.Digits === undefined ? LONG : '<Say>Are you there?</Say>') });
    await phones.call(MARIA);
    await phones.pass(4);
    expect(phones.requests[1]?.form).toMatchObject({ Digits: '' });
    expect(phones.news()).toContain('Maria hears: Are you there?');
  });

  test('that keys do not fit listens to none', async () => {
    const phones = new Phones({ '/twilio/voice': '<Gather input="speech" timeout="9"><Say>Say it.</Say></Gather><Say>Well.</Say>' });
    await phones.call(MARIA);
    expect(() => phones.calls.press(MARIA, '1')).toThrow('nothing listens to keys');
  });
});

describe('an answer that is of no use', () => {
  test.each([
    ['an outage', { statusCode: 500 }, '11200'],
    ['a wrong type', { statusCode: 200, headers: { 'content-type': 'text/html' }, body: 'x' }, '12300'],
    ['broken XML', '<Say>', '12100'],
    ['more than 64 kB', `<Say>${'x'.repeat(66_000)}</Say>`, '11750'],
    ['answers that lead to each other', '<Redirect>/twilio/voice</Redirect>', '11215'],
    ['an address elsewhere', '<Redirect>https://other.example/</Redirect>', '11200'],
  ])('%s is heard as an application error, and named', async (_, answer, code) => {
    const phones = new Phones({ '/twilio/voice': answer });
    await phones.call(MARIA);
    const news = phones.news();
    expect(news.filter(one => one.startsWith('fault')).join()).toContain(code);
    expect(news).toContain('Maria hears: We are sorry, an application error has occurred. Goodbye.');
    expect(news.at(-1)).toBe('Maria: completed');
  });

  test('an empty answer just ends the call', async () => {
    const phones = new Phones({});
    await phones.call(MARIA);
    expect(phones.news()).toEqual(['Maria: completed']);
  });
});

describe('a recording', () => {
  const RECORD =
    '<Record action="/recorded" maxLength="60" timeout="3" recordingStatusCallback="/file" recordingStatusCallbackEvent="completed absent" transcribe="true" transcribeCallback="/words"/><Say>Nothing.</Say>';
  const WORDS = 'we have been without food since monday and the baby is hungry';

  test('asks its action when the person falls silent, the file is ready later, the transcript last', async () => {
    const phones = new Phones({ '/twilio/voice': RECORD });
    await phones.call(MARIA);
    phones.requests.splice(0);
    await phones.speak(MARIA, WORDS);
    await phones.pass(3);
    expect(phones.requests.splice(0)[0]).toMatchObject({
      to: '/recorded',
      form: { RecordingDuration: '5', Digits: '', CallStatus: 'in-progress' },
    });
    await phones.pass(2);
    expect(phones.requests.splice(0).at(-1)).toMatchObject({ to: '/file', form: { RecordingStatus: 'completed', RecordingDuration: '5' } });
    await phones.pass(8);
    expect(phones.requests.splice(0)).toMatchObject([
      { to: '/words', form: { TranscriptionStatus: 'completed', TranscriptionText: WORDS } },
    ]);
  });

  test('of nothing goes on to the next verb', async () => {
    const phones = new Phones({ '/twilio/voice': RECORD });
    await phones.call(MARIA);
    await phones.pass(3);
    expect(phones.news()).toEqual(['Maria hears: beep', 'Maria hears: Nothing.', 'Maria: completed']);
  });

  test('keeps what was said when the phone is put down', async () => {
    const phones = new Phones({ '/twilio/voice': RECORD });
    await phones.call(MARIA);
    phones.requests.splice(0);
    await phones.speak(MARIA, WORDS);
    await phones.hangUp(MARIA);
    expect(phones.requests.map(({ to, form }) => [to, form.Digits, form.CallStatus])).toEqual([
      ['/recorded', 'hangup', 'completed'],
      ['/twilio/voice/status', undefined, 'completed'],
    ]);
    await phones.pass(2);
    expect(phones.requests.at(-1)?.to).toBe('/file');
  });

  test.each([
    [{ recording: 'absent' as const }, [['/file', 'absent', undefined]]],
    [{ transcript: 'never' as const }, [['/file', 'completed', undefined]]],
    [
      { transcript: 'failed' as const },
      [
        ['/file', 'completed', undefined],
        ['/words', undefined, 'failed'],
      ],
    ],
  ])('can go wrong: %j', async (fate, reports) => {
    const phones = new Phones({ '/twilio/voice': RECORD });
    await phones.call(MARIA);
    await phones.speak(MARIA, WORDS, fate);
    await phones.pass(3);
    phones.requests.splice(0);
    await phones.pass(20);
    const told = phones.requests.filter(({ to }) => to !== '/twilio/voice/status');
    expect(told.map(({ to, form }) => [to, form.RecordingStatus, form.TranscriptionStatus])).toEqual(reports);
  });
});

describe('a call that the line makes', () => {
  const callback = { url: `${BASE}/status?m=1`, events: new Set(['initiated', 'ringing', 'answered', 'completed'] as const) };

  test('rings, is answered, and reports each step in order', async () => {
    const phones = new Phones({ '/out': '<Say>A call from the line.</Say>' });
    await phones.ring(ANA, '/out', { callback });
    expect(phones.news()).toEqual(['Ana rings: the line']);
    await phones.pass(5);
    await phones.pickUp(ANA);
    expect(phones.news()).toEqual(['Ana hears: A call from the line.', 'Ana: completed']);
    const told = phones.requests.filter(({ to }) => to === '/status?m=1').map(({ form }) => [form.CallStatus, form.SequenceNumber]);
    expect(told).toEqual([
      ['initiated', '0'],
      ['ringing', '1'],
      ['in-progress', '2'],
      ['completed', '3'],
    ]);
  });

  test('stops ringing after its time', async () => {
    const phones = new Phones({});
    const leg = await phones.ring(ANA, '/out', { callback });
    await phones.pass(17.9);
    expect(leg.call.status).toBe('ringing');
    await phones.pass(0.1);
    expect([leg.call.status, phones.requests.at(-1)?.form.CallStatus]).toEqual(['no-answer', 'no-answer']);
  });

  test.each([
    ['busy', 'busy'],
    ['failed', 'failed'],
    ['no-answer', 'no-answer'],
  ] as const)('to a phone that is %s ends so', async (habit, status) => {
    const phones = new Phones({});
    phones.calls.habits.set(ANA, habit);
    const leg = await phones.ring(ANA);
    await phones.pass(18);
    expect(leg.call.status).toBe(status);
  });

  test('is picked up by an answering machine, which is told of only where it was asked', async () => {
    const phones = new Phones({ '/out': form => `<Say>${form.AnsweredBy ?? 'unknown'}</Say>` });
    phones.calls.habits.set(ANA, 'machine');
    await phones.ring(ANA);
    await phones.pass(4);
    await phones.ring(ANA, '/out', { detects: true });
    await phones.pass(4);
    expect(phones.news().filter(one => /hears: (un|mach)/.test(one))).toEqual(['Ana hears: unknown', 'Ana hears: machine_start']);
  });

  test('to somebody who talks already is busy', async () => {
    const phones = new Phones({ '/twilio/voice': '<Gather timeout="60"><Say>Hi.</Say></Gather><Hangup/>' });
    await phones.call(ANA);
    const leg = await phones.ring(ANA);
    expect(leg.call.status).toBe('busy');
  });

  test('begins one second after the one before', async () => {
    const phones = new Phones({});
    const legs = [await phones.ring(ANA), await phones.ring(BO), await phones.ring(MARIA)];
    const stand = () => legs.map(({ call }) => call.status);
    expect(stand()).toEqual(['ringing', 'queued', 'queued']);
    await phones.pass(1);
    expect(stand()).toEqual(['ringing', 'ringing', 'queued']);
    await phones.pass(1);
    expect(stand()).toEqual(['ringing', 'ringing', 'ringing']);
  });

  test('fails beyond what the account may have at once, in either direction', async () => {
    const phones = new Phones({ '/twilio/voice': '<Gather timeout="60"><Say>Hi.</Say></Gather><Hangup/>' }, { callsAtOnceMax: 2 });
    await phones.call(MARIA);
    await phones.ring(ANA);
    await phones.pass(1);
    expect((await phones.ring(BO)).call.status).toBe('failed');
    expect((await phones.call('+15550100009')).call.status).toBe('busy');
  });
});

test('calls of long ago are forgotten', async () => {
  const phones = new Phones({ '/twilio/voice': '<Reject/>' });
  for (let nth = 0; nth < CALLS_KEPT_MAX + 20; nth++) await phones.call(MARIA);
  expect([...phones.calls.exchange.legs()]).toHaveLength(CALLS_KEPT_MAX);
});

describe('a phone that says everything twice', () => {
  const TWICE = '+15550109002';
  test('asks each step twice and hears one answer', async () => {
    const phones = new Phones({ '/twilio/voice': '<Say>Hello.</Say>' });
    await phones.call(TWICE);
    expect(phones.asked().filter(to => to === '/twilio/voice')).toHaveLength(2);
    expect(phones.news().filter(one => one.includes('hears'))).toHaveLength(1);
  });

  test('tells of answers that differ', async () => {
    let nth = 0;
    const phones = new Phones({ '/twilio/voice': () => `<Say>${++nth}</Say>` });
    await phones.call(TWICE);
    expect(phones.news().join()).toContain('in two different ways');
  });
});
