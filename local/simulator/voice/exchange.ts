import { createHash } from 'node:crypto';
import { type Instant, later, type PhoneNumber } from '../../../shared/domain/ids.ts';
import type { Carrying } from '../../timekeeper.ts';
import type { KeptCall } from '../model.ts';
import type { Form, WebhookAnswer } from '../webhook.ts';
import type { News, Run, Wish } from './fiber.ts';
import { eventForm } from './forms.ts';
import { type CallEvent, type Company, fresh, type Leg, type Report, type Ringing, restored } from './leg.ts';
import { inbound, life, outbound, sceneOf } from './life.ts';
import { type Call, type CallStatus, type Habit, OVER, type Piece, type Recording } from './model.ts';
import type { Asked, ExchangeParts } from './parts.ts';
import { recordings } from './recordings.ts';
import { registry } from './registry.ts';
import { secondsToSay } from './speech.ts';
import { alarms, inTurn, pace } from './turns.ts';

/** Twilio begins one call a second that the REST API asks for; the others wait. https://www.twilio.com/docs/voice/api/call-resource */
const API_CALLS_APART_MS = 1_000;

/** The calls of one line: who rings, who talks, who waits. Everything happens one after the other, and in the line's own time. */
export class Exchange implements Carrying, Company {
  readonly accountSid: string;
  readonly lineNumber: PhoneNumber;
  readonly recordingsUrl: string;
  readonly #parts: ExchangeParts;
  readonly #legs = registry();
  readonly #queues = new Map<string, Leg[]>();
  readonly #turns: ReturnType<typeof inTurn>;
  readonly #alarms = alarms();
  readonly #recordings: ReturnType<typeof recordings>;
  readonly #apiPace = pace(API_CALLS_APART_MS);
  #made = 0;

  constructor(parts: ExchangeParts) {
    this.#parts = parts;
    ({ accountSid: this.accountSid, lineNumber: this.lineNumber, recordingsUrl: this.recordingsUrl } = parts);
    this.#turns = inTurn(parts.broke);
    this.#recordings = recordings({ ...parts, at: (due, work) => this.#alarms.set(due, () => this.#turns.add(work)) });
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
    return this.#legs.all();
  }
  leg(sid: string): Leg | undefined {
    return this.#legs.get(sid);
  }
  /** The calls of one phone, or of all, that are not over, oldest first. */
  live(phone?: PhoneNumber): readonly Leg[] {
    return this.#legs.live().filter(leg => phone === undefined || leg.call.phone === phone);
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
    this.#alarms.set(this.#apiPace(this.now()), () => this.#turns.add(() => this.#begin(leg)));
    this.#alarms.ring(this.now());
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
  restore(kept: readonly KeptCall[]): void {
    for (const leg of kept.map(restored)) {
      this.#legs.put(leg);
      if (!OVER.has(leg.call.status)) this.#end(leg, leg.call.answeredAt === null ? 'canceled' : 'completed');
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
  fallbackOf({ call }: Leg): string | undefined {
    return call.direction === 'inbound' ? this.#parts.voiceFallbackUrl : undefined;
  }
  waitersIn(queue: string): Leg[] {
    const waiting = this.#queues.get(queue) ?? [];
    this.#queues.set(queue, waiting);
    return waiting;
  }
  record(recording: Recording, reports: readonly Report[]): void {
    this.#recordings.keep(recording, reports);
  }
  recordingAt(url: string): Recording | undefined {
    return this.#recordings.at(url);
  }
  /** It is deleted through the REST API. */
  forgetRecording(sid: string): void {
    this.#recordings.forget(sid);
  }

  activity(): number {
    return this.#turns.activity();
  }
  idle(): Promise<void> {
    return this.#turns.idle();
  }
  tick(until: Instant): void {
    this.#alarms.ring(until);
    for (const leg of this.#legs.live()) {
      const { wakeAt } = leg;
      if (wakeAt === null || wakeAt > until) continue;
      leg.wakeAt = null;
      this.tell(leg, { what: 'time' });
    }
  }
  nextDue(until: Instant): Instant | null {
    const due = this.#legs.live().flatMap(({ wakeAt }) => wakeAt ?? []);
    const [first] = [...due, ...this.#alarms.due()].sort();
    return first !== undefined && first <= until ? first : null;
  }

  #add(known: Omit<Call, 'sid' | 'createdAt' | 'answeredAt' | 'endedAt' | 'answeredBy'>, callback?: Leg['callback'], detects = false): Leg {
    const call = { sid: this.newSid('CA'), createdAt: this.now(), answeredAt: null, endedAt: null, answeredBy: null, ...known };
    const doing = { what: known.status === 'queued' ? 'queued' : 'ringing' } as const;
    const leg: Leg = { ...fresh(call, callback, detects), doing };
    this.#legs.put(leg);
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
      const answer = await this.#post(leg, step.value.post, step.value.form);
      step = run.next({ what: 'answer', answer });
    }
    if (!step.done && 'ms' in step.value) leg.wakeAt = step.value.ms === null ? null : later(this.now(), step.value.ms);
  }
  /** Asks the line; for a phone that says everything twice, at the same moment and with the same words. */
  async #post(leg: Leg, url: string, form: Form): Promise<WebhookAnswer> {
    const { post, doubled } = this.#parts;
    if (doubled?.(leg.call.phone) !== true) return post(url, form);
    const [answer, again] = await Promise.all([post(url, form), post(url, form)]);
    const same = answer.ok && again.ok ? answer.body === again.body : answer.ok === again.ok;
    if (!same) this.fault(leg, 'The line answered the same step in two different ways.');
    return answer;
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
