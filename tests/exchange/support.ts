import { type CallsParts, InMemoryCalls, type PhoneNews } from '../../local/in-memory-calls.ts';
import type { Leg } from '../../local/simulator/voice/leg.ts';
import type { Asked } from '../../local/simulator/voice/parts.ts';
import { epochMs, type Instant, instant, type PhoneNumber, phoneNumber } from '../../shared/domain/ids.ts';
import type { WebResult } from '../../shared/shell/door.ts';

export const number = (text: string): PhoneNumber => {
  const parsed = phoneNumber(text);
  if (!parsed) throw new Error(text);
  return parsed;
};
export const LINE = number('+15550100000');
export const MARIA = number('+15550100001');
export const LUIS = number('+15550100002');
export const ANA = number('+15550100201');
export const BO = number('+15550100202');
export const BASE = 'https://line.example';

export const xml = (inside: string): string => `<?xml version="1.0" encoding="UTF-8"?><Response>${inside}</Response>`;

/** One request that came to the line: its path with its query, and its form. */
export interface Request {
  readonly to: string;
  readonly form: Readonly<Record<string, string>>;
}
type Answer = string | WebResult;

/** Phones before a line that answers each path with the TwiML that a test gives it; whatever is not named is answered with nothing. */
export class Phones {
  readonly requests: Request[] = [];
  readonly calls: InMemoryCalls;
  #now: Instant = instant(Date.UTC(2027, 0, 9, 14));

  constructor(
    answers: Readonly<Record<string, Answer | ((form: Request['form']) => Answer)>>,
    more: Pick<CallsParts, 'callsAtOnceMax' | 'fallback' | 'speech'> = {},
  ) {
    this.calls = new InMemoryCalls({
      accountSid: `AC${'0'.repeat(32)}`,
      publicUrl: BASE,
      lineNumber: LINE,
      now: () => this.#now,
      door: async (path, query, form) => {
        const to = query === '' ? path : `${path}?${query}`;
        this.requests.push({ to, form });
        const known = answers[to] ?? answers[path];
        const answer = typeof known === 'function' ? known(form) : known;
        if (answer === undefined) return { statusCode: 204 };
        return typeof answer === 'string' ? { statusCode: 200, headers: { 'content-type': 'text/xml' }, body: xml(answer) } : answer;
      },
      ...more,
    });
  }
  get now(): Instant {
    return this.#now;
  }
  async settle(): Promise<void> {
    await this.calls.exchange.idle();
    this.calls.check();
  }
  async pass(seconds: number): Promise<void> {
    const { exchange } = this.calls;
    const until = instant(epochMs(this.#now) + seconds * 1_000);
    await this.settle();
    for (let due = exchange.nextDue(until); due !== null; due = exchange.nextDue(until)) {
      this.#now = due > this.#now ? due : this.#now;
      exchange.tick(this.#now);
      await this.settle();
    }
    this.#now = until;
  }
  async call(phone: string, from?: string): Promise<Leg> {
    const leg = this.calls.call(phone, from);
    await this.settle();
    return leg;
  }
  /** The line calls a phone, by the REST API. */
  async ring(to: PhoneNumber, path = '/out', more: Partial<Asked> = {}): Promise<Leg> {
    const asked: Asked = {
      to,
      from: LINE,
      first: { url: `${BASE}${path}`, form: {} },
      timeoutMs: 18_000,
      callback: undefined,
      detects: false,
      ...more,
    };
    const leg = this.calls.exchange.create(asked);
    await this.settle();
    return leg;
  }
  async press(phone: string, keys: string): Promise<void> {
    this.calls.press(phone, keys);
    await this.settle();
  }
  async speak(
    phone: string,
    words: string,
    more: { readonly recording?: 'absent'; readonly transcript?: 'failed' | 'never' } = {},
  ): Promise<void> {
    this.calls.speak(phone, { words, confidence: 0.9, ...more }, 'recording');
    await this.settle();
  }
  async say(phone: string, words: string): Promise<void> {
    this.calls.speak(phone, { words, confidence: 0.9 });
    await this.settle();
  }
  async pickUp(phone: string, as?: 'machine_start'): Promise<void> {
    this.calls.pickUp(phone, as);
    await this.settle();
  }
  async hangUp(phone: string): Promise<void> {
    this.calls.hangUp(phone);
    await this.settle();
  }
  /** What happened on phones, in short: "Maria hears: words". */
  news(): readonly string[] {
    return this.calls.takeNews().map(short);
  }
  /** The requests to the line since the last time, without those that only report. */
  asked(): readonly string[] {
    return this.requests.splice(0).map(({ to }) => to);
  }
}

const NAMES: Readonly<Record<string, string>> = { [MARIA]: 'Maria', [LUIS]: 'Luis', [ANA]: 'Ana', [BO]: 'Bo', [LINE]: 'the line' };
const nameOf = (phone: string): string => NAMES[phone] ?? phone;
const short = (news: PhoneNews): string => {
  const who = nameOf(news.phone);
  if (news.what === 'rings') return `${who} rings: ${nameOf(news.from)}`;
  if (news.what === 'talks') return `${who} talks with ${nameOf(news.with)}`;
  if (news.what === 'ended') return `${who}: ${news.status}`;
  if (news.what === 'fault') return `fault: ${news.sentence}`;
  return `${who} hears: ${news.piece.kind === 'played' ? news.piece.url : news.piece.text}`;
};
