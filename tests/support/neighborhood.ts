import { readFileSync } from 'node:fs';
import { book as ownBook } from '../../ivr-scripts/book.ts';
import type { Community } from '../../shared/domain/community.ts';
import type { Cleared } from '../../shared/domain/consent.ts';
import { epochMs, type Instant, instant, messageSid, type PhoneNumber } from '../../shared/domain/ids.ts';
import { parseCommunity, problemLine } from '../../shared/parse/community.ts';
import { readVolunteers } from '../../shared/parse/volunteers.ts';
import type { Book } from '../../shared/script/script.ts';
import type { WebResult } from '../../shared/shell/door.ts';
import { createLine, type Line } from '../../shared/shell/line.ts';
import { createLog } from '../../shared/shell/log.ts';
import { routes } from '../../shared/shell/routes.ts';
import type { Carrier, Runtime, SendResult } from '../../shared/shell/runtime.ts';
import { saveVolunteers } from '../../shared/table/roster.ts';
import { openSqlite } from '../../shared/table/sqlite.ts';
import type { Store } from '../../shared/table/store.ts';
import { signedEvent } from './signed.ts';

export const TOKEN = 'a-token-for-tests';
export const PUBLIC_URL = 'https://line.example';
/** A Saturday, nine in the morning in New York. */
export const MORNING = instant(Date.UTC(2027, 0, 9, 14));

export const communityFrom = (yaml: string, name = 'community.yaml'): Community => {
  const read = parseCommunity(yaml, name);
  if ('problems' in read) throw new Error(read.problems.map(problemLine).join('\n'));
  return read.community;
};
export const sampleCommunity = (): Community => communityFrom(readFileSync(new URL('../../community.yaml', import.meta.url), 'utf8'));

/** How the carrier treats a number: in order, one answer for each attempt; the last one stays. */
export type CarrierPlan = readonly (SendResult | 'accept-then-lose' | 'accept')[];

export interface Sent {
  readonly to: PhoneNumber;
  readonly body: string;
  readonly sid: string;
  readonly id: string;
}

/** A whole line in memory, with the real doors, a clock that is moved by hand, and a carrier that writes down what it is given. */
export class Neighborhood {
  readonly community: Community;
  readonly store: Store;
  readonly line: Line;
  readonly runtime: Runtime;
  readonly sent: Sent[] = [];
  readonly logged: string[] = [];
  readonly plans = new Map<string, CarrierPlan>();
  #now: Instant;
  #texts = 0;
  #attempts = new Map<string, number>();

  constructor(
    options: {
      readonly community?: Community;
      readonly store?: (now: () => number) => Store;
      readonly now?: Instant;
      readonly book?: Book;
    } = {},
  ) {
    this.#now = options.now ?? MORNING;
    this.community = options.community ?? sampleCommunity();
    const clock = (): number => epochMs(this.#now);
    this.store = options.store ? options.store(clock) : openSqlite(':memory:', clock);
    this.runtime = {
      store: this.store,
      carrier: this.#carrier(),
      community: this.community,
      book: options.book ?? ownBook,
      config: {
        publicUrl: PUBLIC_URL,
        accountSid: 'AC00000000000000000000000000000000',
        authTokens: [TOKEN],
        apiBaseUrl: 'http://127.0.0.1:1',
      },
      log: createLog(
        line => this.logged.push(line),
        () => this.#now,
      ),
      now: () => this.#now,
    };
    this.line = createLine(this.runtime);
  }

  get now(): Instant {
    return this.#now;
  }

  #carrier(): Carrier {
    return {
      send: async (text: Cleared): Promise<SendResult> => {
        const plan = this.plans.get(text.to) ?? ['accept'];
        const nth = this.#attempts.get(text.to) ?? 0;
        this.#attempts.set(text.to, nth + 1);
        const step = plan[Math.min(nth, plan.length - 1)] ?? 'accept';
        if (typeof step === 'object') return step;
        const sid = messageSid(`SM${String(this.sent.length).padStart(32, '0')}`);
        this.sent.push({ to: text.to, body: text.body, sid, id: text.id });
        return step === 'accept' ? { ok: true, sid, status: 'queued' } : { ok: false, code: null, http: null, retry: true, unknown: true };
      },
      acceptedSince: async to => this.sent.filter(s => s.to === to).map(s => ({ sid: messageSid(s.sid), body: s.body, status: 'sent' })),
    };
  }

  async volunteers(rows: string): Promise<void> {
    const csv = `name,phone,languages,pods,zones,skills,shifts,vetted,voice\n${rows}\n`;
    const { volunteers, problems } = readVolunteers(csv, this.community);
    if (problems.length > 0) throw new Error(problems.map(p => `line ${p.line}: ${p.what}`).join('\n'));
    await saveVolunteers(this.store, volunteers);
  }

  /** The raw answer of the door to one text, without waiting for what follows. */
  async door(from: string, body: string, more: Readonly<Record<string, string>> = {}, sid?: string): Promise<WebResult> {
    const MessageSid = sid ?? `SM${String(++this.#texts).padStart(8, '0')}aaaaaaaaaaaaaaaaaaaaaaaa`;
    const params = {
      MessageSid,
      AccountSid: 'AC00000000000000000000000000000000',
      From: from,
      To: this.community.number,
      Body: body,
      NumMedia: '0',
      ...more,
    };
    return this.line.sms(signedEvent({ publicUrl: PUBLIC_URL, path: routes.sms, token: TOKEN, params }));
  }

  /** Texts the line; answers what it replied and does everything that follows at once. */
  async text(from: string, body: string, more: Readonly<Record<string, string>> = {}, sid?: string): Promise<string | null> {
    const result = await this.door(from, body, more, sid);
    await this.line.work();
    return replyIn(result);
  }

  /** Lets time pass, doing each thing that falls due at its own time. */
  async pass(ms: number): Promise<void> {
    const target = instant(epochMs(this.#now) + ms);
    await this.line.work();
    for (let due = await this.line.nextDue(target); due !== null; due = await this.line.nextDue(target)) {
      if (due > this.#now) this.#now = due;
      await this.line.work();
      const stuck = await this.line.nextDue(this.#now);
      if (stuck !== null && stuck <= this.#now) throw new Error(`Something stays due at ${stuck}`);
    }
    this.#now = target;
  }

  /** Everything sent since the last call. */
  #taken = 0;
  takeSent(): readonly Sent[] {
    const fresh = this.sent.slice(this.#taken);
    this.#taken = this.sent.length;
    return fresh;
  }
}

/** The text in a TwiML answer; null for none. */
export const replyIn = ({ statusCode, body }: WebResult): string | null => {
  if (statusCode === 204) return null;
  const message = /<Message>([\s\S]*)<\/Message>/.exec(body ?? '');
  if (statusCode !== 200 || !message?.[1]) throw new Error(`The door answered ${statusCode}: ${body ?? ''}`);
  return message[1].replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&');
};
