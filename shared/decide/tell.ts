import type { Case } from '../domain/case.ts';
import type { TeamMember } from '../domain/community.ts';
import type { PhoneNumber } from '../domain/ids.ts';
import type { Priority } from '../domain/outgoing.ts';
import type { Fill } from '../script/script.ts';
import type { Draft } from './draft.ts';
import { whatForOffer, whatForResident } from './phrases.ts';

/** Those who hold this role. */
export const withRole = (d: Draft, role: TeamMember['roles'][number]): readonly PhoneNumber[] =>
  d.world.community.team.filter(m => m.roles.includes(role)).map(m => m.phone);

/** A line to one of the team or a volunteer, in their language; `{what}` is what may be known before accepting. */
export const tell = (d: Draft, to: PhoneNumber, line: string, c: Case, fill: Fill, priority: Priority): void => {
  const language = d.languageOfVolunteer(to);
  d.send(to, d.line(language, line, { code: c.code, what: whatForOffer(d, c, language), ...fill }), line, priority, c);
};

/** The same line to every coordinator, except whoever caused it. */
export const tellCoordinators = (
  d: Draft,
  line: string,
  c: Case,
  fill: Fill,
  priority: Priority = 'notice',
  except?: PhoneNumber,
): void => {
  for (const to of withRole(d, 'coordinator')) if (to !== except) tell(d, to, line, c, fill, priority);
};

/** A line to the resident of a case, in their language. */
export const tellResident = (d: Draft, c: Case, line: string, fill: Fill = {}, priority: Priority = 'notice'): void => {
  const language = d.languageOf(c.number, c.person);
  d.send(c.number, d.line(language, line, { code: c.code, what: whatForResident(d, c, language), ...fill }), line, priority, c);
};
