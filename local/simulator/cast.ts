import type { Community, Role, TeamMember } from '../../shared/domain/community.ts';
import { type PhoneNumber, phoneNumber } from '../../shared/domain/ids.ts';
import type { OnRoster } from '../../shared/shell/line.ts';
import { failureOf } from './failures.ts';
import type { Phone } from './model.ts';

/** Volunteers whose phones lie on the page from the beginning; the others appear with their first text. */
const VOLUNTEERS_SHOWN = 3;

const ROLE_NAMES: Readonly<Record<Role, string>> = {
  coordinator: 'Coordinator',
  safety: 'Safety',
  'community-liaison': 'Community liaison',
  fundraiser: 'Fundraiser',
  'logistics-manager': 'Logistics',
  'media-outreach': 'Outreach',
  'resource-manager': 'Resources',
};

/** The phones of a first start: two neighbors, three volunteers, and everyone whom the community file names. */
export const castOf = (community: Community, roster: readonly OnRoster[]): Phone[] => {
  const [first, second = first] = community.languages;
  const residents = [
    resident('+15550100001', 'Maria', first, 'NEED FOOD'),
    resident('+15550100002', 'Luis', second, second === 'es' ? 'necesito comida' : 'I need a ride'),
  ].flatMap(phone => phone ?? []);
  const volunteers = roster.slice(0, VOLUNTEERS_SHOWN).flatMap(one => volunteer(one) ?? []);
  const leads = community.pods.flatMap(({ id, name, lead }) =>
    lead === undefined ? [] : [{ number: lead, name: `${id.charAt(0).toUpperCase()}${id.slice(1)} lead`, role: name, language: first }],
  );
  const all = [...residents, ...volunteers, ...leads, ...community.team.map(member => teamMember(member, first))];
  const seen = new Set<PhoneNumber>([community.number]);
  return all.filter(({ number }) => !seen.has(number) && seen.add(number));
};

/** The phone of a number that a text has come to: someone of the roster, one that fails on purpose, or nobody we know. */
export const introduction = (number: PhoneNumber, roster: readonly OnRoster[], language: string): Phone => {
  const known = roster.find(one => one.phone === number);
  const failure = failureOf(number);
  const introduced = known && volunteer(known);
  if (introduced) return introduced;
  if (failure) return { number, name: failure.name, role: failure.what, language };
  return { number, name: 'Another phone', role: '', language };
};

const resident = (digits: string, name: string, language: string, hint: string): Phone | undefined => {
  const number = phoneNumber(digits);
  return number && { number, name, role: 'Neighbor', language, hint };
};

const volunteer = ({ name, phone, pods, languages }: OnRoster): Phone | undefined => {
  const number = phoneNumber(phone);
  const role = pods.length === 0 ? 'Volunteer' : `Volunteer: ${pods.join(', ')}`;
  return number && { number, name, role, language: languages.join(', ') };
};

const teamMember = ({ name, phone, roles, languages }: TeamMember, fallback: string): Phone => ({
  number: phone,
  name,
  role: roles.map(role => ROLE_NAMES[role]).join(' and '),
  language: languages.join(', ') || fallback,
});
