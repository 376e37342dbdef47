import { createHash } from 'node:crypto';
import type { PhoneNews } from '../../local/in-memory-calls.ts';
import { InMemoryLine, type InMemoryOptions, replyIn } from '../../local/in-memory-line.ts';
import type { Leg } from '../../local/simulator/voice/leg.ts';
import type { Cleared } from '../../shared/domain/consent.ts';
import { epochMs, type Instant, instant, type messageSid } from '../../shared/domain/ids.ts';
import type { Outgoing } from '../../shared/domain/outgoing.ts';
import type { Rotation } from '../../shared/domain/rotation.ts';
import type { Log } from '../../shared/shell/log.ts';
import type { Carrier, SendResult } from '../../shared/shell/runtime.ts';
import { changePlan } from '../../shared/table/schedule.ts';
import { settleCommand } from '../../shared/table/settle.ts';
import { openSqlite } from '../../shared/table/sqlite.ts';
import type { Store } from '../../shared/table/store.ts';
import { Agenda } from './agenda.ts';
import { isStart, WorldCarrier } from './carrier.ts';
import { Clocks } from './clocks.ts';
import { type Counts, nothingYet } from './counts.ts';
import { type Event, phoneOf } from './events.ts';
import { type Fate, ORDINARY } from './fates.ts';
import { Machine } from './machine.ts';
import { Mirror, watched } from './mirror.ts';
import { playEvent } from './play.ts';
import type { Promised, Reached, View, Written } from './promises/promise.ts';

/** A promise was broken, at this moment (milliseconds since 1970). */
export interface Broken {
  readonly promise: string;
  readonly what: string;
  readonly at: number;
}

export interface Sabotage {
  readonly store?: (store: Store) => Store;
  readonly carrier?: (carrier: Carrier) => Carrier;
  readonly log?: (log: Log, write: (line: string) => void) => Log;
}

export interface WorldOptions extends Omit<InMemoryOptions, 'start' | 'store' | 'calls'> {
  readonly promises: readonly Promised[];
  /** The editions of the scripts that a deploy may bring. */
  readonly editions: readonly InMemoryOptions['book'][];
  readonly open?: (clock: () => number) => Store;
  /** The product made wrong on purpose, between what it decides and what the world watches; for the proof that a promise can be broken. */
  readonly sabotage?: Sabotage;
  /** What becomes of the text with this id; ordinary where it says nothing. */
  readonly fateOf?: (id: string, to: string, at: number) => Fate;
  /** Somebody got words on a phone, or something happened to it; each with its time, in milliseconds since 1970. */
  readonly reached?: (words: Reached, at: number) => void;
  readonly news?: (news: PhoneNews, at: number) => void;
  /** An event happened. */
  readonly played?: (event: Event, at: number) => void;
  /** A text that somebody wrote was answered, or was not. */
  readonly written?: (text: Written, at: number) => void;
  /** The carrier has taken a text of the line. */
  readonly taken?: (text: Cleared, at: number) => void;
}

/** By these somebody turns to the line on a call of theirs, or on one of ours. */
const ASKS: ReadonlySet<string> = new Set(['calls', 'keys', 'says', 'records']);
/** How long comparing with the account's list may be put off where nothing was lost. */
const PUT_OFF_MAX_MS = 4 * 3_600_000;
/** Rounds of what people do at one instant. */
const ROUNDS_MAX = 200;

/** Thrown out of the world where a promise was broken. */
export class BrokenPromise extends Error {
  readonly broken: Broken;
  constructor(broken: Broken) {
    super(`${broken.promise}: ${broken.what}`);
    this.name = 'BrokenPromise';
    this.broken = broken;
  }
}

/**
 * A neighborhood on the real doors and a real database: events happen to it at their time, the carrier has its moods, the process dies where
 * it is told to, and every promise is looked at with everything that happens.
 */
export class World extends InMemoryLine implements View {
  readonly agenda = new Agenda();
  readonly machine: Machine;
  readonly mirror: Mirror;
  readonly out = new Map<string, number>();
  readonly #acted = new Map<string, number>();
  readonly events: Event[] = [];
  readonly counts: Counts = nothingYet();
  broken: Broken | undefined;
  /** Whose each text is, and which were written down when the STOP of their phone was already. */
  readonly #from = new Map<string, string>();
  readonly #afterStop = new Set<string>();
  readonly #hash = createHash('sha256');
  readonly #names = new Map<string, string>();
  readonly #clocks = new Clocks();
  #sids = 0;
  #lost: (Written & { readonly at: number })[] = [];
  readonly #options: WorldOptions;
  readonly carrier: WorldCarrier;

  constructor(options: WorldOptions) {
    const { community, book, now, callsAtOnceMax, open = clock => openSqlite(':memory:', clock), sabotage } = options;
    const machine = new Machine();
    const mirror = new Mirror();
    const spoilt = sabotage?.store ?? ((store: Store): Store => store);
    const hears: { changed?: (writes: Parameters<Mirror['apply']>[0]) => void } = {};
    super({
      community,
      book,
      calls: 'ring',
      ...(now ? { now } : {}),
      ...(callsAtOnceMax === undefined ? {} : { callsAtOnceMax }),
      store: clock => spoilt(watched(open(clock), writes => hears.changed?.(writes))),
      start: runtime => {
        const carrier: Carrier = {
          ...runtime.carrier,
          call: async wanted => this.carrier.refusesCall(wanted) ?? runtime.carrier.call(wanted),
          listTexts: async (window, page) => this.carrier.texts(window, page),
          listCalls: async window => this.carrier.calls(window),
        };
        const log = sabotage?.log?.(runtime.log, line => this.logged.push(line)) ?? runtime.log;
        return machine.start({ ...runtime, log, carrier });
      },
    });
    this.#options = options;
    this.machine = machine;
    if (sabotage?.carrier) machine.spoils = sabotage.carrier;
    this.mirror = mirror;
    hears.changed = writes => this.#changed(writes);
    machine.quiet = until => this.#isQuiet(until);
    machine.leaving = given => this.#look(p => p.onLeaving?.(given, this));
    machine.taken = id => {
      this.counts.calledOut += 1;
      this.#look(p => p.onTaken?.({ id, ends: undefined }, this));
    };
    machine.unheard = id => this.carrier.reportEarly(id);
    this.carrier = new WorldCarrier(this, options.fateOf ?? (() => ORDINARY));
  }

  /** The time of the world, in milliseconds since 1970, where the line's own is an instant. */
  get at(): number {
    return epochMs(this.now);
  }
  /** What the clock of the machine shows, in milliseconds since 1970. */
  get lineAt(): number {
    return this.at + this.machine.ahead;
  }
  get clockOff(): number {
    return this.#clocks.furthest(this.at);
  }
  setClock(ms: number): void {
    this.#clocks.set(this.at, this.machine.ahead, ms);
    this.machine.ahead = ms;
  }
  get isDown(): boolean {
    return this.machine.isDown();
  }
  get upSince(): number {
    return this.machine.upSince;
  }
  get unseen(): readonly { readonly phone: string; readonly body: string; readonly at: number }[] {
    return this.#lost.filter(text => !this.#clocks.wasAhead(text.at));
  }
  /** The same for two worlds in which the database went through the same commits, to the letter and in the same order. */
  get fingerprint(): string {
    return this.#hash.copy().digest('hex').slice(0, 16);
  }
  writerOf(sid: string): string | undefined {
    return this.#from.get(sid);
  }
  phoneOnCall(sid: string): string | undefined {
    return this.phones.exchange.leg(sid)?.call.phone;
  }
  nameOf(phone: string): string | undefined {
    const { team, pods } = this.community;
    const lead = pods.find(pod => pod.lead === phone);
    return this.#names.get(phone) ?? team.find(one => one.phone === phone)?.name ?? (lead && `${lead.name} lead`);
  }
  /** These rows of volunteers.csv, now; whoever is on none of them is unknown to the line. */
  override async volunteers(rows: string): Promise<void> {
    for (const row of rows.split('\n')) {
      const [name = '', phone = ''] = row.split(',');
      this.#names.set(phone, name);
    }
    await super.volunteers(rows);
  }
  turnedTo(phone: string): number | undefined {
    return this.#acted.get(phone);
  }
  charged(from: number, to: number): number {
    return this.carrier.bill.between(from, to);
  }
  cameAfterStop(sid: string): boolean {
    return this.#afterStop.has(sid);
  }
  get faults(): number {
    return Object.values(this.machine.struck).reduce((sum, n) => sum + n, 0);
  }

  /**
   * Whether nothing is due by then, as far as the commits say. Somebody who only thinks of what to do next, which nobody does who plays the world
   * again, must not move the comparing with the account's list.
   */
  #isQuiet(until: Instant): boolean {
    const first = this.mirror.firstDue();
    return (first === undefined || first > until) && this.#comparesBy() > epochMs(until) - this.machine.ahead;
  }
  /**
   * Where no text was lost, the account's list is compared along with whatever else happens, and for its own sake only when that has put it
   * off for hours: looking at a list that holds nothing new is most of what an idle line does.
   */
  get #isPatient(): boolean {
    return this.#lost.length === 0;
  }
  #comparesBy(): number {
    const { comparesAt } = this.mirror;
    return comparesAt === undefined
      ? Number.POSITIVE_INFINITY
      : Math.max(this.at, this.upSince, Date.parse(comparesAt) - this.machine.ahead + (this.#isPatient ? PUT_OFF_MAX_MS : 0));
  }
  /** An id for a text that nobody wrote before. */
  freshSid(): string {
    return `SM${String(++this.#sids).padStart(10, '0')}${'c'.repeat(22)}`;
  }
  /** Plays this event at its time, or now where that is past. */
  plan(event: Event): void {
    this.agenda.put(event.at, () => this.play(event));
  }
  /** What an event makes of the world; one that has no place any more (a key where no call is) does nothing. */
  async play(event: Event): Promise<void> {
    this.events.push(event);
    this.#options.played?.(event, this.at);
    const phone = phoneOf(event);
    if (phone !== undefined && ASKS.has(event.do)) this.#acted.set(phone, this.at);
    await playEvent(this, event);
  }

  /** A text comes to the line, and is answered or not. */
  async write({ phone, body, sid, meant, lost }: Extract<Event, { do: 'text' }>): Promise<void> {
    this.carrier.sees({ phone, body, sid });
    const again = this.mirror.seen.has(sid);
    this.#from.set(sid, phone);
    if (lost) return void this.#lost.push({ phone, body, sid, meant, taken: false, reply: null, at: this.at });
    this.counts.written += 1;
    const answer = await this.door(phone, body, {}, sid);
    const taken = this.mirror.seen.has(sid);
    const reply = answer.statusCode === 200 ? replyIn({ ...answer, statusCode: answer.body?.includes('<Message>') ? 200 : 204 }) : null;
    const text: Written = { phone, body, sid, meant, taken, reply };
    this.#answered(text);
    if (!taken) this.#lost.push({ ...text, at: this.at });
    this.#options.written?.(text, this.at);
    if (reply !== null && !this.carrier.blocks(phone)) this.reach({ phone, words: reply, how: 'answer', again });
  }
  /** Somebody says words on a call of theirs, while the line listens. */
  hears({ call, doing }: Leg, { phone, words, needs }: Extract<Event, { do: 'says' }>): void {
    if (call.direction !== 'inbound' || doing.what !== 'asked' || !doing.speech || needs === undefined) return;
    const spoken = { sid: call.sid, phone, words, needs, step: this.mirror.calls.get(call.sid)?.step ?? 0 };
    this.#look(p => p.onSpoken?.(spoken, this));
  }
  #answered(text: Written): void {
    if (text.taken && text.meant.is === 'stop') this.#stops(text.phone);
    else if (text.taken) this.#acted.set(text.phone, this.at);
    if (text.taken && isStart(text.body)) this.out.delete(text.phone);
    this.#look(p => p.onWritten?.(text, this));
  }
  #stops(phone: string): void {
    this.out.set(phone, this.at);
    this.#acted.delete(phone);
  }
  /** The carrier said that its reader has opted out, and the line has written down that the text failed: from now on it knows. */
  #hearsOfStop({ id, to, state }: Outgoing): void {
    if (state === 'failed' && this.carrier.saidOut(id) && this.carrier.blocks(to) && !this.out.has(to)) this.#stops(to);
  }
  /** Texts whose webhook never came, or was not answered, and which the line has found in the account's list by now. */
  #found(): void {
    if (this.#lost.length === 0) return;
    const found = this.#lost.filter(({ sid }) => this.mirror.seen.has(sid));
    this.#lost = this.#lost.filter(({ sid }) => !this.mirror.seen.has(sid));
    for (const text of found) this.#answered({ ...text, taken: true, reply: null });
  }
  /** Words come to a phone. */
  reach(words: Reached): void {
    this.#look(p => p.onReached?.(words, this));
    this.#options.reached?.(words, this.at);
  }
  /** A coordinator's act at the command line, in a process of its own. */
  async command(id: string, command: Parameters<typeof settleCommand>[2]): Promise<void> {
    const { refused } = await settleCommand(this.runtime, id, command);
    if (!refused) this.#look(p => p.onCommand?.(command, this));
  }
  /** The pod has this rotation from now on, in place of the one of that name. */
  async rotates(id: string, pod: string, rotation: Rotation): Promise<void> {
    await changePlan(this.store, pod, id, plan => ({
      ...plan,
      rotations: [...plan.rotations.filter(r => r.name !== rotation.name), rotation],
    }));
  }
  deploy(edition: number): void {
    const book = this.#options.editions[edition % Math.max(1, this.#options.editions.length)];
    if (book) this.machine.deploy(book);
  }

  protected override accept(text: Cleared): SendResult {
    return this.carrier.accept(text);
  }
  /** The carrier has this text now. */
  has(text: Cleared, ends: number | undefined): ReturnType<typeof messageSid> {
    this.counts.sent += 1;
    this.#options.taken?.(text, this.at);
    this.#look(p => p.onTaken?.({ id: text.id, ends }, this));
    return this.took(text);
  }

  override async nextDue(until: Instant): Promise<Instant | null> {
    const due = await super.nextDue(until);
    const next = Math.min(this.agenda.next() ?? Number.POSITIVE_INFINITY, this.#comparesBy());
    if (next > epochMs(until)) return due;
    const own = instant(Math.max(next, this.at));
    return due !== null && due < own ? due : own;
  }
  /** What is planned for this instant happens all at once; then everything that follows. */
  override async settle(): Promise<void> {
    for (let round = 0; round < ROUNDS_MAX; round++) {
      await Promise.all(this.agenda.take(this.at).map(act => act()));
      await super.settle();
      for (const news of this.phones.takeNews()) this.#hear(news);
      const next = this.agenda.next();
      if (next === undefined || next > this.at) break;
    }
    this.counts.rests += 1;
    this.#found();
    this.#look(p => p.onRest?.(this));
    if (this.broken) throw new BrokenPromise(this.broken);
  }
  #hear(news: PhoneNews): void {
    if (news.what === 'rings') this.#look(p => p.onRings?.(news, this));
    if (news.what === 'heard' && (news.piece.kind === 'said' || news.piece.kind === 'played'))
      this.reach({ phone: news.phone, words: news.piece.text, how: 'voice' });
    this.#options.news?.(news, this.at);
  }

  #changed(writes: Parameters<Mirror['apply']>[0]): void {
    this.#hash.update(JSON.stringify(writes));
    const { cases, volunteers, outgoing, told } = this.mirror.apply(writes);
    for (const write of writes) {
      const sid = write.op === 'put' && write.row.kind === 'seen' ? write.row.pk.slice(5) : '';
      if (this.out.has(this.#from.get(sid) ?? '')) this.#afterStop.add(sid);
    }
    // Before anything that answers it leaves.
    this.#found();
    for (const { after } of outgoing) this.#hearsOfStop(after);
    for (const change of cases) this.#look(p => p.onCase?.(change, this));
    for (const volunteer of volunteers) this.#look(p => p.onVolunteer?.(volunteer, this));
    for (const change of outgoing) this.#look(p => p.onOutgoing?.(change, this));
    for (const one of told) {
      const offers = outgoing.filter(({ before, after }) => !before && after.purpose === 'offer' && after.about?.code === one.code);
      this.#look(p =>
        p.onTold?.(
          one,
          offers.map(({ after }) => after.to),
          this,
        ),
      );
    }
  }
  /** The first promise that was broken is the one that is told: what comes after it may come from it. */
  #look(ask: (promised: Promised) => string | undefined): void {
    if (this.broken) return;
    for (const promised of this.#options.promises) {
      const what = ask(promised);
      if (what === undefined) continue;
      this.broken = { promise: promised.promise, what, at: this.at };
      return;
    }
  }
}
