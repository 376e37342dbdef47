import type { Case } from '../../domain/case.ts';
import { type CaseCode, caseCode } from '../../domain/ids.ts';
import type { Draft } from '../draft/draft.ts';
import type { Helper } from '../draft/meet.ts';
import { codesNamed } from '../shifts/plan.ts';

/**
 * The code of another case that words for somebody hold: with it any phone may ask where a report stands, so it never goes out. Only codes that
 * whoever writes has to do with count, or those that a text of the team names; any other number is a street's or a price.
 */
export const namesAnother = (
  d: Draft,
  { volunteer, powers }: Pick<Helper, 'volunteer'> & Partial<Pick<Helper, 'powers'>>,
  c: Case,
  words: string,
): CaseCode | undefined => {
  const near = [...volunteer.held, ...volunteer.live, ...volunteer.lapsed];
  const isTeam = powers !== undefined && (powers.coordinator || powers.safety || powers.liaison || powers.leads.length > 0);
  return codesNamed(words)
    .flatMap(one => caseCode(one) ?? [])
    .find(one => one !== c.code && (near.some(r => r.code === one) || (isTeam && d.caseByCode(one) !== undefined)));
};
