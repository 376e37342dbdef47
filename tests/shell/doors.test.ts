import { describe, expect, test } from 'vitest';
import { book } from '../../ivr-scripts/book.ts';
import { type Cleared, clearToSend, isCleared } from '../../shared/domain/consent.ts';
import { instant, outgoingId, type PhoneNumber, personId } from '../../shared/domain/ids.ts';
import type { Outgoing } from '../../shared/domain/outgoing.ts';
import { routes } from '../../shared/shell/routes.ts';
import type { Carrier } from '../../shared/shell/runtime.ts';
import { callAnswerOf } from '../../shared/shell/voice-door.ts';
import { webhook } from '../../shared/shell/webhook.ts';
import { Neighborhood, PUBLIC_URL, sampleCommunity, TOKEN } from '../support/neighborhood.ts';
import { signedEvent } from '../support/signed.ts';

const params = { CallSid: `CA${'1'.repeat(32)}`, From: '+15550100003', To: '+15550100000', CallStatus: 'ringing' };
const call = signedEvent({ publicUrl: PUBLIC_URL, path: routes.voice, token: TOKEN, params });

describe('a call', () => {
  test('is answered: who we are, in each other language how to get it, and the number for emergencies', async () => {
    const hood = new Neighborhood();
    const { statusCode, headers, body } = await hood.line.voice(call);
    expect([statusCode, headers]).toEqual([200, { 'content-type': 'text/xml' }]);
    const said = [...(body ?? '').matchAll(/<Say language="([\w-]+)" voice="[\w.-]+">([^<]+)/g)].map(m => [m[1], m[2]]);
    expect(said.slice(0, 3).map(([language]) => language)).toEqual(['en-US', 'es-US', 'en-US']);
    expect(said[0]?.[1]).toContain('Maple Street Mutual Aid');
    expect(said[1]?.[1]).toContain('español');
    expect(said[2]?.[1]).toContain('9, 1, 1');
    expect(body).toContain('<Gather ');
  });

  test('whose door fails or is too slow still speaks: an empty answer would be silence', async () => {
    const hood = new Neighborhood();
    const sorry = callAnswerOf({ book, community: sampleCommunity() });
    const broken = webhook(hood.runtime, () => Promise.reject(new Error('broken')), { sorry });
    const slow = webhook(hood.runtime, () => new Promise(() => undefined), { sorry, deadlineMs: 1 });
    for (const door of [broken, slow]) {
      const { statusCode, body } = await door(call);
      expect(statusCode).toBe(200);
      expect(body?.match(/<Say /g)).toHaveLength(2);
      expect(body).toContain('9, 1, 1');
    }
  });
});

describe('one way out', () => {
  const NOON = instant(Date.UTC(2027, 0, 9, 12));
  const to = '+15550100001' as PhoneNumber;
  const text: Outgoing = {
    id: outgoingId('cause', 1),
    to,
    body: 'hello',
    priority: 'notice',
    cause: 'cause',
    purpose: 'test',
    at: NOON,
    state: 'pending',
    attempts: 0,
  };
  const record = { number: to, firstContactAt: NOON, current: personId('p') };

  type Taken = Parameters<Carrier['send']>[0];
  type Fits<A> = A extends Taken ? true : false;
  /** The compiler holds these: were one of them to become true, this file would not compile. */
  const literal: Fits<{ id: Outgoing['id']; to: PhoneNumber; body: string }> = false;
  const row: Fits<Outgoing> = false;
  const copy: Fits<{ [name in keyof Cleared]: Cleared[name] }> = false;
  const cleared: Fits<Cleared> = true;

  test('only what was cleared fits into the carrier: no literal, no row, no copy with another number', () => {
    expect([literal, row, copy, cleared]).toEqual([false, false, false, true]);
    const one = clearToSend(text, record, NOON, undefined);
    expect([isCleared(one), isCleared({ ...one }), isCleared(text)]).toEqual([true, false, false]);
  });

  test('is closed to a number that opted out, whoever wrote that down, and to what comes too late', () => {
    expect(clearToSend(text, { ...record, optedOut: { at: NOON, by: 'carrier' } }, NOON, undefined)).toEqual({ refused: 'opted out' });
    expect(clearToSend(text, { ...record, optedOut: { at: NOON, by: 'person' } }, NOON, undefined)).toEqual({ refused: 'opted out' });
    expect(clearToSend({ ...text, validForSeconds: 300 }, record, instant(Date.UTC(2027, 0, 9, 12, 5)), undefined)).toEqual({
      refused: 'too late',
    });
    expect(clearToSend({ ...text, validForSeconds: 300 }, undefined, NOON, undefined)).toMatchObject({
      to,
      body: 'hello',
      validForSeconds: 300,
    });
  });
});
