import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { keptSecret, readParameter, secretValues } from '../../shared/shell/secrets.ts';

describe('a kept secret', () => {
  const storeOf = (...answers: (string | Error)[]) => {
    let asked = 0;
    const read = async (): Promise<string> => {
      const answer = answers[Math.min(asked++, answers.length - 1)];
      if (answer === undefined || answer instanceof Error) throw answer;
      return answer;
    };
    return { read, asked: () => asked };
  };

  it('is read once while it is fresh, also by many at the same moment', async () => {
    const store = storeOf('first', 'second');
    const secret = keptSecret(store.read, () => 0, 1_000);
    expect(await Promise.all([secret(), secret(), secret()])).toEqual(['first', 'first', 'first']);
    expect(await secret()).toBe('first');
    expect(store.asked()).toBe(1);
  });

  it('is read again when it is too old', async () => {
    let now = 0;
    const store = storeOf('first', 'second');
    const secret = keptSecret(store.read, () => now, 1_000);
    await secret();
    now = 999;
    expect(await secret()).toBe('first');
    now = 1_000;
    expect(await secret()).toBe('second');
  });

  it('goes on with the old value while the store is out of reach, and asks again soon', async () => {
    let now = 0;
    const store = storeOf('first', new Error('down'), 'second');
    const secret = keptSecret(store.read, () => now, 1_000);
    await secret();
    now = 1_000;
    expect(await secret()).toBe('first');
    now = 30_999;
    expect(await secret()).toBe('first');
    now = 31_000;
    expect(await secret()).toBe('second');
    expect(store.asked()).toBe(3);
  });

  it('tells the failure when there is no value yet, and asks anew for the next caller', async () => {
    const store = storeOf(new Error('down'), 'first');
    const secret = keptSecret(store.read, () => 0, 1_000);
    await expect(secret()).rejects.toThrow('down');
    expect(await secret()).toBe('first');
  });

  it('may hold several values', () => {
    expect(secretValues(' new , old\n')).toEqual(['new', 'old']);
    expect(secretValues('one')).toEqual(['one']);
    expect(secretValues(' , ')).toEqual([]);
  });
});

describe('reading a parameter', () => {
  const asked: unknown[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', chunk => chunks.push(chunk));
    request.on('end', () => {
      const body: { Name: string } = JSON.parse(Buffer.concat(chunks).toString());
      asked.push({ target: request.headers['x-amz-target'], body });
      response.setHeader('content-type', 'application/x-amz-json-1.1');
      response.end(JSON.stringify({ Parameter: { Name: body.Name, Value: body.Name === '/empty' ? '' : 'the-token' } }));
    });
  });
  beforeAll(async () => {
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    vi.stubEnv('AWS_ENDPOINT_URL_SSM', `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    vi.stubEnv('AWS_REGION', 'us-east-1');
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'id');
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'secret');
  });
  afterAll(() => {
    vi.unstubAllEnvs();
    server.close();
  });

  it('asks for exactly this one, decrypted', async () => {
    expect(await readParameter('/porchlight/webhook-tokens')()).toBe('the-token');
    expect(asked).toEqual([{ target: 'AmazonSSM.GetParameter', body: { Name: '/porchlight/webhook-tokens', WithDecryption: true } }]);
  });

  it('refuses an empty one', async () => {
    await expect(readParameter('/empty')()).rejects.toThrow('The parameter /empty is empty.');
  });
});
