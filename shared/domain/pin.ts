import { scryptSync, timingSafeEqual } from 'node:crypto';
import { HOUR_MS, type Instant, later } from './ids.ts';

/** A volunteer's PIN, as it is kept: never itself. It proves on a call that a number is not only shown, since anybody can show any number. */
export interface Pin {
  readonly hash: string;
  readonly salt: string;
  /** Wrong ones in a row, over all calls. */
  readonly wrong: number;
  readonly lockedUntil?: Instant;
}

const PIN = /^\d{4}$/;
const HASH_BYTES = 24;
/** After so many wrong ones it is locked for so long. */
const WRONG_MAX = 3;
const LOCKED_MS = HOUR_MS;

/** Digits that anybody would try first: all the same, or counted up or down. */
const isEasy = (digits: string): boolean => /^(\d)\1+$/.test(digits) || '0123456789'.includes(digits) || '9876543210'.includes(digits);

const hashOf = (digits: string, salt: string): Buffer => scryptSync(digits, salt, HASH_BYTES);

/** The PIN to keep; why not, where these are not four digits or too easily guessed. */
export const newPin = (digits: string, salt: string): Pin | 'unreadable' | 'easy' => {
  if (!PIN.test(digits)) return 'unreadable';
  return isEasy(digits) ? 'easy' : { hash: hashOf(digits, salt).toString('base64url'), salt, wrong: 0 };
};

export const isLocked = (pin: Pin, now: Instant): boolean => pin.lockedUntil !== undefined && pin.lockedUntil > now;

/** Whether these digits are it, and the PIN as it is kept from now on. While it is locked nothing is right. */
export const tryPin = (
  pin: Pin,
  digits: string,
  now: Instant,
): { readonly right: boolean; readonly pin: Pin; readonly locked: boolean } => {
  if (isLocked(pin, now)) return { right: false, pin, locked: true };
  const { hash, salt } = pin;
  if (PIN.test(digits) && timingSafeEqual(hashOf(digits, salt), Buffer.from(hash, 'base64url')))
    return { right: true, pin: { hash, salt, wrong: 0 }, locked: false };
  const wrong = pin.wrong + 1;
  if (wrong < WRONG_MAX) return { right: false, pin: { hash, salt, wrong }, locked: false };
  return { right: false, pin: { hash, salt, wrong: 0, lockedUntil: later(now, LOCKED_MS) }, locked: true };
};
