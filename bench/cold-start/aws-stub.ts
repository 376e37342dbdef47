import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface AwsStub {
  readonly url: string;
  /** The operations that were asked for, in order: "GetParameter", "Query" ... */
  readonly asked: string[];
  close(): void;
}

/** Plays Parameter Store and an empty DynamoDB table over loopback, so that all who are measured do their input and output alike. */
export const startAwsStub = async (secret: string): Promise<AwsStub> => {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    request.resume();
    request.on('end', () => {
      const operation = String(request.headers['x-amz-target']).split('.').pop() ?? '';
      asked.push(operation);
      response.setHeader('content-type', 'application/x-amz-json-1.0');
      response.end(JSON.stringify(answerTo(operation, secret)));
    });
  });
  return { url: await listen(server), asked, close: () => void server.close() };
};

const answerTo = (operation: string, secret: string): unknown => {
  if (operation === 'GetParameter') return { Parameter: { Name: 'secret', Value: secret, Version: 1 } };
  if (operation === 'Query') return { Items: [], Count: 0, ScannedCount: 0 };
  if (operation === 'BatchGetItem') return { Responses: {}, UnprocessedKeys: {} };
  return {};
};

const listen = async (server: Server): Promise<string> => {
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};
