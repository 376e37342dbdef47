import type { Instant } from '../../shared/domain/ids.ts';
import { epochMs, instant, later } from '../../shared/domain/ids.ts';
import type { Book } from '../../shared/script/script.ts';
import type { WebDoor } from '../../shared/shell/door.ts';
import { createLine, type Line } from '../../shared/shell/line.ts';
import type { Log } from '../../shared/shell/log.ts';
import { routes } from '../../shared/shell/routes.ts';
import type { Carrier, Runtime, SendResult } from '../../shared/shell/runtime.ts';
import { type Store, StoreTrouble } from '../../shared/table/store.ts';

/**
 * What goes wrong where the program waits for the database or the carrier: the process dies before it is asked, or after it did what it was
 * asked; it fails; it does what it was asked, and the answer is lost.
 */
export type Harm = 'dies-before' | 'dies-after' | 'fails' | 'answer-lost';
export interface Fault {
  readonly harm: Harm;
  readonly at: 'read' | 'commit' | 'carrier' | 'either' | 'any';
  /**
   * So many commits and questions to the carrier go well before. Reads are counted for `any` alone, for how often it is looked whether
   * anything is due must not decide where a fault strikes.
   */
  readonly after: number;
  /** How long the machine is down once it died. */
  readonly downMs?: number;
}

class Died extends Error {}
/** One run of the process, from its start to its death. */
interface Life {
  alive: boolean;
  line: Line;
}

const UNHEARD: SendResult = { ok: false, code: null, http: null, retry: true, unknown: true };
const BUSY: SendResult = { ok: false, code: 20503, http: 503, retry: true, unknown: false };
/** Rounds of work after deaths and troubles in one instant: more than faults are ever armed. */
const ROUNDS_MAX = 60;

/**
 * The process in which the line runs, seen from outside: it dies wherever it waits for anything, and comes back on the same database. What a
 * dead process still does reaches nobody.
 */
export class Machine {
  #rt: Runtime | undefined;
  #life: Life | undefined;
  #book: Book | undefined;
  #faults: { readonly fault: Fault; left: number }[] = [];
  #downUntil = 0;
  /** How far the clock of the machine is ahead of the time, in milliseconds. */
  ahead = 0;
  #beside = false;
  /** Something came in at a door: what follows from it may be under way, and is waited for. */
  #stirred = false;
  /** Points at which the program waited so far; and those of them at which it committed or asked the carrier. */
  points = 0;
  asked = 0;
  /** Faults that struck. */
  readonly struck: Record<Harm, number> = { 'dies-before': 0, 'dies-after': 0, fails: 0, 'answer-lost': 0 };
  /** Hears of everything that is handed to the carrier, before that looks at it. */
  leaving: (given: { readonly id: string; readonly to: string; readonly body: string }) => void = () => undefined;
  /** Hears that the carrier has taken a call. */
  taken: (id: string) => void = () => undefined;
  /** What a product that is wrong makes of its way to the carrier. */
  spoils: (carrier: Carrier) => Carrier = carrier => carrier;
  /** Whether nothing is due by then, by the clock of the machine and as far as the commits say: then the line need not be asked. */
  quiet: (until: Instant) => boolean = () => false;
  /** What happens once the carrier has looked at a text, before the line hears its answer. */
  unheard: (id: string) => Promise<void> = async () => undefined;

  arm(fault: Fault): void {
    this.#faults.push({ fault, left: fault.after });
  }
  /** How many faults have not struck yet. */
  get armed(): number {
    return this.#faults.length;
  }
  /** The machine is switched off for so long. */
  down(ms: number): void {
    if (this.#life) this.#life.alive = false;
    this.#downUntil = Math.max(this.#downUntil, this.#now() + ms);
  }
  /** When it was last switched on again. */
  get upSince(): number {
    return this.#downUntil;
  }
  isDown(): boolean {
    return this.#now() < this.#downUntil;
  }
  /** Other scripts from now on: the next life reads them, and the one that runs ends in peace. */
  deploy(book: Book): void {
    this.#book = book;
    this.#life = undefined;
  }
  /** The next time that something is due, a second process that was started at the same moment does it too. */
  workBeside(): void {
    this.#beside = true;
  }

  /** The line as the world sees it. */
  start(given: Runtime): Line {
    const rt: Runtime = { ...given, now: () => this.shown(given.now()) };
    this.#rt = rt;
    this.#now = () => epochMs(given.now());
    const plain = createLine(rt);
    const doors = Object.fromEntries(Object.keys(plain.doors).map(path => [path, this.#door(path)]));
    const doorAt = (path: string): WebDoor => doors[path] ?? this.#door(path);
    return {
      sms: doorAt(routes.sms),
      status: doorAt(routes.status),
      voice: doorAt(routes.voice),
      calendar: plain.calendar,
      doors,
      work: () => this.#work(),
      nextDue: until => this.#nextDue(plain, until),
      roster: () => plain.roster(),
    };
  }

  #now = (): number => 0;
  /** What the clock of the machine shows at this time, and the time at which it shows this. */
  shown(at: Instant): Instant {
    return this.ahead === 0 ? at : later(at, this.ahead);
  }
  reached(shown: Instant): Instant {
    return this.ahead === 0 ? shown : later(shown, -this.ahead);
  }
  #alive(): Life {
    if (!this.#life?.alive) this.#life = this.#born();
    return this.#life;
  }
  #born(): Life {
    const rt = this.#rt;
    if (!rt) throw new Error('The machine was never started.');
    const life: { alive: boolean; line?: Line } = { alive: true };
    const log = silentWhenDead(rt.log, life);
    const book = this.#book ?? rt.book;
    life.line = createLine({ ...rt, book, log, store: this.#store(rt.store, life), carrier: this.spoils(this.#carrier(rt.carrier, life)) });
    return life as Life;
  }

  #door(path: string): WebDoor {
    return async event => {
      const nobody = { statusCode: 502, headers: { 'content-type': 'text/plain' } };
      if (this.isDown()) return nobody;
      this.#stirred = true;
      const life = this.#alive();
      const door = life.line.doors[path];
      if (!door) return { ...nobody, statusCode: 404 };
      const answer = await door(event).catch(() => nobody);
      return life.alive ? answer : nobody;
    };
  }
  async #work(): Promise<void> {
    if (this.#rt && !this.#beside && !this.#stirred && this.quiet(this.#rt.now())) return;
    for (let round = 0; round < ROUNDS_MAX && !this.isDown(); round++) {
      this.#stirred = false;
      const life = this.#alive();
      try {
        const beside = this.#beside ? this.#born() : undefined;
        this.#beside = false;
        await Promise.all([life.line.work(), beside?.line.work().catch(ofDeath)]);
        // A report may overtake the answer to a text that leaves: it comes in while this is at work.
        if (life.alive && !this.#stirred) return;
      } catch (error) {
        // A dead process, or a database that will be there again: what was not done stays due.
        if (life.alive && !(error instanceof StoreTrouble)) throw error;
      }
    }
  }
  async #nextDue(plain: Line, until: Instant): Promise<Instant | null> {
    const shown = await this.#dueAsShown(plain, this.shown(until));
    if (shown === null) return null;
    const due = this.reached(shown);
    if (!this.isDown()) return due;
    const up = instant(this.#downUntil);
    return up > until ? null : up > due ? up : due;
  }
  async #dueAsShown(plain: Line, until: Instant): Promise<Instant | null> {
    return this.quiet(until) ? null : plain.nextDue(until);
  }

  /** The harm that strikes at this point, if one does. */
  #harm(at: 'read' | 'commit' | 'carrier'): Harm | undefined {
    this.points += 1;
    if (at !== 'read') this.asked += 1;
    for (const armed of this.#faults) {
      if (at !== 'read' || armed.fault.at === 'any') armed.left -= 1;
      const here = armed.fault.at === at || armed.fault.at === 'any' || (armed.fault.at === 'either' && at !== 'read');
      if (!here || armed.left >= 0) continue;
      this.#faults = this.#faults.filter(other => other !== armed);
      this.struck[armed.fault.harm] += 1;
      if (armed.fault.downMs) this.#downUntil = Math.max(this.#downUntil, this.#now() + armed.fault.downMs);
      return armed.fault.harm;
    }
    return undefined;
  }
  /** One wait of the program: what it asks for is done, or harmed; a dead process asks nobody. */
  async #point<T>(
    life: { alive: boolean },
    at: 'read' | 'commit' | 'carrier',
    effect: () => Promise<T>,
    fails: () => T,
    lost: () => T,
  ): Promise<T> {
    if (!life.alive) throw new Died();
    const harm = this.#harm(at);
    if (harm === 'dies-before') life.alive = false;
    if (!life.alive) throw new Died();
    if (harm === 'fails') return fails();
    const answer = await effect();
    if (harm === 'dies-after') life.alive = false;
    if (!life.alive) throw new Died();
    return harm === 'answer-lost' ? lost() : answer;
  }
  #store(store: Store, life: { alive: boolean }): Store {
    const trouble = (): never => {
      throw new StoreTrouble('unreachable', new Error('as the world wills'));
    };
    return {
      read: ask => this.#point(life, 'read', () => store.read(ask), trouble, trouble),
      commit: (writes, token) => this.#point(life, 'commit', () => store.commit(writes, token), trouble, trouble),
      close: async () => undefined,
    };
  }
  #carrier(carrier: Carrier, life: { alive: boolean }): Carrier {
    const silent = (): never => {
      throw new Error('the carrier does not answer');
    };
    const at = <T>(effect: () => Promise<T>, fails: () => T, lost: () => T): Promise<T> =>
      this.#point(life, 'carrier', effect, fails, lost);
    const send = async (text: Parameters<Carrier['send']>[0]): Promise<SendResult> => {
      this.leaving(text);
      const result = await carrier.send(text);
      await this.unheard(text.id);
      return result;
    };
    const call = async (wanted: Parameters<Carrier['call']>[0]): Promise<SendResult> => {
      this.leaving({ id: wanted.id, to: wanted.to, body: '' });
      const result = await carrier.call(wanted);
      if (result.ok) this.taken(wanted.id);
      return result;
    };
    return {
      send: text =>
        at(
          () => send(text),
          () => BUSY,
          () => UNHEARD,
        ),
      call: wanted =>
        at(
          () => call(wanted),
          () => BUSY,
          () => UNHEARD,
        ),
      acceptedSince: (to, since) => at(() => carrier.acceptedSince(to, since), silent, silent),
      acceptedCallsSince: (to, since) => at(() => carrier.acceptedCallsSince(to, since), silent, silent),
      stopRinging: sid =>
        at(
          () => carrier.stopRinging(sid),
          () => false,
          () => false,
        ),
      listTexts: (window, page) => at(() => carrier.listTexts(window, page), silent, silent),
      listCalls: (window, page) => at(() => carrier.listCalls(window, page), silent, silent),
      deleteRecording: url =>
        at(
          () => carrier.deleteRecording(url),
          () => false,
          () => false,
        ),
      fetchRecording: url =>
        at(
          () => carrier.fetchRecording(url),
          () => 'later',
          () => 'later',
        ),
    };
  }
}

/** The other process may die or meet trouble too: what it was at stays due. */
const ofDeath = (error: unknown): void => {
  if (!(error instanceof Died) && !(error instanceof StoreTrouble)) throw error;
};

const silentWhenDead = (log: Log, life: { readonly alive: boolean }): Log => ({
  info: (event, facts) => life.alive && log.info(event, facts),
  warn: (event, facts) => life.alive && log.warn(event, facts),
  error: (event, facts) => life.alive && log.error(event, facts),
});
