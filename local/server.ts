import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { WebDoor, WebResult } from '../shared/shell/door.ts';
import type { Log } from '../shared/shell/log.ts';
import { routes as paths } from '../shared/shell/routes.ts';
import { serveAudio } from './audio.ts';
import { asLambdaBody, BODY_BYTES_MAX, readBody } from './body.ts';

/** Loopback only: whoever wants the line on the internet puts a tunnel or a proxy before it. */
export const HOST = '127.0.0.1';
/** A sender who is slower than this is cut off, so that a few of them cannot use up the server. */
export const HEADERS_MS_MAX = 5_000;
export const REQUEST_MS_MAX = 10_000;
/** Longer than the minute for which proxies keep their connections, so that we never close one just as they use it. */
const KEEP_ALIVE_MS = 65_000;
/** How long requests that are being answered may take when the line stops. */
const STOP_MS_MAX = 10_000;
const SWEEP_MS = 20;

/** Answers what is no door: the simulator's page and commands. False: not its path either. */
export type Beside = (request: IncomingMessage, response: ServerResponse, path: string, query: string) => boolean;

export interface Routes {
  /** By exact path; doors take POST. */
  readonly doors: Readonly<Record<string, WebDoor>>;
  /** What GET below `/calendar/` is answered with. */
  readonly calendar?: WebDoor;
  readonly beside?: Beside;
}
export interface Listening {
  readonly port: number;
  /** From now on `/healthz` answers 200 and the doors are open. */
  open(routes: Routes): void;
  /** Takes no new request, answers those that are there, then closes. */
  stop(): Promise<void>;
}

/** The port is another program's. */
export class PortTaken extends Error {
  constructor(port: number) {
    super(
      `Port ${port} is in use: is the line already running on this machine? Stop it first, or choose another port: PORT=${port + 1} npm start`,
    );
    this.name = 'PortTaken';
  }
}

/** Listens on the loopback address; port 0 takes any free one. Until the routes are opened every path answers 503. */
export const listen = async (port: number, log: Log): Promise<Listening> => {
  let routes: Routes | undefined;
  const server = createServer(
    {
      headersTimeout: HEADERS_MS_MAX,
      requestTimeout: REQUEST_MS_MAX,
      keepAliveTimeout: KEEP_ALIVE_MS,
      connectionsCheckingInterval: 1_000,
      noDelay: true,
    },
    (request, response) => (routes ? answer(routes, request, response, log) : plain(response, 503, 'The line is starting.')),
  );
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(error.code === 'EADDRINUSE' ? new PortTaken(port) : error));
    server.listen(port, HOST, resolve);
  });
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : port,
    open: opened => {
      routes = opened;
    },
    stop: () => stop(server),
  };
};

const answer = (routes: Routes, request: IncomingMessage, response: ServerResponse, log: Log): void => {
  const url = request.url ?? '/';
  const mark = url.indexOf('?');
  const path = mark < 0 ? url : url.slice(0, mark);
  const query = mark < 0 ? '' : url.slice(mark + 1);
  const door = Object.hasOwn(routes.doors, path) ? routes.doors[path] : undefined;
  if (door) {
    if (request.method === 'POST') void throughDoor(door, request, response, path, query, log);
    else plain(response, 405, 'Only POST is answered here.', { allow: 'POST' });
  } else if (routes.calendar && path.startsWith(`${paths.calendar}/`)) {
    void throughDoor(routes.calendar, request, response, path, query, log);
  } else if (path === '/healthz') plain(response, 200, 'ok');
  else if (!serveAudio(request, response, path) && !routes.beside?.(request, response, path, query))
    plain(response, 404, 'There is nothing at this address.');
};

const throughDoor = async (
  door: WebDoor,
  request: IncomingMessage,
  response: ServerResponse,
  rawPath: string,
  rawQueryString: string,
  log: Log,
): Promise<void> => {
  try {
    const bytes = await readBody(request);
    if (bytes === undefined) return tooLarge(response);
    // Node joins repeated headers to one string, save for Set-Cookie, which no request has any business to send and no door reads.
    const headers = request.headers as Record<string, string | undefined>;
    const { body, isBase64Encoded } = asLambdaBody(bytes);
    const requestContext = { http: { method: request.method ?? 'GET' } };
    write(response, await door({ headers, body, isBase64Encoded, rawPath, rawQueryString, requestContext }));
  } catch (error) {
    if (request.errored) return;
    // Every door answers its own outages; what comes here is a mistake of the program.
    log.error('door-threw', {
      path: rawPath.startsWith(`${paths.calendar}/`) ? paths.calendar : rawPath,
      reason: error instanceof Error ? error.name : 'unknown',
    });
    if (!response.headersSent) plain(response, 500, 'Something went wrong here.');
  }
};

const write = (response: ServerResponse, { statusCode, headers, body = '' }: WebResult): void => {
  response.writeHead(
    statusCode,
    statusCode === 204 || statusCode === 304 ? headers : { ...headers, 'content-length': Buffer.byteLength(body) },
  );
  response.end(body);
};

/** Answers a sentence as plain text. */
export const plain = (response: ServerResponse, status: number, sentence: string, headers: Readonly<Record<string, string>> = {}): void => {
  write(response, { statusCode: status, headers: { 'content-type': 'text/plain; charset=utf-8', ...headers }, body: `${sentence}\n` });
};

export const tooLarge = (response: ServerResponse): void => plain(response, 413, `A request may have at most ${BODY_BYTES_MAX} bytes.`);

const stop = (server: Server): Promise<void> =>
  new Promise(resolve => {
    const late = setTimeout(() => server.closeAllConnections(), STOP_MS_MAX);
    // A connection that is kept for a next request becomes idle only after its answer, and nobody tells us when.
    const sweep = setInterval(() => server.closeIdleConnections(), SWEEP_MS);
    server.close(() => {
      clearTimeout(late);
      clearInterval(sweep);
      resolve();
    });
    server.closeIdleConnections();
  });
