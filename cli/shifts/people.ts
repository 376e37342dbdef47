import type { Pod } from '../../shared/domain/community.ts';
import type { Volunteer } from '../../shared/domain/volunteer.ts';
import { readWall, type Wall } from '../../shared/domain/wall.ts';
import { readPhone } from '../../shared/parse/volunteers.ts';
import { fold } from '../../shared/script/match.ts';
import { type CommandDesk, Refused } from '../desk.ts';

/** The pod with this id or name; refused with those there are. */
export const podOf = ({ community }: Pick<CommandDesk, 'community'>, text: string): Pod => {
  const pod = community.pods.find(p => p.id === text || fold(p.name) === fold(text));
  if (pod) return pod;
  throw new Refused(`There is no pod "${text}"; it can be ${community.pods.map(p => p.id).join(', ')}.`);
};

/** Whom of these people a name, the beginning of one, or a number means; undefined for nobody, refused for several. */
const oneOf = (people: readonly Volunteer[], text: string): Volunteer | undefined => {
  const number = readPhone(text);
  const wanted = fold(text);
  const exact = people.filter(v => v.number === number || fold(v.name) === wanted);
  const found = exact.length > 0 ? exact : people.filter(v => wanted !== '' && fold(v.name).startsWith(wanted));
  const [one, other] = found;
  if (other) throw new Refused(`"${text}" may be ${found.map(v => v.name).join(' or ')}; write the whole name, or the number.`);
  return one;
};

/** Whom of the roster a name, the beginning of one, or a number means; refused where it is nobody. */
export const personOf = (roster: readonly Volunteer[], text: string): Volunteer => {
  const person = oneOf(roster, text);
  if (person) return person;
  throw new Refused(`Nobody on the roster is called "${text}".`);
};

/** The member of the pod whom a name, the beginning of one, or a number means; refused where it is nobody, or several. */
export const memberOf = (roster: readonly Volunteer[], pod: Pod, text: string): Volunteer => {
  const member = oneOf(
    roster.filter(v => v.pods.includes(pod.id)),
    text,
  );
  if (member) return member;
  const elsewhere = roster.some(v => v.number === readPhone(text) || fold(v.name) === fold(text));
  throw new Refused(
    elsewhere ? `${text} is on the roster, but not in the pod ${pod.id}.` : `Nobody in the pod ${pod.id} is called "${text}".`,
  );
};

/** A time on the neighborhood's clock; refused where it is none. */
export const timeOf = (text: string): Wall => {
  const wall = readWall(text);
  if (wall) return wall;
  throw new Refused(`"${text}" is not a time. Write it like 2027-01-09 17:00, on the neighborhood's clock.`);
};
