import { isOpen } from '../../../shared/domain/case.ts';
import type { Promised } from './promise.ts';

/** Words of danger are a case at once, and people are told of it before anything else happens; or it says that nobody could be. */
export const dangerIsTold = (): Promised => {
  const known = new Set<string>();
  let waiting: { readonly phone: string; readonly body: string; readonly at: string }[] = [];
  return {
    promise: 'danger is told to people at once',
    onWritten: ({ phone, body, sid, meant, taken }, view) => {
      // The same text once more says nothing new.
      if (!taken || known.has(sid)) return undefined;
      known.add(sid);
      if (meant.is === 'danger') waiting.push({ phone, body, at: new Date(view.lineAt - view.clockOff).toISOString() });
      return undefined;
    },
    onRest: view => {
      if (view.isDown || waiting.length === 0) return undefined;
      const asked = waiting;
      waiting = [];
      for (const { phone, body, at } of asked) {
        const cases = [...view.mirror.cases.values()].filter(c => c.number === phone && isOpen(c) && c.danger !== undefined);
        if (cases.length === 0) return `"${body}" of ${phone} is no open case of danger`;
        const told = [...view.mirror.outgoing.values()].some(
          o => o.at >= at && o.to !== phone && cases.some(c => c.code === o.about?.code),
        );
        if (!told && !cases.some(c => c.unheard)) return `"${body}" of ${phone} is written down, and nobody is told`;
      }
      return undefined;
    },
  };
};
