import type { CheckedCommit } from './checked.ts';
import type { Json } from './store.ts';

/** So many rows as the texts of a busy minute write; when they are full, the ones before them are let go. */
const ROWS_MAX = 300;

/**
 * What this process wrote lately, found by its text as the database holds it: the next text of a conversation rests on what the last one
 * wrote, and need not read it out of its text again. It is found only where the database gives back the very same text, so it can never be
 * older than the row. Like everything that is read, it is shared, and readonly by its type.
 */
export class Lately {
  #written = new Map<string, Json>();
  #before = new Map<string, Json>();

  keep({ writes, texts }: CheckedCommit): void {
    if (this.#written.size >= ROWS_MAX) {
      this.#before = this.#written;
      this.#written = new Map();
    }
    for (let i = 0; i < writes.length; i++) {
      const [write, text] = [writes[i], texts[i]];
      if (write?.op === 'put' && text !== undefined) this.#written.set(text, write.row.data);
    }
  }

  /** The data of this text. */
  read(text: string): Json {
    // Looked at only now: half of what is written is not read again.
    const known = this.#written.get(text) ?? this.#before.get(text);
    return isAsWritten(known) ? known : (JSON.parse(text) as Json);
  }
}

/** Whether reading its text would give just this: JSON leaves out what is undefined, and knows no negative zero. */
function isAsWritten(data: Json | undefined): data is Json {
  if (typeof data !== 'object' || data === null) return data !== undefined && !Object.is(data, -0);
  if (Array.isArray(data)) return data.every(isAsWritten);
  for (const name in data) if (!isAsWritten((data as Readonly<Record<string, Json | undefined>>)[name])) return false;
  return true;
}
