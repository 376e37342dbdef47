import { MORNING } from '../../local/in-memory-line.ts';
import { type CaseCode, epochMs } from '../../shared/domain/ids.ts';
import type { Event, Meant } from './events.ts';

/** Small stories in which a mistake shows at once; seconds are counted from the morning on which they begin. */
export const MAY = '+15550103000';
export const ANA = '+15550102000';
export const BO = '+15550102001';
export const BOTH = [`Ana,${ANA},en,food,,,always,yes,no`, `Bo,${BO},en,food,,,always,yes,no`];
export const ALONE = BOTH.slice(0, 1);
/** Ana is asked by a call. */
export const BY_VOICE = [`Ana,${ANA},en,food,,,always,yes,yes`];

const at = (seconds: number): number => epochMs(MORNING) + seconds * 1_000;
export const said = (seconds: number, phone: string, body: string, meant: Meant = { is: 'answer' }): Extract<Event, { do: 'text' }> => ({
  at: at(seconds),
  do: 'text',
  phone,
  body,
  sid: `SM${phone.slice(1)}${String(seconds).padStart(6, '0')}`,
  meant,
});
/** The carrier has it, and its webhook never comes. */
export const lost = (seconds: number, body: string): Event => ({ ...said(seconds, MAY, body), lost: true });
export const blocks = (seconds: number): Event => ({ at: at(seconds), do: 'blocks', phone: MAY });
export const picksUp = (seconds: number, phone: string): Event => ({ at: at(seconds), do: 'picks-up', phone });
export const calls = (seconds: number): Event => ({ at: at(seconds), do: 'calls', phone: MAY });
export const keys = (seconds: number, words: string, phone = MAY): Event => ({ at: at(seconds), do: 'keys', phone, words });

export const need = (seconds = 1): Event => said(seconds, MAY, 'need food for 4, 11216, today');
export const accepted: readonly Event[] = [need(), said(30, ANA, 'accept')];
/** The code of the first case comes of its first text, which is the same in each of these. */
export const noted = (code: CaseCode): readonly Event[] => [
  need(),
  { at: at(60), do: 'desk', id: 'desk-1', command: { act: 'note', code, words: 'they have a dog' } },
];
/** A report, with the answer to whether its person may be contacted: 1 by text, 2 by a call, 3 not at all. */
export const report = (contact: string): readonly Event[] =>
  ['REPORT', 'a man yelled at my kid at the table', '2', '1', contact].map((body, nth) => said(20 * nth + 1, MAY, body));
