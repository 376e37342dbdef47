import { readFileSync } from 'node:fs';
import { InMemoryLine } from '../../local/in-memory-line.ts';
import type { Community } from '../../shared/domain/community.ts';
import { type Instant, later } from '../../shared/domain/ids.ts';
import { segmentsOf } from '../../shared/reply/segments.ts';
import type { Book } from '../../shared/script/script.ts';
import { endedCases, openCases } from '../../shared/table/keys.ts';
import type { Player, Shown } from './play-terminal.ts';
import { type Played, transcriptOf } from './play-transcript.ts';

const RESIDENT = '+15550100001';
const MINUTE_MS = 60_000;
const UNITS = { m: MINUTE_MS, h: 60 * MINUTE_MS, d: 1_440 * MINUTE_MS } as const;
/** The farthest that silence reaches ahead. */
const SILENCE_MS_MAX = 3 * UNITS.d;
const CODES_MAX = 100;

const sampleVolunteers = (): readonly string[] => {
  const [, ...rows] = readFileSync(new URL('../../local/volunteers.sample.csv', import.meta.url), 'utf8')
    .trim()
    .split('\n');
  return rows;
};

const nameOf = (words: string): string =>
  words
    .normalize('NFD')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '');

/** The phones that can be typed on, by name: "me", the volunteers, the team, and each pod's lead. */
const castOf = (community: Community, volunteers: readonly string[]): ReadonlyMap<string, string> => {
  const rows = volunteers.map(row => row.split(',')).map(([name = '', phone = '']): [string, string] => [nameOf(name), phone]);
  const team = community.team.map(({ name, phone }): [string, string] => [nameOf(name), phone]);
  const leads = community.pods.flatMap(({ id, lead }): [string, string][] => (lead ? [[`${nameOf(id)}lead`, lead]] : []));
  const cast = new Map([...leads, ...team, ...rows]);
  cast.set('me', RESIDENT);
  return cast;
};

/** Plays the whole line in memory: every phone of the sample neighborhood, with a clock that is moved by hand. */
export class TextPlayer implements Player {
  readonly #hood: InMemoryLine;
  readonly #volunteers: readonly string[];
  readonly #cast: ReadonlyMap<string, string>;
  readonly #played: Played[] = [];
  readonly #codes: string[] = [];
  #speaker = 'me';
  over = false;

  private constructor(hood: InMemoryLine, volunteers: readonly string[]) {
    this.#hood = hood;
    this.#volunteers = volunteers;
    this.#cast = castOf(hood.community, volunteers);
  }
  static async open(community: Community, book: Book): Promise<TextPlayer> {
    const hood = new InMemoryLine({ community, book });
    const volunteers = sampleVolunteers();
    await hood.volunteers(volunteers.join('\n'));
    return new TextPlayer(hood, volunteers);
  }

  get prompt(): string {
    return `${this.#speaker}> `;
  }
  readonly help: readonly string[] = [
    'Type what the phone sends. Everything the line sends to any phone is shown.',
    '  ana> accept      types on another phone: me, ana, bo, ... (/who names them)',
    '  /as ana          goes on as ana',
    '  /wait 20m        lets time pass (m, h, d); whatever falls due happens',
    '  /silence         says nothing until the line does something',
    '  /who  /help  /quit',
  ];

  /** One line that was typed; answers what there is to show. */
  async hear(line: string): Promise<readonly Shown[]> {
    const command = /^\/(\w+)\s*(.*)$/.exec(line.trim());
    if (command) return this.#command(command[1] ?? '', command[2] ?? '');
    const named = /^(\w+)\s*>\s?(.*)$/.exec(line.trim());
    const other = named?.[1]?.toLowerCase();
    if (named && other && this.#cast.has(other)) return this.#text(other, named[2] ?? '');
    if (line.trim() === '') return [];
    return this.#text(this.#speaker, line.trim());
  }

  async #command(name: string, rest: string): Promise<readonly Shown[]> {
    switch (name) {
      case 'quit':
        this.over = true;
        return [];
      case 'as':
        if (!this.#cast.has(rest.toLowerCase())) return [{ note: `Nobody here is called ${rest}. /who names everyone.` }];
        this.#speaker = rest.toLowerCase();
        return [];
      case 'wait':
        return this.#wait(rest);
      case 'silence':
        return this.#silence();
      case 'who':
        return [...this.#cast].map(([who, phone]) => ({ note: `${who} ${phone}` }));
      case 'help':
        return this.help.map(note => ({ note }));
      default:
        return [{ note: `There is no /${name}. /help tells what there is.` }];
    }
  }

  async #text(name: string, words: string): Promise<readonly Shown[]> {
    const phone = this.#cast.get(name) ?? RESIDENT;
    const reply = await this.#hood.text(phone, words);
    return this.#step({ kind: 'text', phone, words }, `${name} > ${words}`, reply === null ? [] : [{ to: phone, body: reply }]);
  }
  async #wait(span: string): Promise<readonly Shown[]> {
    const asked = /^(\d{1,4})\s*([mhd])$/.exec(span);
    if (!asked) return [{ note: 'Say how long, as in /wait 20m, /wait 3h or /wait 1d.' }];
    return this.#pass(Number(asked[1]) * UNITS[asked[2] as keyof typeof UNITS]);
  }
  async #pass(ms: number): Promise<readonly Shown[]> {
    await this.#hood.pass(ms);
    const minutes = ms / MINUTE_MS;
    return this.#step({ kind: 'time', minutes }, `~ ${minutes}m  (now ${this.#clock()})`, []);
  }
  /** Goes to whatever falls due next, and on until something was sent. */
  async #silence(): Promise<readonly Shown[]> {
    const until = later(this.#hood.now, SILENCE_MS_MAX);
    const shown: Shown[] = [];
    for (let due = await this.#next(until); due !== null && !shown.some(s => 'from' in s); due = await this.#next(until)) {
      const ms = Date.parse(due) - Date.parse(this.#hood.now);
      shown.push(...(await this.#pass(Math.max(1, Math.ceil(ms / MINUTE_MS)) * MINUTE_MS)));
    }
    return shown.length > 0 ? shown : [{ note: 'Nothing falls due in the next three days.' }];
  }
  #next(until: Instant): Promise<Instant | null> {
    return this.#hood.line.nextDue(until);
  }
  #clock(): string {
    const { timezone } = this.#hood.community;
    return new Intl.DateTimeFormat('en', {
      weekday: 'short',
      hour: '2-digit',
      minute: '2-digit',
      hour12: false,
      timeZone: timezone,
    }).format(new Date(this.#hood.now));
  }

  async #step(act: Played['act'], echo: string, replies: readonly { to: string; body: string }[]): Promise<readonly Shown[]> {
    const got = [...replies, ...this.#hood.takeSent().map(({ to, body }) => ({ to: String(to), body }))];
    await this.#learnCodes();
    this.#played.push({ act, got });
    const messages = got.map(({ to, body }) => ({ from: this.#nameOf(to), body, segments: segmentsOf(body).segments }));
    const troubles = this.#hood.logged.splice(0).filter(line => line.includes('"level":"error"'));
    return [{ echo }, ...messages, ...troubles.map(line => ({ note: `The line logged: ${line}` }))];
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
    return transcriptOf({
      volunteers: this.#volunteers,
      cast: this.#cast,
      codes: this.#codes,
      played: this.#played,
    });
  }
  async close(): Promise<void> {
    await this.#hood.store.close();
  }
}
