import type { Dice } from '../dice.ts';
import type { Reached } from '../promises/promise.ts';
import type { World } from '../world.ts';
import { does, isDay, type Person, texts } from './people.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

interface Habits {
  readonly accepts: number;
  readonly passes: number;
  /** What becomes of what they took. */
  readonly delivers: number;
  readonly releases: number;
  readonly untrue: number;
  readonly stops: boolean;
}
const habitsOf = (dice: Dice): Habits => ({
  accepts: dice.pick([0.9, 0.7, 0.4, 0.1]),
  passes: dice.pick([0.9, 0.5, 0.1]),
  delivers: dice.pick([0.95, 0.8, 0.3]),
  releases: dice.pick([0.9, 0.5, 0]),
  untrue: dice.chance(0.1) ? 0.5 : 0.02,
  stops: dice.chance(0.08),
});

/** Whoever helps is a neighbor, who may need something too. */
const NEEDS = 0.1;
/** What a volunteer texts without being asked anything. */
const SOMETIMES: readonly string[] = [
  'ON',
  'OFF',
  'ON',
  'MY CASES',
  'HELP',
  'thanks',
  'BACKUP ON',
  'BACKUP OFF',
  'QUIET 10pm-7am',
  'QUIET OFF',
  'WAKE ON',
  'SHIFTS',
  'COVER Sat',
  'OFF Fri',
  'ON Sat 9-12',
  'HOURS 2 sorting',
];

/** A volunteer: takes an offer or does not, in the same instant as others, delivers, gives back, says done too early, or is never heard of again. */
export class Helper implements Person {
  readonly phone: string;
  readonly name: string;
  readonly #acting: { readonly world: World; readonly dice: Dice };
  readonly #habits: Habits;

  constructor(world: World, dice: Dice, phone: string, name: string) {
    this.phone = phone;
    this.name = name;
    this.#acting = { world, dice };
    this.#habits = habitsOf(dice);
    this.#sometimes();
  }

  /** ON, OFF, MY CASES; some STOP, and come back. */
  #sometimes(): void {
    const { world, dice } = this.#acting;
    world.agenda.put(world.at + dice.wait(5 * 24 * HOUR), () => {
      if (this.#habits.stops && dice.chance(0.5)) {
        if (dice.chance(0.3)) does(this.#acting, { do: 'blocks', phone: this.phone }, 1);
        else this.#says('STOP', 1, { is: 'stop' });
        this.#says('START', dice.wait(24 * HOUR), { is: 'start' });
      } else if (dice.chance(NEEDS)) this.#says('need food for 2, 11216, today', 1, { is: 'need', needs: ['food'] });
      else this.#says(dice.pick(SOMETIMES), 1);
      this.#sometimes();
    });
  }
  #says(body: string, inMs: number, meant: Parameters<typeof texts>[3] = { is: 'other' }, on = 1): void {
    texts(this.#acting, this.phone, body, meant, inMs, on);
  }

  reads({ words }: Reached): void {
    const { world, dice } = this.#acting;
    const offered = /Can you take (\d{3,5})\?|Puede (?:tomar|llevar|encargarse de) (?:el )?(\d{3,5})/.exec(words);
    const yours = /^(\d{3,5}) (?:is yours|es suyo)|gave you (\d{3,5}):/.exec(words);
    const cover = /^Can you cover for .* Reply (\d+) to take it/.exec(words)?.[1];
    const code = (m: RegExpExecArray | null): string => m?.[1] ?? m?.[2] ?? '';
    const asleep = isDay(world.at) ? 0 : 6 * HOUR;
    if (cover) {
      if (dice.chance(this.#habits.accepts)) this.#says(cover, dice.wait(30 * MINUTE) + asleep, { is: 'other' }, MINUTE);
    } else if (offered) this.#answersOffer(code(offered), asleep);
    else if (yours) this.#sees(code(yours));
    else if (/From (\d{3,5}): /.test(words) && dice.chance(0.3))
      this.#says(`${/From (\d{3,5})/.exec(words)?.[1]} on my way`, dice.wait(5 * MINUTE));
    else {
      const choices = [...words.matchAll(/(?:^|\s)([1-9]) (?=[a-z])/gi)].map(m => m[1] ?? '');
      if (choices.length > 1 && dice.chance(0.7)) this.#says(dice.pick(choices), dice.wait(10 * MINUTE) + asleep);
    }
  }
  #answersOffer(code: string, asleep: number): void {
    const { dice } = this.#acting;
    const soon = dice.chance(0.15) ? dice.wait(40 * MINUTE) : dice.wait(90 * SECOND);
    // Most look at their phones at the full minute, so that some answer in the very same instant.
    const on = dice.chance(0.7) ? MINUTE : 1;
    if (dice.chance(this.#habits.accepts)) {
      const words = dice.pick([`ACCEPT ${code}`, 'accept', `Accept ${code} after 5pm`, 'yes', `ok ${code}`, '1', `accept ${code} 20`]);
      return this.#says(words, soon + asleep, { is: words === 'yes' ? 'start' : 'other' }, on);
    }
    if (dice.chance(this.#habits.passes))
      this.#says(dice.pick([`PASS ${code}`, 'no', 'pass', 'no but I can in 2 hours']), soon + asleep, { is: 'other' }, on);
  }
  #sees(code: string): void {
    const { dice } = this.#acting;
    if (dice.chance(0.4)) this.#says(`${code} outside in 10, blue car`, dice.wait(10 * MINUTE));
    if (dice.chance(0.15)) this.#says(`LATE ${code} traffic`, dice.wait(HOUR));
    if (dice.chance(this.#habits.untrue)) return this.#says(`DONE ${code}`, dice.wait(5 * MINUTE));
    if (dice.chance(this.#habits.delivers))
      return this.#says(dice.pick([`DONE ${code} 1`, `done ${code}`, 'done', `delivered ${code} 0.5`]), 20 * MINUTE + dice.wait(2 * HOUR));
    if (dice.chance(this.#habits.releases)) this.#says(dice.pick([`RELEASE ${code}`, `release ${code}`]), dice.wait(2 * HOUR));
  }
}
