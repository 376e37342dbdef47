import { epochMs, type Instant, later } from '../../shared/domain/ids.ts';
import type { Log } from '../../shared/shell/log.ts';
import { failureOf } from './failures.ts';
import type { Ledger } from './ledger.ts';
import { FINAL, type Status, type Text } from './model.ts';
import { type Moods, TOLD_BY_REPORTS } from './moods.ts';
import type { Form, PostWebhook } from './webhook.ts';

interface Parts {
  readonly accountSid: string;
  readonly ledger: Ledger;
  readonly post: PostWebhook;
  readonly now: () => Instant;
  readonly log: Log;
  readonly moods?: Moods;
}
export interface Deliveries {
  /** Sees a text through its life, step by step, and reports each step to the line. */
  start(text: Text): void;
  /** Reports of a text in the wrong order and twice over, before its sending is even answered; then its life is over. */
  reportsFirst(text: Text): Promise<void>;
  tick(until: Instant): void;
  nextDue(until: Instant): Instant | null;
  activity(): number;
  idle(): Promise<void>;
}

interface Step {
  readonly status: Status;
  readonly errorCode: number | null;
}
const step = (status: Status, errorCode: number | null = null): Step => ({ status, errorCode });
const UNRULY: readonly Step[] = [step('delivered'), step('sent'), step('delivered'), step('sending')];

/** The lives of texts, one after the other, so that the same sendings always give the same reports in the same order. */
export const deliveries = (parts: Parts): Deliveries => {
  const { ledger } = parts;
  const queue = oneByOne(parts.log);
  const slow = new Map<string, Instant>();
  const live = async (text: Text): Promise<void> => {
    let current = text;
    for (const next of stepsAfter(text, parts.moods?.refuses)) current = await take(parts, current, next);
    if (!FINAL.has(current.status)) slow.set(current.sid, reportDue(current));
  };
  const finish = (sid: string): void => {
    const text = ledger.text(sid);
    slow.delete(sid);
    if (text) queue.add(async () => void (await take(parts, text, isStale(text) ? step('failed', 30036) : step('delivered'))));
  };
  for (const text of ledger.texts()) if (!FINAL.has(text.status)) queue.add(() => live(text));
  return {
    start: text => queue.add(() => live(text)),
    reportsFirst: async text => {
      for (const next of UNRULY) await report(parts, { ...text, ...next });
      ledger.putText({ ...text, status: 'delivered', updatedAt: parts.now() });
    },
    tick: until => {
      const due = [...slow].filter(([, at]) => at <= until).sort(([, a], [, b]) => (a < b ? -1 : a > b ? 1 : 0));
      for (const [sid] of due) finish(sid);
    },
    nextDue: until => {
      const [first] = [...slow.values()].sort();
      return first !== undefined && first <= until ? first : null;
    },
    activity: queue.activity,
    idle: queue.idle,
  };
};

/** Does one thing after the other, and counts them. */
const oneByOne = (log: Log): { add(work: () => Promise<void>): void; activity(): number; idle(): Promise<void> } => {
  let activity = 0;
  let last: Promise<void> = Promise.resolve();
  return {
    add: work => {
      activity += 1;
      last = last.then(work).catch(error => log.error('simulator-delivery-failed', { reason: String(error) }));
    },
    activity: () => activity,
    idle: async () => {
      for (let seen: Promise<void> | undefined; seen !== last; ) {
        seen = last;
        await seen;
      }
    },
  };
};

/** One step of a text's life: written down, then reported. */
const take = async (parts: Parts, text: Text, { status, errorCode }: Step): Promise<Text> => {
  const next = { ...text, status, errorCode, updatedAt: parts.now() };
  parts.ledger.putText(next);
  await report(parts, next);
  return next;
};

/** What is still to come of a text's life; after a restart it goes on where it was. */
const stepsAfter = (text: Text, refuses: number | null = null): Step[] => {
  const failure = failureOf(text.to);
  const life = [step('sending'), step('sent')];
  if (refuses !== null && refuses >= TOLD_BY_REPORTS) life.push(step('undelivered', refuses));
  else if (failure?.ends !== undefined) life.push(step('undelivered', failure.ends));
  else if (failure?.delayMs === undefined) life.push(step('delivered'));
  return life.slice(life.findIndex(one => one.status === text.status) + 1);
};

const delayMs = (text: Text): number => failureOf(text.to)?.delayMs ?? 0;
const isStale = (text: Text): boolean => text.validitySeconds * 1_000 < delayMs(text);
const reportDue = (text: Text): Instant => later(text.createdAt, Math.min(delayMs(text), text.validitySeconds * 1_000));

const report = async ({ accountSid, post, log }: Parts, text: Text): Promise<void> => {
  if (text.statusCallback === null) return;
  const form: Form = {
    MessageSid: text.sid,
    SmsSid: text.sid,
    MessageStatus: text.status,
    SmsStatus: text.status,
    To: text.to,
    From: text.from,
    AccountSid: accountSid,
    ApiVersion: '2010-04-01',
    ...(text.errorCode === null ? {} : { ErrorCode: String(text.errorCode) }),
  };
  const answer = await post(text.statusCallback, form);
  // Twilio does not repeat a report that was answered with an error, and neither does the simulator.
  if (!answer.ok) log.warn('status-report-not-taken', { reason: answer.why });
  else if (answer.status >= 300) log.warn('status-report-not-taken', { http: answer.status });
};

/** Twilio's way to write a date: RFC 2822, in UTC. */
export const twilioDate = (at: Instant): string => new Date(epochMs(at)).toUTCString().replace('GMT', '+0000');
