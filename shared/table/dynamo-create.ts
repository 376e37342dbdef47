import { CreateTableCommand, waitUntilTableExists } from '@aws-sdk/client-dynamodb';
import { clientFor, type DynamoAddress } from './dynamo.ts';
import { createTableInput } from './schema.ts';

/** A database that has only just been started takes its time over the first request. */
const CREATE_TIMEOUT_MS = 15_000;

/**
 * Makes the table if it is not there, and answers once it can be used. For a DynamoDB on this machine: in AWS the infrastructure makes it,
 * with backups, a key and TTL. No TTL is set here, since the line's clock may be far from the machine's.
 */
export async function createTable(address: DynamoAddress): Promise<void> {
  const client = clientFor(address, CREATE_TIMEOUT_MS);
  try {
    await client.send(new CreateTableCommand(createTableInput(address.tableName))).catch((error: unknown) => {
      if (!(error instanceof Error && error.name === 'ResourceInUseException')) throw error;
    });
    await waitUntilTableExists({ client, maxWaitTime: 30, minDelay: 0.1, maxDelay: 1 }, { TableName: address.tableName });
  } finally {
    client.destroy();
  }
}
