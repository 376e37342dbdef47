import { isOpen } from '../../../shared/domain/case.ts';
import type { Promised, View, Written } from './promise.ts';

const isIn = (view: View, { phone, body }: Written, need: string): boolean => {
  const all = [...view.mirror.cases.values()].filter(c => c.number === phone && isOpen(c));
  // Words that answer a question of ours, or go to somebody who is there already, are kept with that case, where a person reads them.
  return all.some(
    c => (c.needs as readonly string[]).includes(need) || c.notes.some(note => body.includes(note) || note.includes(body.trim())),
  );
};

/** As it is written, and as it is said: "412", "4, 1, 2". */
const CODES = /\b(?:code is|numero es|codigo es) (\d(?:,? ?\d){2,4})\b/gi;

/** Every need that was ever texted is a case, or stands in the words of one that is open; and every code that was told is a case. */
export const writtenDown = (): Promised => ({
  promise: 'every need that was texted is a case',
  onWritten: (text, view) => {
    if (text.meant.is !== 'need' || !text.taken) return undefined;
    const lost = text.meant.needs.find(need => !isIn(view, text, need));
    return lost && `"${text.body}" was answered, and no open case of ${text.phone} holds ${lost}`;
  },
  onReached: ({ phone, words }, view) => {
    const codes = [...words.matchAll(CODES)].map(m => (m[1] ?? '').replace(/\D/g, ''));
    const lost = codes.find(code => !view.mirror.cases.has(code));
    return lost && `${phone} was told the code ${lost}, which is no case`;
  },
});
