import { hash } from 'node:crypto';
import { type Json, type Key, WRITES_PER_COMMIT_MAX, type Write } from './store.ts';

/** The most bytes a row's data may take as JSON in UTF-8. A DynamoDB item ends at 400 KB, and no row of a helpline comes near either. */
export const ROW_BYTES_MAX = 256 * 1024;
/** The most bytes of data in one commit. TransactWriteItems ends at 4 MB, keys and conditions included. */
export const COMMIT_BYTES_MAX = 3 * 1024 * 1024;
/** DynamoDB's limits on a key, in bytes of UTF-8; index keys are held to the shorter one. */
const PK_BYTES_MAX = 2048;
const SK_BYTES_MAX = 1024;

/** A commit that both engines can keep: every rule of the two databases was looked at before either was asked. */
export interface CheckedCommit {
  readonly writes: readonly Write[];
  /** The JSON text to store for each write; empty where a write stores none. */
  readonly texts: readonly string[];
  /** What tells this commit from every other, made of its token and all it writes: the same token with other writes is another commit. */
  readonly mark: string;
}

/**
 * The commit, with its data as JSON text. Throws a RangeError when the program asks for what one of the two engines could not keep, so that a
 * mistake shows on SQLite in a test and not on AWS: too many or too large rows, a key twice, an empty key, a number that is not one.
 */
export function checked(writes: readonly Write[], token: string): CheckedCommit {
  if (writes.length > WRITES_PER_COMMIT_MAX) refuse(`a commit writes at most ${WRITES_PER_COMMIT_MAX} rows, not ${writes.length}`);
  const texts: string[] = [];
  const said: string[] = [token];
  let bytes = 0;
  for (const write of writes) {
    const key = write.op === 'put' ? write.row : write.key;
    checkKey(key);
    const text = textOf(write);
    texts.push(text);
    bytes += text.length;
    said.push(write.op, key.pk, key.sk, termsOf(write), text);
  }
  refuseUnless(isEachOnce(writes), 'a commit writes each row once');
  if (bytes > COMMIT_BYTES_MAX) refuse(`a commit holds at most ${COMMIT_BYTES_MAX} bytes`);
  return { writes, texts, mark: hash('sha256', said.join('\n'), 'base64url').slice(0, 32) };
}

/** Most commits write a handful of rows, whose keys are soon compared. */
const HANDFUL = 8;
function isEachOnce(writes: readonly Write[]): boolean {
  const keys = writes.map(write => (write.op === 'put' ? write.row : write.key));
  if (keys.length > HANDFUL) return new Set(keys.map(({ pk, sk }) => `${pk}\n${sk}`)).size === keys.length;
  return keys.every((key, i) => !keys.some((other, j) => j < i && other.sk === key.sk && other.pk === key.pk));
}

/** A limit as both engines take it: a whole number from 0, or none. */
export function checkedLimit(limit: number | undefined): number | undefined {
  if (limit !== undefined) refuseUnless(Number.isSafeInteger(limit) && limit >= 0, `a limit is a whole number, not ${limit}`);
  return limit;
}

/** Order of keys as both databases keep it: by bytes of UTF-8 (JavaScript's own order differs beyond the 16-bit characters). */
export const inKeyOrder = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));

/**
 * The data after adding to the named numbers in it. A name that holds no number counts from 0, and data that is no object counts as empty;
 * both engines say so, since DynamoDB cannot look before it adds.
 */
export function added(data: Json, by: Readonly<Record<string, number>>): Record<string, Json | undefined> {
  const sum: Record<string, Json | undefined> = isNamed(data) ? { ...data } : {};
  for (const [name, more] of Object.entries(by)) {
    const before = sum[name];
    sum[name] = (typeof before === 'number' ? before : 0) + more;
  }
  return sum;
}

const isNamed = (data: Json): data is { readonly [name: string]: Json | undefined } =>
  typeof data === 'object' && data !== null && !Array.isArray(data);

function checkKey(key: Key): void {
  checkKeyPart(key.pk, PK_BYTES_MAX, 'pk');
  checkKeyPart(key.sk, SK_BYTES_MAX, 'sk');
}

function checkKeyPart(text: string, bytesMax: number, name: string): void {
  if (text === '' || !fits(text, bytesMax) || !text.isWellFormed()) refuse(`${name} is 1 to ${bytesMax} bytes of well-formed text`);
}

function textOf(write: Write): string {
  if (write.op === 'add') {
    for (const more of Object.values(write.by)) refuseUnless(Number.isSafeInteger(more), `counters take whole numbers, not ${more}`);
    return JSON.stringify(write.by);
  }
  if (write.op !== 'put') return '';
  const { due, list, at, ttl, data } = write.row;
  if (due !== undefined) checkKeyPart(due, SK_BYTES_MAX, 'due');
  if (list !== undefined) checkKeyPart(list, SK_BYTES_MAX, 'list');
  if (at !== undefined) checkKeyPart(at, SK_BYTES_MAX, 'at');
  refuseUnless(list === undefined || at !== undefined, 'a row in a list says where: list needs at');
  refuseUnless(ttl === undefined || Number.isSafeInteger(ttl), 'ttl is whole seconds since 1970');
  const text = JSON.stringify(data);
  if (text === undefined || !fits(text, ROW_BYTES_MAX)) refuse(`a row holds at most ${ROW_BYTES_MAX} bytes of JSON`);
  // JSON writes null for NaN and Infinity, so only a text with a null in it can hide one.
  if (text.includes('null')) refuseUnless(allFinite(data), 'numbers in a row are finite');
  return text;
}

function allFinite(data: Json | undefined): boolean {
  if (typeof data === 'number') return Number.isFinite(data);
  if (typeof data !== 'object' || data === null) return true;
  return Object.values(data).every(allFinite);
}

function termsOf(write: Write): string {
  if (write.op === 'add') return '';
  if (write.op !== 'put') return String(write.expect);
  const { kind, due, list, at, ttl } = write.row;
  return `${write.expect}\n${kind}\n${due ?? ''}\n${list ?? ''}\n${at ?? ''}\n${ttl ?? ''}`;
}

/** No character takes more than 3 bytes per 16-bit unit, so most texts need no counting. */
const fits = (text: string, bytesMax: number): boolean => text.length * 3 <= bytesMax || Buffer.byteLength(text) <= bytesMax;

function refuseUnless(holds: boolean, rule: string): void {
  if (!holds) refuse(rule);
}
function refuse(rule: string): never {
  throw new RangeError(`The store refuses this: ${rule}`);
}
