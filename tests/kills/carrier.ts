import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Chance } from './chance.ts';
import { LINE } from './wire.ts';

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

/** A text that somebody sent to the line: the account keeps it, whether or not the line answered. */
export interface Inbound {
  readonly sid: string;
  readonly from: string;
  readonly body: string;
  /** By the line's clock. */
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
  inbound: () => readonly Inbound[] = () => [],
): Promise<FakeCarrier> => {
  const accepted: Accepted[] = [];
  const clock = (): string => lineTime(dataDir);
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
    answer(response, 200, pageOf(kind, `${pathname}`, searchParams, listed(kind, searchParams, accepted, inbound())));
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

/** The line's time, to the second, as its carrier would write it. */
export const lineTime = (dataDir: string): string => new Date(Date.now() + offsetIn(dataDir)).toUTCString();

const offsetIn = (dataDir: string): number => {
  try {
    return (JSON.parse(readFileSync(join(dataDir, 'clock.json'), 'utf8')) as { offsetMs: number }).offsetMs;
  } catch {
    return 0;
  }
};

/** The account's list, the latest first: of one number, or of all texts within a time. Calls that came in are not kept here. */
const listed = (
  kind: Accepted['kind'],
  asked: URLSearchParams,
  accepted: readonly Accepted[],
  inbound: readonly Inbound[],
): readonly object[] => {
  const to = asked.get('To');
  if (to !== null)
    return accepted
      .filter(one => one.kind === kind && one.to === to)
      .map(resource)
      .toReversed();
  const [after, before] = [Date.parse(asked.get('DateSent>') ?? ''), Date.parse(asked.get('DateSent<') ?? '')];
  if (kind === 'call' || Number.isNaN(after) || Number.isNaN(before)) return [];
  const isWithin = ({ at }: { readonly at: string }): boolean => Date.parse(at) >= after && Date.parse(at) <= before;
  const came = inbound.filter(isWithin).map(received);
  return [...came, ...accepted.filter(one => one.kind === 'text' && isWithin(one)).map(resource)].toReversed();
};

const pageOf = (kind: Accepted['kind'], path: string, asked: URLSearchParams, all: readonly object[]): object => {
  const size = Number(asked.get('PageSize') ?? 50);
  const page = Number(asked.get('Page') ?? 0);
  const next = new URLSearchParams(asked);
  next.set('Page', String(page + 1));
  return {
    [kind === 'text' ? 'messages' : 'calls']: all.slice(page * size, (page + 1) * size),
    page,
    page_size: size,
    next_page_uri: all.length > (page + 1) * size ? `${path}?${next}` : null,
  };
};

const received = ({ sid, from, body, at }: Inbound): object => ({
  ...{ sid, from, to: LINE, body, direction: 'inbound', status: 'received' },
  ...{ num_media: '0', num_segments: '1', date_created: at, date_sent: at },
});

const resource = ({ sid, kind, to, body, at }: Accepted): object => ({
  ...{ sid, from: LINE, to, status: 'queued', direction: 'outbound-api', date_created: at },
  ...(kind === 'text' ? { body, num_media: '0', num_segments: '1', date_sent: at } : {}),
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
