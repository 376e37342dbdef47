import { later, msBetween } from '../shared/domain/ids.ts';
import { InMemoryBase } from './in-memory-base.ts';
import type { Words } from './simulator/voice/fiber.ts';
import type { Leg } from './simulator/voice/leg.ts';
import { OVER } from './simulator/voice/model.ts';

export { type Called, type InMemoryOptions, MORNING, PUBLIC_URL, replyIn, type Sent, signed, TOKEN } from './in-memory-base.ts';

/** Pauses, prompts and rings that one thing may lead through before it is called endless. */
const PAUSES_MAX = 100;
const LONGEST_CALL_MS = 3_600_000;

/** How a recording ends, and what becomes of it. */
export interface Ending extends Pick<Words, 'recording' | 'transcript'> {
  readonly key?: string;
  readonly hangsUp?: boolean;
}

/** A whole line in memory and the people on their phones: each of these does one thing, and then everything that follows from it. */
export class InMemoryLine extends InMemoryBase {
  /** Lets time pass until the program of this call goes on by itself. Throws where it waits for nothing but people. */
  async #passUntil({ wakeAt }: Leg): Promise<void> {
    if (wakeAt === null) throw new Error('The line waits for nothing here: it would go on like this for ever.');
    await this.pass(Math.max(0, msBetween(this.now, wakeAt)));
  }
  /** Lets those pauses pass that the line makes by itself, for nobody who listens can do anything about them. */
  async listen(): Promise<void> {
    for (let nth = 0; nth < PAUSES_MAX; nth++) {
      const isPause = ({ doing }: Leg): boolean =>
        doing.what === 'pausing' || (doing.what === 'asked' && doing.passing === true && doing.digits === '');
      const pausing = this.phones.exchange.live().find(leg => isPause(leg) && leg.wakeAt !== null);
      if (pausing === undefined) return;
      await this.#passUntil(pausing);
    }
  }

  /** A phone calls the line; `from` is what it shows of itself, where that is not its number. */
  async call(phone: string, from?: string): Promise<void> {
    this.phones.call(phone, from);
    await this.settle();
  }
  isOnCall(phone: string): boolean {
    return this.phones.isOn(phone);
  }
  /** Presses keys, and then nothing. Throws where the line does not listen to keys. */
  async press(phone: string, keys: string): Promise<void> {
    const leg = this.phones.press(phone, keys);
    await this.settle();
    if (leg.doing.what === 'asked' && leg.doing.digits !== '') await this.#passUntil(leg);
  }
  /** Says words. Throws where the line does not listen to words. */
  async speak(phone: string, words: string, confidence: number): Promise<void> {
    this.phones.speak(phone, { words, confidence });
    await this.settle();
  }
  /** Says and presses nothing until the line does not wait any longer. */
  async sayNothing(phone: string): Promise<void> {
    const leg = this.phones.on(phone);
    const { doing } = leg;
    // A prompt may end in a pause of its own: it is the same question still.
    do await this.#passUntil(leg);
    while (doing.what === 'asked' && leg.doing === doing && leg.wakeAt !== null);
  }
  /** Speaks after the beep, and then ends the recording: by silence, a key, or hanging up. */
  async record(phone: string, words: string, { key, hangsUp, ...fate }: Ending = {}): Promise<void> {
    const leg = this.phones.speak(phone, { words, confidence: 1, ...fate }, 'recording');
    await this.settle();
    if (key !== undefined) await this.press(phone, key);
    else if (hangsUp) await this.hangUp(phone);
    else await this.#passUntil(leg);
  }
  async hangUp(phone: string): Promise<void> {
    this.phones.hangUp(phone);
    await this.settle();
  }
  async answer(phone: string): Promise<void> {
    this.phones.pickUp(phone);
    await this.settle();
  }
  /** An answering machine picks up and hears the call to its end. */
  async answerAsMachine(phone: string): Promise<void> {
    const leg = this.phones.pickUp(phone, 'machine_start');
    await this.settle();
    await this.#untilOver(leg);
  }
  async decline(phone: string): Promise<void> {
    this.phones.decline(phone);
    await this.settle();
  }
  /** Nobody picks up until it stops. */
  async letRing(phone: string): Promise<void> {
    await this.#untilOver(this.phones.ringing(phone));
  }
  async #untilOver(leg: Leg): Promise<void> {
    for (let nth = 0; !OVER.has(leg.call.status); nth++) {
      if (nth >= PAUSES_MAX) throw new Error('The call goes on for ever.');
      const due = await this.nextDue(later(this.now, LONGEST_CALL_MS));
      if (due === null) throw new Error('The call goes on for ever.');
      await this.pass(Math.max(0, msBetween(this.now, due)));
    }
  }
}
