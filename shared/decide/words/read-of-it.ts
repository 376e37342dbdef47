import { unreadUntil } from '../../domain/case.ts';
import { readFrom } from '../../domain/follow.ts';
import type { Draft } from '../draft/draft.ts';
import type { Helper } from '../draft/meet.ts';

/**
 * Whoever was given a case while they were to be left alone has written, and what they are answered names it: they know of it, and its person
 * hears who has it now.
 */
export const readOfIt = (d: Draft, me: Helper): void => {
  for (const { number, code } of me.volunteer.held) {
    const c = d.case(number, code);
    if (!c?.holder || c.holder.number !== me.number || unreadUntil(c) === undefined || !d.answer?.includes(code)) continue;
    const { given: _asked, ...holder } = c.holder;
    d.putCase({
      ...readFrom({ ...c, holder }, d.now),
      news: (c.news ?? []).map(one => (one.waits && one.by.number === me.number ? { ...one, at: d.now } : one)),
    });
  }
};
