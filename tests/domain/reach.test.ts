import { expect, test } from 'vitest';
import type { Community } from '../../shared/domain/community.ts';
import type { PhoneNumber } from '../../shared/domain/ids.ts';
import { reachOf } from '../../shared/domain/reach.ts';

const number = (n: number): PhoneNumber => `+1555010010${n}` as PhoneNumber;
const member = (n: number, ...roles: Community['team'][number]['roles']): Community['team'][number] => ({
  name: `M${n}`,
  phone: number(n),
  roles,
  languages: [],
});
const pod = (id: string, lead?: PhoneNumber): Community['pods'][number] => ({
  id,
  name: id,
  needs: [],
  covered: 'always',
  ...(lead ? { lead } : {}),
});
const COMMUNITY = {
  team: [member(0, 'coordinator'), member(3, 'safety', 'community-liaison'), member(4, 'fundraiser')],
  pods: [pod('food', number(1)), pod('rides', number(2)), pod('more', number(1))],
};

test('those who hold the role and get our texts', () => {
  const { coordinators, safety, liaisons } = reachOf(COMMUNITY, () => true);
  expect([coordinators, safety, liaisons]).toEqual([[number(0)], [number(3)], [number(3)]]);
  expect(reachOf(COMMUNITY, n => n !== number(0)).coordinators).toEqual([]);
});

test('the pod leads stand in, each once; without them anybody of the team; without anybody nobody', () => {
  expect(reachOf(COMMUNITY, () => true).standIns).toEqual([number(1), number(2)]);
  expect(reachOf(COMMUNITY, n => n !== number(1)).standIns).toEqual([number(2)]);
  expect(reachOf(COMMUNITY, n => n === number(4)).standIns).toEqual([number(4)]);
  expect(reachOf(COMMUNITY, () => false).standIns).toEqual([]);
});
