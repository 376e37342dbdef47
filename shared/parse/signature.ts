import { createHash, createHmac, createSecretKey, type KeyObject, timingSafeEqual } from 'node:crypto';
import webhooks from 'twilio/lib/webhooks/webhooks.js';
import type { WebEvent } from '../shell/door.ts';
import type { Pairs } from './form.ts';

interface SignedRequest {
  /** Every token that may have signed; an empty one never counts. */
  readonly tokens: readonly string[];
  readonly url: string;
  readonly pairs: Pairs;
  readonly signature: string | undefined;
  /** SHA-256 of the raw body in hex; needed only for bodies that are not forms, which Twilio signs by their hash in the URL. */
  readonly bodySha256?: string;
}

/**
 * Whether Twilio, holding one of these tokens, signed exactly this request. The rules are the twilio package's own validator's
 * (https://www.twilio.com/docs/usage/security#validating-requests): ports may differ, nothing else may. Never throws.
 */
export const verifySignature = ({ tokens, url, pairs, signature, bodySha256 }: SignedRequest): boolean => {
  if (!signature) return false;
  const signedHash = hashInUrl(url);
  if (signedHash !== undefined && signedHash.toLowerCase() !== bodySha256) return false;
  const signed = signedHash === undefined ? pairs : [];
  const text = signedText(url, signed);
  if (text !== undefined && tokens.some(token => token !== '' && isHmacOf(text, token, signature))) return true;
  return isSignedOtherwise(tokens, url, signed, signature);
};

/** What Twilio signs: the URL as it was called, then each name with its value, in the order of the names. Undefined where a name comes twice. */
const signedText = (url: string, pairs: Pairs): string | undefined => {
  let text = url;
  let last: string | undefined;
  for (const [name, value] of [...pairs].sort(byName)) {
    if (name === last) return undefined;
    text += name + value;
    last = name;
  }
  return text;
};
const byName = (a: Pairs[number], b: Pairs[number]): number => (a[0] < b[0] ? -1 : 1);

const isHmacOf = (text: string, token: string, signature: string): boolean => {
  const right = Buffer.from(createHmac('sha1', keyOf(token)).update(text).digest('base64'));
  const given = Buffer.from(signature);
  return right.length === given.length && timingSafeEqual(right, given);
};

/** A line has one token, or two while it is being changed; made ready once, each serves for as long as the process lives. */
const keys = new Map<string, KeyObject>();
const KEYS_MAX = 8;
const keyOf = (token: string): KeyObject => {
  const known = keys.get(token);
  if (known) return known;
  const key = createSecretKey(token, 'utf8');
  if (keys.size >= KEYS_MAX) keys.clear();
  keys.set(token, key);
  return key;
};

/**
 * Hardly any request is signed otherwise than as it was called: with or without a port, escaped anew, with a name twice. What the package
 * makes of those is the rule.
 */
const isSignedOtherwise = (tokens: readonly string[], url: string, pairs: Pairs, signature: string): boolean => {
  const params = paramsOf(pairs);
  try {
    return tokens.some(token => token !== '' && webhooks.validateRequest(token, signature, url, params));
  } catch {
    return false; // A URL that is none cannot have been signed.
  }
};

/** The hash that `bodySHA256` in the URL stands for. */
export const bodyHash = (raw: string): string => createHash('sha256').update(raw, 'utf8').digest('hex');

/**
 * The URL that Twilio signed: the configured address, then path and query as they arrived. Headers have no say in it, since
 * whoever sends the request writes them. A stage ("/prod") stands once, whether the address or the path or both carry it.
 */
export const signedUrl = (event: WebEvent, publicUrl: string): string => {
  const { origin, base } = placeOf(publicUrl);
  const path = event.rawPath ?? event.requestContext?.path ?? event.path ?? '';
  const whole = path === base || path.startsWith(`${base}/`) ? path : base + path;
  return `${origin}${whole}${queryOf(event)}`;
};

interface Place {
  readonly origin: string;
  /** The path under which the doors lie; empty for none. */
  readonly base: string;
}

/** A line has one address, so it is taken apart once. */
const placeOf = (publicUrl: string): Place => {
  if (publicUrl !== lastPlace.of) {
    const address = publicUrl.replace(/[?#].*$/s, '').replace(/\/+$/, '');
    const origin = /^[a-z][a-z0-9+.-]*:\/\/[^/]*/i.exec(address)?.[0] ?? '';
    lastPlace = { of: publicUrl, origin, base: address.slice(origin.length) };
  }
  return lastPlace;
};
let lastPlace: Place & { readonly of: string } = { of: '', origin: '', base: '' };

const queryOf = (event: WebEvent): string => {
  const raw =
    event.rawQueryString ??
    Object.entries(event.multiValueQueryStringParameters ?? {})
      .flatMap(([name, values]) => (values ?? []).map(value => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`))
      .join('&');
  return raw === '' ? '' : `?${raw}`;
};

const hashInUrl = (url: string): string | undefined => {
  const queryAt = url.includes('bodySHA256') ? url.indexOf('?') : -1;
  return queryAt < 0 ? undefined : (new URLSearchParams(url.slice(queryAt + 1)).get('bodySHA256') ?? undefined);
};

/** The shape the validator takes: a repeated name holds the list of its values. */
const paramsOf = (pairs: Pairs): Record<string, string | string[]> => {
  // Twilio repeats no name, and fromEntries makes every name the object's own, "__proto__" as well.
  const params: Record<string, string> = Object.fromEntries(pairs);
  return Object.keys(params).length === pairs.length ? params : withRepeats(pairs);
};

/** Without a prototype, so that no name is special. */
const withRepeats = (pairs: Pairs): Record<string, string | string[]> => {
  const params: Record<string, string | string[]> = Object.create(null);
  for (const [name, value] of pairs) {
    const there = params[name];
    params[name] = there === undefined ? value : Array.isArray(there) ? [...there, value] : [there, value];
  }
  return params;
};
