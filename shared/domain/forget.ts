import { type Instant, later } from './ids.ts';

/** Words that are forgotten before their case is: how they begin, and until when they may be kept. */
export interface Forget {
  readonly begins: string;
  readonly at: Instant;
}
/** What is told of a case in words, and which of it may be kept for less long than the case, the first to be forgotten first. */
interface Noted {
  readonly notes: readonly string[];
  readonly forgets?: readonly Forget[];
}

/** So much of a note tells it from the others of its case. */
const BEGINS = 60;

/** The case with this note kept until then and no longer; as it is where it has no such note. */
export const keptUntil = <C extends Noted>(c: C, words: string, at: Instant): C => {
  const begins = words.trim().slice(0, BEGINS);
  const isKnown = c.forgets?.some(f => f.begins === begins);
  if (begins === '' || isKnown || !c.notes.some(note => note.startsWith(begins))) return c;
  const forgets = [...(c.forgets ?? []), { begins, at }];
  return { ...c, forgets: forgets.sort((a, b) => (a.at < b.at ? -1 : 1)) };
};

/** The same, for so many milliseconds from now. */
export const keptFor = <C extends Noted>(c: C, words: string, keepMs: number, now: Instant): C => keptUntil(c, words, later(now, keepMs));

/** The case without the notes whose time is over. */
export const withoutForgotten = <C extends Noted>(c: C, now: Instant): C => {
  const over = (c.forgets ?? []).filter(f => f.at <= now);
  if (over.length === 0) return c;
  const forgets = (c.forgets ?? []).filter(f => f.at > now);
  const notes = c.notes.filter(note => !over.some(f => note.startsWith(f.begins)));
  return { ...c, notes, forgets };
};
