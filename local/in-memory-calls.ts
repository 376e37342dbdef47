import { type CallSid, callSid } from '../shared/domain/call.ts';
import type { ClearedCall } from '../shared/domain/clear-call.ts';
import { type Instant, type PhoneNumber, phoneNumber } from '../shared/domain/ids.ts';
import { alongQuery } from '../shared/domain/out-address.ts';
import type { WebResult } from '../shared/shell/door.ts';
import { routes } from '../shared/shell/routes.ts';
import type { SendResult } from '../shared/shell/runtime.ts';
import { failureOf } from './simulator/failures.ts';
import { Exchange } from './simulator/voice/exchange.ts';
import type { Words } from './simulator/voice/fiber.ts';
import type { Leg } from './simulator/voice/leg.ts';
import { type CallNews, type Habit, OVER, type Piece } from './simulator/voice/model.ts';
import type { ExchangeParts } from './simulator/voice/parts.ts';
import { callsApi } from './simulator/voice/rest-calls.ts';
import type { Form, WebhookAnswer } from './simulator/webhook.ts';

export interface CallsParts {
  readonly accountSid: string;
  readonly publicUrl: string;
  readonly lineNumber: PhoneNumber;
  readonly now: () => Instant;
  /** Posts a signed form to a door of the line. */
  readonly door: (path: string, query: string, form: Form) => Promise<WebResult>;
  readonly callsAtOnceMax?: number;
  /** Whether speech takes its time, as with real callers; otherwise it takes none. */
  readonly speech?: ExchangeParts['speech'];
  /** What answers while the line does not: an address, and documents by their addresses. */
  readonly fallback?: { readonly url: string; readonly files: Readonly<Record<string, string>> };
}

/** Something that happened on a phone: it rang, it heard something, it was put through, its call ended. */
export type PhoneNews =
  | { readonly what: 'rings'; readonly phone: PhoneNumber; readonly from: string; readonly sid: string }
  | { readonly what: 'heard'; readonly phone: PhoneNumber; readonly piece: Piece }
  | { readonly what: 'talks'; readonly phone: PhoneNumber; readonly with: PhoneNumber }
  | { readonly what: 'ended'; readonly phone: PhoneNumber; readonly status: string }
  | { readonly what: 'fault'; readonly phone: PhoneNumber; readonly sentence: string };

/** The phones of a line in memory: they call and are called, in the line's own time, and speech takes none of it. */
export class InMemoryCalls {
  readonly exchange: Exchange;
  readonly habits = new Map<string, Habit>();
  readonly #parts: CallsParts;
  readonly #rest: ReturnType<typeof callsApi>;
  /** What was told of each call already, so that a change is told once. */
  readonly #told = new Map<string, string>();
  readonly #hungUp = new Set<string>();
  #news: PhoneNews[] = [];
  #broken: unknown;

  constructor(parts: CallsParts) {
    this.#parts = parts;
    const { accountSid, publicUrl, lineNumber, now, callsAtOnceMax, fallback } = parts;
    this.exchange = new Exchange({
      accountSid,
      lineNumber,
      now,
      recordingsUrl: `${publicUrl}/recordings`,
      voiceUrl: `${publicUrl}${routes.voice}`,
      voiceStatusUrl: `${publicUrl}${routes.voiceStatus}`,
      ...(fallback === undefined ? {} : { voiceFallbackUrl: fallback.url }),
      post: (url, form) => this.#post(url, form),
      seed: 'in memory',
      speech: parts.speech ?? 'at-once',
      habitOf: number => this.habits.get(number),
      doubled: number => failureOf(number)?.doubled === true,
      ...(callsAtOnceMax === undefined ? {} : { callsAtOnceMax }),
      hear: news => this.#hear(news),
      fault: (phone, sentence) => void this.#news.push({ what: 'fault', phone, sentence }),
      broke: error => {
        this.#broken ??= error;
      },
    });
    this.#rest = callsApi({ accountSid, publicUrl, exchange: this.exchange });
  }

  /** What the carrier says when the line wants to call. */
  stopRinging(sid: string): void {
    const path = `/2010-04-01/Accounts/${this.#parts.accountSid}/Calls/${sid}.json`;
    this.#rest({ method: 'POST', path, form: new URLSearchParams({ Status: 'canceled' }), query: new URLSearchParams() });
  }
  create({ to, id, timeoutS, along }: ClearedCall): SendResult {
    const { accountSid, publicUrl, lineNumber } = this.#parts;
    const query = `?m=${encodeURIComponent(id)}`;
    const form = new URLSearchParams({
      To: to,
      From: lineNumber,
      Url: `${publicUrl}${routes.voiceOut}?${new URLSearchParams({ m: id, ...alongQuery(along) })}`,
      Timeout: String(timeoutS),
    });
    form.set('StatusCallback', `${publicUrl}${routes.voiceStatus}${query}`);
    for (const event of ['initiated', 'ringing', 'answered', 'completed']) form.append('StatusCallbackEvent', event);
    const path = `/2010-04-01/Accounts/${accountSid}/Calls.json`;
    const answer = this.#rest({ method: 'POST', path, form, query: new URLSearchParams() });
    if (answer === undefined || answer === 'hang') return { ok: false, code: null, http: null, retry: true, unknown: true };
    const { sid = '', status = '', code = null } = answer.json as { sid?: string; status?: string; code?: number };
    const made = callSid(sid);
    if (made === undefined) return { ok: false, code, http: answer.status, retry: answer.status >= 429, unknown: false };
    return { ok: true, sid: made, status };
  }
  /** The calls that the line made to this number, newest first. */
  made(to: PhoneNumber): readonly { readonly sid: CallSid; readonly status: string }[] {
    const legs = [...this.exchange.legs()].filter(({ call }) => call.direction === 'outbound-api' && call.to === to).reverse();
    return legs.flatMap(({ call }) => {
      const sid = callSid(call.sid);
      return sid === undefined ? [] : [{ sid, status: call.status }];
    });
  }

  /** The newest call that this phone is on. Throws where there is none. */
  on(phone: string): Leg {
    const leg = this.#live(phone).findLast(({ call }) => call.direction === 'inbound' || call.answeredAt !== null);
    if (leg === undefined) throw new Error(`${phone} is on no call.`);
    return leg;
  }
  /** The call that has rung longest on this phone. Throws where none rings. */
  ringing(phone: string): Leg {
    const leg = this.#live(phone).find(({ call }) => call.direction !== 'inbound' && call.status === 'ringing');
    if (leg === undefined) throw new Error(`${phone} does not ring.`);
    return leg;
  }
  #live(phone: string): readonly Leg[] {
    const number = phoneNumber(phone);
    return number === undefined ? [] : this.exchange.live(number);
  }

  call(phone: string, from?: string): Leg {
    const number = phoneNumber(phone);
    if (number === undefined) throw new Error(`${phone} is no phone.`);
    return this.exchange.call(number, from);
  }
  pickUp(phone: string, as: 'human' | 'machine_start' = 'human'): Leg {
    const leg = this.ringing(phone);
    this.exchange.tell(leg, { what: 'picked-up', as });
    return leg;
  }
  decline(phone: string): void {
    this.exchange.tell(this.ringing(phone), { what: 'declined' });
  }
  isOn(phone: string): boolean {
    return this.#live(phone).some(({ call }) => call.direction === 'inbound' || call.answeredAt !== null);
  }
  /** Throws where nothing listens to keys. */
  press(phone: string, keys: string): Leg {
    const leg = this.on(phone);
    const { doing } = leg;
    const listens = (doing.what === 'asked' && doing.keys) || doing.what === 'recording' || doing.what === 'talking';
    if (!listens) throw new Error(`${phone} presses ${keys}, and nothing listens to keys: the call is ${doing.what}.`);
    for (const key of keys) this.exchange.tell(leg, { what: 'key', key });
    return leg;
  }
  /** Throws where nothing listens to words. */
  speak(phone: string, words: Omit<Words, 'what'>, where: 'asked' | 'recording' = 'asked'): Leg {
    const leg = this.on(phone);
    const { doing } = leg;
    const listens = doing.what === 'talking' || (doing.what === 'asked' && doing.speech && where === 'asked');
    if (!listens && !(where === 'recording' && doing.what === 'recording'))
      throw new Error(`${phone} says "${words.words}", and nothing listens to that: the call is ${doing.what}.`);
    this.exchange.tell(leg, { what: 'words', ...words });
    return leg;
  }
  hangUp(phone: string): void {
    const leg = this.on(phone);
    this.#hungUp.add(leg.call.sid);
    this.exchange.tell(leg, { what: 'gone', status: 'completed' });
  }

  /** Whether the exchange's own program broke; thrown where somebody waits for it. */
  check(): void {
    if (this.#broken !== undefined) throw this.#broken;
  }
  /** Everything that happened on phones since the last time, in order. */
  takeNews(): readonly PhoneNews[] {
    const news = this.#news;
    this.#news = [];
    return news;
  }

  async #post(url: string, form: Form): Promise<WebhookAnswer> {
    const { publicUrl, door, fallback } = this.#parts;
    const document = fallback?.files[url];
    if (document !== undefined) return { ok: true, status: 200, type: 'application/xml', body: document };
    if (!url.startsWith(`${publicUrl}/`)) return { ok: false, why: `Nobody answers at ${url}.` };
    const [path = '', query = ''] = url.slice(publicUrl.length).split('?', 2);
    const { statusCode, headers = {}, body = '' } = await door(path, query, form);
    return { ok: true, status: statusCode, type: headers['content-type'] ?? '', body };
  }

  #hear(news: CallNews): void {
    if (news.what === 'heard') {
      const own = news.piece.kind === 'keys' || news.piece.kind === 'spoke';
      if (!own) this.#news.push({ what: 'heard', phone: news.phone, piece: news.piece });
      return;
    }
    const { call, doing } = news;
    const state = doing.what === 'talking' ? `talking ${doing.with}` : OVER.has(call.status) ? 'over' : call.status;
    if (this.#told.get(call.sid) === state) return;
    this.#told.set(call.sid, state);
    const { phone, sid } = call;
    if (doing.what === 'talking') {
      const other = this.exchange.leg(doing.with)?.call.phone;
      if (other) this.#news.push({ what: 'talks', phone, with: other });
    } else if (state === 'over') {
      if (!this.#hungUp.has(sid)) this.#news.push({ what: 'ended', phone, status: call.status });
    } else if (state === 'ringing' && call.direction !== 'inbound') this.#news.push({ what: 'rings', phone, from: call.from, sid });
  }
}
