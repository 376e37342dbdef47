import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { DynamoDBDocumentClient, GetCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import middy from '@middy/core';
import twilio from 'twilio';
import { z } from 'zod';
import type { WebEvent, WebResult } from '../../../shared/shell/door.ts';

/**
 * The same job as people write it today: secret, signature, form, schema, one row read, one transaction, TwiML. It knows no conversation at
 * all, which is in its favour.
 */
const table = process.env.TABLE_NAME;
const documents = DynamoDBDocumentClient.from(new DynamoDBClient({}));
const parameters = new SSMClient({});
const Sms = z.object({ MessageSid: z.string().min(1), From: z.string().regex(/^\+\d+$/), Body: z.string().default('') });

let token: string | undefined;
const authToken = async (): Promise<string> => {
  const { Parameter } = await parameters.send(new GetParameterCommand({ Name: process.env.TWILIO_SECRET_PARAMETER, WithDecryption: true }));
  return Parameter?.Value ?? '';
};

const answer = async (event: WebEvent): Promise<WebResult> => {
  token ??= await authToken();
  const body = event.isBase64Encoded ? Buffer.from(event.body ?? '', 'base64').toString() : (event.body ?? '');
  const form = Object.fromEntries(new URLSearchParams(body));
  const url = `${process.env.PUBLIC_URL}${event.rawPath}`;
  if (!twilio.validateRequest(token, event.headers['x-twilio-signature'] ?? '', url, form)) return { statusCode: 403 };
  const sms = Sms.parse(form);
  const seen = await documents.send(new GetCommand({ TableName: table, Key: { pk: `N#${sms.From}`, sk: 'session' } }));
  const put = { TableName: table, Item: { pk: `N#${sms.From}`, sk: 'session', body: sms.Body, turns: (seen.Item?.turns ?? 0) + 1 } };
  await documents.send(new TransactWriteCommand({ TransactItems: [{ Put: put }] }));
  const twiml = new twilio.twiml.MessagingResponse();
  twiml.message('Got it, food. Your code is 412.');
  return { statusCode: 200, headers: { 'content-type': 'text/xml' }, body: twiml.toString() };
};

export const handler = middy(answer);
