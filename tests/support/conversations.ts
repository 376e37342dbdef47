import { readdirSync, readFileSync } from 'node:fs';
import { segmentsOf } from '../../shared/reply/segments.ts';

const folder = new URL('../conversations/', import.meta.url);
/** The transcripts, by the names of their files. */
export const transcripts = readdirSync(folder).filter(name => name.endsWith('.txt'));
export const sourceOf = (name: string): string => readFileSync(new URL(name, folder), 'utf8');

/** Twilio refuses a longer body (error 21617). */
const BODY_MAX = 1600;
/** Letters and signs that our own words must do without, for they make every segment hold 70 characters instead of 160. */
const DEAR = /[áíóúÁÍÓÚ‘’“”–—…]/;

/** What is wrong with a text that the line sent in any conversation; null where nothing is. */
export const wrongWith = (_phone: string, body: string): string | null => {
  if (body.length > BODY_MAX) return `a text of ${body.length} characters`;
  if (/\{[a-z-]+\}|undefined|\[object/.test(body)) return `a placeholder was left open: ${body}`;
  const dear = segmentsOf(body).forcedBy.find(one => DEAR.test(one));
  return dear === undefined ? null : `${dear} makes this cost double: ${body}`;
};
