import { isLive } from '../../domain/call.ts';
import type { PhoneNumber } from '../../domain/ids.ts';
import type { NumberRecord } from '../../domain/person.ts';
import type { Session } from '../../script/script.ts';
import { Draft } from './draft.ts';
import type { Decision, World } from './world.ts';

/** Whether this number is on the phone with us. */
export const isOnPhone = (d: Draft, number: PhoneNumber): boolean => {
  const call = d.record(number)?.call;
  return call !== undefined && isLive({ stage: 'talking', at: call.at }, d.now);
};

/** What is asked by text while the number is on the phone. */
export const besideOf = (record: NumberRecord | undefined): Session | undefined => record?.call?.beside as Session | undefined;

/**
 * A decision about one text. The conversation of a number that is on the phone belongs to the call, which goes on with it: what is asked by
 * text meanwhile stands beside it, and takes its place when the call is over.
 */
export class TextDraft extends Draft {
  readonly #from: PhoneNumber;
  readonly #isApart: boolean;
  #beside: Session | null;

  constructor(world: World, from: PhoneNumber) {
    super(world);
    this.#from = from;
    this.#isApart = isOnPhone(this, from);
    this.#beside = besideOf(this.record(from)) ?? null;
    // A call of whose end nobody told: what was asked beside it is the conversation now.
    if (!this.#isApart && this.#beside) {
      super.putSession(from, this.#beside);
      this.#beside = null;
    }
  }

  override session(number: PhoneNumber): Session | undefined {
    return this.#isApart && number === this.#from ? (this.#beside ?? undefined) : super.session(number);
  }
  override putSession(number: PhoneNumber, session: Session | null): void {
    if (this.#isApart && number === this.#from) this.#beside = session;
    else super.putSession(number, session);
  }
  override decision(): Decision {
    const record = this.record(this.#from);
    if (record?.call && (besideOf(record) ?? null) !== this.#beside) this.putRecord(withBeside(record, record.call, this.#beside));
    return super.decision();
  }
}

const withBeside = (
  record: NumberRecord,
  { beside: _before, ...call }: NonNullable<NumberRecord['call']>,
  now: Session | null,
): NumberRecord => ({
  ...record,
  call: now ? { ...call, beside: now } : call,
});
