import { readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { phoneNumber } from '../../shared/domain/ids.ts';
import { readBody } from '../body.ts';
import { readMove } from '../clock-move.ts';
import { type Beside, plain, tooLarge } from '../server.ts';
import { EndlessTrouble } from '../timekeeper.ts';
import { callHandler, keptView } from './call-routes.ts';
import { CARRIER_WORDS, type CarrierWord } from './carrier-words.ts';
import { FAILURES, REASONS } from './failures.ts';
import { type Asked, type Handler, json, readJson, type SimulatorParts } from './handler.ts';
import { accountHandler } from './moods.ts';
import { BODY_CHARACTERS_MAX } from './rest.ts';
import { EXAMPLE_PRICE_PER_SEGMENT_USD } from './segments.ts';

/** Twilio's REST API hangs here, under the line's own address. */
export const REST_PATH = '/simulator/twilio';
/** How long a number that hangs keeps a connection open; every caller gives up long before. */
const HANG_MS = 30_000;
const PICTURES_MAX = 10;

/** Everything under `/simulator/` and the page at `/`. */
export const simulatorRoutes = (parts: SimulatorParts): Beside & { close(): void } => {
  const streams = new Set<ServerResponse>();
  const stopListening = parts.company.ledger.listen(happening => {
    for (const stream of streams) stream.write(`data: ${JSON.stringify(happening)}\n\n`);
  });
  const events: Handler = (_, { response }) => {
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' }).write(': open\n\n');
    streams.add(response);
    response.on('close', () => streams.delete(response));
  };
  const beside: Beside = (request, response, path, query) => {
    const handler = path === '/simulator/events' && request.method === 'GET' ? events : handlerFor(request.method ?? '', path);
    if (handler === undefined) return false;
    // Another web site open in the same browser must not be able to text or to move the clock.
    if (!isOwn(request)) plain(response, 403, 'The simulator only answers its own page on this machine.');
    else void guarded(parts, handler, { request, response, path, query });
    return true;
  };
  return Object.assign(beside, {
    close: () => {
      stopListening();
      for (const stream of streams) stream.end();
    },
  });
};

const PAGE: Readonly<Record<string, readonly [file: string, type: string]>> = {
  '/': ['index.html', 'text/html'],
  '/simulator/style.css': ['style.css', 'text/css'],
  '/simulator/cards.css': ['cards.css', 'text/css'],
  '/simulator/phones.css': ['phones.css', 'text/css'],
  '/simulator/page.js': ['page.js', 'text/javascript'],
  '/simulator/thread.js': ['thread.js', 'text/javascript'],
  '/simulator/calls.css': ['calls.css', 'text/css'],
  '/simulator/calls.js': ['calls.js', 'text/javascript'],
  '/simulator/elements.js': ['elements.js', 'text/javascript'],
  '/simulator/voices.js': ['voices.js', 'text/javascript'],
  '/simulator/segments.js': ['segments.js', 'text/javascript'],
};

const handlerFor = (method: string, path: string): Handler | undefined => {
  if (path.startsWith(`${REST_PATH}/`)) return rest;
  if (method === 'GET' && Object.hasOwn(PAGE, path)) return page;
  if (method === 'POST' && TEXTS.test(path)) return text;
  const call = callHandler(method, path);
  if (call) return call;
  return Object.hasOwn(HANDLERS, `${method} ${path}`) ? HANDLERS[`${method} ${path}`] : undefined;
};

const isOwn = ({ headers }: IncomingMessage): boolean => {
  const host = headers.host ?? '';
  if (!/^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/.test(host)) return false;
  return headers.origin === undefined || headers.origin === `http://${host}`;
};

const guarded = async (parts: SimulatorParts, handler: Handler, asked: Asked): Promise<void> => {
  try {
    await handler(parts, asked);
  } catch (error) {
    if (asked.request.errored || asked.response.headersSent) return;
    if (error instanceof EndlessTrouble) return json(asked.response, 500, { error: error.message, now: parts.now() });
    parts.log.error('simulator-failed', { path: asked.path, reason: String(error) });
    json(asked.response, 500, { error: 'Something went wrong in the simulator; the log of the line says what.' });
  }
};

const page: Handler = (_, { response, path }) => {
  const [file, type] = PAGE[path] ?? ['index.html', 'text/html'];
  const content = readFileSync(new URL(`./page/${file}`, import.meta.url));
  response.writeHead(200, {
    'content-type': `${type}; charset=utf-8`,
    'cache-control': 'no-store',
    'content-security-policy': "default-src 'self'; img-src 'self' data:",
  });
  response.end(content);
};

const state: Handler = ({ company, now, line }, { response }) => {
  const phones = company.ledger.phones().map(phone => ({ ...phone, optedOut: company.ledger.optedOut(phone.number) ?? false }));
  const limits = { bodyCharacters: BODY_CHARACTERS_MAX };
  json(response, 200, {
    now: now(),
    line,
    pricePerSegment: EXAMPLE_PRICE_PER_SEGMENT_USD,
    limits,
    reasons: REASONS,
    failures: FAILURES,
    phones,
    texts: [...company.ledger.texts()],
    calls: [...company.exchange.legs()].map(keptView),
  });
};

const roster: Handler = async (parts, { response }) => json(response, 200, { now: parts.now(), roster: await parts.roster() });

const clock: Handler = async ({ keeper }, asked) => {
  const wish = await readJson(asked);
  if (wish === undefined) return;
  const moved = await keeper.move(now => {
    const target = readMove(wish, now);
    return target.ok ? { at: target.at } : { refused: { error: target.why, now } };
  });
  json(asked.response, 'now' in moved ? 200 : 400, 'now' in moved ? moved : moved.refused);
};

const addPhone: Handler = async ({ company }, asked) => {
  const wish = await readJson(asked);
  if (wish === undefined) return;
  const number = phoneNumber(String(wish.number ?? ''));
  if (number === undefined) return json(asked.response, 400, { error: 'A phone needs a number like +15550100009.' });
  const failure = FAILURES.find(one => one.number === number);
  const name = String(wish.name ?? failure?.name ?? 'Another phone').slice(0, 60);
  const phone = { number, name, role: failure?.what ?? 'Neighbor', language: String(wish.language ?? '').slice(0, 20) };
  if (company.ledger.phone(number)) return json(asked.response, 409, { error: 'This phone is on the page already.' });
  if (!company.ledger.putPhone(phone)) return json(asked.response, 409, { error: 'There are too many phones.' });
  json(asked.response, 201, phone);
};

const TEXTS = /^\/simulator\/phones\/(?:\+|%2[Bb])(\d+)\/texts$/;

const text: Handler = async ({ company, keeper }, asked) => {
  const wish = await readJson(asked);
  if (wish === undefined) return;
  const from = phoneNumber(`+${TEXTS.exec(asked.path)?.[1]}`);
  const { body = '', media = 0, optOutType } = wish;
  const refuse = (error: string): void => json(asked.response, 400, { error });
  if (from === undefined) return refuse('The address must name a phone, like /simulator/phones/+15550100001/texts.');
  if (typeof body !== 'string' || body.length > BODY_CHARACTERS_MAX)
    return refuse(`"body" is text of at most ${BODY_CHARACTERS_MAX} characters.`);
  if (!(Number.isInteger(media) && Number(media) >= 0 && Number(media) <= PICTURES_MAX)) return refuse(`"media" is 0 to ${PICTURES_MAX}.`);
  if (optOutType !== undefined && !CARRIER_WORDS.includes(optOutType as CarrierWord)) return refuse('"optOutType" is STOP, START or HELP.');
  const typed = { body, media: Number(media), ...(optOutType === undefined ? {} : { optOutType: optOutType as CarrierWord }) };
  const sent = await company.send(from, typed);
  // A script that goes on after this answer finds everything done that this text caused.
  await keeper.settle();
  json(asked.response, 200, {
    sid: sent.text.sid,
    replies: sent.replies.map(one => ({ by: one.by, body: one.body })),
    trouble: sent.trouble,
  });
};

const rest: Handler = async ({ company }, { request, response, path, query }) => {
  const bytes = await readBody(request);
  if (bytes === undefined) return tooLarge(response);
  const answer = await company.rest({
    method: request.method ?? 'GET',
    path: path.slice(REST_PATH.length),
    query: new URLSearchParams(query),
    form: new URLSearchParams(bytes.toString('utf8')),
    authorization: request.headers.authorization,
  });
  if (answer !== 'hang') return json(response, answer.status, answer.json);
  const cut = setTimeout(() => response.destroy(), HANG_MS);
  response.on('close', () => clearTimeout(cut));
};

const HANDLERS: Readonly<Record<string, Handler>> = {
  'GET /simulator/phones': state,
  'POST /simulator/phones': addPhone,
  'GET /simulator/roster': roster,
  'POST /simulator/clock': clock,
  'POST /simulator/account': accountHandler,
  'GET /simulator/clock': ({ now }, { response }) => json(response, 200, { now: now() }),
};
