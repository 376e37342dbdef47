/** What stands in a log where something personal or secret was. */
export const REDACTED = '[redacted]';

const DEPTH_MAX = 6;
const ENTRIES_MAX = 50;
const TEXT_MAX = 500;
/** From this many digits on a number may be somebody's telephone. */
const PHONE_DIGITS_MIN = 7;

/** Words that, as a name or as the last part of one ("callerName"), say that the value is a person's or a secret. */
const PRIVATE = new Set(
  [
    'from to body text message words note comment feedback answer reply said caller sender recipient person people',
    'name names phone phones number numbers lead address street streets place zip location city lat lon',
    'token tokens secret secrets password authorization signature cookie cookies credential credentials headers params pairs raw fromraw',
  ].flatMap(words => words.split(' ')),
);

/**
 * The value as it may be logged, made of plain JSON: values under personal or secret names gone, phone numbers gone from every string,
 * errors cut to what names the fault. Total: cycles, getters that throw, BigInt and depth are all dealt with.
 */
export const redact = (value: unknown): unknown => redactValue(value, []);

const redactValue = (value: unknown, inside: readonly object[]): unknown => {
  try {
    if (typeof value === 'string') return redactText(value);
    if (typeof value === 'number') return redactNumber(value);
    if (typeof value === 'bigint') return redactText(String(value));
    if (typeof value === 'boolean' || value === null || value === undefined) return value;
    if (typeof value !== 'object') return `[${typeof value}]`;
    if (inside.includes(value)) return '[circular]';
    if (inside.length >= DEPTH_MAX) return '[too deep]';
    return redactObject(value, [...inside, value]);
  } catch {
    return '[unreadable]';
  }
};

const redactObject = (value: object, inside: readonly object[]): unknown => {
  if (value instanceof Error) return redactError(value, inside);
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? '[no date]' : value.toISOString();
  if (value instanceof Map || value instanceof Set) return `[${value.size} entries]`;
  if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`;
  if (Array.isArray(value)) return value.slice(0, ENTRIES_MAX).map(one => redactValue(one, inside));
  const entries = Object.keys(value)
    .slice(0, ENTRIES_MAX)
    .map(key => [redactText(key), isPrivate(key) ? REDACTED : redactValue(propertyOf(value, key), inside)] as const);
  return Object.fromEntries(entries);
};

const propertyOf = (value: object, key: string): unknown => {
  try {
    return Reflect.get(value, key);
  } catch {
    return '[unreadable]';
  }
};

/** Messages quote what they were given: what stands in quotes goes. Of the stack only the places stay. */
const redactError = (error: Error, inside: readonly object[]): unknown => {
  const { name, message, stack, cause } = error;
  const code = 'code' in error ? error.code : undefined;
  const reason = 'reason' in error ? error.reason : undefined;
  return {
    name: redactText(String(name)),
    message: redactText(withoutQuotes(String(message))),
    ...(typeof code === 'string' || typeof code === 'number' ? { code: redactValue(code, inside) } : {}),
    ...(typeof reason === 'string' ? { reason: redactText(withoutQuotes(reason)) } : {}),
    stack: String(stack ?? '')
      .split('\n')
      .filter(line => /^\s+at /.test(line))
      .slice(0, 12)
      .map(line => redactText(line.trim())),
    ...(cause === undefined ? {} : { cause: cause instanceof Error ? redactValue(cause, inside) : REDACTED }),
  };
};

const withoutQuotes = (message: string): string =>
  message
    .replace(/"[^"]*"?/g, `"${REDACTED}"`)
    .replace(/(?<!\w)'[^']*'/g, `'${REDACTED}'`)
    .replace(/`[^`]*`/g, `\`${REDACTED}\``);

const isPrivate = (key: string): boolean => {
  const words = key
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z\d]+/);
  return PRIVATE.has(words.at(-1) ?? '') || PRIVATE.has(words.join(''));
};

/**
 * Instants and Twilio's ids are kept; any other run of seven digits and more, in whatever digits and with whatever between them, is
 * taken for a telephone number.
 */
const KEPT_OR_NUMBER =
  /(?<![\p{Nd}])\p{Nd}{4}-\p{Nd}{2}-\p{Nd}{2}T\p{Nd}{2}:\p{Nd}{2}(?::\p{Nd}{2}(?:\.\p{Nd}{1,9})?)?Z|\b[A-Z]{2}[0-9a-f]{32}\b|[+＋]?\p{Nd}(?:[\s().\-/_,\u00A0\u2010-\u2015\u2212\u200B-\u200F\u2060·]{0,3}\p{Nd})+/gu;

/** The text without phone numbers, cut to a length that a log can hold. */
export const redactText = (text: string): string => {
  const short = text.length > TEXT_MAX ? `${text.slice(0, TEXT_MAX).replace(/[\p{Nd}+(]*$/u, '')}...` : text;
  return short.toWellFormed().replace(KEPT_OR_NUMBER, found => (isPhoneLike(found) ? REDACTED : found));
};

const isPhoneLike = (found: string): boolean => !/^[A-Z]{2}|T/.test(found) && (found.match(/\p{Nd}/gu)?.length ?? 0) >= PHONE_DIGITS_MIN;

/** Ten digits and more may be a telephone; smaller ones are bytes and milliseconds. Infinity and NaN are no JSON. */
const redactNumber = (value: number): unknown => {
  if (!Number.isFinite(value)) return String(value);
  return Math.abs(value) >= 1e9 ? REDACTED : value;
};
