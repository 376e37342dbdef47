import { randomUUID } from 'node:crypto';
import { get } from 'node:http';
import { inject } from 'vitest';
import { createTable } from '../../shared/table/dynamo-create.ts';

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
  return {
    endpoint,
    async newTable() {
      const tableName = `test-${randomUUID()}`;
      await createTable({ tableName, endpoint });
      return tableName;
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
