import { readFileSync } from 'node:fs';
import type { Community } from '../../shared/domain/community.ts';
import { parseCommunity, problemLine } from '../../shared/parse/community.ts';
import { Dice } from './dice.ts';

/** What a neighborhood may have settled otherwise than the sample has: little money, few lines, much sleep, short patience. */
const CUSTOMS: readonly (readonly string[])[] = [
  ['budget: { month: 1 }', 'budget: { month: 3 }'],
  ['calls: { at-once: 2, longest-wait: PT30S }', 'calls: { a-day: 12, a-number-a-day: 3 }'],
  ['sending: { segments-a-second: 1, segments-a-day: 150 }', 'sending: { segments-a-second: 3, segments-a-day: 10000 }'],
  ['volunteers: { quiet-hours: "21:00-08:00" }', 'volunteers: { cases-max: 1, texts-an-hour: 4 }', 'volunteers: { vetted-for: [food] }'],
  ['residents: { texts-an-hour: 3, texts-a-day: 8 }'],
  ['confirm: { closes-after: PT5H }', 'confirm: { closes-after: P5D }'],
  ['check-in: { today: { after: PT40M, wait: PT20M } }', 'check-in: { soon: { after: PT5H, wait: PT1H } }'],
  ['digest: { at: never }', 'digest: { at: "17:30" }'],
  ['page: { every: PT2M }', 'page: { every: PT15M }'],
  ['intake: { goes-out-after: PT2M }', 'intake: { goes-out-after: PT30M }'],
  ['holidays: ["2027-01-12", "2027-01-16"]'],
];
/** Each of them holds in so many of the neighborhoods. */
const SHARE = 0.15;

/** The lines that this neighborhood added to the sample's settings. */
export const customsOf = (seed: string): readonly string[] => {
  const dice = new Dice(`${seed}/customs`);
  return CUSTOMS.flatMap(kinds => (dice.chance(SHARE) ? [dice.pick(kinds)] : []));
};

const read = new Map<string, Community>();
export const communityOf = (customs: readonly string[]): Community => {
  const added = customs.join('\n');
  const known = read.get(added);
  if (known) return known;
  const sample = readFileSync(new URL('../../community.yaml', import.meta.url), 'utf8');
  const parsed = parseCommunity(`${sample}\n${added}\n`, 'community.yaml');
  if ('problems' in parsed) throw new Error(parsed.problems.map(problemLine).join('\n'));
  read.set(added, parsed.community);
  return parsed.community;
};
