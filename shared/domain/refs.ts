import type { CaseCode, Instant, PhoneNumber } from './ids.ts';

/** Where a case stands: its code, and the number in whose partition it lies. */
export interface Ref {
  readonly code: CaseCode;
  readonly number: PhoneNumber;
  readonly at: Instant;
  readonly kind: 'offer' | 'page';
  /** When they were last asked how it stands, and have not said; of a case that they no longer have, when it went to others for want of a word. */
  readonly asked?: Instant;
}

export const without = (refs: readonly Ref[], code: CaseCode): readonly Ref[] => refs.filter(r => r.code !== code);

/**
 * So many pages that wait for one person's word stand with them, the latest: a coordinator may be told of thousands of cases. Each case
 * says itself who was told of it, so that a word with its code is understood all the same (`paged.ts`).
 */
export const PAGES_MAX = 40;
/** So many offers wait for one person's word at once, however urgent they are, and so many cases one person has in hand, whatever their role. */
export const OFFERS_MAX = 10;
export const HELD_MAX = 100;

/** With this one as the latest. Of too many pages the oldest are let go. */
export const withRef = (refs: readonly Ref[], ref: Ref): readonly Ref[] => {
  const all = [...without(refs, ref.code), ref];
  const pages = all.filter(r => r.kind === 'page');
  const old = new Set(pages.slice(0, Math.max(0, pages.length - PAGES_MAX)));
  return old.size === 0 ? all : all.filter(r => !old.has(r));
};
