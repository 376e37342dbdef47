import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { takeGot } from '../../local/in-memory-got.ts';
import { communityFrom, Neighborhood } from '../support/neighborhood.ts';
import { RESIDENT } from './outgoing.ts';

const TEAM = `team:
  - { name: Rosa, phone: "+15550100100", roles: [coordinator], languages: [en, es] }
  - { name: Una, phone: "+15550100111", roles: [coordinator], languages: [en] }
  - { name: Dos, phone: "+15550100112", roles: [coordinator], languages: [en] }
  - { name: Sol, phone: "+15550100113", roles: [coordinator], languages: [es] }
  - { name: Cid, phone: "+15550100114", roles: [coordinator], languages: [en] }
  - { name: Theo, phone: "+15550100103", roles: [community-liaison, safety], languages: [en] }
`;
const sample = readFileSync(new URL('../../community.yaml', import.meta.url), 'utf8');
/** The sample community with a team of six. */
const community = communityFrom(sample.replace(/^team:.*\n(?: .*\n)+/m, TEAM));
const nameOf = new Map<string, string>(community.team.map(({ name, phone }) => [phone, name]));

/** Whose phone rings for a caller who wants a person and whom nobody answers, in order, with the second after the key. */
const rungFor = async (...keys: readonly string[]): Promise<readonly { readonly name: string; readonly at: number }[]> => {
  const hood = new Neighborhood({ community, calls: 'ring', speech: 'takes-time' });
  await hood.call(RESIDENT);
  for (const key of keys) await hood.press(RESIDENT, key);
  const rung: { name: string; at: number }[] = [];
  for (let at = 0; at <= 50; at++) {
    for (const { kind, phone } of takeGot(hood)) if (kind === 'rings') rung.push({ name: nameOf.get(phone) ?? phone, at });
    await hood.pass(1_000);
  }
  await hood.store.close();
  return rung;
};

test.each([
  ['English', ['3'], ['Rosa', 'Una'], ['Dos', 'Cid']],
  ['Spanish', ['9', '3'], ['Rosa', 'Sol'], ['Una', 'Dos']],
] as const)('two phones ring at a time, of those first who speak %s', async (_language, keys, first, second) => {
  const rung = await rungFor(...keys);
  const names = (from: number, to: number) => rung.slice(from, to).map(({ name }) => name);
  expect(names(0, 2).sort()).toEqual([...first].sort());
  expect(names(2, 4).sort()).toEqual([...second].sort());
  const [one, two, three] = rung.map(({ at }) => at);
  // The second of them a moment later, as the account's pace allows; the next ones only when these had time to answer.
  expect((two ?? 0) - (one ?? 0)).toBeLessThanOrEqual(2);
  expect((three ?? 0) - (one ?? 0)).toBeGreaterThanOrEqual(10);
});
