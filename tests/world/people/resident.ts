import type { Dice } from '../dice.ts';
import { inOwnWords } from '../promises/hidden.ts';
import type { Reached } from '../promises/promise.ts';
import type { World } from '../world.ts';
import { callsIn } from './caller.ts';
import { does, isDay, type Person, texts } from './people.ts';
import { DANGERS, ENGLISH, misspelt, NONSENSE, OFTEN, PLACES, RARE, REPORTS, SPANISH, STOPS, TO_HOLDER, VAGUE } from './words.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

interface Habits {
  /** How often they turn to the line, in the long run. */
  readonly everyMs: number;
  readonly spanish: boolean;
  readonly misspells: number;
  /** How often a question of ours gets an answer. */
  readonly answers: number;
  /** Keeps sending what nobody understands. */
  readonly talksNonsense: boolean;
  readonly stops: number;
  readonly callsInstead: number;
  readonly atNight: boolean;
}

const habitsOf = (dice: Dice, everyMs: number): Habits => ({
  everyMs: everyMs * (0.5 + dice.next()),
  spanish: dice.chance(0.3),
  misspells: dice.chance(0.3) ? 0.3 : 0.02,
  answers: dice.pick([1, 0.95, 0.8, 0.5, 0]),
  talksNonsense: dice.chance(0.06),
  stops: dice.chance(0.15) ? 0.25 : 0.02,
  callsInstead: dice.pick([0, 0, 0, 0.3, 1]),
  atNight: dice.chance(0.2),
});

/** A resident: asks, answers or does not, changes their mind, reports, is in danger, stops and comes back. */
export class Resident implements Person {
  readonly phone: string;
  readonly #acting: { readonly world: World; readonly dice: Dice };
  readonly #habits: Habits;
  #stopped = false;

  constructor(world: World, dice: Dice, phone: string, everyMs: number) {
    this.phone = phone;
    this.#acting = { world, dice };
    this.#habits = habitsOf(dice, everyMs);
    this.#next();
  }

  /** Turns to the line again, some day. */
  #next(): void {
    const { world, dice } = this.#acting;
    const at = world.at + dice.wait(this.#habits.everyMs);
    world.agenda.put(at, () => {
      this.#begins();
      this.#next();
    });
  }
  #begins(): void {
    const { world, dice } = this.#acting;
    if (!isDay(world.at) && !this.#habits.atNight) return;
    if (this.#stopped && dice.chance(0.5)) {
      this.#says(dice.pick(['START', 'START', 'unstop', 'YES']), { is: 'start' }, 1);
      this.#stopped = false;
    }
    if (dice.chance(this.#habits.callsInstead)) return callsIn(this.#acting, this.phone);
    if (this.#habits.talksNonsense) return this.#nonsense();
    switch (dice.weigh({ need: 14, vague: 2, often: 3, rare: 2, report: 1, danger: 0.6, stop: 20 * this.#habits.stops })) {
      case 'need': {
        const { body, meant } = dice.pick(this.#habits.spanish ? SPANISH : ENGLISH);
        const slips = dice.chance(this.#habits.misspells);
        return slips
          ? this.#says(
              misspelt(body, () => dice.next()),
              { is: 'other' },
              1,
            )
          : this.#says(body, meant, 1);
      }
      case 'vague':
        return this.#says(dice.pick(VAGUE), { is: 'other' }, 1);
      case 'often':
        return this.#says(dice.pick(OFTEN), { is: 'other' }, 1);
      case 'rare':
        return this.#says(dice.pick(RARE), { is: 'other' }, 1);
      case 'report':
        return this.#says(dice.chance(0.5) ? 'REPORT' : `REPORT ${dice.pick(REPORTS)}`, { is: 'other' }, 1);
      case 'danger': {
        const { body, meant } = dice.pick(DANGERS);
        return this.#says(body, meant, 1);
      }
      case 'stop':
        return this.#stop(1);
    }
  }
  #stop(inMs: number): void {
    this.#stopped = true;
    if (this.#acting.dice.chance(0.2)) return does(this.#acting, { do: 'blocks', phone: this.phone }, inMs);
    this.#says(this.#acting.dice.pick(STOPS), { is: 'stop' }, inMs);
  }
  #nonsense(): void {
    const { dice } = this.#acting;
    for (let nth = 0; nth < 7; nth++) this.#says(dice.pick(NONSENSE), { is: 'nonsense' }, 1 + nth * 40 * SECOND);
  }
  #says(body: string, meant: Parameters<typeof texts>[3], inMs: number): void {
    texts(this.#acting, this.phone, inOwnWords(body, this.phone), meant, inMs);
  }

  reads({ words, how }: Reached): void {
    if (how === 'voice' || this.#habits.talksNonsense) return;
    const { dice } = this.#acting;
    if (!dice.chance(this.#habits.answers)) return;
    if (dice.chance(0.01 + this.#habits.stops / 10)) return this.#stop(dice.wait(MINUTE));
    const answer = answerTo(words, dice);
    if (answer === undefined) return;
    const late = dice.chance(0.1) ? dice.wait(8 * HOUR) : dice.chance(0.02) ? dice.wait(3 * DAY) : dice.wait(40 * SECOND);
    this.#says(answer, { is: 'answer' }, late);
  }
}

/** What somebody may answer to this; undefined where nothing is asked of them, or they leave it. */
export const answerTo = (words: string, dice: Dice): string | undefined => {
  if (/Did it arrive\? Reply (\d+)|Llego\? Responda (\d+)/.test(words))
    return `${/(\d{3,5}) (?:yes|si)/.exec(words)?.[1] ?? ''} ${dice.pick(['yes', 'yes', 'no'])}`;
  if (/Did (?:it|\d+) arrive|[Ll]leg[oó]/.test(words) && /1/.test(words))
    return dice.pick(['1', '1', '1', '1', 'yes', '2', 'no nothing came']);
  if (/How did it go|[Cc]omo (?:fue|le fue|estuvo)/.test(words)) return dice.pick(['5', '5 god bless', '4', '1', 'SKIP']);
  if (/ZIP|codigo postal/i.test(words)) return dice.pick(PLACES);
  if (/How many people|[Cc]uantas personas/.test(words)) return dice.pick(['1', '2', '3', '4', '6', 'four', '99']);
  if (/What happened|[Qq]ue paso/.test(words)) return dice.pick(REPORTS);
  if (/To write to|reply here|responda aqui/i.test(words)) return dice.chance(0.5) ? dice.pick(TO_HOLDER) : undefined;
  if (/went wrong on our side|algo salio mal|could not read your text/i.test(words))
    return dice.pick(['NEED FOOD', 'STATUS', 'need a ride']);
  const choices = [...words.matchAll(/(?:^|[\s(])([1-9]) (?=[a-zé])/gi)].map(m => m[1] ?? '');
  if (choices.length > 0) return dice.chance(0.9) ? dice.pick(choices) : dice.pick(NONSENSE);
  return dice.chance(0.06) ? dice.pick(OFTEN) : undefined;
};
