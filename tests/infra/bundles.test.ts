import { existsSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AwsStub, startAwsStub } from '../../bench/cold-start/aws-stub.ts';
import { lambdaEnvironment } from '../../bench/cold-start/cold-start.ts';
import { book } from '../../ivr-scripts/book.ts';
import type { WebEvent } from '../../shared/shell/door.ts';
import { routes } from '../../shared/shell/routes.ts';
import { needIndex } from '../../shared/understand/tables.ts';
import { type Bundle, bundleAll, DOORS, type DoorName } from '../../tools/bundle.ts';
import { signedEvent, unsignedEvent } from '../support/signed.ts';
import { type Ran, runBundle } from './run-bundle.ts';

const TOKENS = 'the-new-token, the-old-token';
const text = {
  publicUrl: 'https://line.example.org',
  path: routes.sms,
  params: {
    MessageSid: `SM${'2'.repeat(32)}`,
    AccountSid: `AC${'0'.repeat(32)}`,
    From: '+15550100001',
    To: '+15550100000',
    Body: 'NEED FOOD',
    NumMedia: '0',
  },
};

let bundles: Readonly<Record<DoorName, Bundle>>;
let aws: AwsStub;
beforeAll(async () => {
  [bundles, aws] = await Promise.all([bundleAll(mkdtempSync(join(tmpdir(), 'porchlight-bundles-'))), startAwsStub(TOKENS)]);
}, 120_000);
afterAll(() => aws.close());

/** Loads a bundle in a process of its own, as Lambda does, and has it handle one event. */
const run = async (door: DoorName, event: unknown, awsUrl = aws.url): Promise<Ran & { readonly asked: readonly string[] }> => {
  aws.asked.length = 0;
  return { ...(await runBundle(bundles[door], event, lambdaEnvironment(awsUrl))), asked: [...aws.asked] };
};

describe('every bundle', () => {
  it.each(DOORS)('%s is there, and small enough to start quickly', door => {
    expect(existsSync(join(bundles[door].dir, 'index.mjs'))).toBe(true);
    // What `npm run bench -- cold-start` held its goal with, and some room: nothing large may get in unseen.
    const [most, mostCode] = door === 'send-outbox' || door === 'tick' ? [5_500_000, 5_000_000] : [1_290_000, 750_000];
    expect(bundles[door].bytes).toBeLessThan(most);
    expect(bundles[door].codeBytes).toBeLessThan(mostCode);
  });

  it.each([
    'sms-inbound',
    'voice-inbound',
    'voice-outgoing',
    'voice-reports',
    'message-status',
  ] as const)('%s brings no calendar, REST client, YAML, schemas, SQLite or phone metadata', door => {
    const needless =
      /twilio\/lib\/(rest|base|index)|node_modules\/(ical-generator|temporal-polyfill|yaml|zod|libphonenumber-js|@middy|axios)\/|sqlite|local\//;
    expect(bundles[door].inputs.filter(input => needless.test(input))).toEqual([]);
  });

  it.each(
    DOORS,
  )('%s looks for no profile of a developer, and has hardly an arrow function to be read in full before it is called', door => {
    const code = readFileSync(join(bundles[door].dir, 'index.mjs'), 'utf8');
    expect(code).toContain('not read on Lambda');
    expect(code.match(/=>/g)?.length ?? 0).toBeLessThan(code.length / 2_000);
  });

  it('holds scripts, settings and lexicons as they are in the files, beside the code and not in it', () => {
    const { dir } = bundles['sms-inbound'];
    const dataOf = (name: string): unknown => {
      const file = readdirSync(dir).find(one => one.startsWith(`${name}-`));
      return JSON.parse(readFileSync(join(dir, file ?? ''), 'utf8'));
    };
    expect(dataOf('community')).toMatchObject({ name: 'Maple Street Mutual Aid' });
    expect(dataOf('book')).toEqual(book);
    expect(dataOf('needIndex')).toEqual(needIndex());
    expect(readFileSync(join(dir, 'index.mjs'), 'utf8')).not.toContain('Maple Street Mutual Aid');
    expect(bundles['sms-inbound'].inputs).toContain('ivr-scripts/book.ts');
    expect(bundles['sms-inbound'].inputs).not.toContain('shared/script/read.ts');
  });
});

describe('sms-inbound, as Lambda runs it', { timeout: 60_000 }, () => {
  it('answers a signed text, with one read and one transaction', async () => {
    const { answer, asked, logged } = await run('sms-inbound', signedEvent({ ...text, token: 'the-new-token' }));
    expect(answer).toMatchObject({ statusCode: 200, headers: { 'content-type': 'text/xml' } });
    expect(answer.body).toContain('<Response><Message>');
    expect(asked.filter(operation => operation === 'TransactWriteItems')).toHaveLength(1);
    expect(logged.filter(({ level }) => level !== 'info')).toEqual([]);
  });

  it('also knows the token that is being replaced', async () => {
    const { answer } = await run('sms-inbound', signedEvent({ ...text, token: 'the-old-token' }));
    expect(answer.statusCode).toBe(200);
  });

  it('refuses a wrong signature and asks nothing of the table', async () => {
    for (const event of [signedEvent({ ...text, token: 'a-wrong-token' }), unsignedEvent(text)]) {
      const { answer, asked } = await run('sms-inbound', event);
      expect(answer.statusCode).toBe(403);
      expect(asked).toEqual(['GetParameter']);
    }
  });

  it('apologises when neither secret nor table can be reached, and says so in the log without a number', async () => {
    const { answer, logged } = await run('sms-inbound', signedEvent({ ...text, token: 'the-new-token' }), 'http://127.0.0.1:1');
    expect(answer).toMatchObject({ statusCode: 200, headers: { 'content-type': 'text/xml' } });
    expect(answer.body).toContain('911');
    expect(logged).toContainEqual(expect.objectContaining({ level: 'error', event: 'secret.unreadable' }));
    expect(JSON.stringify(logged)).not.toContain('5550100001');
  });
});

describe('the other doors, as Lambda runs them', { timeout: 60_000 }, () => {
  const health: WebEvent = { headers: {}, rawPath: routes.health, requestContext: { http: { method: 'GET', path: routes.health } } };

  it('message-status refuses what is not signed', async () => {
    const { answer } = await run('message-status', unsignedEvent({ ...text, path: routes.status }));
    expect(answer.statusCode).toBe(403);
  });

  it('message-status says that the line is ready, once it has its secret', async () => {
    expect((await run('message-status', health)).answer).toMatchObject({ statusCode: 200, body: 'ok' });
    await expect(run('message-status', health, 'http://127.0.0.1:1')).rejects.toThrow();
  });

  it('voice-inbound answers a signed call', async () => {
    const params = { CallSid: `CA${'3'.repeat(32)}`, From: '+15550100001', To: '+15550100000', CallStatus: 'ringing' };
    const { answer } = await run('voice-inbound', signedEvent({ ...text, path: routes.voice, params, token: 'the-new-token' }));
    expect(answer).toMatchObject({ statusCode: 200, headers: { 'content-type': 'text/xml' } });
    expect(answer.body).toContain('<Say');
    expect(answer.body).toContain('<Gather');
  });

  it('voice-reports takes what the carrier tells of a call and of a recording', async () => {
    const params = { CallSid: `CA${'3'.repeat(32)}`, From: '+15550100001', To: '+15550100000', CallStatus: 'completed' };
    for (const [path, query] of [
      [routes.voiceStatus, ''],
      [routes.voiceRecording, `call=${params.CallSid}&n=3`],
    ] as const) {
      const { answer } = await run('voice-reports', signedEvent({ ...text, path, query, params, token: 'the-new-token' }));
      expect(answer.statusCode, path).toBe(204);
    }
  });

  it('calendar asks the table alone, and answers 404 where nothing lies under the secret', async () => {
    const { answer, asked, logged } = await run('calendar', { headers: {}, rawPath: `${routes.calendar}/${'a'.repeat(22)}.ics` });
    expect(answer).toMatchObject({ statusCode: 404, headers: { 'cache-control': 'no-store' } });
    expect([asked, logged]).toEqual([['BatchGetItem'], []]);
    expect((await run('calendar', { headers: {}, rawPath: `${routes.calendar}/guess.ics` })).asked).toEqual([]);
  });

  it('tick looks at what is due and finds nothing stuck', async () => {
    const { asked, logged } = await run('tick', { source: 'tick' });
    // What is due and each lane of texts, twice, to see when to go on; and once more, without the lanes that may wait, for what is left over.
    expect(asked.filter(operation => operation === 'Query')).toHaveLength(18);
    expect(logged.map(({ event }) => event)).toEqual(['work.begun', 'work.ended']);
  });

  it('tick fails, and says so in its log, when it cannot have its secret', async () => {
    const failing = run('tick', { source: 'tick' }, 'http://127.0.0.1:1');
    await expect(failing).rejects.toMatchObject({ stdout: expect.stringContaining('work.failed') });
  });

  it('send-outbox leaves alone what is not due yet', async () => {
    const row = {
      pk: { S: 'OUT#1' },
      sk: { S: 'out' },
      v: { N: '1' },
      kind: { S: 'outgoing' },
      due: { S: '2999-01-01T00:00:00.000Z' },
      data: { S: '{}' },
    };
    const { answer, asked, logged } = await run('send-outbox', {
      Records: [{ eventName: 'INSERT', dynamodb: { NewImage: row, SequenceNumber: '1' } }],
    });
    expect(answer).toEqual({ batchItemFailures: [] });
    expect(asked).toEqual(['GetParameter']);
    expect(logged.map(({ event }) => event)).toEqual(['work.begun', 'work.ended']);
  });
});
