import type { ListedCall, ListedText, Page, Window } from '../../shared/domain/account-list.ts';
import { callSid } from '../../shared/domain/call.ts';
import type { Cleared } from '../../shared/domain/consent.ts';
import { epochMs, instant, messageSid } from '../../shared/domain/ids.ts';
import { routes } from '../../shared/shell/routes.ts';
import type { SendResult } from '../../shared/shell/runtime.ts';
import { Bill, endedIn, listed } from './bill.ts';
import { type Fate, ORDINARY } from './fates.ts';
import type { World } from './world.ts';

/** The words on which the carrier acts by itself, whatever was meant by them. */
const STOPS = /^\W*(?:stop|stopall|unsubscribe|cancel|end|quit|revoke|optout)\W*$/i;
const STARTS = /^\W*(?:start|yes|unstop)\W*$/i;
export const isStart = (body: string): boolean => STARTS.test(body);

const PAGE = 20;
const LISTED_MAX = 10_000;
const segments = (body: string): number => Math.max(1, Math.ceil(body.length / 153));

interface Taken {
  readonly text: Cleared;
  readonly sid: string;
  readonly fate: Fate;
}

/** The carrier of texts: it takes, refuses, delays, reorders, doubles and loses, as the fate of each text says, and keeps to a STOP by itself. */
export class WorldCarrier {
  readonly bill: Bill;
  readonly #world: World;
  readonly #fateOf: (id: string, to: string, at: number) => Fate;
  readonly #attempts = new Map<string, number>();
  readonly #fates = new Map<string, Fate>();
  readonly #blocked = new Set<string>();
  readonly #saidOut = new Set<string>();
  /** The account's own list, the oldest first; what is far older than anybody looks back is left out. */
  readonly #listed: { readonly at: number; readonly text: ListedText }[] = [];
  readonly #sids = new Set<string>();
  /** Taken, and nothing reported yet. */
  readonly #fresh = new Map<string, Taken>();

  constructor(world: World, fateOf: (id: string, to: string, at: number) => Fate) {
    this.#world = world;
    this.bill = new Bill(() => world.phones.exchange.legs());
    this.#fateOf = fateOf;
  }

  /** A text goes by, from a phone to the line. */
  sees({ phone, body, sid }: { readonly phone: string; readonly body: string; readonly sid: string }): void {
    this.#list({
      sid: messageSid(sid),
      way: 'in',
      from: phone,
      to: this.#world.community.number,
      body,
      media: 0,
      segments: segments(body),
      status: 'received',
    });
    if (STOPS.test(body)) this.#blocked.add(phone);
    if (isStart(body)) this.#blocked.delete(phone);
  }
  blocks(phone: string): boolean {
    return this.#blocked.has(phone);
  }
  optsOut(phone: string): void {
    this.#blocked.add(phone);
  }
  /** Whether it answered to the text with this id that its reader has opted out. */
  saidOut(id: string): boolean {
    return this.#saidOut.has(id);
  }
  /** One page of what the account has of this time, the newest first. */
  texts({ from, to }: Window, page = '0'): Page<ListedText> {
    const [first, last] = [epochMs(from), epochMs(to)];
    const begins = this.#listed.findLastIndex(({ at }) => at < first) + 1;
    const all = this.#listed.slice(begins).flatMap(({ at, text }) => (at < last ? [text] : []));
    const [begin, end] = [Number(page), Number(page) + PAGE];
    const listed = all.toReversed().slice(begin, end);
    return end < all.length ? { listed, next: String(end) } : { listed };
  }
  /** Every call of the account that ended within this time, the newest first. */
  calls({ from, to }: Window): Page<ListedCall> {
    const [first, last] = [epochMs(from), epochMs(to)];
    const ended = [...this.#world.phones.exchange.legs()].filter(({ call }) => endedIn(call.endedAt, first, last));
    return {
      listed: ended.reverse().flatMap(({ call }) => {
        const sid = callSid(call.sid);
        return sid === undefined ? [] : [{ sid, ...listed(call) }];
      }),
    };
  }
  #list(text: Omit<ListedText, 'at'>): void {
    if (this.#sids.has(text.sid)) return;
    this.#sids.add(text.sid);
    const { at } = this.#world;
    this.bill.text(at, text.segments, text.way);
    // The list knows whole seconds.
    this.#listed.push({ at, text: { ...text, at: instant(Math.floor(at / 1_000) * 1_000) } });
    if (this.#listed.length > LISTED_MAX) this.#listed.splice(0, LISTED_MAX / 2);
  }
  /** What becomes of this text, from now on. */
  decide(id: string, fate: Fate): void {
    this.#fates.set(id, fate);
  }

  /** Its answer to one attempt. */
  accept(text: Cleared): SendResult {
    const { counts } = this.#world;
    if (this.blocks(text.to)) {
      this.#saidOut.add(text.id);
      return this.#refuse(21610, 400, false);
    }
    const fate = this.#fate(text);
    const tried = this.#attempts.get(text.id) ?? 0;
    this.#attempts.set(text.id, tried + 1);
    const still = tried < (fate.times ?? 1);
    if (fate.takes === 'never') return this.#refuse(fate.code ?? null, fate.http ?? 400, false);
    if (fate.takes === 'later' && still) return this.#refuse(fate.code ?? null, fate.http ?? 503, true);
    if (fate.takes === 'lost' && still) return { ok: false, code: null, http: null, retry: true, unknown: true };
    const { ends, ...arriving } = fate;
    const bad = ends !== undefined && still;
    if (bad) counts.undelivered += 1;
    const sid = this.#world.has(text, bad ? ends : undefined);
    const { number } = this.#world.community;
    this.#list({ sid, way: 'out', from: number, to: text.to, body: text.body, media: 0, segments: segments(text.body), status: 'sent' });
    this.#fresh.set(text.id, { text, sid, fate: bad ? fate : arriving });
    if (fate.reports !== 'early') this.#follow(text.id);
    const heard = fate.takes !== 'unheard' || !still;
    return heard ? { ok: true, sid, status: 'queued' } : { ok: false, code: null, http: null, retry: true, unknown: true };
  }
  /** How it refuses this call for now or for good, by the fate of its id; undefined where it makes it. */
  refusesCall({ id, to }: Pick<Cleared, 'id' | 'to'>): SendResult | undefined {
    const { takes, code = null, http, times = 1 } = this.#fate({ id, to });
    const tried = this.#attempts.get(id) ?? 0;
    this.#attempts.set(id, tried + 1);
    if (takes === 'never') return this.#refuse(code, http ?? 400, false);
    return takes === 'later' && tried < times ? this.#refuse(code, http ?? 503, true) : undefined;
  }
  #refuse(code: number | null, http: number, retry: boolean): SendResult {
    this.#world.counts.refused += 1;
    return { ok: false, code, http, retry, unknown: false };
  }
  #fate({ id, to }: Pick<Cleared, 'id' | 'to'>): Fate {
    const known = this.#fates.get(id);
    if (known) return known;
    const fate = this.#fateOf(id, to, this.#world.at);
    this.#fates.set(id, fate);
    // An ordinary end is no event: whoever plays the world again need not be told of it.
    if (fate !== ORDINARY) this.#world.events.push({ at: this.#world.at, do: 'fate', id, fate });
    return fate;
  }

  /** The reports that overtake the answer to our request. */
  async reportEarly(id: string): Promise<void> {
    const taken = this.#fresh.get(id);
    if (taken?.fate.reports !== 'early') return;
    for (const report of [...reportsOf(taken)].reverse()) await this.#report(report);
    this.#follow(id);
  }
  /** What happens to it on its way: the phone gets it, or does not, and the line is told, or is not. */
  #follow(id: string): void {
    const taken = this.#fresh.get(id);
    if (!taken) return;
    this.#fresh.delete(id);
    const { text, fate } = taken;
    const { agenda, at } = this.#world;
    const arrives = at + fate.delayMs;
    if (fate.ends === undefined)
      agenda.put(arrives, () => {
        if (!this.blocks(text.to)) this.#world.reach({ phone: text.to, words: text.body, how: 'text' });
      });
    if (fate.reports === 'none' || fate.reports === 'early') return;
    const reports = reportsOf(taken);
    const order = fate.reports === 'reversed' ? [...reports].reverse() : fate.reports === 'twice' ? [...reports, ...reports] : reports;
    agenda.put(arrives, async () => {
      for (const report of order) await this.#report(report);
    });
  }
  async #report({ id, form }: Report): Promise<void> {
    await this.#world.posts(routes.status, `m=${encodeURIComponent(id)}`, form);
  }
}

interface Report {
  readonly id: string;
  readonly form: Readonly<Record<string, string>>;
}

const reportsOf = ({ text, sid, fate }: Taken): readonly Report[] => {
  const statuses = fate.ends === undefined ? ['sent', 'delivered'] : ['sent', 'undelivered'];
  return statuses.map(status => ({
    id: text.id,
    form: {
      MessageSid: sid,
      MessageStatus: status,
      ...(status === 'undelivered' ? { ErrorCode: String(fate.ends) } : {}),
    },
  }));
};
