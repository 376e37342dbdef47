import { Draft } from '../../shared/decide/draft/draft.ts';
import { contextOf, factsOf, spoken } from '../../shared/decide/draft/turn.ts';
import type { Community } from '../../shared/domain/community.ts';
import { instant, type Language, later, personId } from '../../shared/domain/ids.ts';
import { PAUSE, wordingOf } from '../../shared/reply/wording.ts';
import { resumeScript } from '../../shared/script/resume.ts';
import type { Book, Effect, Input, Known, Session, Turn } from '../../shared/script/script.ts';
import { startScript } from '../../shared/script/start.ts';
import { understand } from '../../shared/understand/understand.ts';
import type { Player, Shown } from './play-terminal.ts';

/** What a recogniser that is fairly sure says of a sentence. */
const CONFIDENCE = 0.9;
const MINUTE_MS = 60_000;
/** Stands for the case that the line would have opened. */
const KNOWN: Known = { code: '412', codes: ['412'], name: 'Ana' };

interface Call {
  readonly community: Community;
  readonly book: Book;
  readonly language: Language;
  readonly script: string;
}

/** Plays one script as a caller hears it: digits, words and silence go through the engine, its prompts come out as they are spoken. */
export class VoicePlayer implements Player {
  readonly #call: Call;
  #now = instant(Date.UTC(2027, 0, 9, 14));
  #session: Session | null = null;
  over = false;
  readonly prompt = '> ';
  readonly help: readonly string[] = [
    'Type what the caller does: 1 presses a key, words are said aloud.',
    '  /silence         says and presses nothing',
    '  /wait 20m        lets time pass (m)',
    '  /hangup  /help  /quit',
  ];

  constructor(call: Call) {
    this.#call = call;
  }
  #draft(): Draft {
    const { community, book } = this.#call;
    const nobody = { threads: new Map(), roster: new Map(), codes: new Map(), openCases: [], standing: {}, plans: {} };
    return new Draft({ now: this.#now, cause: 'play', draws: { from: 0, taken: new Set() }, community, book, ...nobody });
  }

  /** The call is answered: the first thing that is said. */
  begin(script = this.#call.script): readonly Shown[] {
    const { book, language } = this.#call;
    const start = { script, person: personId('caller'), language, channel: 'voice' as const, known: KNOWN };
    return this.#said(startScript(book, start, contextOf(this.#draft())));
  }

  async hear(line: string): Promise<readonly Shown[]> {
    const words = line.trim();
    const wait = /^\/wait\s+(\d{1,4})m$/.exec(words);
    if (words === '/quit') {
      this.over = true;
      return [];
    }
    if (words === '/help') return this.help.map(note => ({ note }));
    if (wait) {
      this.#now = later(this.#now, Number(wait[1]) * MINUTE_MS);
      return [{ echo: `~ ${wait[1]}m` }];
    }
    if (words.startsWith('/') && words !== '/silence' && words !== '/hangup')
      return [{ note: `There is no ${words}. /help tells what there is.` }];
    if (words === '' || this.#session === null) return [];
    const turn = resumeScript(this.#call.book, this.#session, this.#inputOf(words), contextOf(this.#draft()));
    return [{ echo: `> ${words}` }, ...(words === '/hangup' ? this.#hungUp() : this.#said(turn))];
  }
  #hungUp(): readonly Shown[] {
    this.over = true;
    return [{ note: '(hung up: what was answered stays answered)' }];
  }
  #inputOf(words: string): Input {
    if (words === '/silence') return { kind: 'silence' };
    if (words === '/hangup') return { kind: 'hangup' };
    if (/^[\d*#]+$/.test(words)) return { kind: 'digits', digits: words };
    const facts = factsOf(this.#draft(), words, understand(words));
    return { kind: 'speech', text: words, confidence: CONFIDENCE, facts };
  }

  /** What the caller hears, then where it leads: another question, another script, or the end of the call. */
  #said(turn: Turn): readonly Shown[] {
    const { book, language } = this.#call;
    this.#session = turn.session;
    const { parts } = wordingOf(book, spoken(this.#draft(), turn.says, KNOWN), language, 'voice');
    const heard = parts.flatMap(({ text }) => text.split(PAUSE)).map(text => ({ heard: text }));
    const done = turn.effects.map(effectOf).filter(note => note !== undefined);
    const next = this.#nextScript(turn);
    if (turn.session !== null && turn.global === undefined) return [...heard, ...done];
    if (next !== undefined) return [...heard, ...done, ...this.begin(next)];
    this.over = true;
    return [...heard, ...done, { note: '(here the script ends, and the line goes on by itself)' }];
  }
  #nextScript({ effects, global }: Turn): string | undefined {
    const named = effects.flatMap(effect => (effect.name === 'do' ? [effect.what] : []));
    const scripts = global === undefined ? named : [global];
    return scripts.findLast(name => Object.hasOwn(this.#call.book.scripts, name));
  }
}

const effectOf = (effect: Effect): Shown | undefined => {
  switch (effect.name) {
    case 'answer':
      return { note: `(written down: ${effect.slot} = ${effect.sensitive ? 'kept apart' : String(effect.value)})` };
    case 'note':
      return { note: `(kept as a note: ${effect.text})` };
    case 'person':
      return { note: `(a person takes over: ${effect.why})` };
    case 'skipped':
      return { note: `(not answered: ${effect.slot})` };
    case 'do':
      return { note: `(done: ${effect.what})` };
    case 'someone-else':
      return { note: '(someone else is on this phone)' };
  }
};
