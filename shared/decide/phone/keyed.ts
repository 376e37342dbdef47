import { hasNumber } from '../../domain/call.ts';
import { isOpen } from '../../domain/case.ts';
import type { CallDraft } from '../draft/call-draft.ts';
import { tell } from '../draft/tell.ts';
import { codesNow } from './call-more.ts';

/** The call is over, and nobody said that the number is right: whoever has the case, or was paged for it, hears that there is one. */
export const tellKeyed = (d: CallDraft): void => {
  for (const code of codesNow(d)) {
    const c = d.case(d.call.number, code);
    if (!c?.keyed || !isOpen(c) || c.keyed.at < d.call.startedAt) continue;
    d.note(code, 'keyed a number for calls and did not say that it is right', 'resident');
    const line = hasNumber(c.number) ? 'keyed-other' : 'keyed-unseen';
    for (const to of c.holder ? [c.holder.number] : (c.paged ?? [])) tell(d, to, line, c, {}, 'urgent');
  }
};
