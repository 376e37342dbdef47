import type { Calling } from '../../domain/calling.ts';
import type { Case } from '../../domain/case.ts';
import { kept } from '../../domain/follow.ts';
import { freeAgain } from '../../domain/free.ts';
import {
  type CaseCode,
  type Instant,
  type Language,
  language as lang,
  later,
  type OutgoingId,
  type PersonId,
  type PhoneNumber,
  personId,
} from '../../domain/ids.ts';
import { type Schedule, scheduleOf } from '../../domain/on-call.ts';
import { type Outgoing, type Priority, pending, type Wanted } from '../../domain/outgoing.ts';
import type { NumberRecord, Person } from '../../domain/person.ts';
import { resting } from '../../domain/rests-on.ts';
import type { Standing } from '../../domain/standing.ts';
import type { TimelineEntry } from '../../domain/timeline.ts';
import { withOutgoing } from '../../domain/unnamed.ts';
import { firstName, guestOf, type Volunteer } from '../../domain/volunteer.ts';
import { wordingOf } from '../../reply/wording.ts';
import type { Channel, Fill, Input, Known, Say, Session, Term } from '../../script/script.ts';
import { type AloudLater, keepToTell } from '../phone/to-tell.ts';
import { changeKey } from './change-key.ts';
import { changedNumbers } from './changed-numbers.ts';
import { frame } from './frame.ts';
import { keptInTime } from './kept-in-time.ts';
import type { Decision, Entity, Thread, World } from './world.ts';

/** The most a reply may hold; Twilio refuses a longer body (error 21617). */
const BODY_MAX = 1600;

/**
 * A decision while it is being made: reads see what was changed before, and `decision()` gives all of it at once. It touches nothing
 * outside itself, so a decide function that uses it stays a function from world to decision.
 */
export class Draft {
  readonly world: World;
  /** How the one who wrote or called hears what is answered. */
  readonly channel: Channel = 'sms';
  readonly #changed = new Map<string, Entity>();
  readonly #records = new Map<PhoneNumber, NumberRecord>();
  readonly #persons = new Map<string, Person>();
  readonly #endedSessions = new Set<PhoneNumber>();
  readonly #outbox: Outgoing[] = [];
  readonly #timeline: TimelineEntry[] = [];
  readonly #toTell: AloudLater[] = [];
  #reply: string | null = null;

  constructor(world: World) {
    this.world = world;
  }
  get now(): Instant {
    return this.world.now;
  }

  /** What was put under this key, or what is stored. Early in a decision nothing was, and no key need be made. */
  #read<T>(kind: string, of: string, stored: T | undefined): T | undefined {
    const changed = this.#changed.size === 0 ? undefined : this.#changed.get(`${kind}/${of}`);
    return changed ? (changed.value as T) : stored;
  }
  thread(number: PhoneNumber): Thread | undefined {
    return this.world.threads.get(number);
  }
  record(number: PhoneNumber): NumberRecord | undefined {
    return this.#records.get(number) ?? this.thread(number)?.record;
  }
  person(number: PhoneNumber, id: PersonId): Person | undefined {
    return this.#persons.get(`${number}/${id}`) ?? this.thread(number)?.persons.find(p => p.id === id);
  }
  session(number: PhoneNumber): Session | undefined {
    return this.#endedSessions.has(number) ? undefined : this.#read('session', number, this.thread(number)?.session);
  }
  case(number: PhoneNumber, code: CaseCode): Case | undefined {
    const stored = this.thread(number)?.cases.find(c => c.code === code);
    return this.#changed.size === 0 ? stored : this.#read('case', `${number}/${code}`, stored);
  }
  /** The cases of this number, oldest first, with what has changed meanwhile. */
  cases(number: PhoneNumber): readonly Case[] {
    const stored = this.thread(number)?.cases ?? [];
    if (this.#changed.size === 0 && stored.length < 2) return stored;
    const codes = new Set(stored.map(c => c.code));
    const opened = [...this.#changed.values()].flatMap(e =>
      e.kind === 'case' && e.value.number === number && !codes.has(e.value.code) ? [e.value] : [],
    );
    return [...stored.map(c => this.case(number, c.code) ?? c), ...opened].sort((a, b) =>
      a.openedAt < b.openedAt ? -1 : a.openedAt > b.openedAt ? 1 : 0,
    );
  }
  /** The case behind a code that was written, if it lies in a loaded thread. */
  caseByCode(code: CaseCode): Case | undefined {
    const number = this.world.codes.get(code);
    if (number) return this.case(number, code);
    for (const thread of this.world.threads.values()) if (thread.cases.some(c => c.code === code)) return this.case(thread.number, code);
    return undefined;
  }
  volunteer(number: PhoneNumber): Volunteer | undefined {
    return this.#read('volunteer', number, this.world.roster.get(number));
  }
  /** The roster row of this number, made up from its role in community.yaml where it has none yet. */
  anyVolunteer(number: PhoneNumber): Volunteer | undefined {
    return this.volunteer(number) ?? guestOf(this.world.community, number);
  }
  /** Who is on call when, beside what the roster's rows say, with what this decision has changed. */
  get schedule(): Schedule {
    const { plans, community } = this.world;
    const changed = [...this.#changed.values()].flatMap(e => (e.kind === 'plan' ? [[e.value.pod, e.value] as const] : []));
    return scheduleOf(community, changed.length === 0 ? plans : { ...plans, ...Object.fromEntries(changed) });
  }
  /** How many rows this decision writes so far, about: one commit holds a hundred. */
  get size(): number {
    return this.#changed.size + this.#outbox.length;
  }
  roster(): readonly Volunteer[] {
    return [...this.world.roster.keys()].map(n => this.volunteer(n)).filter(v => v !== undefined);
  }

  put(entity: Entity): void {
    this.#changed.set(changeKey(entity), entity);
    if (entity.kind === 'session') this.#endedSessions.delete(entity.number);
  }
  putRecord(value: NumberRecord): void {
    this.#records.set(value.number, value);
  }
  putPerson(value: Person): void {
    this.#persons.set(`${value.number}/${value.id}`, value);
  }
  /** How the line as a whole stands, with what this decision changed of it. */
  get standing(): Standing {
    return this.#read('standing', '', this.world.standing) ?? this.world.standing;
  }
  putStanding(value: Standing): void {
    this.put({ kind: 'standing', value });
  }
  putCase(value: Case): void {
    this.put({ kind: 'case', value: kept(keptInTime(this.world, value), this.world.community, this.now) });
  }
  putVolunteer(value: Volunteer): void {
    this.put({ kind: 'volunteer', value: freeAgain(value, this.world.community, this.now) });
  }
  putSession(number: PhoneNumber, session: Session | null): void {
    if (session) {
      this.put({ kind: 'session', number, value: session });
      return;
    }
    this.#changed.delete(`session/${number}`);
    if (this.thread(number)?.session) this.#endedSessions.add(number);
  }

  note(code: CaseCode, what: string, by: string): void {
    this.#timeline.push({ code, at: this.now, what, by });
  }
  /** How many cases this decision has opened so far. */
  opened(): number {
    return [...this.#changed.values()].filter(e => e.kind === 'code').length;
  }

  /** What was written, as the engine takes it. */
  input(text: string, facts: Known): Input {
    return { kind: 'text', text, facts };
  }
  /** The words for these things to say, as one text. */
  words(says: readonly Say[], language: Language): string {
    return wordingOf(this.world.book, says, language, 'sms').text;
  }
  line(language: Language, line: string, fill: Fill = {}): string {
    const me = typeof fill.me === 'string' ? { me: firstName(fill.me) } : {};
    return this.words([{ kind: 'line', line, fill: { ...frame(this.world.community), ...fill, ...me } }], language);
  }
  /** The word by which a command goes in this language, in capitals: "ACCEPT", "ACEPTO". */
  keyword(language: Language, command: string): string {
    const { words } = this.world.book;
    return (words[language]?.commands[command]?.[0] ?? command.replace('-', ' ')).toUpperCase();
  }
  /** Terms and words listed the language's way: "food and baby things". */
  inline(language: Language, items: readonly (string | Term)[]): string {
    return this.line(language, 'list', { items });
  }
  /** One reply to one text. Said twice, the words join: there is never more than one message back. */
  reply(text: string): void {
    const joined = this.#reply ? `${this.#reply} ${text}` : text;
    this.#reply = joined.slice(0, BODY_MAX);
  }
  /** Soon enough for a question to be answered first: the same time after which a case goes out as it is. */
  soon(): Instant {
    return later(this.now, this.world.community.intake.goesOutAfterMs);
  }
  /** Puts words in front of the reply. */
  prepend(text: string): void {
    this.#reply = `${text} ${this.#reply ?? ''}`.trim().slice(0, BODY_MAX);
  }
  /** Set where the reply itself says who we are. */
  introduced = false;
  /** Nothing is answered after all. */
  silence(): void {
    this.#reply = null;
  }
  get answer(): string | null {
    return this.#reply;
  }
  /** Writes a text into the outbox. It leaves only if its number has not opted out by then. */
  send(to: PhoneNumber, body: string, purpose: string, priority: Priority, about?: Case, validForSeconds?: number): void {
    if (body.trim() === '') return;
    const text = { to, body: body.slice(0, BODY_MAX), purpose, priority, about, validForSeconds };
    this.#outbox.push(pending(text, this.world.cause, this.#outbox.length, this.now));
  }
  /** Writes a call into the outbox. It is made only if everything speaks for it by then; what is said is decided when it is answered. */
  ring(to: PhoneNumber, call: Calling, wanted: Omit<Wanted, 'to' | 'body' | 'call'>): OutgoingId {
    const row = pending({ to, body: '', call, ...wanted }, this.world.cause, this.#outbox.length, this.now);
    this.#outbox.push(row);
    return row.id;
  }
  /** What its person is to be told on a call, for want of texts; with no words, where the case stands. `calls`: the line calls them about it, by day. */
  tellByCall(later: AloudLater): void {
    this.#toTell.push(later);
  }
  /** Whether a text to this number was already written in this decision. */
  hasSent(to: PhoneNumber): boolean {
    return this.#outbox.some(o => o.to === to);
  }
  /** The language of the person a case belongs to. */
  languageOf(number: PhoneNumber, person?: PersonId): Language {
    const id = person ?? this.record(number)?.current;
    return (id && this.person(number, id)?.language) ?? this.world.community.languages[0];
  }
  /** The language the line writes to a volunteer or someone of the team. */
  languageOfVolunteer(number: PhoneNumber): Language {
    const chosen = this.record(number) && this.person(number, this.record(number)?.current ?? personId(''));
    if (chosen?.languageSure) return chosen.language;
    const row = this.anyVolunteer(number);
    if (row?.prefers) return row.prefers;
    const theirs = row?.languages.find(l => this.world.community.languages.includes(l));
    return theirs ?? this.world.community.languages[0] ?? lang('en');
  }

  decision(): Decision {
    for (const c of keepToTell(this, this.#toTell.splice(0))) this.putCase(c);
    for (const c of withOutgoing(this.#outbox, (number, code) => this.case(number, code))) this.putCase(c);
    return {
      puts: [...changedNumbers(this.#records, this.#persons, number => this.thread(number), this.now), ...this.#changed.values()],
      endedSessions: [...this.#endedSessions],
      outbox: resting(this.#outbox, (number, code) => this.case(number, code)),
      timeline: this.#timeline,
      reply: this.#reply,
    };
  }
}
