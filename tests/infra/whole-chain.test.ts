import { mkdtempSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AwsStub, startAwsStub } from '../../bench/cold-start/aws-stub.ts';
import { lambdaEnvironment } from '../../bench/cold-start/cold-start.ts';
import { instant, outgoingId, phoneNumber } from '../../shared/domain/ids.ts';
import type { Outgoing } from '../../shared/domain/outgoing.ts';
import { routes } from '../../shared/shell/routes.ts';
import { openDynamo } from '../../shared/table/dynamo.ts';
import { outgoingKey } from '../../shared/table/keys.ts';
import { nounOf, rowOf } from '../../shared/table/rows.ts';
import { type Bundle, bundleOne, type DoorName } from '../../tools/bundle.ts';
import { dynamoForTests } from '../support/dynamodb-local.ts';
import { signedEvent } from '../support/signed.ts';
import { type Ran, runBundle } from './run-bundle.ts';

const KEY = `SK${'4'.repeat(32)}`;
const TOKEN = 'the-token';

/** Plays Twilio's REST API: takes texts, keeps what it was asked with. */
const twilioStub = async () => {
  const taken: { path: string; authorization: string; form: URLSearchParams }[] = [];
  const server: Server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', chunk => chunks.push(chunk));
    request.on('end', () => {
      const form = new URLSearchParams(Buffer.concat(chunks).toString());
      taken.push({ path: request.url ?? '', authorization: request.headers.authorization ?? '', form });
      response.writeHead(201, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ sid: `SM${'5'.repeat(32)}`, status: 'queued', to: form.get('To'), body: form.get('Body') }));
    });
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, taken, close: () => void server.close() };
};

describe('the bundles, on a real table', { timeout: 60_000 }, () => {
  const bundles: Partial<Record<DoorName, Bundle>> = {};
  let signing: AwsStub;
  let sending: AwsStub;
  let twilio: Awaited<ReturnType<typeof twilioStub>>;
  beforeAll(async () => {
    const outDir = mkdtempSync(join(tmpdir(), 'porchlight-chain-'));
    for (const door of ['sms-inbound', 'send-outbox'] as const) bundles[door] = await bundleOne(`functions/${door}.ts`, outDir, door);
    [signing, sending, twilio] = await Promise.all([startAwsStub(TOKEN), startAwsStub(`${KEY}:the-key-s-secret`), twilioStub()]);
  }, 120_000);
  afterAll(() => {
    for (const stub of [signing, sending, twilio]) stub.close();
  });

  const run = (door: DoorName, event: unknown, env: Record<string, string>): Promise<Ran> => {
    const bundle = bundles[door];
    if (bundle === undefined) throw new Error(`${door} was not bundled`);
    return runBundle(bundle, event, env);
  };

  const tableFor = async (context: { skip(why: string): void }) => {
    const local = await dynamoForTests();
    if ('missing' in local) {
      context.skip(local.missing);
      throw new Error(local.missing);
    }
    const tableName = await local.newTable();
    const environment = (secrets: AwsStub): Record<string, string> => ({
      ...lambdaEnvironment(secrets.url),
      AWS_ENDPOINT_URL_DYNAMODB: local.endpoint,
      AWS_ACCESS_KEY_ID: 'local',
      AWS_SECRET_ACCESS_KEY: 'local',
      TABLE_NAME: tableName,
      TWILIO_API_BASE_URL: twilio.url,
    });
    return { tableName, endpoint: local.endpoint, environment };
  };

  it('a text opens a case, and the same text again gets the same answer', async context => {
    const { environment } = await tableFor(context);
    const params = {
      MessageSid: `SM${'6'.repeat(32)}`,
      AccountSid: `AC${'0'.repeat(32)}`,
      From: '+15550100009',
      To: '+15550100000',
      Body: 'NEED FOOD',
      NumMedia: '0',
    };
    const event = signedEvent({ publicUrl: 'https://line.example.org', path: routes.sms, token: TOKEN, params });
    const first = await run('sms-inbound', event, environment(signing));
    expect(first.answer.statusCode).toBe(200);
    expect(first.answer.body).toMatch(/\b[1-9]\d{2,4}\b/);
    const second = await run('sms-inbound', event, environment(signing));
    expect(second.answer).toEqual(first.answer);
  });

  it('a new text in the stream leaves once, under the API key, and is noted as sent', async context => {
    const { environment, tableName, endpoint } = await tableFor(context);
    const store = openDynamo({ tableName, endpoint, clock: () => Date.now() });
    const id = outgoingId('a-cause', 0);
    const to = phoneNumber('+15550100104');
    if (to === undefined) throw new Error('not a number');
    const at = instant(Date.now() - 1_000);
    const text: Outgoing = {
      id,
      to,
      body: 'Can you take 412?',
      priority: 'offer',
      cause: 'a-cause',
      purpose: 'offer',
      at,
      due: at,
      state: 'pending',
      attempts: 0,
    };
    await store.commit([{ op: 'put', row: rowOf({ kind: 'outgoing', value: text }), expect: 'absent' }], 'a-token');
    const client = new DynamoDBClient({ endpoint, region: 'us-east-1', credentials: { accessKeyId: 'local', secretAccessKey: 'local' } });
    const { pk, sk } = outgoingKey(id);
    const { Item } = await client.send(new GetItemCommand({ TableName: tableName, Key: { pk: { S: pk }, sk: { S: sk } } }));
    const event = { Records: [{ eventName: 'INSERT', dynamodb: { NewImage: Item, SequenceNumber: '100' } }] };

    const ran = [await run('send-outbox', event, environment(sending)), await run('send-outbox', event, environment(sending))];

    expect(ran.map(({ answer }) => answer)).toEqual([{ batchItemFailures: [] }, { batchItemFailures: [] }]);
    expect(twilio.taken).toHaveLength(1);
    const [taken] = twilio.taken;
    expect(taken?.path).toBe(`/2010-04-01/Accounts/AC${'0'.repeat(32)}/Messages.json`);
    expect(Buffer.from(taken?.authorization.replace('Basic ', '') ?? '', 'base64').toString()).toBe(`${KEY}:the-key-s-secret`);
    expect(taken?.form.get('StatusCallback')).toBe(`https://line.example.org/twilio/status?m=${id}`);
    const { got } = await store.read({ get: [outgoingKey(id)] });
    expect(got[0] && nounOf<Outgoing>(got[0])).toMatchObject({ state: 'sent', sid: `SM${'5'.repeat(32)}` });
    client.destroy();
    await store.close();
  });

  it('what cannot be done is brought again from its place in the stream', async context => {
    const { environment } = await tableFor(context);
    const at = instant(Date.now() - 1_000);
    const row = {
      pk: { S: 'OUT#x' },
      sk: { S: 'out' },
      v: { N: '1' },
      kind: { S: 'outgoing' },
      due: { S: at },
      data: { S: JSON.stringify({ id: 'x', to: '+15550100104', at, priority: 'offer' }) },
    };
    const event = { Records: [{ eventName: 'INSERT', dynamodb: { NewImage: row, SequenceNumber: '100' } }] };
    const { answer, logged } = await run('send-outbox', event, { ...environment(sending), TABLE_NAME: 'no-such-table' });
    expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: '100' }] });
    expect(logged).toContainEqual(expect.objectContaining({ level: 'error', event: 'stream.failed' }));
  });
});
