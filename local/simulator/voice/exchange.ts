import { createHash } from 'node:crypto';
import { type Instant, later, type PhoneNumber } from '../../../shared/domain/ids.ts';
import type { Carrying } from '../../timekeeper.ts';
import type { Form, PostWebhook } from '../webhook.ts';
import type { News, Next, Run, Wish } from './fiber.ts';
import { eventForm } from './forms.ts';
import type { CallEvent, Company, Leg, Report, Ringing } from './leg.ts';
import { inbound, life, outbound, sceneOf } from './life.ts';
import { type Call, type CallNews, type CallStatus, type Habit, type Happened, OVER, type Piece, type Recording } from './model.ts';
import { secondsToSay } from './speech.ts';
import { alarms, inTurn } from './turns.ts';

export interface ExchangeParts {
  readonly accountSid: string;
  readonly lineNumber: PhoneNumber;
  /** Where recordings are fetched, without a slash at its end. */
  readonly recordingsUrl: string;
  /** Where a call that comes in is announced, and where its end is; both as the number is set up at Twilio. */
  readonly voiceUrl: string;
  readonly voiceStatusUrl: string;
  readonly post: PostWebhook;
  readonly now: () => Instant;
  /** Makes the ids of calls unlike those of any other run. */
  readonly seed: string;
  /** Whether speech takes the time that it takes to say it, or none, as in tests. */
  readonly speech: 'takes-time' | 'at-once';
  readonly habitOf?: (number: PhoneNumber) => Habit | undefined;
  /** Calls that the account may have at once. */
  readonly callsAtOnceMax?: number;
  readonly hear: (news: CallNews) => void;
  readonly fault: (phone: PhoneNumber, sentence: string) => void;
  /** Called when a program of the simulator itself breaks. */
  readonly broke: (error: unknown) => void;
}

const fresh = (call: Call, callback: Leg['callback'], detects: boolean): Leg => ({
  call,
  doing: { what: 'ringing' },
  run: undefined,
  wakeAt: null,
  peer: undefined,
  queue: undefined,
  children: [],
  pieces: [],
  seconds: 0,
  sequence: 0,
  callback,
  detects,
});

/** Twilio begins one call a second that the REST API asks for; the others wait. https://www.twilio.com/docs/voice/api/call-resource */
const API_CALLS_APART_MS = 1_000;

/** What the REST API asks for. */
export interface Asked {
  readonly to: PhoneNumber;
  readonly from: string;
  readonly first: Next;
  readonly timeoutMs: number;
  readonly callback: Leg['callback'];
  readonly detects: boolean;
}

/** The calls of one line: who rings, who talks, who waits. Everything happens one after the other, and in the line's own time. */
export class Exchange implements Carrying, Company {
  readonly accountSid: string;
  readonly lineNumber: PhoneNumber;
  readonly recordingsUrl: string;
  readonly recordings = new Map<string, Recording>();
  readonly #parts: ExchangeParts;
  readonly #legs = new Map<string, Leg>();
  readonly #queues = new Map<string, Leg[]>();
  readonly #turns: ReturnType<typeof inTurn>;
  readonly #alarms = alarms();
  #lastApiCall: Instant | undefined;
  #made = 0;

  constructor(parts: ExchangeParts) {
    this.#parts = parts;
    ({ accountSid: this.accountSid, lineNumber: this.lineNumber, recordingsUrl: this.recordingsUrl } = parts);
    this.#turns = inTurn(parts.broke);
  }

  now(): Instant {
    return this.#parts.now();
  }
  newSid(prefix: 'CA' | 'RE' | 'QU'): string {
    return (
      prefix +
      createHash('sha256')
        .update(`${this.#parts.seed}/call/${this.#made++}`)
        .digest('hex')
        .slice(0, 32)
    );
  }
  speechMs(text: string): number {
    return this.#parts.speech === 'at-once' ? 0 : Math.round(secondsToSay(text) * 1_000);
  }

  /** All calls, oldest first. */
  legs(): Iterable<Leg> {
    return this.#legs.values();
  }
  leg(sid: string): Leg | undefined {
    return this.#legs.get(sid);
  }
  /** The calls of one phone that are not over, oldest first. */
  live(phone?: PhoneNumber): readonly Leg[] {
    return [...this.#legs.values()].filter(leg => !OVER.has(leg.call.status) && (phone === undefined || leg.call.phone === phone));
  }

  /** A phone calls the line. `from` is what it shows of itself, where that is not its number. */
  call(phone: PhoneNumber, from: string = phone): Leg {
    const { voiceUrl, lineNumber } = this.#parts;
    const leg = this.#add({ direction: 'inbound', phone, from, to: lineNumber, parent: null, status: 'ringing' });
    if (this.#full(leg)) {
      this.fault(leg, 'The account has as many calls as it may have at once: the caller hears a busy tone (10004).');
      this.#turns.add(async () => this.#end(leg, 'busy'));
      return leg;
    }
    const scene = sceneOf(this, leg, voiceUrl);
    leg.run = this.#program(
      leg,
      life(scene, () => inbound(scene)),
    );
    this.#turns.add(() => this.#drive(leg));
    return leg;
  }

  /** The REST API asks for a call: it begins when its second has come. */
  create({ to, from, first, timeoutMs, callback, detects }: Asked): Leg {
    const leg = this.#add({ direction: 'outbound-api', phone: to, from, to, parent: null, status: 'queued' }, callback, detects);
    const scene = sceneOf(this, leg, 'url' in first ? first.url : '');
    leg.run = this.#program(
      leg,
      life(scene, () => outbound(scene, first, timeoutMs)),
    );
    const now = this.now();
    const due = this.#lastApiCall === undefined ? now : later(this.#lastApiCall, API_CALLS_APART_MS);
    this.#lastApiCall = due > now ? due : now;
    this.#alarms.set(this.#lastApiCall, () => this.#turns.add(() => this.#begin(leg)));
    this.#alarms.ring(now);
    return leg;
  }

  dial({ to, from, parent, callback, detects }: Ringing, program: (leg: Leg) => Run<void>): Leg {
    const call = { direction: 'outbound-dial' as const, phone: to, from, to, parent: parent?.call.sid ?? null, status: 'queued' as const };
    const leg = this.#add(call, callback, detects);
    leg.run = this.#program(
      leg,
      life(sceneOf(this, leg, ''), () => program(leg)),
    );
    this.#turns.add(() => this.#begin(leg));
    return leg;
  }

  /** Takes up calls of an earlier run: those that still went on then are over, and whoever was to hear of that hears it. */
  restore(kept: readonly { readonly call: Call; readonly pieces: readonly Happened[]; readonly callback?: string }[]): void {
    for (const { call, pieces, callback } of kept) {
      const events = callback === undefined ? undefined : { url: callback, events: new Set<CallEvent>(['completed']) };
      const leg: Leg = { ...fresh(call, events, false), pieces: [...pieces], doing: { what: 'ended' } };
      this.#legs.set(call.sid, leg);
      if (!OVER.has(call.status)) this.#end(leg, call.answeredAt === null ? 'canceled' : 'completed');
    }
  }

  tell(leg: Leg, news: News): void {
    if (news.what === 'key') this.heard(leg, { kind: 'keys', text: news.key });
    if (news.what === 'words') this.heard(leg, { kind: 'spoke', text: news.words });
    this.#turns.add(() => this.#drive(leg, news));
  }
  heard(leg: Leg, piece: Piece): void {
    leg.pieces.push({ ...piece, at: this.now() });
    if (piece.kind === 'said') leg.seconds += secondsToSay(piece.text);
    const { sid, phone } = leg.call;
    this.#parts.hear({ what: 'heard', sid, phone, nth: leg.pieces.length - 1, at: this.now(), piece });
  }
  doing(leg: Leg, doing: Leg['doing']): void {
    leg.doing = doing;
    this.#parts.hear({ what: 'call', call: leg.call, doing });
  }
  status(leg: Leg, status: CallStatus, more: Partial<Call> = {}): void {
    leg.call = { ...leg.call, ...more, status };
    this.#parts.hear({ what: 'call', call: leg.call, doing: leg.doing });
    this.#report(leg, status === 'in-progress' ? 'answered' : status === 'ringing' ? 'ringing' : 'completed');
  }
  fault(leg: Leg, sentence: string): void {
    this.#parts.fault(leg.call.phone, sentence);
  }
  habitOf({ call }: Leg): Habit | undefined {
    const talks = this.live(call.phone).some(other => other.call.sid !== call.sid && other.call.answeredAt !== null);
    return this.#parts.habitOf?.(call.phone) ?? (talks ? 'busy' : undefined);
  }
  join(a: Leg, b: Leg): void {
    [a.peer, b.peer] = [b, a];
    this.doing(a, { what: 'talking', with: b.call.sid });
    this.doing(b, { what: 'talking', with: a.call.sid });
  }
  part(leg: Leg): void {
    const { peer } = leg;
    leg.peer = undefined;
    if (peer === undefined) return;
    peer.peer = undefined;
    this.tell(peer, { what: 'parted' });
  }
  waitersIn(queue: string): Leg[] {
    const waiting = this.#queues.get(queue) ?? [];
    this.#queues.set(queue, waiting);
    return waiting;
  }
  record(recording: Recording, reports: readonly Report[]): void {
    this.recordings.set(recording.sid, recording);
    for (const { afterMs, url, form, settles } of reports) {
      const report = async (): Promise<void> => {
        const known = this.recordings.get(recording.sid);
        if (known && settles !== undefined) this.recordings.set(recording.sid, { ...known, status: settles });
        if (url !== '') await this.#parts.post(url, form);
      };
      this.#alarms.set(later(this.now(), afterMs), () => this.#turns.add(report));
    }
  }
  recordingAt(url: string): Recording | undefined {
    return this.recordings.get(/\/(RE[0-9a-f]{32})(?:\.\w+)?$/.exec(url)?.[1] ?? '');
  }

  activity(): number {
    return this.#turns.activity();
  }
  idle(): Promise<void> {
    return this.#turns.idle();
  }
  tick(until: Instant): void {
    this.#alarms.ring(until);
    for (const leg of this.#legs.values()) {
      const { wakeAt } = leg;
      if (wakeAt === null || wakeAt > until) continue;
      leg.wakeAt = null;
      this.tell(leg, { what: 'time' });
    }
  }
  nextDue(until: Instant): Instant | null {
    const due = [...this.#legs.values()].flatMap(({ wakeAt }) => wakeAt ?? []);
    const [first] = [...due, ...this.#alarms.due()].sort();
    return first !== undefined && first <= until ? first : null;
  }

  #add(known: Omit<Call, 'sid' | 'createdAt' | 'answeredAt' | 'endedAt' | 'answeredBy'>, callback?: Leg['callback'], detects = false): Leg {
    const call = { sid: this.newSid('CA'), createdAt: this.now(), answeredAt: null, endedAt: null, answeredBy: null, ...known };
    const doing = { what: known.status === 'queued' ? 'queued' : 'ringing' } as const;
    const leg: Leg = { ...fresh(call, callback, detects), doing };
    this.#legs.set(call.sid, leg);
    this.#parts.hear({ what: 'call', call, doing });
    return leg;
  }
  #full(leg: Leg): boolean {
    const others = this.live().filter(other => other !== leg && other.call.status !== 'queued');
    return others.length >= (this.#parts.callsAtOnceMax ?? Number.POSITIVE_INFINITY);
  }
  async #begin(leg: Leg): Promise<void> {
    if (OVER.has(leg.call.status)) return;
    if (this.#full(leg)) {
      this.fault(leg, 'The account has as many calls as it may have at once: this one fails (10004).');
      return this.#end(leg, 'failed');
    }
    this.#report(leg, 'initiated');
    return this.#drive(leg);
  }
  *#program(leg: Leg, work: Run<CallStatus>): Run<void> {
    this.#end(leg, yield* work);
  }
  /** Lets a call's program run until it waits for something that is not there yet. */
  async #drive(leg: Leg, news?: News): Promise<void> {
    const { run } = leg;
    if (run === undefined) return;
    leg.wakeAt = null;
    // A program that has not begun takes no news: whoever hangs up before it begins is gone.
    if (news?.what === 'gone' && leg.call.status === 'queued') return this.#end(leg, news.status);
    let step: IteratorResult<Wish, void> = run.next(news ?? { what: 'time' });
    while (!step.done && 'post' in step.value) {
      const answer = await this.#parts.post(step.value.post, step.value.form);
      step = run.next({ what: 'answer', answer });
    }
    if (!step.done && 'ms' in step.value) leg.wakeAt = step.value.ms === null ? null : later(this.now(), step.value.ms);
  }
  #end(leg: Leg, status: CallStatus): void {
    if (OVER.has(leg.call.status)) return;
    leg.run = undefined;
    leg.wakeAt = null;
    leg.doing = { what: 'ended' };
    this.status(leg, status, { endedAt: this.now() });
    this.part(leg);
    const parent = leg.call.parent === null ? undefined : this.leg(leg.call.parent);
    if (parent) this.tell(parent, { what: 'child-over', sid: leg.call.sid });
  }
  /** A number tells of the end of what came in; a call that the line made tells what the line asked to be told. */
  #report(leg: Leg, event: CallEvent): void {
    const { voiceStatusUrl, post } = this.#parts;
    const events = leg.call.direction === 'inbound' ? { url: voiceStatusUrl, events: new Set(['completed']) } : leg.callback;
    if (events === undefined || !events.events.has(event)) return;
    const form: Form = eventForm(this, leg, event);
    this.#turns.add(async () => void (await post(events.url, form)));
  }
}
