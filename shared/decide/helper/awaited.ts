import type { Case } from '../../domain/case.ts';
import { DAY_MS, type Instant, msBetween } from '../../domain/ids.ts';
import type { Ref } from '../../domain/volunteer.ts';
import type { Draft } from '../draft/draft.ts';
import type { Helper } from '../draft/meet.ts';
import { codeFirst } from '../words/codes.ts';
import { goneCase } from './late-word.ts';

/** A case about which somebody was asked, and since when. */
export interface Waiting {
  readonly case: Case;
  readonly since: Instant;
}

/** So long a late word is still taken for the answer to a question about a case that went to others. */
const LATE_MS = 2 * DAY_MS;

/** The cases about which they were asked and have said nothing: theirs, and one that went to others lately. */
export const waiting = (d: Draft, me: Helper): readonly Waiting[] => {
  const theirs = ({ number, code, asked }: Ref): readonly Waiting[] => {
    const c = asked && d.case(number, code);
    return c && c.status === 'accepted' && c.holder?.number === me.number ? [{ case: c, since: asked }] : [];
  };
  const gone = ({ code, asked }: Ref): readonly Waiting[] => {
    const c = asked && msBetween(asked, d.now) < LATE_MS ? goneCase(d, me, code) : undefined;
    return c && asked ? [{ case: c, since: asked }] : [];
  };
  return [...me.volunteer.held.flatMap(theirs), ...me.volunteer.lapsed.flatMap(gone)];
};

const CODES = /(?<!\d)[1-9]\d{2,4}(?!\d)/g;

/** The case that a text names, first or among its words, and the words without its code. */
export const named = (all: readonly Waiting[], text: string): { readonly case: Case; readonly words: string } | undefined => {
  const first = codeFirst(text);
  const codes = first ? [first.code] : (text.match(CODES) ?? []);
  const one = all.find(w => codes.some(code => code === w.case.code));
  return one && { case: one.case, words: text.replace(one.case.code, ' ').replace(/\s+/g, ' ').trim() };
};
