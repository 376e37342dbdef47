import { isOpen } from '../../../shared/domain/case.ts';
import type { Promised } from './promise.ts';

const YOURS = /\b(\d{3,5}) (?:is yours|es suyo)\b/;

/** Never two owners: a case is on the list of one person at most, of the one who has it, and nobody else is told that it is theirs. */
export const oneOwner = (): Promised => ({
  promise: 'a case never has two owners',
  onVolunteer: (volunteer, view) => {
    for (const { code } of volunteer.held) {
      const others = [...view.mirror.volunteers.values()].filter(v => v.number !== volunteer.number && v.held.some(r => r.code === code));
      if (others[0]) return `${code} is with ${volunteer.name} and with ${others[0].name}`;
      const c = view.mirror.cases.get(code);
      if (c && isOpen(c) && c.holder && c.holder.number !== volunteer.number && c.status === 'accepted')
        return `${code} is on the list of ${volunteer.name}, and ${c.holder.name} has it`;
    }
    return undefined;
  },
  onReached: ({ phone, words, how, again }, view) => {
    const code = how === 'answer' && !again ? YOURS.exec(words)?.[1] : undefined;
    const c = code === undefined ? undefined : view.mirror.cases.get(code);
    return c && isOpen(c) && c.holder?.number !== phone
      ? `${phone} was told that ${code} is theirs, and ${c.holder?.name ?? 'nobody'} has it`
      : undefined;
  },
});
