import { createServer } from 'node:http';

export interface BenchCarrier {
  readonly url: string;
  sent(): number;
  /** Texts of the line that came a second time, by the line's own id in their callback address. */
  twice(): number;
  stop(): void;
}

/** A phone company that takes every text at once: what the line sends meanwhile needs somewhere to go. */
export const startCarrier = async (): Promise<BenchCarrier> => {
  let sent = 0;
  let twice = 0;
  const known = new Set<string>();
  const server = createServer((request, response) => {
    let form = '';
    request.setEncoding('latin1');
    request.on('data', chunk => (form += chunk));
    request.on('end', () => {
      const id = /[?&%]3?F?m(?:=|%3D)([\w-]+)/.exec(form)?.[1];
      if (id !== undefined && known.has(id)) twice += 1;
      if (id !== undefined) known.add(id);
      const isList = request.method === 'GET';
      const body = isList ? { messages: [] } : { sid: `SM${String(++sent).padStart(32, '0')}`, status: 'queued' };
      response.writeHead(isList ? 200 : 201, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    });
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    sent: () => sent,
    twice: () => twice,
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
};
