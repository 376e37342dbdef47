import type { Case } from '../../domain/case.ts';
import { firstName } from '../../domain/volunteer.ts';
import type { Draft } from '../draft/draft.ts';
import type { Speaker } from '../draft/meet.ts';

/** "412 Ana, 418 Bo": the codes with which those who have these are reached. */
export const codesWithNames = (cases: readonly Case[]): string =>
  cases.map(({ code, holder }) => `${code} ${firstName(holder?.name ?? '')}`.trim()).join(', ');

/** That it was sent to the one who has this, and how the others are reached. */
export const saySentTo = (d: Draft, me: Speaker, c: Case, others: readonly Case[]): void =>
  d.reply(d.line(me.language, 'for-safety', { name: firstName(c.holder?.name ?? ''), code: c.code, codes: codesWithNames(others) }));
