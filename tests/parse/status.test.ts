import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { outgoingId } from '../../shared/domain/ids.ts';
import { parseStatus, statusRank } from '../../shared/parse/status.ts';
import { anyText } from '../support/any-text.ts';

const SID = `SM${'1'.repeat(32)}`;
const ID = outgoingId('cause', 0);

describe('a delivery report', () => {
  test('names the text it is about, by our own id', () => {
    expect(
      parseStatus(
        [
          ['MessageSid', SID],
          ['MessageStatus', 'undelivered'],
          ['ErrorCode', '30003'],
        ],
        [['m', ID]],
      ),
    ).toEqual({ sid: SID, outgoing: ID, status: 'undelivered', rank: 6, errorCode: 30003 });
  });

  test('of a text that is not ours has no such id', () => {
    const report = parseStatus(
      [
        ['SmsSid', SID],
        ['SmsStatus', 'sent'],
      ],
      [],
    );
    expect(report).toEqual({ sid: SID, status: 'sent', rank: 5 });
    expect(
      parseStatus(
        [
          ['MessageSid', SID],
          ['MessageStatus', 'sent'],
        ],
        [['m', '../x']],
      ),
    ).not.toHaveProperty('outgoing');
  });

  test('ranks what comes later higher, and the ends alike', () => {
    const order = ['accepted', 'scheduled', 'queued', 'sending', 'sent', 'delivered', 'read'].map(statusRank);
    expect(order).toEqual([...new Set(order)].sort((a, b) => a - b));
    for (const end of ['undelivered', 'failed', 'canceled']) expect(statusRank(end)).toBe(statusRank('delivered'));
  });

  test('with a word we do not know is kept, at rank 0', () => {
    expect(
      parseStatus(
        [
          ['MessageSid', SID],
          ['MessageStatus', 'teleported'],
        ],
        [],
      ),
    ).toMatchObject({ status: 'teleported', rank: 0 });
    expect(statusRank('toString')).toBe(0);
  });

  test.each([
    [[['MessageStatus', 'sent']], 'MessageSid'],
    [[['MessageSid', SID]], 'MessageStatus'],
    [
      [
        ['MessageSid', SID],
        ['MessageStatus', '1; drop'],
      ],
      'MessageStatus',
    ],
  ] as [[string, string][], string][])('is refused without what it needs: %j', (pairs, where) => {
    expect(parseStatus(pairs, [])).toMatchObject({ refused: true, where });
  });

  test('of whatever parameters is read or refused, never an exception', () => {
    const anything = anyText();
    const name = fc.constantFrom('MessageSid', 'MessageStatus', 'ErrorCode', 'm');
    const pairs = fc.array(fc.tuple(name, anything));
    fc.assert(fc.property(pairs, pairs, (body, query) => void parseStatus(body, query)));
  });
});
