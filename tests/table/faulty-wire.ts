import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * What happens to one request on its way: DynamoDB did the work and its answer is lost, or comes when nobody waits for it any longer; there is
 * no work and no answer; or the answer is another one than it would be.
 */
export type Fault = 'none' | 'answer-lost' | 'too-late' | 'silence' | { readonly status: number; readonly body: unknown };

export interface Wire {
  readonly endpoint: string;
  /** The operation of every request that came, in order, and its body. */
  readonly seen: { readonly op: string; readonly body: Record<string, unknown> }[];
  /** What happens to the next requests, one each; after them all pass. */
  next(...faults: Fault[]): void;
  /** What happens to each request of which `next` says nothing. */
  always(fault: () => Fault): void;
  close(): void;
}

/** A loopback wire to DynamoDB that can be told to fail; without `to`, to nowhere: every request must have its fault. */
export async function faultyWire(to: string): Promise<Wire> {
  const seen: Wire['seen'] = [];
  const faults: Fault[] = [];
  let otherwise = (): Fault => 'none';
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const sent = Buffer.concat(chunks);
    seen.push({
      op: String(request.headers['x-amz-target']).split('.')[1] ?? '',
      body: JSON.parse(sent.toString()) as Record<string, unknown>,
    });
    const fault = faults.shift() ?? otherwise();
    if (fault === 'silence') return;
    if (typeof fault === 'object') return answer(response, fault.status, JSON.stringify(fault.body));
    const headers = Object.fromEntries(Object.entries(request.headers).filter(([name]) => /^(x-amz|auth|content-type)/.test(name)));
    const answered = await fetch(to, { method: 'POST', headers: headers as Record<string, string>, body: sent });
    const text = await answered.text();
    if (fault === 'too-late') return;
    if (fault === 'answer-lost') response.destroy();
    else answer(response, answered.status, text);
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    next: (...more) => {
      faults.push(...more);
    },
    always: fault => {
      otherwise = fault;
    },
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

function answer(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'content-type': 'application/x-amz-json-1.0' });
  response.end(text);
}

/** An error as DynamoDB words it. */
export const dynamoError = (name: string, more: Record<string, unknown> = {}): Fault => ({
  status: 400,
  body: { __type: `com.amazonaws.dynamodb.v20120810#${name}`, message: name, ...more },
});

/** A transaction that DynamoDB cancelled, with its reason for each write. */
export const cancelled = (...codes: string[]): Fault =>
  dynamoError('TransactionCanceledException', { CancellationReasons: codes.map(Code => ({ Code })) });
