import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isRefusal } from '../../shared/parse/refusal.ts';
import { type InboundSms, parseSms } from '../../shared/parse/sms.ts';
import { anyText } from '../support/any-text.ts';

const SID = `SM${'0'.repeat(32)}`;
const SENT = { MessageSid: SID, From: '+15550100001', To: '+15550100000', Body: ' NEED food ', NumMedia: '0' };

const parsed = (change: Record<string, string>): InboundSms => {
  const sms = parseSms(Object.entries({ ...SENT, ...change }));
  if (isRefusal(sms)) throw new Error(sms.what);
  return sms;
};

describe('an inbound text', () => {
  test('keeps the body as it was sent', () => {
    expect(parsed({})).toEqual({
      sid: SID,
      from: '+15550100001',
      fromRaw: '+15550100001',
      to: '+15550100000',
      body: ' NEED food ',
      media: 0,
    });
  });

  test('may be a picture without words', () => {
    const { sid, body, media } = parsed({ MessageSid: `MM${'a'.repeat(32)}`, Body: '', NumMedia: '2' });
    expect([sid, body, media]).toEqual([`MM${'a'.repeat(32)}`, '', 2]);
    expect(parsed({ NumMedia: 'many' }).media).toBe(0);
    expect(parsed({ NumMedia: '-1' }).media).toBe(0);
  });

  test.each([
    '+266696687',
    '+7378742833',
    '+2562533',
    '+8656696',
    '+86282452253',
    '12345',
    'AMAZON',
    '',
    'whatsapp:+15550100001',
  ])('from %j cannot be answered, and says so', From => {
    const { from, fromRaw } = parsed({ From });
    expect([from, fromRaw]).toEqual([null, From]);
  });

  test('loses only what no database can hold', () => {
    expect(parsed({ Body: 'a\0b\uD83Dc\u{1F600}\t' }).body).toBe('a\uFFFDb\uFFFDc\u{1F600}\t');
  });

  test('carries what the carrier did about opting out', () => {
    expect(parsed({ OptOutType: 'STOP' }).optOut).toBe('STOP');
    expect(parsed({ OptOutType: 'start' }).optOut).toBe('START');
    expect(parsed({ OptOutType: 'OTHER' })).not.toHaveProperty('optOut');
  });

  test('is known by the older names of its id too', () => {
    expect(
      parseSms([
        ['SmsSid', SID],
        ['From', '+15550100001'],
      ]),
    ).toMatchObject({ sid: SID, body: '', to: null });
  });

  test.each([
    [{ MessageSid: '' }, 'MessageSid'],
    [{ MessageSid: 'CA12345' }, 'MessageSid'],
    [{ MessageSid: 'SM1\nX' }, 'MessageSid'],
  ])('without an id is refused: %j', (change, where) => {
    const { From, Body } = SENT;
    expect(parseSms(Object.entries({ From, Body, ...change }))).toMatchObject({ refused: true, where });
  });

  test('without a sender is refused, quoting nothing that was sent', () => {
    const refused = parseSms([
      ['MessageSid', SID],
      ['Body', 'private'],
    ]);
    expect(refused).toMatchObject({ refused: true, where: 'From' });
    expect(JSON.stringify(refused)).not.toContain('private');
  });

  test('of whatever words is a text that can be stored', () => {
    fc.assert(
      fc.property(anyText(), Body => {
        const { body } = parsed({ Body });
        expect(body.isWellFormed()).toBe(true);
        expect(body).not.toContain('\0');
        expect(body.length).toBe(Body.length);
      }),
    );
  });

  test('of whatever parameters is read or refused, never an exception', () => {
    const anything = anyText();
    const name = fc.constantFrom('MessageSid', 'From', 'To', 'Body', 'NumMedia', 'OptOutType', '__proto__');
    fc.assert(fc.property(fc.array(fc.tuple(name, anything)), pairs => void parseSms(pairs)));
  });
});
