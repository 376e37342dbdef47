import { closest, distance } from 'fastest-levenshtein';
import { parsePhoneNumberFromString } from 'libphonenumber-js';
import { Temporal } from 'temporal-polyfill';
import * as z from 'zod';
import { type QuietHours, readHours } from '../domain/hours.ts';
import { DAY_MS, language, phoneNumber } from '../domain/ids.ts';
import { parseShifts } from '../domain/shift.ts';
import { readWall } from '../domain/wall.ts';
import { isLanguage } from './language-tag.ts';

/** What is wrong with a value, in words for someone who has never programmed. */
class Wrong {
  readonly what: string;
  constructor(what: string) {
    this.what = what;
  }
}

/** A value that `read` makes out of the text in the file, or the reason why it cannot. */
const field = <T>(read: (text: string) => T | Wrong) =>
  z.string().transform((text, context): T => {
    const value = text.trim() === '' ? new Wrong('is empty') : read(text.trim());
    if (!(value instanceof Wrong)) return value;
    context.addIssue({ code: 'custom', message: value.what });
    return z.NEVER;
  });

/** The word that was most likely meant, in a sentence; empty when none is near. */
export const didYouMean = (word: string, known: readonly string[]): string => {
  if (known.length === 0) return '';
  const near = closest(word.toLowerCase(), [...known]);
  return distance(word.toLowerCase(), near) <= Math.min(3, Math.max(1, Math.floor(near.length / 2))) ? ` Did you mean "${near}"?` : '';
};

export const text = (max: number) => field(value => (value.length <= max ? value : new Wrong(`is longer than ${max} characters`)));

export const id = field(value =>
  /^[a-z0-9][a-z0-9-]{0,29}$/.test(value) ? value : new Wrong('may have small letters, digits and - only, 30 at most, as in "north-side"'),
);

/** One of these words; `kind` names what they are: "a need", "a role". */
export const oneOf = <const W extends string>(words: readonly W[], kind: string) =>
  field((value): W | Wrong => {
    const known = words.find(word => word === value);
    return known ?? new Wrong(`"${value}" is not ${kind}.${didYouMean(value, words)} It can be: ${words.join(', ')}`);
  });

/**
 * A phone number in E.164 form. The numbers kept for fiction (555-01xx) pass, since the sample file and every drill use them; hence
 * the check is of length and country code, not of whether the number is given out.
 */
export const phone = field(value => {
  const parsed = parsePhoneNumberFromString(value, 'US');
  const number = phoneNumber(value);
  if (number && parsed?.isPossible()) return number;
  const meant = parsed?.isPossible() ? ` Did you mean "${parsed.number}"?` : '';
  return new Wrong(`"${value}" is not a whole phone number. Write the country code and all digits, as in "+12125550123".${meant}`);
});

/** A short number that people dial for help, or a phone number as people write it. */
export const helpNumber = field(value =>
  /^\+?\d[\d -]{1,17}\d$/.test(value) ? value : new Wrong(`"${value}" is not a number to call, as in "911"`),
);

export const languageTag = field(value =>
  /^[a-z]{2,3}(-[A-Z]{2})?$/.test(value) && isLanguage(value)
    ? language(value)
    : new Wrong(`"${value}" is not a language code, as in en, es or ht`),
);

/** An IANA time zone. Bare abbreviations are refused: "EST" has no summer time. */
export const timezone = field(value => {
  if ((value.includes('/') || value === 'UTC') && isTimezone(value)) return value;
  return new Wrong(`"${value}" is not a time zone, as in America/New_York.${didYouMeanZone(value)}`);
});

const isTimezone = (name: string): boolean => {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
};

const didYouMeanZone = (value: string): string => {
  const zones = Intl.supportedValuesOf('timeZone');
  const near = closest(value, zones);
  return distance(value, near) <= 4 ? ` Did you mean ${near}?` : '';
};

const DURATION_MAX_MS = 30 * DAY_MS;

/** A span of time in ISO 8601, as milliseconds: more than nothing, 30 days at most. Months and years are refused, as they vary. */
export const duration = field(value => {
  const ms = durationMs(value);
  if (ms === undefined) return new Wrong(`"${value}" is not a span of time. Write PT5M for 5 minutes, PT2H for 2 hours, P2D for 2 days`);
  if (ms <= 0) return new Wrong('must be longer than nothing, as in PT5M for 5 minutes');
  return ms <= DURATION_MAX_MS ? ms : new Wrong('must be 30 days (P30D) at most');
});

const durationMs = (value: string): number | undefined => {
  try {
    return Temporal.Duration.from(value).total('milliseconds');
  } catch {
    return undefined;
  }
};

/** A whole number from `min` to `max`, as it is written in the file. */
/** A time of day like 08:00 in minutes after midnight, or never. */
export const clock = field((value): number | 'never' | Wrong => {
  const m = /^([01]?\d|2[0-3]):([0-5]\d)$/.exec(value);
  if (m) return Number(m[1]) * 60 + Number(m[2]);
  return value === 'never' ? value : new Wrong(`"${value}" is not a time of day like "08:00", nor never`);
});

export const count = (min: number, max: number) =>
  field(value => {
    const number = /^\d{1,6}$/.test(value) ? Number(value) : Number.NaN;
    return number >= min && number <= max ? number : new Wrong(`"${value}" must be a whole number from ${min} to ${max}`);
  });

/** A day of the calendar, as in 2027-01-01. */
export const date = field(value =>
  /^\d{4}-\d{2}-\d{2}$/.test(value) && readWall(value) ? value : new Wrong(`"${value}" is not a date, as in 2027-01-01`),
);

/** Hours of the week, written as in the roster's file. */
export const shifts = field(value => {
  const read = parseShifts(value);
  return 'shifts' in read
    ? read.shifts
    : new Wrong(`"${read.unreadable}" is not a time of the week. Write it like Mon-Fri 17:00-21:00, or always`);
});

export const zip = field(value => (/^\d{5}$/.test(value) ? value : new Wrong(`"${value}" is not a ZIP code of 5 digits, as in "11216"`)));

/** Hours of the day like 21:00-08:00, or "never". */
export const hours = field((value): QuietHours | 'never' | Wrong => {
  const read = value.toLowerCase() === 'never' ? 'never' : readHours(value);
  return read ?? new Wrong(`"${value}" must be hours as in 21:00-08:00, or never`);
});
