import { hash } from 'node:crypto';
import { feedSecretIn } from '../domain/feed.ts';
import { renderFeed } from '../reply/feed.ts';
import { readFeed } from '../table/feed.ts';
import type { WebDoor, WebEvent, WebResult } from './door.ts';
import type { Runtime } from './runtime.ts';

/** For whoever has it only; a program may keep it for so long without asking. */
const CACHE = 'private, max-age=900';

const plain = (statusCode: number, sentence: string, headers: Readonly<Record<string, string>> = {}): WebResult => ({
  statusCode,
  headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store', ...headers },
  body: `${sentence}\n`,
});
const nothing = (): WebResult => plain(404, 'There is nothing at this address.');

const methodOf = ({ requestContext, httpMethod }: WebEvent): string => requestContext?.http?.method ?? httpMethod ?? 'GET';

/** `If-None-Match` may name several, each perhaps as weak. */
const has = ({ headers }: WebEvent, etag: string): boolean =>
  (headers['if-none-match'] ?? headers['If-None-Match'] ?? '').split(',').some(one => one.trim().replace(/^W\//, '') === etag);

const withFeed = (event: WebEvent, body: string): WebResult => {
  const etag = `"${hash('sha256', body, 'base64url').slice(0, 27)}"`;
  const headers = { etag, 'cache-control': CACHE };
  if (has(event, etag)) return { statusCode: 304, headers };
  return {
    statusCode: 200,
    headers: {
      ...headers,
      'content-type': 'text/calendar; charset=utf-8',
      'content-disposition': 'inline; filename="shifts.ics"',
      'x-content-type-options': 'nosniff',
      'x-robots-tag': 'noindex',
    },
    body,
  };
};

/**
 * The door for calendar programs: a volunteer's coming shifts at their secret address, and 404 at every other. Nothing of the address or
 * of whose it is gets into the log.
 */
export const calendarDoor =
  ({ store, community, book, log, now }: Pick<Runtime, 'store' | 'community' | 'book' | 'log' | 'now'>): WebDoor =>
  async event => {
    if (methodOf(event) !== 'GET') return plain(405, 'Only GET is answered here.', { allow: 'GET' });
    const secret = feedSecretIn(event.rawPath ?? event.path ?? '');
    if (secret === undefined) return nothing();
    try {
      const read = await readFeed(store, community, secret);
      return read ? withFeed(event, renderFeed({ ...read, book, community, now: now() })) : nothing();
    } catch (error) {
      log.error('calendar.failed', { error });
      return plain(503, 'The calendar cannot be had just now.', { 'retry-after': '300' });
    }
  };
