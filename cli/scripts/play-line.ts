import { type Got, takeGot } from '../../local/in-memory-got.ts';
import { InMemoryLine } from '../../local/in-memory-line.ts';
import { secondsToSay } from '../../local/simulator/voice/speech.ts';
import type { Community } from '../../shared/domain/community.ts';
import { type Instant, later } from '../../shared/domain/ids.ts';
import { segmentsOf } from '../../shared/reply/segments.ts';
import type { Book } from '../../shared/script/script.ts';
import { endedCases, openCases } from '../../shared/table/keys.ts';
import { castOf, RESIDENT, sampleVolunteers } from './play-cast.ts';
import type { Player, Shown } from './play-terminal.ts';
import { type Played, transcriptOf } from './play-transcript.ts';

const SECOND_MS = 1_000;
const UNITS = { s: SECOND_MS, m: 60 * SECOND_MS, h: 3_600 * SECOND_MS, d: 86_400 * SECOND_MS } as const;
/** The farthest that silence reaches ahead. */
const SILENCE_MS_MAX = 3 * UNITS.d;
const CODES_MAX = 100;
/** What a recogniser that is fairly sure says of a sentence. */
const CONFIDENCE = 0.9;

const HELP: readonly string[] = [
  'Type what the phone sends. Everything that the line sends to any phone, or says on it, is shown.',
  '  ana> accept      types on another phone: me, ana, bo, ... (/who names them)',
  '  /as ana          goes on as ana',
  '  /call            calls the line; from then on 1 presses a key, and words are said aloud',
  '  /answer  /decline  /hangup       what a phone that rings or talks can do; also: ana answers, ana hangs up',
  '  /text words      sends a text in the middle of a call',
  '  /wait 20m        lets time pass (s, m, h, d); whatever falls due happens',
  '  /silence         says nothing until the line does something',
  '  /who  /help  /quit',
];

/** Plays the whole line in memory: every phone of the sample neighborhood, texts and calls, with a clock that is moved by hand. */
export class LinePlayer implements Player {
  readonly #hood: InMemoryLine;
  readonly #volunteers: readonly string[];
  readonly #cast: ReadonlyMap<string, string>;
  readonly #played: Played[] = [];
  readonly #codes: string[] = [];
  #speaker = 'me';
  over = false;
  readonly help = HELP;

  private constructor(hood: InMemoryLine, volunteers: readonly string[]) {
    this.#hood = hood;
    this.#volunteers = volunteers;
    this.#cast = castOf(hood.community, volunteers);
  }
  static async open(community: Community, book: Book): Promise<LinePlayer> {
    const hood = new InMemoryLine({ community, book, calls: 'ring' });
    const volunteers = sampleVolunteers();
    await hood.volunteers(volunteers.join('\n'));
    return new LinePlayer(hood, volunteers);
  }

  get prompt(): string {
    return `${this.#speaker}${this.#hood.isOnCall(this.#phone(this.#speaker)) ? ' (calling)' : ''}> `;
  }
  #phone(name: string): string {
    return this.#cast.get(name) ?? RESIDENT;
  }

  /** One line that was typed; answers what there is to show. */
  async hear(typed: string): Promise<readonly Shown[]> {
    const line = typed.trim();
    const [, command = '', rest = ''] = /^\/(\w+)\s*(.*)$/.exec(line) ?? [];
    if (command !== '') return this.#command(command, rest, this.#speaker);
    const [, whose = '', words = ''] = /^(\w+)\s*>\s?(.*)$/.exec(line) ?? [];
    const other = whose.toLowerCase();
    if (this.#cast.has(other)) {
      const [, its = '', itsRest = ''] = /^\/(\w+)\s*(.*)$/.exec(words) ?? [];
      return its === '' ? this.#say(other, words) : this.#command(its, itsRest, other);
    }
    const [, who = '', does = ''] = /^(\w+) (calls|answers|declines|hangs up|does not answer|answers as a machine)$/.exec(line) ?? [];
    if (this.#cast.has(who.toLowerCase())) return this.#does(who.toLowerCase(), does);
    return line === '' ? [] : this.#say(this.#speaker, line);
  }

  async #command(name: string, rest: string, who: string): Promise<readonly Shown[]> {
    switch (name) {
      case 'quit':
        this.over = true;
        return [];
      case 'as':
        if (!this.#cast.has(rest.toLowerCase())) return [{ note: `Nobody here is called ${rest}. /who names everyone.` }];
        this.#speaker = rest.toLowerCase();
        return [];
      case 'call':
        return this.#does(who, 'calls');
      case 'hangup':
        return this.#does(who, 'hangs up');
      case 'answer':
        return this.#does(who, 'answers');
      case 'decline':
        return this.#does(who, 'declines');
      case 'text':
        return this.#text(who, rest);
      case 'wait':
        return this.#wait(rest);
      case 'silence':
        return this.#hood.isOnCall(this.#phone(who)) ? this.#does(who, '> ~silence~') : this.#silence();
      case 'who':
        return [...this.#cast].map(([one, phone]) => ({ note: `${one} ${phone}` }));
      case 'help':
        return HELP.map(note => ({ note }));
      default:
        return [{ note: `There is no /${name}. /help tells what there is.` }];
    }
  }

  /** Words typed on a phone: keys or speech where it is on a call, a text where it is not. */
  async #say(name: string, words: string): Promise<readonly Shown[]> {
    const phone = this.#phone(name);
    if (!this.#hood.isOnCall(phone)) return this.#text(name, words);
    if (/^[\d*#]+$/.test(words)) return this.#does(name, `> [${words}]`);
    const records = this.#hood.phones.on(phone).doing.what === 'recording';
    return this.#does(name, records ? `> (recording "${words}")` : `> "${words}"`, words);
  }
  async #text(name: string, words: string): Promise<readonly Shown[]> {
    const phone = this.#phone(name);
    const reply = await this.#hood.text(phone, words);
    const replies: readonly Got[] = reply === null ? [] : [{ kind: 'text', phone, words: reply }];
    return this.#step({ phone, act: `> ${words}` }, `${name} > ${words}`, replies);
  }
  /** Something done with a phone in hand; `act` is how a transcript writes it. */
  async #does(name: string, act: string, words = ''): Promise<readonly Shown[]> {
    const phone = this.#phone(name);
    try {
      await this.#doing(phone, act, words);
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      return [{ note: why.replaceAll(phone, name) }];
    }
    return this.#step({ phone, act }, `${name} ${act}`, []);
  }
  #doing(phone: string, act: string, words: string): Promise<void> {
    const hood = this.#hood;
    const keys = /^> \[(.+)\]$/.exec(act)?.[1];
    if (keys !== undefined) return hood.press(phone, keys);
    if (act.startsWith('> (recording')) return hood.record(phone, words);
    if (act === '> ~silence~') return hood.sayNothing(phone);
    if (act === 'calls') return hood.call(phone);
    if (act === 'answers') return hood.answer(phone);
    if (act === 'answers as a machine') return hood.answerAsMachine(phone);
    if (act === 'does not answer') return hood.letRing(phone);
    if (act === 'declines') return hood.decline(phone);
    return act === 'hangs up' ? hood.hangUp(phone) : hood.speak(phone, words, CONFIDENCE);
  }

  async #wait(span: string): Promise<readonly Shown[]> {
    const asked = /^(\d{1,4})\s*([smhd])$/.exec(span);
    if (!asked) return [{ note: 'Say how long, as in /wait 20m, /wait 15s, /wait 3h or /wait 1d.' }];
    return this.#pass(Number(asked[1]) * UNITS[asked[2] as keyof typeof UNITS]);
  }
  async #pass(ms: number): Promise<readonly Shown[]> {
    await this.#hood.pass(ms);
    const span = ms % UNITS.m === 0 ? `${ms / UNITS.m}m` : `${ms / UNITS.s}s`;
    return this.#step({ act: `~ ${span}` }, `~ ${span}  (now ${this.#clock()})`, []);
  }
  /** Goes to whatever falls due next, and on until something was sent. */
  async #silence(): Promise<readonly Shown[]> {
    const until = later(this.#hood.now, SILENCE_MS_MAX);
    const shown: Shown[] = [];
    for (let due = await this.#next(until); due !== null && !shown.some(s => 'from' in s); due = await this.#next(until)) {
      const ms = Date.parse(due) - Date.parse(this.#hood.now);
      shown.push(...(await this.#pass(Math.max(1, Math.ceil(ms / UNITS.m)) * UNITS.m)));
    }
    return shown.length > 0 ? shown : [{ note: 'Nothing falls due in the next three days.' }];
  }
  #next(until: Instant): Promise<Instant | null> {
    return this.#hood.nextDue(until);
  }
  #clock(): string {
    const { timezone } = this.#hood.community;
    const time = { weekday: 'short', hour: '2-digit', minute: '2-digit', hour12: false, timeZone: timezone } as const;
    return new Intl.DateTimeFormat('en', time).format(new Date(this.#hood.now));
  }

  async #step(act: Omit<Played, 'got'>, echo: string, replies: readonly Got[]): Promise<readonly Shown[]> {
    await this.#hood.listen();
    const got = [...replies, ...takeGot(this.#hood)];
    await this.#learnCodes();
    this.#played.push({ ...act, got });
    const troubles = this.#hood.logged.splice(0).filter(line => line.includes('"level":"error"'));
    return [{ echo }, ...got.map(one => this.#shown(one)), ...troubles.map(line => ({ note: `The line logged: ${line}` }))];
  }
  #shown({ kind, phone, words }: Got): Shown {
    const from = this.#nameOf(phone);
    if (kind === 'text') return { from, body: words, segments: segmentsOf(words).segments };
    if (kind === 'heard') return { from, heard: words, seconds: Math.round(secondsToSay(words)) };
    if (kind === 'rings') return { from, body: `(rings: ${words})` };
    if (kind === 'talks') return { from, body: `(talks with ${this.#nameOf(words)})` };
    return kind === 'over' ? { from, body: '(the call is over)' } : { note: `Twilio would complain: ${words}` };
  }
  #nameOf(phone: string): string {
    return [...this.#cast].findLast(([, number]) => number === phone)?.[0] ?? phone;
  }
  /** Codes are found in the table, not guessed from the words: a ZIP or an hour is none. */
  async #learnCodes(): Promise<void> {
    const { found } = await this.#hood.store.read({ query: [openCases(CODES_MAX), endedCases(CODES_MAX)] });
    const codes = found.flat().map(row => row.sk.replace(/^C#/, ''));
    for (const code of codes.toSorted()) if (!this.#codes.includes(code)) this.#codes.push(code);
  }

  /** What was played so far, as a transcript test. */
  transcript(): string {
    return transcriptOf({ volunteers: this.#volunteers, cast: this.#cast, codes: this.#codes, played: this.#played });
  }
  async close(): Promise<void> {
    await this.#hood.store.close();
  }
}
