import { randomUUID } from 'node:crypto';
import { get } from 'node:http';
import { CreateTableCommand, DynamoDBClient, waitUntilTableExists } from '@aws-sdk/client-dynamodb';
import { inject } from 'vitest';
import { createTableInput } from '../../shared/table/schema.ts';

export type DynamoForTests = { readonly endpoint: string; newTable(): Promise<string> } | { readonly missing: string };

let asked: Promise<DynamoForTests> | undefined;

/**
 * The run's one DynamoDB Local, started at the first ask, and a way to fresh tables in it; or why there is none on this machine, which the
 * asking suite passes to `context.skip`, so that its tests count as skipped.
 */
export function dynamoForTests(): Promise<DynamoForTests> {
  asked ??= ask();
  return asked;
}

async function ask(): Promise<DynamoForTests> {
  const found = JSON.parse(await textOf(inject('dynamoDbOnce'))) as { endpoint: string } | { missing: string };
  if ('missing' in found) {
    process.stderr.write(`\n!!! NOT TESTED ON DYNAMODB: ${found.missing}. The tests that need it count as skipped.\n\n`);
    return found;
  }
  const { endpoint } = found;
  const client = new DynamoDBClient({ endpoint, region: 'us-east-1', credentials: { accessKeyId: 'local', secretAccessKey: 'local' } });
  return {
    endpoint,
    async newTable() {
      const name = `test-${randomUUID()}`;
      await client.send(new CreateTableCommand(createTableInput(name)));
      await waitUntilTableExists({ client, maxWaitTime: 30, minDelay: 0.1, maxDelay: 1 }, { TableName: name });
      return name;
    },
  };
}

/** Plain http: fetching the package the first time takes longer than `fetch` waits for headers on a slow line. */
const textOf = (url: string): Promise<string> =>
  new Promise((resolve, reject) => {
    get(url, response => {
      let text = '';
      response.on('data', chunk => {
        text += chunk;
      });
      response.on('end', () => resolve(text));
    }).on('error', reject);
  });
