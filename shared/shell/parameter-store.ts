import { createHash, createHmac } from 'node:crypto';
import http from 'node:http';
import https from 'node:https';

/** Connecting and answering take a few milliseconds inside AWS; a webhook has 15 seconds for everything. */
const TIMEOUT_MS = 2_000;
const ATTEMPTS = 2;

/** What Lambda puts into every function's environment. */
export interface Credentials {
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string | undefined;
}

/**
 * Reads this parameter of AWS's Parameter Store, decrypted. One request of one shape, so it is signed here: the SDK's client for it is
 * 77 kB and makes every cold start 7 ms longer, of some 150.
 */
export const readParameter = (name: string): (() => Promise<string>) => {
  return async () => {
    for (let attempt = 1; ; attempt++) {
      try {
        return await ask(name);
      } catch (error) {
        if (attempt === ATTEMPTS || error instanceof Refused) throw error;
      }
    }
  };
};

/** Parameter Store heard us and said no: asking again would not help. */
class Refused extends Error {}

const ask = async (name: string): Promise<string> => {
  const credentials = credentialsOf(process.env);
  const url = new URL(
    process.env.AWS_ENDPOINT_URL_SSM || process.env.AWS_ENDPOINT_URL || `https://ssm.${credentials.region}.amazonaws.com`,
  );
  const body = JSON.stringify({ Name: name, WithDecryption: true });
  const headers = { 'content-type': 'application/x-amz-json-1.1', host: url.host, 'x-amz-target': 'AmazonSSM.GetParameter' };
  const answer = await post(url, sign({ headers, body, service: 'ssm', at: new Date() }, credentials), body);
  const read: { Parameter?: { Value?: string }; __type?: string } = JSON.parse(answer.text || '{}');
  if (answer.status >= 500) throw new Error(`Parameter Store answered ${answer.status}.`);
  if (answer.status !== 200) throw new Refused(`The parameter ${name} could not be read: ${read.__type ?? answer.status}.`);
  if (!read.Parameter?.Value) throw new Refused(`The parameter ${name} is empty.`);
  return read.Parameter.Value;
};

const credentialsOf = (env: NodeJS.ProcessEnv): Credentials => ({
  region: env.AWS_REGION ?? '',
  accessKeyId: env.AWS_ACCESS_KEY_ID ?? '',
  secretAccessKey: env.AWS_SECRET_ACCESS_KEY ?? '',
  sessionToken: env.AWS_SESSION_TOKEN || undefined,
});

interface Unsigned {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly service: string;
  readonly at: Date;
}

/**
 * The headers of a POST to "/", names in small letters, with AWS's signature version 4 added
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html).
 */
export const sign = ({ headers, body, service, at }: Unsigned, credentials: Credentials): Record<string, string> => {
  const time = at.toISOString().replace(/[-:]|\.\d+/g, '');
  const day = time.slice(0, 8);
  const { region, accessKeyId, secretAccessKey, sessionToken } = credentials;
  const all: Record<string, string> = { ...headers, 'x-amz-date': time, ...(sessionToken && { 'x-amz-security-token': sessionToken }) };
  const names = Object.keys(all).sort();
  const request = ['POST', '/', '', ...names.map(name => `${name}:${all[name]}`), '', names.join(';'), sha256(body)].join('\n');
  const scope = `${day}/${region}/${service}/aws4_request`;
  const key = [day, region, service, 'aws4_request'].reduce<string | Buffer>(hmac, `AWS4${secretAccessKey}`);
  const signature = hmac(key, ['AWS4-HMAC-SHA256', time, scope, sha256(request)].join('\n')).toString('hex');
  const authorization = `AWS4-HMAC-SHA256 Credential=${accessKeyId}/${scope}, SignedHeaders=${names.join(';')}, Signature=${signature}`;
  return { ...all, authorization };
};

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();

const post = (url: URL, headers: Record<string, string>, body: string): Promise<{ readonly status: number; readonly text: string }> =>
  new Promise((resolve, reject) => {
    const { request: open } = url.protocol === 'http:' ? http : https;
    const request = open(url, { method: 'POST', headers, signal: AbortSignal.timeout(TIMEOUT_MS) }, response => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString() }));
      response.on('error', reject);
    });
    request.on('error', reject);
    request.end(body);
  });
