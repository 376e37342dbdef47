import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createLog } from '../../shared/shell/log.ts';
import { anyText } from '../support/any-text.ts';

const AT = '2027-01-09T14:00:00.000Z';

const logged = (facts?: Record<string, unknown>, event = 'something'): Record<string, unknown> => {
  const lines: string[] = [];
  createLog(
    line => lines.push(line),
    () => AT,
  ).info(event, facts);
  expect(lines).toHaveLength(1);
  expect(lines[0]).not.toContain('\n');
  return JSON.parse(lines[0] ?? '');
};

/** All digits of a line, so that no way of writing a number can hide it. */
const digitsOf = (facts: Record<string, unknown>, event?: string): string => {
  const { at: _at, ...rest } = logged(facts, event);
  return JSON.stringify(rest).normalize('NFKC').replace(/\D/g, '');
};

const digits = fc.stringMatching(/^[2-9]\d{9}$/);
const between = fc.constantFrom('', ' ', '-', '.', ') ', ' - ', '/', '\u00A0', '\u2011', '\u2013', '_');
const phone = fc
  .tuple(fc.constantFrom('+1', '1 ', '+1 (', '(', '', 'tel:+1', '\uFF0B1'), digits, between, between)
  .map(([before, number, one, two]) => ({
    number,
    written: `${before}${number.slice(0, 3)}${one}${number.slice(3, 6)}${two}${number.slice(6)}`,
  }));

describe('a line of the log', () => {
  test('is JSON with time, level, event and facts', () => {
    const lines: string[] = [];
    const log = createLog(
      line => lines.push(line),
      () => AT,
    );
    log.info('a');
    log.warn('b', { code: '412', at: 'x', level: 'y', event: 'z', ms: 12.5 });
    log.error('c', { ok: true, none: null });
    expect(lines).toEqual([
      `{"at":"${AT}","level":"info","event":"a"}`,
      `{"at":"${AT}","level":"warn","event":"b","code":"412","ms":12.5}`,
      `{"at":"${AT}","level":"error","event":"c","ok":true,"none":null}`,
    ]);
  });

  test('keeps what names no person', () => {
    const facts = {
      code: '41234',
      sid: `SM${'0123456789abcdef'.repeat(2)}`,
      outgoing: 'dGhpcyBpcyBhbiBpZA-_',
      due: AT,
      day: new Date(AT),
      status: 'undelivered',
      errorCode: 30003,
      attempts: 3,
      bytes: 123_456_789,
      list: ['sms', { deep: 1 }],
    };
    expect(logged(facts)).toMatchObject({ ...facts, day: AT });
  });

  test('loses what stands under a personal or secret name', () => {
    const facts = {
      from: 'Ana',
      To: 'x',
      body: 'need food',
      callerName: 'Ana',
      street_name: 'Oak',
      phone: 5,
      text: 'x',
      address: { city: 'y' },
      authToken: 't',
      fromRaw: 'x',
      'x-twilio-signature': 's',
    };
    expect(Object.values(logged({ facts }).facts as object)).toEqual(Object.values(facts).map(() => '[redacted]'));
  });

  test('holds no phone number, however it is written and wherever it stands', () => {
    fc.assert(
      fc.property(phone, fc.stringMatching(/^[a-z .,:<>"]{0,12}$/), ({ number, written }, around) => {
        const text = `${around}${written}${around}`;
        const error = new Error(`no route to ${text}`, { cause: new TypeError(text) });
        const facts = {
          said: text,
          reason: text,
          list: [text],
          deep: { deeper: { [text]: text } },
          error,
          count: Number(number),
          big: BigInt(number),
        };
        expect(digitsOf(facts, text)).not.toContain(number);
        expect(digitsOf({ reason: `${'x'.repeat(490)}${written}` })).not.toContain(number.slice(0, 7));
      }),
      { numRuns: 400 },
    );
  });

  test('holds no number in the digits of another script, nor a local one', () => {
    expect(JSON.stringify(logged({ reason: 'رقم ٠٥٥٥٠١٠٠٠٠٠' }))).not.toMatch(/[٠-٩]/);
    expect(logged({ reason: 'call 555-0100 now' })).toMatchObject({ reason: 'call [redacted] now' });
    expect(logged({ reason: '+1%2B15550100001' }).reason).not.toContain('15550100001');
  });

  test('tells an error by its kind and place, without what it quotes', () => {
    const error = new SyntaxError(`Unexpected token 'h', "hello from +15550100001" is not JSON`, { cause: 'private words' });
    const { error: told } = logged({ error }) as { error: { name: string; message: string; stack: string[]; cause: string } };
    expect(told.name).toBe('SyntaxError');
    expect(told.message).toBe(`Unexpected token '[redacted]', "[redacted]" is not JSON`);
    expect(told.cause).toBe('[redacted]');
    expect(told.stack[0]).toMatch(/^at .*log\.test\.ts/);
    expect(JSON.stringify(told)).not.toContain('hello');
  });

  test('keeps the code and reason of an error', () => {
    const error = Object.assign(new Error('x'), { code: 'ECONNRESET', reason: 'unreachable', body: 'private' });
    expect(logged({ error }).error).toMatchObject({ name: 'Error', code: 'ECONNRESET', reason: 'unreachable' });
    expect(JSON.stringify(logged({ error }))).not.toContain('private');
  });

  test('survives everything that can be put into it', () => {
    const cycle: Record<string, unknown> = { list: [] };
    cycle.self = cycle;
    const hostile = new Proxy(
      {},
      {
        ownKeys: () => {
          throw new Error('no');
        },
      },
    );
    const facts = {
      cycle,
      hostile,
      big: 10n,
      symbol: Symbol('x'),
      run: () => 1,
      get broken() {
        throw new Error('private');
      },
      badDate: new Date(Number.NaN),
      nan: Number.NaN,
      map: new Map([['a', 1]]),
      bytes: new Uint8Array(3),
      toJSON: () => {
        throw new Error('no');
      },
      long: 'x'.repeat(10_000),
    };
    expect(logged(facts)).toMatchObject({
      cycle: { list: [], self: '[circular]' },
      hostile: '[unreadable]',
      big: '10',
      symbol: '[symbol]',
      run: '[function]',
      broken: '[unreadable]',
      badDate: '[no date]',
      nan: 'NaN',
      map: '[1 entries]',
      bytes: '[3 bytes]',
      toJSON: '[function]',
    });
    expect(JSON.stringify(logged({ long: 'x'.repeat(10_000), many: Array.from({ length: 1000 }, () => 'y') })).length).toBeLessThan(2000);
    fc.assert(
      fc.property(
        fc.anything({ withBigInt: true, withDate: true, withMap: true, withNullPrototype: true }),
        anyText(),
        (value, event) => void logged({ value }, event),
      ),
    );
  });

  test('that cannot be written costs nobody an answer', () => {
    const full = () => {
      throw new Error('disk full');
    };
    expect(() => createLog(full, () => AT).error('x')).not.toThrow();
    expect(() => createLog(() => {}, full).error('x')).not.toThrow();
  });
});
