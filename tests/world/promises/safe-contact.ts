import { phoneNumber } from '../../../shared/domain/ids.ts';
import type { Promised } from './promise.ts';

/** Whoever wished not to be contacted about something gets no text and no call about it, also when it no longer says whose it is. */
export const safeContact = (): Promised => {
  /** Whose each case was when it was opened. */
  const from = new Map<string, string>();
  return {
    promise: 'nothing is sent against a safe-contact choice',
    onCase: ({ before, after }) => {
      if (after && !before && phoneNumber(after.number)) from.set(after.code, after.number);
      return undefined;
    },
    onLeaving: ({ id, to }, view) => {
      const about = view.mirror.outgoing.get(id)?.about;
      const c = about && view.mirror.cases.get(about.code);
      const quiet = c !== undefined && (c.contact === 'none' || phoneNumber(c.number) === undefined);
      return quiet && from.get(c.code) === to ? `${to} wished not to be contacted about ${c.code}, and this leaves: ${id}` : undefined;
    },
  };
};
