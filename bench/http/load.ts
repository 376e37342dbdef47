import { Agent, request } from 'node:http';
import { getExpectedTwilioSignature } from 'twilio/lib/webhooks/webhooks.js';

/**
 * The load, in a process of its own: signed texts over so many connections that are kept, each sending its next text when the last was
 * answered. Reads one JSON order from the command line, writes one JSON result.
 */
interface Order {
  readonly port: number;
  readonly publicUrl: string;
  readonly token: string;
  readonly to: string;
  readonly connections: number;
  readonly texts: number;
  /** Texts before these, that are not counted. */
  readonly warmUp: number;
  /** Tells this run's senders and ids from those of every other. */
  readonly run: number;
}
export interface Loaded {
  readonly perSecond: number;
  readonly ms: readonly number[];
}

const PATH = '/twilio/sms';

interface Signed {
  readonly body: string;
  readonly signature: string;
}

/** Every text is the first of a new number, so that none is easier than another. Signed before the clock runs. */
const signed = ({ publicUrl, token, to, run }: Order, nth: number): Signed => {
  const id = String(run * 100_000 + nth);
  const form = { MessageSid: `SM${id.padStart(32, '0')}`, AccountSid: `AC${'0'.repeat(32)}`, From: `+1646${id.padStart(7, '0')}`, To: to };
  const whole = { ...form, Body: 'NEED FOOD', NumMedia: '0' };
  return { body: new URLSearchParams(whole).toString(), signature: getExpectedTwilioSignature(token, `${publicUrl}${PATH}`, whole) };
};

const post = (agent: Agent, port: number, { body, signature }: Signed): Promise<void> =>
  new Promise((resolve, reject) => {
    const headers = {
      'content-type': 'application/x-www-form-urlencoded',
      'content-length': Buffer.byteLength(body),
      'x-twilio-signature': signature,
      host: `127.0.0.1:${port}`,
    };
    const call = request({ agent, host: '127.0.0.1', port, method: 'POST', path: PATH, headers }, response => {
      let length = 0;
      response.on('data', (chunk: Buffer) => {
        length += chunk.length;
      });
      response.on('end', () => {
        if (response.statusCode === 200 && length > 0) resolve();
        else reject(new Error(`answered ${response.statusCode}`));
      });
      response.on('error', reject);
    });
    call.on('error', reject);
    call.end(body);
  });

const drive = async (order: Order, texts: readonly Signed[]): Promise<Loaded> => {
  const agent = new Agent({ keepAlive: true, maxSockets: order.connections });
  const ms: number[] = [];
  let next = 0;
  const one = async (): Promise<void> => {
    for (let text = texts[next++]; text; text = texts[next++]) {
      const from = performance.now();
      await post(agent, order.port, text);
      ms.push(performance.now() - from);
    }
  };
  const from = performance.now();
  await Promise.all(Array.from({ length: order.connections }, one));
  const seconds = (performance.now() - from) / 1000;
  agent.destroy();
  return { perSecond: texts.length / seconds, ms };
};

const order: Order = JSON.parse(process.argv[2] ?? '{}');
const all = Array.from({ length: order.warmUp + order.texts }, (_, nth) => signed(order, nth));
await drive(order, all.slice(0, order.warmUp));
process.stdout.write(JSON.stringify(await drive(order, all.slice(order.warmUp))));
