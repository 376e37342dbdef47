import { request } from 'node:http';
import { connect } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { BODY_BYTES_MAX } from '../../local/body.ts';
import { type Listening, listen, PortTaken } from '../../local/server.ts';
import type { WebEvent } from '../../shared/shell/door.ts';
import { createLog } from '../../shared/shell/log.ts';
import { recordingLog, START, said } from './support.ts';

const open: Listening[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.stop();
});
const started = async () => {
  const log = recordingLog();
  const seen: WebEvent[] = [];
  const listening = await listen(0, log);
  open.push(listening);
  const echo = async (event: WebEvent) => {
    seen.push(event);
    return said('hello');
  };
  const broken = async () => {
    throw new TypeError('a mistake');
  };
  listening.open({ doors: { '/twilio/sms': echo, '/broken': broken } });
  return { listening, seen, log, base: `http://127.0.0.1:${listening.port}` };
};

test('a door gets method, path, query, headers and the very bytes of the body', async () => {
  const { base, seen } = await started();
  const body = 'Body=+two++spaces+&Empty=&A=1&A=2';
  const response = await fetch(`${base}/twilio/sms?a=1&b=%20`, { method: 'POST', body, headers: { 'X-Twilio-Signature': 'abc' } });
  expect(await response.text()).toContain('<Message>hello</Message>');
  expect(response.headers.get('content-type')).toBe('text/xml');
  expect(seen[0]).toMatchObject({ body, isBase64Encoded: false, rawPath: '/twilio/sms', rawQueryString: 'a=1&b=%20' });
  expect(seen[0]?.headers['x-twilio-signature']).toBe('abc');
});

test('a calendar is asked for by GET at any path below its own; its failure names no path in the log', async () => {
  const logged: string[] = [];
  const log = createLog(
    line => logged.push(line),
    () => START,
  );
  const listening = await listen(0, log);
  open.push(listening);
  const seen: WebEvent[] = [];
  const calendar = async (event: WebEvent) => {
    seen.push(event);
    if (event.rawPath?.includes('broken')) throw new TypeError('a mistake');
    return { statusCode: event.headers['if-none-match'] ? 304 : 200, headers: { etag: '"1"' }, body: 'BEGIN:VCALENDAR' };
  };
  listening.open({ doors: {}, calendar });
  const base = `http://127.0.0.1:${listening.port}/calendar`;
  const [got, same] = [await fetch(`${base}/abc.ics`), await fetch(`${base}/abc.ics`, { headers: { 'if-none-match': '"1"' } })];
  expect([await got.text(), same.status, same.headers.get('etag')]).toEqual(['BEGIN:VCALENDAR', 304, '"1"']);
  expect(seen[0]).toMatchObject({ rawPath: '/calendar/abc.ics', requestContext: { http: { method: 'GET' } } });
  expect((await fetch(`${base}/broken-secret.ics`)).status).toBe(500);
  expect(logged.join()).toContain('door-threw');
  expect(logged.join()).not.toContain('secret');
  expect((await fetch(base)).status).toBe(404);
});

test('bytes that are no ASCII come through unharmed, as base64', async () => {
  const { base, seen } = await started();
  const bytes = Buffer.from([0x42, 0x3d, 0xff, 0x00, 0xc3, 0x28]);
  await fetch(`${base}/twilio/sms`, { method: 'POST', body: bytes });
  expect(seen[0]?.isBase64Encoded).toBe(true);
  expect(Buffer.from(seen[0]?.body ?? '', 'base64')).toEqual(bytes);
});

test('a body in many pieces is put together', async () => {
  const { base, seen } = await started();
  const body = new ReadableStream({
    start: pieces => {
      for (const piece of ['Body=', 'one', '+two']) pieces.enqueue(new TextEncoder().encode(piece));
      pieces.close();
    },
  });
  await fetch(`${base}/twilio/sms`, { method: 'POST', body, duplex: 'half' } as RequestInit);
  expect(seen[0]?.body).toBe('Body=one+two');
});

test('a body that is too large gets 413 and reaches no door', async () => {
  const { base, seen } = await started();
  const response = await fetch(`${base}/twilio/sms`, { method: 'POST', body: 'x'.repeat(BODY_BYTES_MAX + 1) });
  expect(response.status).toBe(413);
  expect((await fetch(`${base}/twilio/sms`, { method: 'POST', body: 'x'.repeat(BODY_BYTES_MAX) })).status).toBe(200);
  expect(seen).toHaveLength(1);
});

test('healthz, unknown paths, wrong methods, and before the doors are open', async () => {
  const { base } = await started();
  expect((await fetch(`${base}/healthz`)).status).toBe(200);
  expect((await fetch(`${base}/nowhere`)).status).toBe(404);
  expect((await fetch(`${base}/constructor`, { method: 'POST' })).status).toBe(404);
  const wrong = await fetch(`${base}/twilio/sms`);
  expect([wrong.status, wrong.headers.get('allow')]).toEqual([405, 'POST']);
  const early = await listen(0, recordingLog());
  open.push(early);
  expect((await fetch(`http://127.0.0.1:${early.port}/healthz`)).status).toBe(503);
});

test('a mistake of the program is answered and logged without its words', async () => {
  const { base, log } = await started();
  expect((await fetch(`${base}/broken`, { method: 'POST', body: 'a=b' })).status).toBe(500);
  expect(log.lines).toEqual([{ level: 'error', event: 'door-threw' }]);
});

test('a sender who goes away in the middle of the body harms nobody', async () => {
  const { base, listening, seen, log } = await started();
  await new Promise<void>(resolve => {
    const socket = connect(listening.port, '127.0.0.1', () => {
      socket.write('POST /twilio/sms HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nBody=');
      socket.destroy();
    });
    socket.on('close', () => resolve());
  });
  expect((await fetch(`${base}/twilio/sms`, { method: 'POST', body: 'Body=next' })).status).toBe(200);
  expect(seen.map(event => event.body)).toEqual(['Body=next']);
  expect(log.lines).toEqual([]);
});

test('connections are kept for the next text', async () => {
  const { base } = await started();
  const ask = () =>
    new Promise<unknown>(resolve => {
      request(`${base}/twilio/sms`, { method: 'POST' }, response => {
        response.resume().on('end', () => resolve(response.headers['keep-alive']));
      }).end();
    });
  expect(await ask()).toMatch(/timeout=\d+/);
});

test('a second line on the same port says so in words', async () => {
  const { listening } = await started();
  await expect(listen(listening.port, recordingLog())).rejects.toThrow(PortTaken);
  await expect(listen(listening.port, recordingLog())).rejects.toThrow(/in use.*PORT=/);
});

test('stopping answers what is being answered, then nothing more', async () => {
  const listening = await listen(0, recordingLog());
  const base = `http://127.0.0.1:${listening.port}`;
  const arrived = Promise.withResolvers<void>();
  const go = Promise.withResolvers<void>();
  listening.open({
    doors: {
      '/slow': async () => {
        arrived.resolve();
        await go.promise;
        return said('at last');
      },
    },
  });
  const answer = fetch(`${base}/slow`, { method: 'POST' });
  await arrived.promise;
  const stopped = listening.stop();
  go.resolve();
  expect(await (await answer).text()).toContain('at last');
  await stopped;
  await expect(fetch(`${base}/healthz`)).rejects.toThrow();
});
