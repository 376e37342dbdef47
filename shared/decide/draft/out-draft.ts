import type { CallStep } from '../../domain/call.ts';
import { type Calling, callRank } from '../../domain/calling.ts';
import type { Language } from '../../domain/ids.ts';
import { alongOf, alongQuery } from '../../domain/out-address.ts';
import { type Outgoing, sent } from '../../domain/outgoing.ts';
import type { Address, Gather, Verb } from '../../reply/verbs.ts';
import type { Worded } from '../../reply/wording.ts';
import { OUT_ASKS_MAX } from '../../script/limits.ts';
import { CallDraft } from './call-draft.ts';
import type { LiveCall } from './call-world.ts';
import type { World } from './world.ts';

/** Seconds in which a key must follow: whoever has just picked up needs a moment, and a machine never presses one. */
const TIMEOUT_S = 6;

/** What was replied, what is played after it, and the question; in one breath where nothing is played. */
const inside = (said: readonly Worded[], asked: readonly Worded[], plays: Gather['inside']): Gather['inside'] =>
  plays.length > 0
    ? [{ verb: 'say', parts: said }, ...plays, { verb: 'say', parts: asked }]
    : [{ verb: 'say', parts: [...said, ...asked] }];

const legOf = (o: Outgoing, step: CallStep, world: World, language: Language): LiveCall => ({
  sid: step.sid,
  number: o.to,
  startedAt: o.at,
  at: world.now,
  step: step.n,
  answer: '',
  stage: 'talking',
  language,
  codes: o.about ? [o.about.code] : [],
});

/**
 * A decision about one step of a call that we made. It speaks as any call does; where it stands is kept with its outgoing row, and the call
 * of somebody who waits is changed with it.
 */
export class OutDraft extends CallDraft {
  readonly out: Outgoing;
  #calling: Calling;
  /** The call of the one who waits, as it stands after this. */
  waits: LiveCall | undefined;

  constructor(world: World, out: Outgoing, step: CallStep, waits: LiveCall | undefined) {
    const language = world.community.languages[0];
    super(world, legOf(out, step, world, language), step);
    this.out = out;
    this.#calling = out.call ?? { what: 'page', timeoutS: 0 };
    this.waits = waits;
  }

  override get next(): Address {
    // Once a key was pressed a person listens, and the address names their language: so much is known while the database is away.
    const person = this.#calling.taken === undefined ? {} : { l: this.language };
    return { route: 'voiceOut', query: { m: this.out.id, n: this.step.n + 1, ...alongQuery(alongOf(this.out)), ...person } };
  }
  get calling(): Calling {
    return this.#calling;
  }
  set(change: Partial<Calling>): void {
    this.#calling = { ...this.#calling, ...change };
  }

  /** Says this, after whatever was replied, and waits for one key. */
  asks(place: NonNullable<Calling['place']>, asked: readonly Worded[], plays: Gather['inside'] = []): void {
    const times = this.#calling.place === place ? (this.#calling.times ?? 1) + 1 : 1;
    // Keys that mean nothing here, or the star again and again: it goes its way as if unanswered.
    if (times > OUT_ASKS_MAX) {
      this.reply(this.line(this.language, 'call-out-long'));
      return this.ends();
    }
    this.set({ place, times });
    const gather: Gather = {
      verb: 'gather',
      input: 'digits',
      language: this.language,
      numDigits: 1,
      finishOnKey: '',
      timeoutS: TIMEOUT_S,
      inside: inside(this.said, asked, plays),
      to: this.next,
    };
    this.then({ verbs: [gather] });
  }
  /** Says what was replied, and ends the call. */
  ends(): void {
    this.then({ verbs: [{ verb: 'hangup' }], stage: 'ended' });
  }

  /** The row as it stands after this step: somebody answered, so the carrier surely has the call. */
  outNow(): Outgoing {
    const { out } = this;
    const waiting = out.state === 'pending' || out.state === 'sending';
    const known = waiting ? sent(out, this.step.sid, 'in-progress', this.now) : out;
    const rank = callRank('in-progress');
    const status = (known.rank ?? -1) < rank ? { status: 'in-progress', rank } : {};
    return { ...known, sid: this.step.sid, ...status, call: { ...this.#calling, step: this.step.n + 1 } };
  }
  get verbs(): readonly Verb[] {
    const { verbs = [{ verb: 'hangup' }] } = this.move ?? {};
    // What is said while the line listens stands in there already.
    const first = this.said.length > 0 && verbs[0]?.verb !== 'gather';
    return first ? [{ verb: 'say', parts: this.said }, ...verbs] : verbs;
  }
}
