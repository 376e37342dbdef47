import { isOpen } from '../../../shared/domain/case.ts';
import { phoneNumber } from '../../../shared/domain/ids.ts';
import type { Rotation } from '../../../shared/domain/rotation.ts';
import type { Dice } from '../dice.ts';
import type { World } from '../world.ts';
import { does } from './people.ts';

const HOUR = 3_600_000;
const SHIFTS = ['always', 'Mon-Sun 09:00-17:00', 'Sat-Sun 10:00-22:00; Mon-Fri 18:00-22:00'];

/** The rows once more, with other shifts for one or two of them, as a coordinator corrects them in the table and reads it in again. */
const corrected = (rows: readonly string[], dice: Dice): readonly string[] => {
  const one = dice.whole(0, rows.length - 1);
  return rows.map((row, nth) => {
    if (nth !== one && !dice.chance(0.1)) return row;
    const cells = row.split(',');
    cells[6] = dice.pick(SHIFTS);
    return cells.join(',');
  });
};

const rotationOf = (world: World, rows: readonly string[], pod: string, dice: Dice): Rotation | undefined => {
  const members = rows.flatMap(row => {
    const [, phone = '', , pods = ''] = row.split(',');
    const number = phoneNumber(phone);
    return number && pods.split(';').includes(pod) && dice.chance(0.6) ? [number] : [];
  });
  if (members.length === 0) return undefined;
  const first = `${new Date(world.at).toISOString().slice(0, 10)}T${dice.pick(['09:00', '02:30', '18:00'])}` as Rotation['first'];
  return { name: 'main', people: members, everyDays: dice.pick([1, 1, 2, 7]), first, during: 'always' };
};

/** Somebody at the command line, while everybody texts: gives, closes and notes cases, reads volunteers in again, sets up who is on call in turn. */
export const sitsAtTheDesk = (world: World, dice: Dice, given: readonly string[]): void => {
  let rows = given;
  let acts = 0;
  const act = (): void => {
    const open = [...world.mirror.cases.values()].filter(isOpen);
    const c = open.length > 0 ? dice.pick(open) : undefined;
    const id = `desk-${++acts}`;
    const { code } = c ?? {};
    switch (dice.weigh({ note: 4, assign: 4, close: 2, imports: 2, rotates: 1 })) {
      case 'note':
        if (code) does({ world, dice }, { do: 'desk', id, command: { act: 'note', code, words: 'seen at the desk' } }, 1);
        break;
      case 'assign': {
        const name = dice.pick(rows).split(',')[0];
        if (code) does({ world, dice }, { do: 'desk', id, command: { act: 'assign', code, name } }, 1);
        break;
      }
      case 'close':
        if (code)
          does(
            { world, dice },
            { do: 'desk', id, command: { act: 'close', code, outcome: dice.pick(['met', 'referred', 'unreachable']) } },
            1,
          );
        break;
      case 'imports':
        rows = corrected(rows, dice);
        does({ world, dice }, { do: 'imports', rows }, 1);
        break;
      case 'rotates': {
        const pod = dice.pick(world.community.pods).id;
        const rotation = rotationOf(world, rows, pod, dice);
        if (rotation) does({ world, dice }, { do: 'rotates', id, pod, rotation }, 1);
        break;
      }
    }
    world.agenda.put(world.at + dice.wait(10 * HOUR), act);
  };
  if (rows.length > 0) world.agenda.put(world.at + dice.wait(10 * HOUR), act);
};

/** Phones that are engaged or dead to calls for a while, so that a call to them ends at once. */
export const someAreEngaged = (world: World, dice: Dice, phones: readonly string[]): void => {
  const act = (): void => {
    const phone = dice.pick(phones);
    does({ world, dice }, { do: 'engaged', phone, how: dice.pick(['busy', 'failed', 'no-answer'] as const) }, 1);
    does({ world, dice }, { do: 'engaged', phone }, 2 + dice.wait(6 * HOUR));
    world.agenda.put(world.at + dice.wait(8 * HOUR), act);
  };
  if (phones.length > 0) world.agenda.put(world.at + dice.wait(8 * HOUR), act);
};
