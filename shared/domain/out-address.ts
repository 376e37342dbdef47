import { type CallSid, type CallStep, callSid } from './call.ts';
import type { PhoneNumber } from './ids.ts';
import type { Outgoing } from './outgoing.ts';

/**
 * What the address of a call that we made carries besides the id of its row, so that a step need not read that row first to know what else to
 * read: the thread of its case, and the call of the one who waits. Addresses are signed by the carrier and stand in no log of ours. A case that
 * has moved meanwhile is found all the same: the row has the last word.
 */
export interface Along {
  readonly thread?: PhoneNumber;
  readonly waits?: CallSid;
}

/** Also in the address of a step on a phone that somebody left with us, where we call it: in whose thread they talk. */
export const THREAD = 'a';
const WAITS = 'w';
/** The parameters by which an address of such a call says it. */
export const ALONG: readonly string[] = [THREAD, WAITS];

export const alongOf = ({ about, call }: Pick<Outgoing, 'about' | 'call'>): Along => ({
  ...(about ? { thread: about.number } : {}),
  ...(call?.waits ? { waits: call.waits } : {}),
});

export const alongQuery = ({ thread, waits }: Along): Readonly<Record<string, string>> => ({
  ...(thread ? { [THREAD]: thread } : {}),
  ...(waits ? { [WAITS]: waits } : {}),
});

/** What the address of the next step of a call carries on, where they talk on a phone that they left. */
export const elsewhere = ({ query }: Pick<CallStep, 'query'>): Readonly<Record<string, string>> =>
  query?.[THREAD] ? { [THREAD]: query[THREAD] } : {};

/** What such an address says; `one` answers one of its parameters. A thread is a number, or one of a call or a report alone. */
export const readAlong = (one: (name: string) => string | undefined): Along => {
  const thread = one(THREAD);
  const waits = callSid(one(WAITS) ?? '');
  return { ...(thread && /^[+\w:-]{2,80}$/.test(thread) ? { thread: thread as PhoneNumber } : {}), ...(waits ? { waits } : {}) };
};
