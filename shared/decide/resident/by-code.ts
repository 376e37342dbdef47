import { hasNumber } from '../../domain/call.ts';
import type { Case } from '../../domain/case.ts';
import { type CaseCode, personId } from '../../domain/ids.ts';
import { guessedWrong, isUnnamed, mayGuess, UNSEEN } from '../../domain/unnamed.ts';
import type { Draft } from '../draft/draft.ts';
import type { Speaker } from '../draft/meet.ts';

/**
 * Whether its code alone may ask for it. Of a report it may: its person may be unnamed, may have been cut off before they said how to reach them,
 * or ask from a safer phone; what is answered says where it stands, and nothing that was told. Nor can anybody ask on another call, but by code, for
 * what they said on one without a number. Of all other cases nobody learns here whether there is such a code.
 */
const isAskedByCode = (d: Draft, c: Case): boolean =>
  c.kind === 'safety' || isUnnamed(c.number) || (d.channel === 'voice' && !hasNumber(c.number));

/**
 * The case behind a code that is none of theirs, for whoever has nothing but the code; undefined where they may not ask for it or there is none, and 'enough'
 * after too many wrong codes that day. Each wrong one counts: three digits are soon guessed.
 */
export const askedByCode = (d: Draft, me: Speaker, code: CaseCode): Case | 'enough' | undefined => {
  const number = hasNumber(me.number) ? me.number : UNSEEN;
  const record = d.record(number);
  if (!mayGuess(record?.guesses, number, d.now)) return 'enough';
  const c = d.caseByCode(code);
  if (c && isAskedByCode(d, c)) return c;
  const known = record ?? { number, firstContactAt: d.now, current: number === me.number ? me.person.id : personId('') };
  d.putRecord({ ...known, guesses: guessedWrong(known.guesses, d.now) });
  return undefined;
};
