import { leadsPods, teamMember } from '../../../shared/domain/volunteer.ts';
import { endOf, shownIn } from './hidden.ts';
import type { Promised, View } from './promise.ts';

/** What only people write of where they live: no list of streets has it. */
const WITHIN = /\b(?:apt|apto|apartment|floor|piso|fl)\b/i;
const NUMBER = /\+?1?\s?\(?555\)?[- ]?0?\d{3}[- ]?\d{4}/g;

const isOfTeam = (view: View, phone: string): boolean => {
  const number = phone as Parameters<typeof teamMember>[1];
  return teamMember(view.community, number) !== undefined || leadsPods(view.community, number).length > 0;
};

/** What only the accepted may see: words, place and number of whoever asks reach the one who has the case, and whoever looks after all of them. */
export const onlyForHolder = (): Promised => {
  /** Who has had a case of the phone that ends with these digits. */
  const had = new Map<string, Set<string>>();
  const ill = (phone: string, words: string, view: View): string | undefined => {
    if (isOfTeam(view, phone)) return undefined;
    const of = shownIn(words).find(digits => !phone.endsWith(digits) && had.get(digits)?.has(phone) !== true);
    if (of !== undefined) return `${phone} reads what only the holder may know of ${of}: ${words}`;
    const shown = (words.match(NUMBER) ?? [])
      .map(n => n.replace(/\D/g, ''))
      .find(n => n.length >= 10 && !view.community.number.endsWith(n));
    return shown === undefined || phone.endsWith(shown) ? undefined : `${phone} is shown the number ${shown}: ${words}`;
  };
  return {
    promise: 'nobody but the holder sees what only the holder may see',
    onCase: ({ after }) => {
      const of = endOf(after?.number ?? '');
      if (after?.holder) had.set(of, (had.get(of) ?? new Set()).add(after.holder.number));
      return undefined;
    },
    onLeaving: ({ id, to, body }, view) =>
      view.mirror.outgoing.get(id)?.purpose === 'offer' && WITHIN.test(body)
        ? `an offer tells ${to} where in a house somebody lives: ${body}`
        : ill(to, body, view),
    onReached: ({ phone, words }, view) => ill(phone, words, view),
  };
};
