import type { LiveCall } from '../decide/draft/call-world.ts';
import type { TextIn } from '../decide/draft/world.ts';
import { decideBrokenText, decideMissedCall, decideMissedText, decideSpent, decideUnread } from '../decide/missed.ts';
import type { ListedCall } from '../domain/account-list.ts';
import type { CallSid } from '../domain/call.ts';
import { derivedId, type MessageSid, messageSid, type PhoneNumber } from '../domain/ids.ts';
import { seenToWrite } from './call.ts';
import { callKey, seenKey } from './keys.ts';
import { nounOf, SEEN_KEPT_S, ttlAfter } from './rows.ts';
import { type Desk, settleTextAs, settleThread } from './settle.ts';
import type { Store, Write } from './store.ts';

/** Those of these texts that the line has never seen. */
export const unseenTexts = async <T extends { readonly sid: MessageSid }>(store: Store, texts: readonly T[]): Promise<readonly T[]> => {
  if (texts.length === 0) return texts;
  const { got } = await store.read({ get: texts.map(({ sid }) => seenKey(sid)) });
  return texts.filter((_, i) => got[i] === undefined);
};

/** Those of these calls that never reached the line, with the version of the row that their end may have written. */
export const unheardCalls = async <T extends { readonly sid: CallSid }>(
  store: Store,
  calls: readonly T[],
): Promise<readonly { readonly call: T; readonly version?: number }[]> => {
  if (calls.length === 0) return [];
  const { got } = await store.read({ get: calls.map(({ sid }) => callKey(sid)) });
  return calls.flatMap((call, i) => {
    const row = got[i];
    if (row && !nounOf<LiveCall>(row).isUnheard) return [];
    return [{ call, ...(row ? { version: row.v } : {}) }];
  });
};

/** A text from the account's list, settled under its own id as the door would; its answer goes out as a text. Twice it changes nothing. */
export const settleMissedText = async (desk: Desk, sid: MessageSid, text: TextIn): Promise<boolean> =>
  (await settleTextAs(desk, sid, text, decideMissedText)).changed;

/** The same for one whose decision broke: a person reads it. */
export const settleBrokenText = async (desk: Desk, sid: MessageSid, text: TextIn): Promise<void> => {
  await settleTextAs(desk, sid, text, decideBrokenText);
};

/** A text or a call that could not be written down at all: a coordinator hears whose it was, once. */
export const settleUnread = async (desk: Desk, sid: string, from: PhoneNumber, line: 'unread-text' | 'unread-call'): Promise<void> => {
  const told = seenKey(messageSid(derivedId(sid, line)));
  const { got } = await desk.store.read({ get: [told] });
  if (got[0]) return;
  const mark: Write = {
    op: 'put',
    row: { ...told, kind: 'seen', ttl: ttlAfter(desk.now(), SEEN_KEPT_S), data: { reply: null } },
    expect: 'absent',
  };
  await settleThread(
    desk,
    `unread-${derivedId(sid, line)}`,
    desk.community.number,
    world => decideUnread(world, from, line),
    () => [mark],
  );
};

/** A call from the account's list: its wish to be called back, and the row by which it is known from then on, in one transaction. */
export const settleMissedCall = async (
  desk: Desk,
  { sid, at }: ListedCall,
  from: PhoneNumber,
  version: number | undefined,
): Promise<void> => {
  const row = seenToWrite(sid, from, version, { now: desk.now(), community: desk.community });
  await settleThread(
    desk,
    `missed-${sid}`,
    from,
    world => decideMissedCall(world, from, at),
    () => [row],
  );
};

/** The coordinators hear how much of the month's money is spent, in the transaction that counts it. */
export const settleSpent = async (desk: Desk, month: string, share: number, counted: readonly Write[]): Promise<void> => {
  await settleThread(
    desk,
    `spent-${month}-${share}`,
    desk.community.number,
    world => decideSpent(world, share),
    () => counted,
  );
};
