import { closeSync, mkdirSync, openSync, readFileSync, renameSync, writeFileSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import type { PhoneNumber } from '../../shared/domain/ids.ts';
import type { Happening, KeptCall, Phone, Text } from './model.ts';

/** Older texts are forgotten when the file is shortened: at the start, and whenever it has grown by ENTRIES_PER_TEXT times as many lines. */
export const TEXTS_KEPT_MAX = 5_000;
const ENTRIES_PER_TEXT = 4;
/** Older calls are forgotten when the file is shortened. */
export const CALLS_KEPT_MAX = 500;
/** Phones that the page can hold; a real run of the simulator has a dozen. */
export const PHONES_MAX = 200;

/**
 * What the phone company knows: phones, texts, calls and who said STOP. Each change is appended to a file before it is answered for, so that a
 * line that was killed finds the same company again and can ask it what it had accepted.
 */
export interface Ledger {
  text(sid: string): Text | undefined;
  /** All texts, oldest first. */
  texts(): Iterable<Text>;
  putText(text: Text): void;
  /** All calls, oldest first, as they were kept last. */
  calls(): Iterable<KeptCall>;
  putCall(call: KeptCall): void;
  phones(): readonly Phone[];
  phone(number: PhoneNumber): Phone | undefined;
  /** False when there are PHONES_MAX already. */
  putPhone(phone: Phone): boolean;
  /** Undefined: this phone never said anything about it. */
  optedOut(number: PhoneNumber): boolean | undefined;
  setOptedOut(number: PhoneNumber, optedOut: boolean): void;
  /** Tells the page what happens; answers how to stop listening. */
  listen(hear: (happening: Happening) => void): () => void;
  tell(happening: Happening): void;
  close(): void;
}

type Entry =
  | { readonly text: Text }
  | { readonly kept: KeptCall }
  | { readonly phone: Phone }
  | { readonly number: PhoneNumber; readonly optedOut: boolean };

interface Memory {
  readonly texts: Map<string, Text>;
  readonly calls: Map<string, KeptCall>;
  readonly phones: Map<PhoneNumber, Phone>;
  readonly optedOut: Map<PhoneNumber, boolean>;
}

/** Opens the ledger in this file (made when it is not there), and shortens it. */
export const openLedger = (file: string, textsKept = TEXTS_KEPT_MAX): Ledger => {
  const memory: Memory = { texts: new Map(), calls: new Map(), phones: new Map(), optedOut: new Map() };
  const { texts, calls, phones, optedOut } = memory;
  const listeners = new Set<(happening: Happening) => void>();
  for (const entry of entriesOf(file)) take(memory, entry);
  const journal = openJournal(file, memory, textsKept);
  const tell = (happening: Happening): void => {
    for (const hear of listeners) hear(happening);
  };
  const keep = (entry: Entry, happening?: Happening): void => {
    take(memory, entry);
    journal.add(entry);
    if (happening) tell(happening);
  };
  return {
    text: sid => texts.get(sid),
    texts: () => texts.values(),
    putText: text => keep({ text }, { what: 'text', text }),
    calls: () => calls.values(),
    putCall: kept => keep({ kept }),
    phones: () => [...phones.values()],
    phone: number => phones.get(number),
    putPhone: phone => {
      if (!phones.has(phone.number) && phones.size >= PHONES_MAX) return false;
      keep({ phone }, { what: 'phone', phone });
      return true;
    },
    optedOut: number => optedOut.get(number),
    setOptedOut: (number, out) => keep({ number, optedOut: out }, { what: 'consent', number, optedOut: out }),
    listen: hear => {
      listeners.add(hear);
      return () => listeners.delete(hear);
    },
    tell,
    close: journal.close,
  };
};

const take = ({ texts, calls, phones, optedOut }: Memory, entry: Entry): void => {
  if ('text' in entry) texts.set(entry.text.sid, entry.text);
  else if ('kept' in entry) calls.set(entry.kept.call.sid, entry.kept);
  else if ('phone' in entry) phones.set(entry.phone.number, entry.phone);
  else optedOut.set(entry.number, entry.optedOut);
};

const everything = ({ texts, calls, phones, optedOut }: Memory): Entry[] => [
  ...[...phones.values()].map(phone => ({ phone })),
  ...[...optedOut].map(([number, out]) => ({ number, optedOut: out })),
  ...[...texts.values()].map(text => ({ text })),
  ...[...calls.values()].map(kept => ({ kept })),
];

/** The file behind the memory: appended to, and written anew when it has grown long. */
const openJournal = (file: string, memory: Memory, textsKept: number): { add(entry: Entry): void; close(): void } => {
  const shortened = (): number => {
    for (const sid of [...memory.texts.keys()].slice(0, -textsKept)) memory.texts.delete(sid);
    for (const sid of [...memory.calls.keys()].slice(0, -CALLS_KEPT_MAX)) memory.calls.delete(sid);
    writeFileSync(`${file}.new`, everything(memory).map(line).join(''), { mode: 0o600 });
    renameSync(`${file}.new`, file);
    return openSync(file, 'a');
  };
  mkdirSync(dirname(file), { recursive: true });
  let handle = shortened();
  let added = 0;
  return {
    add: entry => {
      writeSync(handle, line(entry));
      if (++added < textsKept * ENTRIES_PER_TEXT) return;
      closeSync(handle);
      handle = shortened();
      added = 0;
    },
    close: () => closeSync(handle),
  };
};

const line = (entry: Entry): string => `${JSON.stringify(entry)}\n`;

const entriesOf = (file: string): Entry[] => {
  let content: string;
  try {
    content = readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
  return content.split('\n').flatMap(readEntry);
};

/** A kill in the middle of a write leaves half a line; what it said had not been answered for. */
const readEntry = (text: string): Entry[] => {
  try {
    return text === '' ? [] : [JSON.parse(text) as Entry];
  } catch {
    return [];
  }
};
