import { isOpen } from '../../../shared/domain/case.ts';
import type { Promised, Spoken, View } from './promise.ts';

const isKept = ({ words, needs }: Spoken, number: string, view: View): boolean => {
  const said = words.toLowerCase();
  const all = [...view.mirror.cases.values()].filter(c => c.number === number && isOpen(c));
  return needs.every(need => all.some(c => c.needs.includes(need) || c.notes.some(note => note.toLowerCase().includes(said))));
};

/** Every need that was spoken is a case, or stands in the words of one that is open, as soon as the line has gone on from there. */
export const spokenIsKept = (): Promised => {
  let waiting: readonly Spoken[] = [];
  return {
    promise: 'every need that was spoken is a case',
    onSpoken: spoken => {
      waiting = [...waiting, spoken];
      return undefined;
    },
    onRest: view => {
      // Of a call that ended before the line could answer nothing was written down, and its caller heard nothing of it either.
      const heard = waiting.filter(({ sid, step }) => (view.mirror.calls.get(sid)?.step ?? 0) > step);
      if (waiting.length > 0) waiting = waiting.filter(one => !heard.includes(one));
      const lost = heard.find(one => !isKept(one, view.mirror.calls.get(one.sid)?.number ?? '', view));
      return lost && `"${lost.words}" of ${lost.phone} was heard on a call, and no open case of theirs holds it`;
    },
  };
};
