import { DAY_MS, HOUR_MS, MINUTE_MS } from '../domain/ids.ts';

const ISO = /^P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/;

/** Milliseconds of an ISO 8601 duration ("P30D", "PT20M"); undefined for months and years, whose length is not fixed, and for "P". */
export function durationMs(text: string): number | undefined {
  const found = ISO.exec(text);
  if (found === null || /[PT]$/.test(text)) return undefined;
  const [, weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = found;
  return (
    Number(weeks) * 7 * DAY_MS + Number(days) * DAY_MS + Number(hours) * HOUR_MS + Number(minutes) * MINUTE_MS + Number(seconds) * 1000
  );
}
