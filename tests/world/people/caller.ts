import type { Need } from '../../../shared/domain/needs.ts';
import { callOf } from '../play.ts';
import { type Acting, does } from './people.ts';

const SECOND = 1_000;
/** So many things somebody does on one call before they hang up. */
const STEPS_MAX = 25;

/** Somebody calls the line, and goes on from what they hear. */
export const callsIn = (acting: Acting, phone: string): void => {
  if (callOf(acting.world, phone, false)) return;
  does(acting, { do: 'calls', phone }, 1);
  const isLost = acting.dice.chance(0.1);
  acting.world.agenda.put(acting.world.at + 2 * SECOND, () => onCall(acting, phone, STEPS_MAX, isLost));
};

const SPOKEN: readonly { readonly words: string; readonly needs?: readonly Need[] }[] = [
  { words: 'we have no food', needs: ['food'] },
  { words: 'I need a ride', needs: ['transport'] },
  { words: 'yes' },
  { words: 'four' },
  { words: 'one one two one six' },
  { words: 'hello' },
  { words: 'somebody hit me' },
  { words: 'necesito comida', needs: ['food'] },
];
/** What no question is answered by. */
const LOST = ['6', '77', '7'] as const;

/** The next thing that somebody does on a call, as long as it goes on; whoever `isLost` presses what means nothing there. */
export const onCall = (acting: Acting, phone: string, left: number, isLost = false): void => {
  const { world, dice } = acting;
  const leg = callOf(world, phone, false);
  if (!leg) return;
  const next = (inMs: number): void => world.agenda.put(world.at + inMs, () => onCall(acting, phone, left - 1, isLost));
  if (left <= 0 || dice.chance(0.04)) return does(acting, { do: 'hangs-up', phone }, 1);
  const { doing } = leg;
  switch (doing.what) {
    case 'asked': {
      if (isLost) {
        does(acting, { do: 'keys', phone, words: dice.pick(LOST) }, 1);
        return next(12 * SECOND);
      }
      const heard = leg.pieces
        .flatMap(p => (p.kind === 'said' || p.kind === 'played' ? [p.text] : []))
        .slice(-4)
        .join(' ');
      const keys = [...heard.matchAll(/(?:press|oprima|marque) (\d|star|asterisco)/gi)].map(m =>
        /\d/.test(m[1] ?? '') ? (m[1] ?? '') : '*',
      );
      const wanted = /ZIP|postal/i.test(heard)
        ? '11216'
        : keys.length > 0 && dice.chance(0.9)
          ? dice.pick(keys)
          : dice.pick(['1', '2', '4', '9', '*', '0', '7']);
      if (doing.keys && dice.chance(0.75)) does(acting, { do: 'keys', phone, words: wanted }, 1);
      else if (doing.speech && dice.chance(0.7)) does(acting, { do: 'says', phone, ...dice.pick(SPOKEN) }, 1);
      return next(8 * SECOND);
    }
    case 'recording':
      does(acting, { do: 'records', phone, words: 'we need help with food please' }, 1);
      if (dice.chance(0.5)) does(acting, { do: 'keys', phone, words: '#' }, 2 * SECOND);
      return next(10 * SECOND);
    case 'talking':
      does(acting, { do: 'hangs-up', phone }, dice.wait(60 * SECOND));
      return;
    case 'waiting':
      if (doing.what === 'waiting' && dice.chance(0.1)) return does(acting, { do: 'hangs-up', phone }, 1);
      return next(15 * SECOND);
    default:
      return next(5 * SECOND);
  }
};

/** A phone rings: somebody picks up, or does not. */
export const rings = (acting: Acting, phone: string, awake: boolean): void => {
  const { world, dice } = acting;
  switch (dice.weigh(awake ? { up: 6, machine: 1, declines: 1, nothing: 2 } : { up: 1, machine: 1, declines: 0, nothing: 6 })) {
    case 'up':
      does(acting, { do: 'picks-up', phone }, dice.whole(3, 12) * SECOND);
      world.agenda.put(world.at + 14 * SECOND, () => onCall(acting, phone, STEPS_MAX));
      return;
    case 'machine':
      return does(acting, { do: 'machine-picks-up', phone }, 15 * SECOND);
    case 'declines':
      return does(acting, { do: 'declines', phone }, 4 * SECOND);
    case 'nothing':
      return;
  }
};
