import { type CallSid, type CallStep, callSid } from './call.ts';
import { type CaseCode, caseCode, type PhoneNumber } from './ids.ts';
import type { Outgoing } from './outgoing.ts';
import { isUnnamed, threadOfReport } from './unnamed.ts';

/**
 * What the address of a call that we made carries besides the id of its row, so that a step need not read that row first to know what else to
 * read: the thread of its case, the call of the one who waits, and the code of a report that may have got a thread of its own meanwhile. Addresses
 * are signed by the carrier and stand in no log of ours. Whatever they say, the row has the last word.
 */
export interface Along {
  readonly thread?: PhoneNumber;
  readonly waits?: CallSid;
  readonly report?: CaseCode;
}

/** Also in the address of a step on a phone that somebody left with us, where we call it: in whose thread they talk. */
export const THREAD = 'a';
const WAITS = 'w';
const REPORT = 'r';
/** The parameters by which an address of such a call says it. */
export const ALONG: readonly string[] = [THREAD, WAITS, REPORT];

export const alongOf = ({ about, call, priority }: Pick<Outgoing, 'about' | 'call' | 'priority'>): Along => ({
  ...(about ? { thread: about.number } : {}),
  ...(call?.waits ? { waits: call.waits } : {}),
  ...(about && priority === 'safety' && !isUnnamed(about.number) ? { report: about.code } : {}),
});

export const alongQuery = ({ thread, waits, report }: Along): Readonly<Record<string, string>> => ({
  ...(thread ? { [THREAD]: thread } : {}),
  ...(waits ? { [WAITS]: waits } : {}),
  ...(report ? { [REPORT]: report } : {}),
});

/** What the address of the next step of a call carries on, where they talk on a phone that they left. */
export const elsewhere = ({ query }: Pick<CallStep, 'query'>): Readonly<Record<string, string>> =>
  query?.[THREAD] ? { [THREAD]: query[THREAD] } : {};

/** What such an address says; `one` answers one of its parameters. A thread is a number, or one of a call or a report alone. */
export const readAlong = (one: (name: string) => string | undefined): Along => {
  const thread = one(THREAD);
  const waits = callSid(one(WAITS) ?? '');
  const report = caseCode(one(REPORT) ?? '');
  return {
    ...(thread && /^[+\w:-]{2,80}$/.test(thread) ? { thread: thread as PhoneNumber } : {}),
    ...(waits ? { waits } : {}),
    ...(report ? { report } : {}),
  };
};

/** The threads in which the case may lie that such an address is about. */
export const threadsAlong = ({ thread, report }: Along): readonly PhoneNumber[] => [
  ...(thread ? [thread] : []),
  ...(report ? [threadOfReport(report)] : []),
];
