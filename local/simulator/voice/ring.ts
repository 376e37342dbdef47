import { next, Over, type Run } from './fiber.ts';
import type { Scene } from './leg.ts';

/** An answering machine picks up sooner than most people do. */
export const MACHINE_MS = 4_000;

/** A phone rings until somebody picks it up, at most this long; null: until whoever called gives up. Throws what else came of it. */
export function* ring({ company, leg }: Scene, timeoutMs: number | null): Run<void> {
  const habit = company.habitOf(leg);
  if (habit === 'failed') throw new Over('failed', true);
  company.status(leg, 'ringing');
  company.doing(leg, { what: 'ringing' });
  if (habit === 'busy') throw new Over('busy', true);
  const machine = habit === 'machine' && (timeoutMs === null || timeoutMs > MACHINE_MS);
  for (let news = yield* next(machine ? MACHINE_MS : timeoutMs); ; news = yield* next(timeoutMs)) {
    if (news.what === 'declined') throw new Over('busy', true);
    if (news.what === 'time' && !machine) throw new Over('no-answer', true);
    if (news.what !== 'picked-up' && news.what !== 'time') continue;
    const as = news.what === 'time' ? 'machine_start' : news.as;
    company.status(leg, 'in-progress', { answeredAt: company.now(), answeredBy: leg.detects ? as : null });
    if (as === 'machine_start') company.heard(leg, { kind: 'note', text: 'an answering machine picks up' });
    return;
  }
}
