import type { Promised } from './promise.ts';

/** Whoever wants to be called about something gets no text about it: somebody else may read that phone. */
export const callNotText = (): Promised => ({
  promise: 'whoever wants a call gets no text about it',
  onLeaving: ({ id, to, body }, view) => {
    const about = view.mirror.outgoing.get(id)?.about;
    const c = about && view.mirror.cases.get(about.code);
    return body !== '' && c?.contact === 'call' && c.number === to
      ? `${to} wants a call about ${c.code} and no texts, and this leaves: ${body}`
      : undefined;
  },
});
