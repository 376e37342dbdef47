import type { Book } from '../../script/script.ts';
import { isAutoReply } from '../../understand/auto-reply.ts';
import type { Understanding } from '../../understand/understanding.ts';
import type { Draft } from '../draft/draft.ts';
import type { Speaker } from '../draft/meet.ts';
import { tellsInWords } from '../draft/turn.ts';

/** Our own lines by their first letters, each as what it may have become: what fits one comes from a loop of forwards, or an echo. */
const BEGINNING = 8;
const LITERAL_MIN = 24;
const PLACEHOLDER = /\{[\w-]+\}/g;
const NAMED = '{line}: ';

interface Own {
  readonly whole: ReadonlyMap<string, readonly string[]>;
  /** How those go on that begin with the line's name, up to where a line differs. */
  readonly named: readonly string[];
}
const lines = new WeakMap<Book, Own>();
const linesOf = (book: Book): Own => {
  const known = lines.get(book);
  if (known) return known;
  const whole = new Map<string, string[]>();
  const named = new Set<string>();
  for (const words of Object.values(book.words))
    for (const line of Object.values(words.lines)) {
      if (line.startsWith(NAMED)) named.add(line.slice(NAMED.length).split(/[{.]/)[0] ?? '');
      const begins = line.slice(0, BEGINNING);
      if (begins.includes('{')) continue;
      const others = whole.get(begins);
      if (others) others.push(line);
      else whole.set(begins, [line]);
    }
  const all = { whole, named: [...named].filter(begins => begins.length >= BEGINNING) };
  lines.set(book, all);
  return all;
};

/** Whether a text begins as this line of ours does. The pattern is made for the few texts that begin alike, not for each line at the start. */
const fits = (text: string, line: string): boolean => {
  if (line.replace(PLACEHOLDER, '').length < LITERAL_MIN) return false;
  const pattern = line
    .split(PLACEHOLDER)
    .map(part => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .join('.{0,300}?');
  return new RegExp(`^${pattern}`, 's').test(text);
};

/** Whether these are our own words, come back: as one of our lines begins, behind the line's name or by itself. A person may call us by our name. */
const isEcho = ({ world }: Draft, text: string): boolean => {
  const name = `${world.community.name}: `;
  const isNamed = text.startsWith(name);
  // Too short to be any of them, as most texts are: then our lines need not be gone through.
  if (!isNamed && text.length < LITERAL_MIN) return false;
  const { whole, named } = linesOf(world.book);
  if (isNamed) return named.some(begins => text.startsWith(begins, name.length));
  return (whole.get(text.slice(0, BEGINNING)) ?? []).some(line => fits(text, line));
};

/**
 * Whether nobody wrote this: our own words, or what a phone says by itself. Never where danger is heard in it or words are waited for, nor where a
 * request is heard in what is not our own.
 */
export const isMachine = (d: Draft, me: Speaker, text: string, understood: Understanding): boolean => {
  if (understood.danger !== null || tellsInWords(d, me.number) !== undefined) return false;
  return isEcho(d, text) || (isAutoReply(text) && !understood.request);
};
