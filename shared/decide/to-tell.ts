import { NEWS_VALID_S, newsCall } from '../domain/calling.ts';
import type { Case } from '../domain/case.ts';
import { byDay, isToCall, type Told, withMore } from '../domain/to-tell.ts';
import type { Draft } from './draft.ts';

/** What the person of a case is to be told on a call: these words, or where the case stands; and whether the line calls them about it. */
export interface AloudLater {
  readonly about: Pick<Case, 'number' | 'code'>;
  readonly told: Told | undefined;
  readonly calls: boolean;
}

/**
 * The cases with what is to be told of them, each as it is at the end of the decision, since much of one goes on from a case as it was before;
 * and one call about it all, by day.
 */
export function* keepToTell(d: Draft, kept: readonly AloudLater[]): Iterable<Case> {
  for (const { about, told, calls } of kept) {
    const c = d.case(about.number, about.code);
    if (!c) continue;
    const callAt = calls && !isToCall(c.toTell, d.now) ? byDay(d.now, d.world.community.timezone) : undefined;
    const isRung = callAt !== undefined && c.toTell?.callAt === callAt;
    yield { ...c, toTell: withMore(c.toTell, told, callAt) };
    if (!callAt || isRung) continue;
    d.ring(c.number, newsCall(1), { purpose: 'news', priority: 'notice', about: c, validForSeconds: NEWS_VALID_S, due: callAt });
  }
}
