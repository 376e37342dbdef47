import { getExpectedTwilioSignature } from 'twilio/lib/webhooks/webhooks.js';
import type { ListedCall, ListedText } from '../shared/domain/account-list.ts';
import { type CallSid, callSid } from '../shared/domain/call.ts';
import type { ClearedCall } from '../shared/domain/clear-call.ts';
import type { Community } from '../shared/domain/community.ts';
import type { Cleared } from '../shared/domain/consent.ts';
import { epochMs, type Instant, instant, messageSid, type PhoneNumber } from '../shared/domain/ids.ts';
import { alongQuery } from '../shared/domain/out-address.ts';
import { readVolunteers } from '../shared/parse/volunteers.ts';
import type { Book } from '../shared/script/script.ts';
import type { WebEvent, WebResult } from '../shared/shell/door.ts';
import { createLine, type Line } from '../shared/shell/line.ts';
import { createLog } from '../shared/shell/log.ts';
import { routes } from '../shared/shell/routes.ts';
import type { Carrier, Runtime, SendResult } from '../shared/shell/runtime.ts';
import { saveVolunteers } from '../shared/table/roster.ts';
import { openSqlite } from '../shared/table/sqlite.ts';
import type { Store } from '../shared/table/store.ts';
import { InMemoryCalls } from './in-memory-calls.ts';

export const TOKEN = 'a-token-for-the-line-in-memory';
export const PUBLIC_URL = 'https://line.example';
const ACCOUNT_SID = 'AC00000000000000000000000000000000';
/** A Saturday, nine in the morning in New York. */
export const MORNING = instant(Date.UTC(2027, 0, 9, 14));

/** Rounds of work and calls that may follow one cause before it is called a loop. */
const ROUNDS_MAX = 1_000;

/** A text that the carrier took from the line. */
export interface Sent {
  readonly to: PhoneNumber;
  readonly body: string;
  readonly sid: string;
  readonly id: string;
}

/** A call that the carrier took from the line. Its status is what a test makes of it. */
export interface Called {
  readonly to: PhoneNumber;
  readonly sid: CallSid;
  readonly id: string;
  readonly timeoutS: number;
  status: string;
  /** What the address of its first step carries. */
  readonly query: string;
}

export interface InMemoryOptions {
  /** Whether the phones of this line ring by themselves when it calls them, or only a test says what became of a call. */
  readonly calls?: 'ring' | 'by-hand';
  readonly callsAtOnceMax?: number;
  /** Whether speech takes its time, or none, as in transcripts. */
  readonly speech?: 'takes-time' | 'at-once';
  readonly community: Community;
  readonly book: Book;
  readonly store?: (now: () => number) => Store;
  readonly now?: Instant;
  /** Starts the line; for a process that fails. */
  readonly start?: (runtime: Runtime) => Line;
}

/** A whole line in memory, with the real doors, a clock that is moved by hand, and a carrier that writes down what it is given. */
export class InMemoryBase {
  readonly community: Community;
  readonly store: Store;
  readonly line: Line;
  readonly runtime: Runtime;
  readonly sent: Sent[] = [];
  readonly called: Called[] = [];
  /** The phones: who calls, who rings, what each hears. */
  readonly phones: InMemoryCalls;
  readonly #ring: boolean;
  readonly logged: string[] = [];
  #now: Instant;
  #texts = 0;
  #taken = 0;

  constructor({ community, book, store, now, calls, callsAtOnceMax, speech, start = createLine }: InMemoryOptions) {
    this.#ring = calls === 'ring';
    this.#now = now ?? MORNING;
    this.community = community;
    const clock = (): number => epochMs(this.#now);
    this.store = store ? store(clock) : openSqlite(':memory:', clock);
    this.runtime = {
      store: this.store,
      carrier: this.#carrier(),
      community,
      book,
      config: { publicUrl: PUBLIC_URL, accountSid: ACCOUNT_SID, authTokens: [TOKEN], apiBaseUrl: 'http://127.0.0.1:1' },
      log: createLog(
        line => this.logged.push(line),
        () => this.#now,
      ),
      now: () => this.#now,
    };
    this.line = start(this.runtime);
    this.phones = new InMemoryCalls({
      accountSid: ACCOUNT_SID,
      publicUrl: PUBLIC_URL,
      lineNumber: community.number,
      now: () => this.#now,
      door: (path, query, form) => this.posts(path, query, form),
      ...(callsAtOnceMax === undefined ? {} : { callsAtOnceMax }),
      ...(speech === undefined ? {} : { speech }),
    });
  }

  get now(): Instant {
    return this.#now;
  }

  /** What the carrier says to one text. A carrier with moods overrides it. */
  protected accept(text: Cleared): SendResult {
    return { ok: true, sid: this.took(text), status: 'queued' };
  }
  /** Writes down that the carrier has this text; answers the id it gave. */
  protected took({ to, body, id }: Cleared): ReturnType<typeof messageSid> {
    const sid = messageSid(`SM${String(this.sent.length).padStart(32, '0')}`);
    this.sent.push({ to, body, sid, id });
    return sid;
  }
  /** What the carrier says to one call. */
  protected acceptCall(call: ClearedCall): SendResult {
    return { ok: true, sid: this.tookCall(call), status: 'queued' };
  }
  /** Writes down that the carrier makes this call; answers the id it gave. */
  protected tookCall({ to, id, timeoutS, along }: ClearedCall): CallSid {
    const sid = callSid(`CA${String(this.called.length).padStart(32, '0')}`) ?? ('' as CallSid);
    const query = `${new URLSearchParams({ m: id, ...alongQuery(along) })}`;
    this.called.push({ to, sid, id, timeoutS, status: 'queued', query });
    return sid;
  }
  /** The calls whose ringing the line stopped. */
  readonly stopped: CallSid[] = [];
  protected stopRinging(sid: CallSid): boolean {
    this.stopped.push(sid);
    if (this.#ring) this.phones.stopRinging(sid);
    return true;
  }
  /** What the account's own list holds, where a test says so. */
  listedTexts: readonly ListedText[] = [];
  listedCalls: readonly ListedCall[] = [];
  /** The recordings that the line had deleted. */
  readonly deleted: string[] = [];
  /** What becomes of a wish to delete a recording. A carrier with moods overrides it. */
  protected deleteRecording(url: string): boolean {
    this.deleted.push(url);
    return true;
  }
  #carrier(): Carrier {
    return {
      call: async call => (this.#ring ? this.phones.create(call) : this.acceptCall(call)),
      stopRinging: async sid => this.stopRinging(sid),
      acceptedCallsSince: async to =>
        this.#ring ? this.phones.made(to) : this.called.filter(c => c.to === to).map(({ sid, status }) => ({ sid, status })),
      listTexts: async () => ({ listed: this.listedTexts }),
      listCalls: async () => ({ listed: this.listedCalls }),
      deleteRecording: async url => this.deleteRecording(url),
      fetchRecording: async () => 'nothing',
      send: async text => this.accept(text),
      acceptedSince: async to => this.sent.filter(s => s.to === to).map(s => ({ sid: messageSid(s.sid), body: s.body, status: 'sent' })),
    };
  }

  /** Puts these rows of a volunteers.csv (without its header) on the roster. Throws for a row that cannot be read. */
  async volunteers(rows: string): Promise<void> {
    const csv = `name,phone,languages,pods,zones,skills,shifts,vetted,voice\n${rows}\n`;
    const { volunteers, problems } = readVolunteers(csv, this.community);
    if (problems.length > 0) throw new Error(problems.map(p => `line ${p.line}: ${p.what}`).join('\n'));
    await saveVolunteers(this.store, volunteers);
  }

  /** One text as the carrier posts it, signed. Each has an id of its own unless one is given. */
  event(from: string, body: string, more: Readonly<Record<string, string>> = {}, sid?: string): WebEvent {
    const MessageSid = sid ?? `SM${String(++this.#texts).padStart(8, '0')}aaaaaaaaaaaaaaaaaaaaaaaa`;
    return signedText({ MessageSid, AccountSid: ACCOUNT_SID, From: from, To: this.community.number, Body: body, NumMedia: '0', ...more });
  }
  /** The raw answer of the door to one text, without waiting for what follows. */
  async door(from: string, body: string, more: Readonly<Record<string, string>> = {}, sid?: string): Promise<WebResult> {
    return this.line.sms(this.event(from, body, more, sid));
  }
  /** Posts a signed form to a door of the line. */
  async posts(path: string, query: string, form: Readonly<Record<string, string>>): Promise<WebResult> {
    const door = this.line.doors[path];
    return door ? door(signed(path, query, form)) : { statusCode: 404, headers: { 'content-type': 'text/plain' } };
  }
  /** Texts the line; answers what it replied and does everything that follows at once. */
  async text(from: string, body: string, more: Readonly<Record<string, string>> = {}, sid?: string): Promise<string | null> {
    const result = await this.door(from, body, more, sid);
    await this.settle();
    return replyIn(result);
  }

  /** Does everything that follows from what came in, on the line and on the phones, until neither has anything left to do now. */
  async settle(): Promise<void> {
    const { exchange } = this.phones;
    for (let round = 0; round < ROUNDS_MAX; round++) {
      // What the phones have begun may leave work to do: it is waited for first.
      await exchange.idle();
      const before = exchange.activity();
      await this.line.work();
      await exchange.idle();
      this.phones.check();
      if (exchange.activity() === before) return;
    }
    throw new Error('The line and the phones keep making work for each other.');
  }
  /** The earliest instant at or before `until` at which the line or a phone does something by itself. */
  async nextDue(until: Instant): Promise<Instant | null> {
    const [ours, theirs] = [await this.line.nextDue(until), this.phones.exchange.nextDue(until)];
    return ours === null || (theirs !== null && theirs < ours) ? theirs : ours;
  }

  /** Lets time pass, doing each thing that falls due at its own time. */
  async pass(ms: number): Promise<void> {
    const target = instant(epochMs(this.#now) + ms);
    await this.settle();
    for (let due = await this.nextDue(target); due !== null; due = await this.nextDue(target)) {
      if (due > this.#now) this.#now = due;
      this.phones.exchange.tick(this.#now);
      await this.settle();
      // What changed only by the last text of a tick (the money of the month is spent) is the next tick's to see.
      if (await this.line.nextDue(this.#now)) await this.settle();
      const stuck = await this.line.nextDue(this.#now);
      if (stuck !== null && stuck <= this.#now) throw new Error(`Something stays due at ${stuck}`);
    }
    this.#now = target;
    await this.settle();
  }

  /** Everything sent since the last call. */
  takeSent(): readonly Sent[] {
    const fresh = this.sent.slice(this.#taken);
    this.#taken = this.sent.length;
    return fresh;
  }
}

const signedText = (params: Readonly<Record<string, string>>): WebEvent => signed(routes.sms, '', params);

/** A request to this path as the carrier makes it, signed. */
export const signed = (path: string, query: string, params: Readonly<Record<string, string>>): WebEvent => ({
  headers: {
    'content-type': 'application/x-www-form-urlencoded; charset=UTF-8',
    'x-twilio-signature': getExpectedTwilioSignature(TOKEN, `${PUBLIC_URL}${path}${query === '' ? '' : `?${query}`}`, params),
  },
  rawPath: path,
  rawQueryString: query,
  requestContext: { stage: '$default', http: { method: 'POST', path } },
  body: Buffer.from(new URLSearchParams(params).toString()).toString('base64'),
  isBase64Encoded: true,
});

/** The text in a TwiML answer; null for none. */
export const replyIn = ({ statusCode, body }: WebResult): string | null => {
  if (statusCode === 204) return null;
  const message = /<Message>([\s\S]*)<\/Message>/.exec(body ?? '');
  if (statusCode !== 200 || !message?.[1]) throw new Error(`The door answered ${statusCode}: ${body ?? ''}`);
  return message[1].replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&');
};
