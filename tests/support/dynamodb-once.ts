import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TestProject } from 'vitest/node';
import { type Started, startDynamoDbLocal } from './dynamodb-process.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where a test asks for the run's one DynamoDB Local; it is started when the first one asks. */
    readonly dynamoDbOnce: string;
  }
}

/** One DynamoDB Local for a whole test run: costs nothing until a test asks for it, and ends with the run. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  let starting: Promise<Started> | undefined;
  const server = createServer((_, response) => {
    starting ??= startDynamoDbLocal();
    starting.then(
      started => response.end(JSON.stringify('missing' in started ? started : { endpoint: started.endpoint })),
      error => response.end(JSON.stringify({ missing: String(error) })),
    );
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  project.provide('dynamoDbOnce', `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  return async () => {
    const started = await starting;
    if (started && 'stop' in started) started.stop();
    server.closeAllConnections();
    server.close();
  };
}
