import { expect, test } from 'vitest';
import type { Store } from '../../shared/table/store.ts';
import { ENGINES, openNeighborhood, ROSA, to } from './support.ts';

const MINUTE = 60_000;
const codeIn = (reply: string | null): string => /code is (\d+)/.exec(reply ?? '')?.[1] ?? '';

test('where the row of one of the team can take nothing more, no case is lost in silence: its code is told, and what does not write that row goes on', async ({
  skip,
}) => {
  const [, open] = ENGINES[0] ?? [];
  if (!open) throw new Error('no engine');
  let full = false;
  const refusing = (store: Store): Store => ({
    ...store,
    commit: (writes, token) =>
      full && writes.some(w => w.op === 'put' && w.row.pk === 'ROSTER' && w.row.sk === ROSA)
        ? Promise.reject(new RangeError('The store refuses this: a row holds at most so many bytes of JSON'))
        : store.commit(writes, token),
  });
  const hood = await openNeighborhood(open, skip, refusing);
  full = true;
  const wishes: string[] = [];
  for (const phone of ['+15550100011', '+15550100012', '+15550100013']) wishes.push(codeIn(await hood.text(phone, 'PERSON')));
  const need = codeIn(await hood.text('+15550100014', 'need food for 4, 11216, today'));
  await hood.pass(5 * MINUTE);
  const sent = hood.takeSent();
  for (const code of wishes) expect(to(sent, ROSA).join('\n')).toContain(`${code}: the next step did not work`);
  expect(sent.filter(s => s.body.includes(`ACCEPT ${need}`))).not.toEqual([]);
  full = false;
  await hood.pass(60 * MINUTE);
  const later = to(hood.takeSent(), ROSA).join('\n');
  for (const code of wishes) expect(later).toContain(code);
  await hood.store.close();
});
