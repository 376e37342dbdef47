import { HOUR_MS } from '../../../shared/domain/ids.ts';
import type { Promised, View } from './promise.ts';

/** Whoever opted out and asks for a call is called within this time, or not any more. */
const ASKED_HOLDS_MS = HOUR_MS;

/** Whether they have turned to the line since they opted out, and no longer ago than this: then they may have asked to be called. */
const mayHaveAsked = (view: View, phone: string, withinMs: number): boolean => {
  const at = view.turnedTo(phone);
  return at !== undefined && view.at - at <= withinMs + view.clockOff;
};

/** Nobody who opted out, by a text to the line or at the carrier, is texted, answered or, unless they asked for it since then, called. */
export const noTextAfterStop = (): Promised => ({
  promise: 'nobody who opted out is texted or called',
  onLeaving: ({ to, body }, view) => {
    if (!view.out.has(to)) return undefined;
    if (body !== '') return `${to} has opted out, and this leaves for them: ${body}`;
    return mayHaveAsked(view, to, ASKED_HOLDS_MS) ? undefined : `${to} has opted out, asked for no call and is called`;
  },
  // Somebody else's call is put through to them: as long as they wait for the call that they asked for.
  onRings: ({ phone }, view) =>
    (view.out.get(phone) ?? view.at) < view.at && !mayHaveAsked(view, phone, Number.POSITIVE_INFINITY)
      ? `${phone} has opted out, asked for no call, and a call is put through to them`
      : undefined,
  // An apology while the database is away cannot know who opted out; the carrier keeps it back.
  onWritten: ({ phone, reply, sid }, view) =>
    reply !== null && reply === view.mirror.seen.get(sid) && view.out.has(phone) && view.cameAfterStop(sid)
      ? `${phone} has opted out and is answered: ${reply}`
      : undefined,
});
