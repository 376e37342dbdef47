import { globSync, readFileSync } from 'node:fs';
import { instant, language, personId } from '../../../shared/domain/ids.ts';
import { wordingOf } from '../../../shared/reply/wording.ts';
import { readBook, type SourceFile } from '../../../shared/script/read.ts';
import { resumeScript } from '../../../shared/script/resume.ts';
import type { Book, Channel, Input, Known, Session, Turn, TurnContext } from '../../../shared/script/script.ts';
import { startScript } from '../../../shared/script/start.ts';

const FIXTURES = `${import.meta.dirname}/../fixtures`;

export const filesIn = (dir: string): SourceFile[] =>
  globSync(['*.yaml', 'words/*.yaml'], { cwd: dir })
    .sort()
    .map(name => ({ name, text: readFileSync(`${dir}/${name}`, 'utf8') }));

export const fixtureFiles = filesIn(FIXTURES);

export function bookFrom(files: readonly SourceFile[]): Book {
  const read = readBook(files);
  if ('problems' in read) throw new Error(JSON.stringify(read.problems, null, 2));
  return read.book;
}
export const fixtures = bookFrom(fixtureFiles);

/** The fixtures with one file's text changed. */
export const edited = (name: string, change: (text: string) => string): SourceFile[] =>
  fixtureFiles.map(file => (file.name === name ? { name, text: change(file.text) } : file));

export const NOON = instant(Date.UTC(2027, 0, 9, 12));

/** A conversation with the engine: what is said to it, and what came of it. The session is written and read again between any two turns. */
export class Talk {
  book: Book;
  session: Session | null;
  last: Turn;
  readonly channel: Channel;
  readonly language: string;
  context: TurnContext = { now: NOON, read: {} };

  constructor(script: string, { known = {}, lang = 'en', channel = 'sms', book = fixtures, node, read = {} }: TalkOptions = {}) {
    this.book = book;
    this.channel = channel;
    this.language = lang;
    this.context = { now: NOON, read };
    const start = { script, person: personId('p1'), language: language(lang), channel, known, ...(node === undefined ? {} : { node }) };
    this.last = startScript(book, start, this.context);
    this.session = this.last.session;
  }
  wait(minutes: number): this {
    this.context = { ...this.context, now: instant(Date.parse(this.context.now) + minutes * 60_000) };
    return this;
  }
  give(input: Input): this {
    if (this.session === null) throw new Error('The conversation is over.');
    const before = JSON.parse(JSON.stringify(this.session)) as Session;
    this.last = resumeScript(this.book, before, input, this.context);
    this.session = this.last.session;
    return this;
  }
  text(text: string, facts: Known = {}): this {
    return this.give({ kind: 'text', text, facts });
  }
  get said(): string {
    return wordingOf(this.book, this.last.says, language(this.language), this.channel).text;
  }
  get node(): string | undefined {
    return this.session?.node;
  }
  get known(): Known {
    return this.session?.known ?? {};
  }
  get happened(): readonly string[] {
    return this.last.effects.map(effect => {
      if (effect.name === 'do') return effect.what;
      if (effect.name === 'answer') return `${effect.slot}=${String(effect.value)}`;
      if (effect.name === 'note') return `note:${effect.text}`;
      if (effect.name === 'skipped') return `skipped:${effect.slot}`;
      return effect.name === 'person' ? `person:${effect.why}` : effect.name;
    });
  }
}
interface TalkOptions {
  readonly known?: Known;
  readonly lang?: string;
  readonly channel?: Channel;
  readonly book?: Book;
  readonly node?: string;
  readonly read?: TurnContext['read'];
}
