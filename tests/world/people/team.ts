import type { Dice } from '../dice.ts';
import type { Reached } from '../promises/promise.ts';
import type { World } from '../world.ts';
import { isDay, type Person, texts } from './people.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** What one of the team texts without being asked anything. */
const LOOKS: readonly string[] = [
  ...Array.from({ length: 6 }, () => ['CASES', 'WHO', 'MY CASES']).flat(),
  'DIGEST',
  'OUTBOX',
  'PAUSE 3 hours',
  'RESUME',
];

/** Somebody of the team: takes what nobody took, assigns, closes, reads, and sleeps at night. */
export class Teammate implements Person {
  readonly phone: string;
  readonly #acting: { readonly world: World; readonly dice: Dice };
  readonly #names: readonly string[];
  /** Has enough of being paged now and then, and texts STOP for some hours. */
  readonly #tires: boolean;

  constructor(world: World, dice: Dice, phone: string, names: readonly string[]) {
    this.phone = phone;
    this.#acting = { world, dice };
    this.#names = names;
    this.#tires = dice.chance(0.3);
    this.#looks();
  }
  #looks(): void {
    const { world, dice } = this.#acting;
    world.agenda.put(world.at + dice.wait(8 * HOUR), () => {
      if (this.#tires && dice.chance(0.1)) {
        this.#says('STOP', 1, { is: 'stop' });
        this.#says('START', dice.wait(20 * HOUR), { is: 'start' });
      } else if (isDay(world.at)) this.#says(dice.pick(LOOKS), 1);
      this.#looks();
    });
  }
  #says(body: string, inMs: number, meant: Parameters<typeof texts>[3] = { is: 'other' }): void {
    texts(this.#acting, this.phone, body, meant, inMs);
  }

  reads({ words }: Reached): void {
    const { world, dice } = this.#acting;
    const code = /\b([1-9]\d{2,4})\b/.exec(words.replace(/\b112\d\d\b/g, ''))?.[1];
    if (code === undefined) return;
    const night = isDay(world.at) ? 0 : dice.chance(0.2) ? 0 : 7 * HOUR;
    const soon = dice.wait(12 * MINUTE) + night;
    if (/^\d{3,5} is closed/.test(words)) {
      const again = dice.pick([`REOPEN ${code}`, `REOPEN ${code} ${dice.pick(this.#names)}`]);
      if (dice.chance(0.15)) this.#says(again, dice.wait(2 * HOUR));
    } else if (/Reply OK/.test(words)) {
      if (dice.chance(0.7)) this.#says(dice.pick([`OK ${code}`, `ok ${code}`, 'OK']), soon);
    } else if (/ is with you\./.test(words)) {
      if (dice.chance(0.5)) this.#says(`${code} this is the line, how are you?`, soon);
      if (dice.chance(0.8)) this.#says(`CLOSE ${code} ${dice.pick(['met', 'referred', 'unreachable'])}`, HOUR + dice.wait(5 * HOUR));
    } else if (/ASSIGN|no taker|NOTE|CLOSE/.test(words)) {
      const acts = [
        `ASSIGN ${code} ${dice.pick(this.#names)}`,
        `ASSIGN ${code} ${dice.pick(this.#names)}`,
        `ACCEPT ${code}`,
        `NOTE ${code} calling around`,
        `SHOW ${code}`,
        `CLOSE ${code} referred`,
      ];
      if (dice.chance(0.8)) this.#says(dice.pick(acts), soon);
    } else if (/^\d{3,5} is yours/.test(words))
      this.#says(dice.pick([`DONE ${code} 1`, `RELEASE ${code}`, `CLOSE ${code} met`]), dice.wait(4 * HOUR));
  }
}
