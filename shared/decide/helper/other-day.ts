import type { CaseCode } from '../../domain/ids.ts';
import { clockAt } from '../../domain/local-time.ts';
import { etaIn } from '../../understand/eta.ts';
import type { Draft } from '../draft/draft.ts';
import type { Helper } from '../draft/meet.ts';

/** "I'm free Saturday" is no yes to what is needed today. */
export const namesOtherDay = (d: Draft, me: Helper, code: CaseCode | undefined, words: string): boolean => {
  const { live } = me.volunteer;
  const eta = etaIn(words);
  const ref = code ? live.find(r => r.code === code) : live.length === 1 ? live[0] : undefined;
  const c = ref && d.case(ref.number, ref.code);
  if (!c || (c.urgency !== 'now' && c.urgency !== 'today') || !eta || 'minutes' in eta || eta.day === undefined) return false;
  return eta.day === 'tomorrow' || (typeof eta.day === 'number' && eta.day !== clockAt(d.now, d.world.community.timezone).weekday);
};
