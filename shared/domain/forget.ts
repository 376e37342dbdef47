import { type Instant, later } from './ids.ts';
import { NOTE_LENGTH_MAX } from './note.ts';

/** Words that are forgotten before their case is: how they begin and how long they are, and until when they may be kept. */
export interface Forget {
  readonly begins: string;
  /** In letters, as they were told; what was written down without it is told by its beginning alone. */
  readonly length?: number;
  readonly at: Instant;
}
/** What is told of a case in words, and which of it may be kept for less long than the case, the first to be forgotten first. */
interface Noted {
  readonly notes: readonly string[];
  readonly forgets?: readonly Forget[];
}

/** So much of a note, with its length, tells it from the others of its case. */
const BEGINS = 60;

/** A note of the case is the words as they were told, or their beginning where they were too long to be kept. */
const isNoteOf = (note: string, { begins, length }: Pick<Forget, 'begins' | 'length'>): boolean =>
  note.startsWith(begins) && (length === undefined || note.length === length);

/** The case with this note kept until then and no longer; as it is where it has no such note, or keeps it for less long already. */
export const keptUntil = <C extends Noted>(c: C, words: string, at: Instant): C => {
  const told = words.trim().slice(0, NOTE_LENGTH_MAX);
  const one = { begins: told.slice(0, BEGINS), length: told.length };
  const known = c.forgets?.find(f => f.begins === one.begins && f.length === one.length);
  if (told === '' || (known && known.at <= at) || !c.notes.some(note => isNoteOf(note, one))) return c;
  // What stood with a note that gave way to later ones has nothing left to forget.
  const others = (c.forgets ?? []).filter(f => f !== known && c.notes.some(note => isNoteOf(note, f)));
  const forgets = [...others, { ...one, at }];
  return { ...c, forgets: forgets.sort((a, b) => (a.at < b.at ? -1 : 1)) };
};

/** The same, for so many milliseconds from now. */
export const keptFor = <C extends Noted>(c: C, words: string, keepMs: number, now: Instant): C => keptUntil(c, words, later(now, keepMs));

/** The case without the notes whose time is over. */
export const withoutForgotten = <C extends Noted>(c: C, now: Instant): C => {
  const over = (c.forgets ?? []).filter(f => f.at <= now);
  if (over.length === 0) return c;
  const forgets = (c.forgets ?? []).filter(f => f.at > now);
  const notes = c.notes.filter(note => !over.some(f => isNoteOf(note, f)));
  return { ...c, notes, forgets };
};
