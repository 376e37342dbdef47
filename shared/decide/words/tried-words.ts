import type { Asked, Case } from '../../domain/case.ts';
import type { Language } from '../../domain/ids.ts';
import type { Draft } from '../draft/draft.ts';

/** What came of it, in the order in which it is told. Who was too late for it was not asked in vain, and is not told of. */
const OUTCOMES: readonly (readonly [string, readonly Asked['state'][]])[] = [
  ['silent', ['expired']],
  ['said', []],
  ['passed', ['passed']],
  ['had-it', ['released', 'silent', 'accepted']],
  ['not-reached', ['failed']],
  ['deciding', ['live']],
];

/** Who was asked for a case and what came of it last, each person once: "Asked 4: 3 silent, 1 passed."; or that nobody could be asked. */
export const triedWords = (d: Draft, c: Case, language: Language): string => {
  const last = new Map(c.asked.map(a => [a.number, a]));
  const cameOf = ({ state, words }: Asked): string | undefined =>
    state === 'expired' && words ? 'said' : OUTCOMES.find(([, states]) => states.includes(state))?.[0];
  const counts = OUTCOMES.map(([outcome]) => [outcome, [...last.values()].filter(a => cameOf(a) === outcome).length] as const);
  const n = counts.reduce((sum, [, count]) => sum + count, 0);
  if (n === 0) return d.line(language, 'tried-nobody');
  const parts = counts.flatMap(([outcome, count]) =>
    count === 0 ? [] : [d.line(language, count === 1 ? `tried-${outcome}-one` : `tried-${outcome}`, { n: count })],
  );
  return d.line(language, 'tried', { n, parts: parts.join(', ') });
};
