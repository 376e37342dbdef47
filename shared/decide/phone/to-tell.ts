import { numberToCall } from '../../domain/call-back.ts';
import { type Calling, NEWS_VALID_S, newsCall } from '../../domain/calling.ts';
import type { Case } from '../../domain/case.ts';
import type { Instant, OutgoingId, PhoneNumber } from '../../domain/ids.ts';
import type { Wanted } from '../../domain/outgoing.ts';
import { byDay, isToCall, type Told, withMore } from '../../domain/to-tell.ts';
import type { World } from '../draft/world.ts';

/** What the person of a case is to be told on a call: these words, or where the case stands; and whether the line calls them about it. */
export interface AloudLater {
  readonly about: Pick<Case, 'number' | 'code'>;
  readonly told: Told | undefined;
  readonly calls: boolean;
}

/** What is needed of the decision that tells it. */
interface Telling {
  readonly world: World;
  readonly now: Instant;
  case(number: PhoneNumber, code: Case['code']): Case | undefined;
  ring(to: PhoneNumber, call: Calling, wanted: Omit<Wanted, 'to' | 'body' | 'call'>): OutgoingId;
}

/**
 * The cases with what is to be told of them, each as it is at the end of the decision, since much of one goes on from a case as it was before;
 * and one call about it all, by day.
 */
export function* keepToTell(d: Telling, kept: readonly AloudLater[]): Iterable<Case> {
  for (const { about, told, calls } of kept) {
    const c = d.case(about.number, about.code);
    if (!c) continue;
    const callAt = calls && !isToCall(c.toTell, d.now) ? byDay(d.now, d.world.community.timezone) : undefined;
    const isRung = callAt !== undefined && c.toTell?.callAt === callAt;
    yield { ...c, toTell: withMore(c.toTell, told, callAt) };
    const to = numberToCall(c);
    if (!callAt || isRung || !to) continue;
    d.ring(to, newsCall(1), { purpose: 'news', priority: 'notice', about: c, validForSeconds: NEWS_VALID_S, due: callAt });
  }
}
