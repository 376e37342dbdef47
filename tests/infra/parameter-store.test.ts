import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { readParameter, sign } from '../../shared/shell/parameter-store.ts';

const credentials = { region: 'us-east-1', accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY' };

interface Asked {
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}
const asked: Asked[] = [];
let answers: (readonly [number, object])[] = [];
const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', chunk => chunks.push(chunk));
  request.on('end', () => {
    asked.push({ headers: request.headers, body: Buffer.concat(chunks).toString() });
    const [status, answer] = answers.shift() ?? [500, {}];
    response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' });
    response.end(JSON.stringify(answer));
  });
});
let url = '';

beforeAll(async () => {
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  vi.stubEnv('AWS_ENDPOINT_URL_SSM', url);
  vi.stubEnv('AWS_REGION', credentials.region);
  vi.stubEnv('AWS_ACCESS_KEY_ID', credentials.accessKeyId);
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', credentials.secretAccessKey);
  vi.stubEnv('AWS_SESSION_TOKEN', 'the-session');
});
beforeEach(() => {
  asked.length = 0;
});
afterAll(() => {
  vi.unstubAllEnvs();
  server.close();
});
const value = (text: string) => [200, { Parameter: { Name: '/a', Value: text } }] as const;

describe('the signature', () => {
  it("is the one of the example in AWS's own test suite (post-vanilla)", () => {
    const at = new Date('2015-08-30T12:36:00Z');
    const { authorization } = sign(
      { headers: { host: 'example.amazonaws.com' }, body: '', service: 'service', at },
      { ...credentials, sessionToken: undefined },
    );
    expect(authorization).toBe(
      'AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, SignedHeaders=host;x-amz-date, ' +
        'Signature=5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b',
    );
  });

  it('is the one the SDK makes of the same headers', async () => {
    answers = [value('x')];
    const client = new SSMClient({ endpoint: url, region: 'us-east-1', credentials: { ...credentials, sessionToken: 'the-session' } });
    await client.send(new GetParameterCommand({ Name: '/a', WithDecryption: true }));
    client.destroy();
    const { headers, body } = asked[0] ?? { headers: {}, body: '' };
    const names = /SignedHeaders=([^,]+)/.exec(headers.authorization ?? '')?.[1]?.split(';') ?? [];
    expect(names).toContain('x-amz-target');
    const made = names.filter(name => name !== 'x-amz-date' && name !== 'x-amz-security-token');
    const at = new Date(String(headers['x-amz-date']).replace(/^(....)(..)(..T..)(..)/, '$1-$2-$3:$4:'));
    const ours = sign(
      { headers: Object.fromEntries(made.map(name => [name, String(headers[name])])), body, service: 'ssm', at },
      { ...credentials, sessionToken: 'the-session' },
    );
    expect(ours.authorization).toBe(headers.authorization);
  });
});

describe('reading a parameter', () => {
  it('asks for exactly this one, decrypted, in the name of the function', async () => {
    answers = [value('the-token')];
    expect(await readParameter('/porchlight/webhook-tokens')()).toBe('the-token');
    expect(asked).toHaveLength(1);
    expect(JSON.parse(asked[0]?.body ?? '')).toEqual({ Name: '/porchlight/webhook-tokens', WithDecryption: true });
    expect(asked[0]?.headers).toMatchObject({ 'x-amz-target': 'AmazonSSM.GetParameter', 'x-amz-security-token': 'the-session' });
  });

  it('asks once more when Parameter Store has trouble, and no more than that', async () => {
    answers = [[500, {}], value('the-token')];
    expect(await readParameter('/a')()).toBe('the-token');
    answers = [[503, {}], [503, {}], value('too late')];
    await expect(readParameter('/a')()).rejects.toThrow('Parameter Store answered 503.');
  });

  it('does not ask again when it is refused', async () => {
    answers = [[400, { __type: 'ParameterNotFound' }], value('never')];
    await expect(readParameter('/a')()).rejects.toThrow('The parameter /a could not be read: ParameterNotFound.');
    answers = [value('')];
    await expect(readParameter('/a')()).rejects.toThrow('The parameter /a is empty.');
    expect(asked).toHaveLength(2);
  });

  it('tells when nobody answers', async () => {
    vi.stubEnv('AWS_ENDPOINT_URL_SSM', 'http://127.0.0.1:1');
    await expect(readParameter('/a')()).rejects.toThrow('ECONNREFUSED');
    vi.stubEnv('AWS_ENDPOINT_URL_SSM', url);
  });
});
