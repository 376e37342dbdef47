import { createServer } from 'node:http';

/** A phone company that takes every text at once and keeps nothing: what the line sends meanwhile needs somewhere to go. */
export const startCarrier = async (): Promise<{ readonly url: string; sent(): number; stop(): void }> => {
  let sent = 0;
  const server = createServer((request, response) => {
    request.resume();
    request.on('end', () => {
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
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
};
