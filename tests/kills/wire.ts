import { Agent, request } from 'node:http';
import { getExpectedTwilioSignature } from 'twilio/lib/webhooks/webhooks.js';

export const TOKEN = 'a-token-for-kills';
export const LINE = '+15550100000';
export const ACCOUNT = `AC${'0'.repeat(32)}`;

/** What came back, or that nothing did: the line was killed while it was asked, or was not there. */
export type Answered = { readonly status: number; readonly body: string } | 'nothing';

/** What Twilio signs, whatever port a line listens on. */
export const PUBLIC_URL = 'http://line.example';

/** Signed requests to a line at one of these ports, which may be answered by nobody. */
export interface Wire {
  post(address: string, form: Readonly<Record<string, string>>): Promise<Answered>;
  /** JSON, unsigned: the line's clock. */
  ask(path: string, json: unknown): Promise<Answered>;
  close(): void;
}

/** Longer than any answer of a line that lives; a move of the clock does all that falls due on its way first. */
const GIVEN_UP_MS = 20_000;
/** After a hundred deaths a move of the clock does all that was left undone, with calls one a second. */
const MOVE_GIVEN_UP_MS = 1_800_000;

export const openWire = (ports: readonly number[]): Wire => {
  let turn = 0;
  const agent = new Agent({ keepAlive: true, maxSockets: 64 });
  const send = (path: string, headers: Readonly<Record<string, string>>, body: string, timeout = GIVEN_UP_MS): Promise<Answered> =>
    new Promise(resolve => {
      const port = ports[turn++ % ports.length] ?? 0;
      const call = request({ agent, host: '127.0.0.1', port, method: 'POST', path, headers, timeout }, response => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', chunk => (text += chunk));
        response.on('error', () => resolve('nothing'));
        // Half an answer is none: its sender cannot have shown it to anybody.
        response.on('close', () => resolve(response.complete ? { status: response.statusCode ?? 0, body: text } : 'nothing'));
      });
      call.on('timeout', () => call.destroy());
      call.on('error', () => resolve('nothing'));
      call.end(body);
    });
  return {
    post: (address, form) => {
      const url = new URL(address, PUBLIC_URL);
      const path = `${url.pathname}${url.search}`;
      const signature = getExpectedTwilioSignature(TOKEN, `${PUBLIC_URL}${path}`, form);
      const headers = { 'content-type': 'application/x-www-form-urlencoded', 'x-twilio-signature': signature };
      return send(path, headers, new URLSearchParams(form).toString());
    },
    ask: (path, json) => send(path, { 'content-type': 'application/json' }, JSON.stringify(json), MOVE_GIVEN_UP_MS),
    close: () => agent.destroy(),
  };
};

/** The words of a TwiML answer to a text; null where it has none. */
export const wordsIn = (twiml: string): string | null => {
  const message = /<Message>([\s\S]*)<\/Message>/.exec(twiml)?.[1];
  return message === undefined ? null : plain(message);
};
/** The address that the first verb with one names, as Twilio would ask for it next. */
export const nextIn = (twiml: string): string | undefined => {
  const found = /action="([^"]+)"/.exec(twiml)?.[1] ?? /<Redirect[^>]*>([^<]+)</.exec(twiml)?.[1];
  return found === undefined ? undefined : plain(found);
};
const plain = (text: string): string =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&apos;', "'").replaceAll('&amp;', '&');
