import { Agent, request } from 'node:http';
import { getExpectedTwilioSignature } from 'twilio/lib/webhooks/webhooks.js';

/**
 * The load, in a process of its own: signed texts over so many connections that are kept, each sending its next text when the last was
 * answered. Reads one JSON order from the command line, writes one JSON result.
 */
export interface Order {
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
  /** Two texts from each of half as many phones, one in twenty delivered twice at once; else every text is the first of a new number. */
  readonly surge?: boolean;
}
export interface Loaded {
  readonly perSecond: number;
  readonly ms: readonly number[];
  /** Texts whose second delivery got other bytes than the first. */
  readonly differing: number;
}

const PATH = '/twilio/sms';

interface Signed {
  readonly body: string;
  readonly signature: string;
  readonly twice: boolean;
}

/** Of a surge: three in ten say it all at once, so that neighbors are asked meanwhile; the others are asked where they are. */
const WHOLE = 0.3;
const TWICE_EVERY = 20;
const wordsOf = ({ surge, texts }: Order, nth: number): { readonly phone: number; readonly body: string } => {
  if (!surge) return { phone: nth, body: 'NEED FOOD' };
  const phones = Math.ceil(texts / 2);
  const phone = nth % phones;
  const isWhole = phone % 10 < WHOLE * 10;
  if (nth < phones) return { phone, body: isWhole ? 'need food for 4, 11216, today' : 'NEED FOOD' };
  return { phone, body: isWhole ? 'STATUS' : '11216' };
};

export const sidOf = (run: number, nth: number): string => `SM${String(run * 100_000 + nth).padStart(32, '0')}`;
export const phoneOf = (run: number, phone: number): string => `+1646${String(run * 100_000 + phone).padStart(7, '0')}`;

/** Signed before the clock runs. */
const signed = (order: Order, nth: number): Signed => {
  const { publicUrl, token, to, run } = order;
  const { phone, body } = wordsOf(order, nth);
  const form = {
    MessageSid: sidOf(run, nth),
    AccountSid: `AC${'0'.repeat(32)}`,
    From: phoneOf(run, phone),
    To: to,
    Body: body,
    NumMedia: '0',
  };
  const signature = getExpectedTwilioSignature(token, `${publicUrl}${PATH}`, form);
  return { body: new URLSearchParams(form).toString(), signature, twice: order.surge === true && nth % TWICE_EVERY === 0 };
};

const post = (agent: Agent, port: number, { body, signature }: Signed): Promise<string> =>
  new Promise((resolve, reject) => {
    const headers = {
      'content-type': 'application/x-www-form-urlencoded',
      'content-length': Buffer.byteLength(body),
      'x-twilio-signature': signature,
      host: `127.0.0.1:${port}`,
    };
    const call = request({ agent, host: '127.0.0.1', port, method: 'POST', path: PATH, headers }, response => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        if (response.statusCode === 200 && chunks.length > 0) resolve(Buffer.concat(chunks).toString());
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
  let differing = 0;
  const one = async (): Promise<void> => {
    for (let text = texts[next++]; text; text = texts[next++]) {
      const from = performance.now();
      const [first, second] = await Promise.all([post(agent, order.port, text), text.twice ? post(agent, order.port, text) : undefined]);
      ms.push(performance.now() - from);
      if (second !== undefined && second !== first) differing += 1;
    }
  };
  const from = performance.now();
  await Promise.all(Array.from({ length: order.connections }, one));
  const seconds = (performance.now() - from) / 1000;
  agent.destroy();
  return { perSecond: texts.length / seconds, ms, differing };
};

const main = async (order: Order): Promise<void> => {
  const all = Array.from({ length: order.warmUp + order.texts }, (_, nth) => signed(order, nth));
  await drive(order, all.slice(0, order.warmUp));
  process.stdout.write(JSON.stringify(await drive(order, all.slice(order.warmUp))));
};
if (import.meta.main) await main(JSON.parse(process.argv[2] ?? '{}'));
