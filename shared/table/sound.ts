import type { Case } from '../domain/case.ts';
import { kept } from '../domain/follow.ts';
import { overAt, type Sound, triedInVain, withoutSound } from '../domain/sound.ts';
import { caseKey, soundKey } from './keys.ts';
import { nounOf, rowOf } from './rows.ts';
import type { Desk } from './settle.ts';
import type { Row, Write } from './store.ts';

/** The case to which a recording belongs, as long as there is one. A later case of the same code has others. */
const caseOf = async ({ store }: Desk, { code, number, url }: Sound): Promise<{ readonly row: Row; readonly case: Case } | undefined> => {
  const [row] = (await store.read({ get: [caseKey(number, code)] })).got;
  const c = row && nounOf<Case>(row);
  return row && c?.recordings?.some(r => r.url === url) ? { row, case: c } : undefined;
};

const put = (sound: Sound, expect: number): Write => ({ op: 'put', row: rowOf({ kind: 'sound', value: sound }), expect });

/**
 * What is due for a recording: it is put off while its time goes on, and deleted at the carrier when that is over. `remove` answers whether it is gone
 * there; until it is, it is tried again. What somebody else changed meanwhile is looked at again at its next turn.
 */
export const settleSound = async (
  desk: Desk,
  due: Sound,
  remove: (url: string) => Promise<boolean>,
): Promise<'kept' | 'deleted' | 'failed'> => {
  const now = desk.now();
  const [row] = (await desk.store.read({ get: [soundKey(due.id)] })).got;
  const sound = row && nounOf<Sound>(row);
  if (!row || !sound || sound.due > now) return 'kept';
  const of = await caseOf(desk, sound);
  const over = overAt(sound, of?.case, now);
  const token = `sound-${sound.id}-${row.v}`;
  if (over > now) {
    await desk.store.commit([put({ ...sound, due: over }, row.v)], token);
    return 'kept';
  }
  if (!(await remove(sound.url))) {
    await desk.store.commit([put(triedInVain(sound, now), row.v)], token);
    return 'failed';
  }
  const forgotten: readonly Write[] = of
    ? [{ op: 'put', row: rowOf({ kind: 'case', value: kept(withoutSound(of.case, sound.url), desk.community, now) }), expect: of.row.v }]
    : [];
  await desk.store.commit([{ op: 'delete', key: soundKey(sound.id), expect: row.v }, ...forgotten], token);
  return 'deleted';
};
