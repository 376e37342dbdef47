import { isDeepStrictEqual } from 'node:util';
import { isEssential } from '../domain/essential.ts';
import type { Instant, PhoneNumber } from '../domain/ids.ts';
import { inOrder, type Outgoing, pending } from '../domain/outgoing.ts';
import { afterText, asMeant, type Blocked, FRESH, opensAt, type Pace, wasRefused, withoutText } from '../domain/pace.ts';
import { moneyAt, type Spent } from '../domain/spent.ts';
import { segmentsOf } from '../reply/segments.ts';
import { paceKey, spentKey } from '../table/keys.ts';
import { nounOf, rowOf } from '../table/rows.ts';
import { type Json, type Row, StoreTrouble, type Write } from '../table/store.ts';
import { ownName } from './own-name.ts';
import type { DeskRuntime } from './sms-door.ts';

/** Two senders may take their share at the same moment; whoever was slower looks again. */
const ROUNDS_MAX = 5;
/** As many texts as leave side by side may be refused at the same moment, and reports come in besides: each of them must be written down. */
const TOLD_ROUNDS_MAX = 24;
/** A phone at night is far from its bed. */
const ALARM_RING_S = 25;

interface Seen {
  readonly row: Row | undefined;
  readonly pace: Pace;
  readonly money: Instant | undefined;
  /** The clock was set back since it was written. */
  readonly setBack: boolean;
}

/** The keys of what the pace rests on, to be read along with something else. */
export const PACE_KEYS = [paceKey(), spentKey()] as const;

/** What was read under PACE_KEYS. */
export const paceSeen = ({ community, now }: Pick<DeskRuntime, 'community' | 'now'>, [row, spent]: readonly (Row | undefined)[]): Seen => {
  const stored = row ? nounOf<Pace>(row) : FRESH;
  const pace = asMeant(stored, now());
  const money = moneyAt(spent && nounOf<Spent>(spent), community.budget.month, now(), community.timezone);
  return { row, pace, money, setBack: pace !== stored };
};

const paceWrite = ({ row }: Pick<Seen, 'row'>, pace: Pace, at: Instant): Write => ({
  op: 'put',
  row: { ...paceKey(), kind: 'pace', data: { ...pace, at } as unknown as Json },
  expect: row?.v ?? 'absent',
});

/** When something can be done about this text, judged by what was seen of the pace. What waits for money is put off as soon as it is due. */
export const leavesAt = (rt: Pick<DeskRuntime, 'community' | 'now'>, { pace, money }: Seen, o: Outgoing): Instant =>
  money && !isEssential(o) ? rt.now() : opensAt(o, pace, rt.community.sending, rt.now());

export interface LetGo {
  readonly texts: readonly Outgoing[];
  /** What they try, where the line is blocked. */
  readonly blocked?: Blocked;
  /** When there is money again for what is not essential, where there is none now. */
  readonly money?: Instant | undefined;
}

/**
 * Those of these texts that may be handed to the carrier now, the most urgent first; their segments are counted before they leave, by a write
 * that only one sender can win, so that any number of senders keep one pace. The rest stays where it is.
 */
export const letGo = async (rt: DeskRuntime, texts: readonly Outgoing[]): Promise<LetGo> => {
  if (texts.length === 0) return { texts };
  const { sending } = rt.community;
  for (let round = 0; round < ROUNDS_MAX; round++) {
    const { got } = await rt.store.read({ get: PACE_KEYS });
    const seen = paceSeen(rt, got);
    const now = rt.now();
    let { pace } = seen;
    const chosen: Outgoing[] = [];
    const last = (text: Outgoing): number => Number(wasRefused(seen.pace, text.to));
    for (const text of [...texts].sort((a, b) => last(a) - last(b) || inOrder(a, b))) {
      if (opensAt(text, pace, sending, now, seen.money) > now) continue;
      pace = afterText(pace, segmentsOf(text.body).segments, sending, now);
      chosen.push(text);
    }
    const as = { money: seen.money, ...(seen.pace.blocked ? { blocked: seen.pace.blocked } : {}) };
    // A pace that was set back is written down even so, or it would seem as far ahead at every look.
    if (chosen.length === 0 && !seen.setBack) return { texts: chosen, ...as };
    const { ok } = await rt.store.commit([paceWrite(seen, pace, now)], ownName('pace'));
    if (ok) return { texts: chosen, ...as };
  }
  throw new StoreTrouble('throttled', new Error(`the pace changed ${ROUNDS_MAX} times while it was taken`));
};

/** These were let go and did not leave after all: somebody opted out, is left alone now, or their time was over. They take up nobody's place. */
export const giveBack = (rt: DeskRuntime, texts: readonly Outgoing[], blocked: LetGo['blocked']): Promise<void> => {
  const segments = texts.reduce((sum, { body }) => sum + segmentsOf(body).segments, 0);
  return changePace(rt, (pace, now) => withoutText(pace, segments, rt.community.sending, now, blocked));
};

/** The coordinators are called, since texts do not leave. */
const alarms = (rt: DeskRuntime, code: number, cause: string): readonly Write[] => {
  const people = [...new Set(rt.community.team.filter(m => m.roles.includes('coordinator')).map(m => m.phone))];
  return people.map((to: PhoneNumber, nth): Write => {
    const call = { what: 'alarm', timeoutS: ALARM_RING_S } as const;
    const wanted = { to, body: '', call, purpose: 'alarm-call', priority: 'safety' } as const;
    const value: Outgoing = { ...pending(wanted, cause, nth, rt.now()), errorCode: code };
    return { op: 'put', row: rowOf({ kind: 'outgoing', value }), expect: 'absent' };
  });
};

/**
 * The carrier told something about the line itself: the pace as `change` makes it is written down. Where it is blocked, that is said loudly in
 * the log, which an alarm hears, and by calls to the coordinators, within the same commit.
 */
export const changePace = async (rt: DeskRuntime, change: (pace: Pace, now: Instant) => Pace): Promise<void> => {
  for (let round = 0; round < TOLD_ROUNDS_MAX; round++) {
    const { got } = await rt.store.read({ get: [paceKey()] });
    const [row] = got;
    const now = rt.now();
    const before = row ? asMeant(nounOf<Pace>(row), now) : FRESH;
    const pace = change(before, now);
    // Of many who say the same at once one is enough: the others need not wait for each other to write it again.
    if (row && isDeepStrictEqual(pace, before)) return;
    const tells = pace.blocked !== undefined && pace.blocked.toldAt !== before.blocked?.toldAt;
    // It may be blocked, open and blocked again within one instant: the version tells one time from the other.
    const cause = `blocked-${pace.blocked?.toldAt ?? ''}-${row?.v ?? 0}`;
    const calls = tells && pace.blocked ? alarms(rt, pace.blocked.code, cause) : [];
    if (!(await rt.store.commit([paceWrite({ row }, pace, now), ...calls], ownName('pace-told'))).ok) continue;
    if (pace.blocked && tells) rt.log.error('line.blocked', { code: pace.blocked.code, since: pace.blocked.since });
    if (before.blocked && !pace.blocked) rt.log.warn('line.open-again', { code: before.blocked.code, since: before.blocked.since });
    return;
  }
  rt.log.error('line.pace-unwritten', {});
};
