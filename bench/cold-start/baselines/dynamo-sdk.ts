import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import type { WebDoor } from '../../../shared/shell/door.ts';

const client = new DynamoDBClient({});

/** The SDK alone: one client, one row read, nothing parsed or checked. Nobody who keeps data in DynamoDB through its SDK starts sooner. */
export const handler: WebDoor = async () => {
  const { Item } = await client.send(new GetItemCommand({ TableName: 'table', Key: { pk: { S: 'a' }, sk: { S: 'b' } } }));
  return { statusCode: Item === undefined ? 204 : 200 };
};
