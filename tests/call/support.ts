import type { WebDoor, WebResult } from '../../shared/shell/door.ts';
import { routes } from '../../shared/shell/routes.ts';
import { StoreTrouble } from '../../shared/table/store.ts';
import { type Neighborhood, PUBLIC_URL, TOKEN } from '../support/neighborhood.ts';
import { signedEvent } from '../support/signed.ts';

const plain = (xml: string): string =>
  xml.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&apos;', "'").replaceAll('&amp;', '&');
const attribute = (xml: string, verb: string, name: string): string | undefined => {
  const tag = new RegExp(`<${verb}\\b[^>]*>`).exec(xml)?.[0] ?? '';
  const value = new RegExp(` ${name}="([^"]*)"`).exec(tag)?.[1];
  return value === undefined ? undefined : plain(value);
};

/** What is heard in a TwiML answer, without marks. */
export const heardIn = (twiml: string): string =>
  plain(
    twiml
      .replace(/<(Redirect|Number|Queue|Enqueue)\b[^>]*>[^<]*<\/\1>/g, '')
      .replace(/<break[^>]*\/>/g, ' ')
      .replace(/<\/Say>/g, ' ')
      .replace(/<[^>]+>/g, ''),
  )
    .replace(/\s+/g, ' ')
    .trim();

/** Where the answer sends the next thing that the caller does, or where it goes on by itself. */
const nextIn = (twiml: string): { readonly url: string; readonly by: 'gather' | 'record' | 'redirect' | 'enqueue' } | undefined => {
  // Of several the last: whoever waits to be asked hears what is said before it to the end.
  const verbs = [
    ['Gather', 'action'],
    ['Record', 'action'],
    ['Enqueue', 'waitUrl'],
  ] as const;
  for (const [verb, name] of [...verbs].sort(([a], [b]) => twiml.lastIndexOf(`<${b} `) - twiml.lastIndexOf(`<${a} `))) {
    const url = attribute(twiml.slice(Math.max(0, twiml.lastIndexOf(`<${verb} `))), verb, name);
    if (url !== undefined) return { url, by: verb.toLowerCase() as 'gather' };
  }
  const redirect = /<Redirect[^>]*>([^<]+)<\/Redirect>/.exec(twiml)?.[1];
  return redirect === undefined ? undefined : { url: plain(redirect), by: 'redirect' };
};

/** Twilio gives up after so many redirects without anything heard (error 11215); so does a test. */
const REDIRECTS_MAX = 40;
/** No answer of a call is as long as this, whatever is said in it. */
const TWIML_MAX_BYTES = 4096;
/** The calls of each neighborhood so far: what a test makes of its calls does not hang on which tests ran before it. */
const callsOf = new WeakMap<Neighborhood, number>();
const nextSid = (hood: Neighborhood): string => {
  const nth = (callsOf.get(hood) ?? 0) + 1;
  callsOf.set(hood, nth);
  return `CA${String(nth).padStart(32, '0')}`;
};

/** One caller, with signed requests, as Twilio would make them. */
export class Caller {
  readonly hood: Neighborhood;
  /** Those of the line, which also begin what follows from a step; a test may hand in others. */
  doors: Readonly<Record<string, WebDoor>>;
  readonly from: string;
  readonly sid: string;
  /** The last answer, and everything that was heard since the last thing done. */
  twiml = '';
  heard = '';
  over = false;
  /** Where the carrier goes on with a caller who has left the queue. */
  #left = '';

  constructor(hood: Neighborhood, from: string, sid = nextSid(hood)) {
    this.hood = hood;
    this.doors = hood.line.doors;
    this.from = from;
    this.sid = sid;
  }

  async post(url: string, more: Readonly<Record<string, string>> = {}): Promise<WebResult> {
    const { pathname, search } = new URL(url);
    const params = { CallSid: this.sid, From: this.from, To: this.hood.community.number, CallStatus: 'in-progress', ...more };
    const door = this.doors[pathname];
    if (!door) throw new Error(`There is no door at ${pathname}`);
    return door(signedEvent({ publicUrl: PUBLIC_URL, path: pathname, query: search.slice(1), token: TOKEN, params }));
  }

  /** Does one thing and follows what the line says, until it listens again or hangs up. */
  async step(url: string, more: Readonly<Record<string, string>> = {}): Promise<string> {
    this.heard = '';
    let result = await this.post(url, more);
    for (let redirects = 0; ; redirects++) {
      if (result.statusCode !== 200) throw new Error(`The door answered ${result.statusCode}`);
      this.twiml = result.body ?? '';
      // Twilio takes 64 kB; an answer of ours says so little that it is there at once.
      if (Buffer.byteLength(this.twiml) >= TWIML_MAX_BYTES) throw new Error(`The door answered ${Buffer.byteLength(this.twiml)} bytes`);
      this.heard = `${this.heard} ${heardIn(this.twiml)}`.trim();
      const next = nextIn(this.twiml);
      if (next?.by !== 'redirect') {
        this.over = next === undefined;
        break;
      }
      if (redirects >= REDIRECTS_MAX) throw new Error('Redirects without end');
      await this.onRedirect();
      result = await this.post(next.url);
    }
    await this.afterwards();
    return this.heard;
  }
  /** Does what a step left to do; a database that is away does it later. */
  async afterwards(): Promise<void> {
    await this.hood.line.work().catch((error: unknown) => {
      if (!(error instanceof StoreTrouble)) throw error;
    });
  }
  /** What happens between two redirects; a test may let time pass here. */
  onRedirect: () => Promise<void> = async () => undefined;

  get next(): string {
    const next = nextIn(this.twiml);
    if (!next) throw new Error(`The call is over: ${this.heard}`);
    return next.url;
  }
  get listens(): 'gather' | 'record' | 'redirect' | 'enqueue' | undefined {
    return nextIn(this.twiml)?.by;
  }

  /** The same call, answered by another process from now on. */
  moveTo(hood: Neighborhood): Caller {
    const moved = new Caller(hood, this.from, this.sid);
    moved.twiml = this.twiml;
    moved.heard = this.heard;
    moved.over = this.over;
    moved.#left = this.#left;
    return moved;
  }

  ring = (): Promise<string> => this.step(`${PUBLIC_URL}${routes.voice}`, { CallStatus: 'ringing' });
  press = (Digits: string): Promise<string> => this.step(this.next, { Digits });
  say = (SpeechResult: string, Confidence = 0.9): Promise<string> => this.step(this.next, { SpeechResult, Confidence: String(Confidence) });
  silence = (): Promise<string> => this.step(this.next);
  record = (seconds: number, more: Readonly<Record<string, string>> = {}): Promise<string> =>
    this.step(this.next, {
      RecordingUrl: `https://api.twilio.com/2010-04-01/Accounts/AC0/Recordings/RE${this.sid.slice(2)}`,
      RecordingDuration: String(seconds),
      ...more,
    });
  /** On hold: the carrier asks for what is heard there. */
  hold(): Promise<string> {
    this.#left = attribute(this.twiml, 'Enqueue', 'action') ?? '';
    return this.step(this.next);
  }
  /** Out of the queue, as the line itself said. */
  leave(): Promise<string> {
    if (!this.twiml.includes('<Leave')) throw new Error(`The line did not take them out of the queue: ${this.twiml}`);
    return this.step(this.#left, { QueueResult: 'leave' });
  }
  async hangUp(): Promise<void> {
    this.over = true;
    await this.post(`${PUBLIC_URL}${routes.voiceStatus}`, { CallStatus: 'completed', CallDuration: '20' });
    await this.afterwards();
  }
}
