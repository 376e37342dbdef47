import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { segmentsOf } from '../shared/reply/segments.ts';
import type { Store } from '../shared/table/store.ts';
import { freshDynamo } from './support/stores.ts';
import { playTranscript } from './support/transcript.ts';

const folder = new URL('./conversations/', import.meta.url);
const files = readdirSync(folder).filter(name => name.endsWith('.txt'));
const sourceOf = (name: string): string => readFileSync(new URL(name, folder), 'utf8');

/** Twilio refuses a longer body (error 21617). */
const BODY_MAX = 1600;
/** Letters and signs that our own words must do without, for they make every segment hold 70 characters instead of 160. */
const DEAR = /[áíóúÁÍÓÚ‘’“”–—…]/;

const check = (_phone: string, body: string): string | null => {
  if (body.length > BODY_MAX) return `a text of ${body.length} characters`;
  if (/\{[a-z-]+\}|undefined|\[object/.test(body)) return `a placeholder was left open: ${body}`;
  const dear = segmentsOf(body).forcedBy.find(one => DEAR.test(one));
  return dear === undefined ? null : `${dear} makes this cost double: ${body}`;
};

describe('conversations, on SQLite', () => {
  test.each(files)('%s', async name => {
    expect(await playTranscript(sourceOf(name), { check })).toBeNull();
  });
});

describe('conversations, on DynamoDB', () => {
  test.for(files)('%s', { timeout: 60_000 }, async (name, context) => {
    let now = (): number => 0;
    const store = await freshDynamo(() => now());
    if ('missing' in store) return context.skip(store.missing);
    const withClock = (clock: () => number): Store => {
      now = clock;
      return store;
    };
    expect(await playTranscript(sourceOf(name), { check, store: withClock })).toBeNull();
  });
});
