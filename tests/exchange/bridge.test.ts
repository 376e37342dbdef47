import { describe, expect, test } from 'vitest';
import { ANA, BASE, BO, LINE, LUIS, MARIA, Phones } from './support.ts';

/** Two people on two calls: <Dial>, <Enqueue>, and who hears what. */

const WHISPER = '<Gather numDigits="1" timeout="5" action="/take"><Say>Press 1 to take it.</Say></Gather><Hangup/>';
const dial = (inside: string, more = ''): string =>
  `<Dial callerId="${LINE}" timeout="18" answerOnBridge="true" action="/dialled"${more}>${inside}</Dial>`;
const lastForm = (phones: Phones, to: string) => phones.requests.findLast(one => one.to === to)?.form;

describe('a dialled phone', () => {
  const ONE = dial(`<Number url="/whisper">${ANA}</Number>`);
  const answers = { '/twilio/voice': ONE, '/whisper': WHISPER, '/take': '', '/dialled': '<Say>Goodbye.</Say>' };

  test('rings with the line’s number, hears the whisper alone, and is put through with a key', async () => {
    const phones = new Phones(answers);
    const leg = await phones.call(MARIA);
    expect([leg.call.status, phones.news()]).toEqual(['ringing', ['Ana rings: the line']]);
    await phones.pickUp(ANA);
    expect([leg.call.status, phones.news()]).toEqual(['ringing', ['Ana hears: Press 1 to take it.']]);
    expect(lastForm(phones, '/whisper')).toMatchObject({ Direction: 'outbound-dial', ParentCallSid: leg.call.sid, From: LINE, To: ANA });
    await phones.press(ANA, '1');
    expect([leg.call.status, phones.news()]).toEqual(['in-progress', ['Maria talks with Ana', 'Ana talks with Maria']]);
    await phones.say(MARIA, 'hello?');
    expect(phones.news()).toEqual(['Ana hears: hello?']);
  });

  test.each([
    ['who was called', ANA, ['Ana'], ['Maria hears: Goodbye.', 'Maria: completed']],
    ['who calls', MARIA, ['Maria'], ['Ana: completed']],
  ])('is parted when %s hangs up, and the action hears of it', async (_, who, __, news) => {
    const phones = new Phones(answers);
    await phones.call(MARIA);
    await phones.pickUp(ANA);
    await phones.press(ANA, '1');
    await phones.pass(40);
    phones.news();
    await phones.hangUp(who);
    expect(phones.news()).toEqual(news);
    expect(lastForm(phones, '/dialled')).toMatchObject({ DialCallStatus: 'completed', DialBridged: 'true' });
  });

  test('that says nothing to the whisper is not put through: no voicemail swallows a call', async () => {
    const phones = new Phones(answers);
    phones.calls.habits.set(ANA, 'machine');
    await phones.call(MARIA);
    await phones.pass(9);
    expect(phones.news()).toEqual([
      'Ana rings: the line',
      'Ana hears: an answering machine picks up',
      'Ana hears: Press 1 to take it.',
      'Ana: completed',
      'Maria hears: Goodbye.',
      'Maria: completed',
    ]);
    expect(lastForm(phones, '/dialled')).toMatchObject({ DialCallStatus: 'completed', DialBridged: 'false' });
  });

  test.each([
    ['no-answer', 18, 'no-answer'],
    ['busy', 0, 'busy'],
    ['failed', 0, 'failed'],
  ] as const)('that is %s tells the action', async (habit, seconds, status) => {
    const phones = new Phones(answers);
    phones.calls.habits.set(ANA, habit);
    await phones.call(MARIA);
    await phones.pass(seconds);
    expect(lastForm(phones, '/dialled')).toMatchObject({ DialCallStatus: status, DialBridged: 'false' });
  });

  test('stops ringing when who calls gives up', async () => {
    const phones = new Phones(answers);
    await phones.call(MARIA);
    await phones.hangUp(MARIA);
    expect(phones.news()).toEqual(['Ana rings: the line', 'Ana: canceled']);
    expect(lastForm(phones, '/dialled')).toMatchObject({ DialCallStatus: 'canceled' });
  });

  test('shows the caller’s own number where the line names none: a leak that is seen', async () => {
    const phones = new Phones({ '/twilio/voice': `<Dial>${ANA}</Dial>` });
    await phones.call(MARIA);
    expect(phones.news()).toEqual(['Ana rings: Maria']);
  });

  test('cannot be called in the name of a stranger', async () => {
    const phones = new Phones({ '/twilio/voice': `<Dial callerId="${LUIS}">${ANA}</Dial>` });
    await phones.call(MARIA);
    expect(phones.news().join()).toContain('(13214)');
  });

  test('of several, the first to press a key is put through and the others are let go', async () => {
    const phones = new Phones({
      ...answers,
      '/twilio/voice': dial(`<Number url="/whisper">${ANA}</Number><Number url="/whisper">${BO}</Number>`),
    });
    await phones.call(MARIA);
    await phones.pickUp(ANA);
    await phones.pickUp(BO);
    phones.news();
    await phones.press(BO, '1');
    expect(phones.news()).toEqual(['Maria talks with Bo', 'Bo talks with Maria', 'Ana: completed']);
  });
});

describe('a queue', () => {
  const WAIT =
    '<Gather numDigits="1" timeout="15" action="/choice" actionOnEmptyResult="true"><Say>We are ringing people. Press 1 to leave a message.</Say></Gather>';
  const answers = {
    '/twilio/voice': '<Enqueue waitUrl="/wait" action="/after">waits-1</Enqueue>',
    '/wait': WAIT,
    '/choice': (form: Readonly<Record<string, string>>) => (form.Digits === '1' ? '<Leave/>' : '<Redirect>/wait</Redirect>'),
    '/after': (form: Readonly<Record<string, string>>) => `<Say>After: ${form.QueueResult}.</Say>`,
    '/out': `<Gather numDigits="1" timeout="5" action="/out?n=1"><Say>Press 1 to take it.</Say></Gather><Hangup/>`,
    '/out?n=1': '<Dial timeout="10" action="/out-after"><Queue>waits-1</Queue></Dial>',
    '/out-after': (form: Readonly<Record<string, string>>) => `<Say>Dialled: ${form.DialCallStatus}.</Say>`,
  };
  const taken = async (): Promise<Phones> => {
    const phones = new Phones(answers);
    await phones.call(MARIA);
    await phones.ring(ANA);
    await phones.pickUp(ANA);
    phones.news();
    await phones.press(ANA, '1');
    return phones;
  };

  test('keeps whoever waits in its loop, and tells where they stand', async () => {
    const phones = new Phones(answers);
    await phones.call(MARIA);
    await phones.pass(31);
    expect(phones.news().filter(one => one.includes('ringing people'))).toHaveLength(3);
    expect(phones.requests[1]?.form).toMatchObject({ QueuePosition: '1', CurrentQueueSize: '1', QueueTime: '0' });
  });

  test('is left by a key', async () => {
    const phones = new Phones(answers);
    await phones.call(MARIA);
    await phones.pass(20);
    await phones.press(MARIA, '1');
    expect(lastForm(phones, '/after')).toMatchObject({ QueueResult: 'leave', QueueTime: '20' });
    expect(phones.news().at(-2)).toBe('Maria hears: After: leave.');
  });

  test('puts through to whoever dials it, in the middle of a prompt', async () => {
    const phones = await taken();
    expect(phones.news()).toEqual(['Ana talks with Maria', 'Maria talks with Ana']);
  });

  test.each([
    [ANA, ['Maria hears: After: bridged.', 'Maria: completed']],
    [MARIA, ['Ana hears: Dialled: completed.', 'Ana: completed']],
  ])('parts the two when %s hangs up, and each goes on by itself', async (who, news) => {
    const phones = await taken();
    phones.news();
    await phones.hangUp(who);
    expect(phones.news()).toEqual(news);
    expect(lastForm(phones, '/after')).toMatchObject({ QueueResult: 'bridged' });
  });

  test('hears of it when whoever waits hangs up', async () => {
    const phones = new Phones(answers);
    await phones.call(MARIA);
    await phones.hangUp(MARIA);
    expect(lastForm(phones, '/after')).toMatchObject({ QueueResult: 'hangup' });
  });

  test('in which nobody waits keeps its dialler until the time-out', async () => {
    const phones = new Phones(answers);
    await phones.ring(ANA);
    await phones.pickUp(ANA);
    await phones.press(ANA, '1');
    await phones.pass(10);
    expect(phones.news().at(-2)).toBe('Ana hears: Dialled: no-answer.');
  });

  test('puts through to a dialler who was there first', async () => {
    const phones = new Phones(answers);
    await phones.ring(ANA);
    await phones.pickUp(ANA);
    await phones.press(ANA, '1');
    await phones.call(MARIA);
    expect(phones.news().slice(-2)).toEqual(['Ana talks with Maria', 'Maria talks with Ana']);
  });

  test('of two diallers only the first gets whoever waits', async () => {
    const phones = new Phones(answers);
    await phones.call(MARIA);
    await phones.ring(ANA);
    await phones.pass(1);
    await phones.ring(BO);
    await phones.pickUp(ANA);
    await phones.pickUp(BO);
    phones.calls.press(ANA, '1');
    phones.calls.press(BO, '1');
    await phones.settle();
    await phones.pass(10);
    const news = phones.news();
    expect(news.filter(one => one.includes('talks with'))).toEqual(['Ana talks with Maria', 'Maria talks with Ana']);
    expect(news).toContain('Bo hears: Dialled: no-answer.');
  });

  test('whose waiting room takes no time is not asked without end', async () => {
    const phones = new Phones({ '/twilio/voice': '<Enqueue waitUrl="/wait">q</Enqueue>', '/wait': '<Say>One moment.</Say>' });
    await phones.call(MARIA);
    await phones.pass(5);
    expect(phones.requests.filter(({ to }) => to === '/wait').length).toBe(6);
  });

  test('runs in its waiting room only what Twilio runs there', async () => {
    const phones = new Phones({ '/twilio/voice': '<Enqueue waitUrl="/wait">q</Enqueue>', '/wait': `<Dial>${ANA}</Dial>` });
    await phones.call(MARIA);
    expect(phones.news().join()).toContain('<Dial> cannot stand in what is run while waiting');
  });
});

describe('the REST API on a live call', () => {
  test('ends it, or sends it elsewhere', async () => {
    const phones = new Phones({
      '/twilio/voice': '<Enqueue waitUrl="/wait" action="/after">q</Enqueue>',
      '/wait': '<Pause length="60"/>',
      '/now': '<Say>Now.</Say>',
    });
    const leg = await phones.call(MARIA);
    phones.calls.exchange.tell(leg, { what: 'redirected', to: { url: `${BASE}/now`, form: {} } });
    await phones.settle();
    expect(phones.news()).toEqual(['Maria hears: Now.', 'Maria: completed']);
    const other = await phones.call(MARIA);
    phones.calls.exchange.tell(other, { what: 'gone', status: 'completed' });
    await phones.settle();
    expect(phones.news()).toEqual(['Maria: completed']);
  });
});
