import * as z from 'zod';
import { QUESTIONS, type Role } from '../domain/community.ts';
import { NEEDS, URGENCIES } from '../domain/needs.ts';
import {
  clock,
  count,
  date,
  duration,
  helpNumber,
  hours,
  id,
  languageTag,
  oneOf,
  phone,
  shifts,
  text,
  timezone,
  zip,
} from './community-fields.ts';

const ROLES = [
  'coordinator',
  'safety',
  'community-liaison',
  'fundraiser',
  'logistics-manager',
  'media-outreach',
  'resource-manager',
] as const satisfies readonly Role[];

const need = oneOf(NEEDS, 'a need');
const list = <T extends z.ZodType>(of: T) => z.array(of);
const someOf = <T extends z.ZodType>(of: T) => z.array(of).min(1, 'must name at least one');
/** The same setting under each of these names, all of them optional. */
const under = <const N extends string, T extends z.ZodType>(names: readonly N[], of: T): Record<N, z.ZodOptional<T>> =>
  Object.fromEntries(names.map(name => [name, z.optional(of)])) as Record<N, z.ZodOptional<T>>;

const emergency = { call: helpNumber, crisis: helpNumber, services: helpNumber };
const zone = { id, name: text(60), zips: list(zip).default([]), streets: list(text(60)).default([]) };
const pod = { id, name: text(60), needs: someOf(need), lead: phone.optional(), covered: shifts.optional() };
const teamMember = {
  name: text(40),
  phone,
  roles: someOf(oneOf(ROLES, 'a role')),
  languages: someOf(languageTag).optional(),
};
const policyOf = {
  wave: count(1, 20),
  every: duration,
  then: someOf(oneOf(['pod-lead', 'coordinator'], 'someone to ask next')),
};
const policy = under(URGENCIES, z.strictObject(policyOf));
const answers = under(QUESTIONS, z.record(languageTag, text(160)));
const intake = { 'goes-out-after': duration.optional() };
const pause = { 'open-meanwhile': list(text(60)).optional() };
const checkInOf = { after: duration.optional(), wait: duration.optional() };
const checkIn = under([...URGENCIES, 'person'], z.strictObject(checkInOf));
const confirm = { 'closes-after': duration.optional() };
const digest = { at: clock.optional() };
const page = { every: duration.optional() };
const calls = {
  'at-once': count(2, 1000).optional(),
  'longest-wait': duration.optional(),
  'a-day': count(1, 10_000).optional(),
  'a-number-a-day': count(1, 100).optional(),
};
const sending = { 'segments-a-second': count(1, 1_000).optional(), 'segments-a-day': count(10, 1_000_000).optional() };
const budget = { month: count(1, 100_000).optional() };
const fallback = { ring: phone.optional() };
const skillsFor = under(NEEDS, someOf(text(40)));
const residents = { 'texts-an-hour': count(1, 100).optional(), 'texts-a-day': count(1, 1_000).optional() };
const volunteers = {
  'cases-max': count(1, 100).optional(),
  'vetted-for': list(need).optional(),
  'skills-for': z.strictObject(skillsFor).optional(),
  'quiet-hours': hours.optional(),
  'texts-an-hour': count(1, 100).optional(),
};
const whole = {
  name: text(60),
  number: phone,
  timezone,
  languages: someOf(languageTag),
  emergency: z.strictObject(emergency),
  zones: list(z.strictObject(zone)).default([]),
  pods: list(z.strictObject(pod)).default([]),
  holidays: list(date).default([]),
  team: someOf(z.strictObject(teamMember)),
  policy: z.strictObject(policy).optional(),
  answers: z.strictObject(answers).optional(),
  intake: z.strictObject(intake).optional(),
  pause: z.strictObject(pause).optional(),
  confirm: z.strictObject(confirm).optional(),
  'check-in': z.strictObject(checkIn).optional(),
  digest: z.strictObject(digest).optional(),
  page: z.strictObject(page).optional(),
  calls: z.strictObject(calls).optional(),
  sending: z.strictObject(sending).optional(),
  budget: z.strictObject(budget).optional(),
  fallback: z.strictObject(fallback).optional(),
  residents: z.strictObject(residents).optional(),
  volunteers: z.strictObject(volunteers).optional(),
};

/** What community.yaml may say, in its own names. */
export const communityShape = z.strictObject(whole);
export type CommunityFile = z.infer<typeof communityShape>;

/** The names that may stand at each place, for "did you mean"; `*` is any place in a list or any urgency. */
export const NAMES_AT: Readonly<Record<string, readonly string[]>> = {
  '': Object.keys(whole),
  emergency: Object.keys(emergency),
  'zones.*': Object.keys(zone),
  'pods.*': Object.keys(pod),
  'team.*': Object.keys(teamMember),
  policy: Object.keys(policy),
  'policy.*': Object.keys(policyOf),
  answers: Object.keys(answers),
  intake: Object.keys(intake),
  pause: Object.keys(pause),
  confirm: Object.keys(confirm),
  'check-in': Object.keys(checkIn),
  'check-in.*': Object.keys(checkInOf),
  digest: Object.keys(digest),
  page: Object.keys(page),
  calls: Object.keys(calls),
  sending: Object.keys(sending),
  budget: Object.keys(budget),
  fallback: Object.keys(fallback),
  residents: Object.keys(residents),
  volunteers: Object.keys(volunteers),
  'volunteers.skills-for': Object.keys(skillsFor),
};
