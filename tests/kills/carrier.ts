import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Chance } from './chance.ts';

/** What the carrier took from the line, once and for all: it survives whatever becomes of the line. */
export interface Accepted {
  readonly sid: string;
  readonly kind: 'text' | 'call';
  /** The line's own id of it, which its callback address carries. */
  readonly id: string;
  readonly to: string;
  readonly body: string;
  readonly callback: string;
  readonly at: string;
}

export interface FakeCarrier {
  readonly url: string;
  readonly accepted: readonly Accepted[];
  stop(): void;
}

/** How seldom it is in a bad mood: it took a text and its answer is lost; it is busy. */
const LOST = 0.03;
const BUSY = 0.01;

/**
 * A carrier in another process than the line: it takes texts and calls after a while, answers after another, loses an answer now and then,
 * and lists what it took. Its clock is the line's, which lies in the data folder.
 */
export const startCarrier = async (
  chance: Chance,
  dataDir: string,
  latencyMs: number,
  onAccepted: (one: Accepted) => void,
): Promise<FakeCarrier> => {
  const accepted: Accepted[] = [];
  const clock = (): string => new Date(Date.now() + offsetIn(dataDir)).toUTCString();
  const take = async (kind: Accepted['kind'], form: URLSearchParams, response: ServerResponse): Promise<void> => {
    await wait(chance.between(0, latencyMs));
    if (chance.in(BUSY)) return answer(response, 503, { code: 20503, message: 'Service unavailable', status: 503 });
    const callback = form.get('StatusCallback') ?? '';
    const one: Accepted = {
      sid: `${kind === 'text' ? 'SM' : 'CA'}${String(accepted.length).padStart(32, 'e0')}`,
      kind,
      id: new URL(callback).searchParams.get('m') ?? '',
      to: form.get('To') ?? '',
      body: form.get('Body') ?? '',
      callback,
      at: clock(),
    };
    accepted.push(one);
    onAccepted(one);
    await wait(chance.between(0, latencyMs));
    if (chance.in(LOST)) response.destroy();
    else answer(response, 201, resource(one));
  };
  const server = createServer(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://x');
    const kind = pathname.endsWith('/Calls.json') ? 'call' : 'text';
    const form = new URLSearchParams(await bodyOf(request));
    if (request.method === 'POST') return take(kind, form, response);
    const found = accepted.filter(one => one.kind === kind && one.to === searchParams.get('To')).toReversed();
    const size = Number(searchParams.get('PageSize') ?? 50);
    answer(response, 200, { [`${kind === 'text' ? 'message' : 'call'}s`]: found.slice(0, size).map(resource), page: 0, page_size: size });
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`,
    accepted,
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
};

const offsetIn = (dataDir: string): number => {
  try {
    return (JSON.parse(readFileSync(join(dataDir, 'clock.json'), 'utf8')) as { offsetMs: number }).offsetMs;
  } catch {
    return 0;
  }
};

const resource = ({ sid, kind, to, body, at }: Accepted): unknown => ({
  sid,
  to,
  status: 'queued',
  date_created: at,
  ...(kind === 'text' ? { body } : {}),
});

/** What was cut off by a kill is no request. */
const bodyOf = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of request) chunks.push(chunk as Buffer);
  } catch {
    request.destroy();
  }
  return Buffer.concat(chunks).toString();
};

const answer = (response: ServerResponse, status: number, json: unknown): void => {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(json));
};
