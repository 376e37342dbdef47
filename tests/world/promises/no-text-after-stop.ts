import type { Promised } from './promise.ts';

/** Nobody who opted out is texted, answered or, unless they asked for it just now, called. */
export const noTextAfterStop = (): Promised => ({
  promise: 'nobody who opted out is texted',
  onLeaving: ({ to, body }, view) =>
    view.out.has(to) && body !== '' ? `${to} has opted out, and this leaves for them: ${body}` : undefined,
  // An apology while the database is away cannot know who opted out; the carrier keeps it back.
  onWritten: ({ phone, reply, sid }, view) =>
    reply !== null && reply === view.mirror.seen.get(sid) && view.out.has(phone) && view.cameAfterStop(sid)
      ? `${phone} has opted out and is answered: ${reply}`
      : undefined,
});
