import { ASKS_CODE, type Call, type CallStage, type CallStep, type Helping, type Through, type Waiting } from '../../domain/call.ts';
import type { CaseCode, Language, PhoneNumber } from '../../domain/ids.ts';
import { elsewhere } from '../../domain/out-address.ts';
import type { Address, Verb } from '../../reply/verbs.ts';
import { type Worded, wordingOf } from '../../reply/wording.ts';
import type { Input, Known, Say, Session } from '../../script/script.ts';
import type { LiveCall } from './call-world.ts';
import { Draft } from './draft.ts';
import type { Entity, World } from './world.ts';

/** What a call does after what was said, and what that changes in it. */
export interface CallMove {
  readonly verbs: readonly Verb[];
  readonly stage?: CallStage;
  readonly wanted?: CaseCode;
  readonly wait?: Waiting;
  readonly helper?: Helping;
  readonly through?: Through;
  /** What was replied stands in the verbs already. */
  readonly saysAll?: true;
  readonly records?: Call['records'];
  /** A conversation that begins instead, where something must be asked first. */
  readonly asks?: { readonly script: string; readonly known: Known };
}

/**
 * A decision about one step of a call. Whatever is answered is spoken, each part in the language that it really has; whatever is sent to
 * others is a text as ever. So the same code words both: what it calls `d.line` is a text, and `reply` says what that text sounds like.
 */
export class CallDraft extends Draft {
  override readonly channel = 'voice' as const;
  readonly call: LiveCall;
  readonly step: CallStep;
  /** The language of the call; whatever was not worded from the book is spoken in it. */
  language: Language;
  /** Codes that were keyed in on this call and are none. */
  tried: number;
  /** What stands behind each text that was worded, so that it can be worded for the voice where it is said. */
  readonly #said = new Map<string, { readonly says: readonly Say[]; readonly language: Language }>();
  readonly #opened: CaseCode[] = [];
  #parts: readonly Worded[] = [];
  #apart: Session | null;
  #move: CallMove | undefined;

  constructor(world: World, call: LiveCall, step: CallStep) {
    super(world);
    this.call = call;
    this.step = step;
    this.language = call.language;
    this.#apart = call.apart ?? null;
    this.tried = call.tried ?? 0;
  }

  /** What the caller did, where `text` is what was heard of it. */
  override input(text: string, facts: Known): Input {
    const { heard } = this.step;
    if (heard.kind === 'digits' && text === heard.digits) return heard;
    if (text === '') return { kind: 'silence' };
    if (heard.kind === 'speech' && text === heard.text) return { kind: 'speech', text, confidence: heard.confidence, facts };
    return { kind: 'text', text, facts };
  }

  override words(says: readonly Say[], language: Language): string {
    const text = super.words(says, language);
    this.#said.set(text, { says, language });
    return text;
  }
  /** How a text that was worded here sounds; each part is worded anew for the voice, and what was filled into it too. */
  #soundOf(text: string): readonly Worded[] {
    const said = this.#said.get(text);
    if (!said) return [{ text, language: this.language }];
    return wordingOf(this.world.book, said.says, said.language, 'voice', value => this.#spokenValue(value)).parts;
  }
  /** Words that were made from lines of ours are filled in as they sound; a ZIP among other words is read digit by digit. */
  #spokenValue(value: string): string {
    if (this.#said.has(value)) {
      return this.#soundOf(value)
        .map(part => part.text)
        .join(' ');
    }
    return /\d{3}/.test(value) ? value.replace(/\+?(\d{3,})/g, (_, digits: string) => [...digits].join(', ')) : value;
  }
  override reply(text: string): void {
    super.reply(text);
    this.#parts = [...this.#parts, ...this.#soundOf(text)];
  }
  override prepend(text: string): void {
    super.prepend(text);
    const parts = this.#soundOf(text);
    this.#parts = [...parts, ...this.#parts];
    if (this.#before > 0) this.#before += parts.length;
  }
  override put(entity: Entity): void {
    if (entity.kind === 'code') this.#opened.push(entity.code);
    super.put(entity);
  }
  /** The call is about this case from now on, which is older than the call. */
  told(code: CaseCode): void {
    this.#opened.push(code);
  }
  /** The codes of the cases that this step opened, or told of. */
  get openedCodes(): readonly CaseCode[] {
    return this.#opened;
  }
  /** Everything said so far, in order. */
  get said(): readonly Worded[] {
    return this.#parts.filter(part => part.text.trim() !== '');
  }

  /** How much of that was said before the question that waits: a key that is pressed until then is no answer to it. */
  #before = 0;
  questionFollows(): void {
    this.#before = this.#parts.length;
  }
  get saidBefore(): readonly Worded[] {
    return this.#parts.slice(0, this.#before).filter(part => part.text.trim() !== '');
  }

  /** A second call from the same number talks of its own: the number's one conversation belongs to the first. */
  override session(number: PhoneNumber): Session | undefined {
    return this.call.isApart && number === this.call.number ? (this.#apart ?? undefined) : super.session(number);
  }
  override putSession(number: PhoneNumber, session: Session | null): void {
    if (this.call.isApart && number === this.call.number) this.#apart = session;
    else super.putSession(number, session);
  }
  get apart(): Session | null {
    return this.#apart;
  }

  /** The door at which the next thing that the caller does is heard. */
  get next(): Address {
    const session = this.session(this.call.number);
    // The code that is asked about once more is read along when it is said to be the one.
    const asked = session?.aside?.kind === 'did-you-mean' ? Number(session.aside.value) || 1 : 1;
    const asks = session?.script === 'code' ? { [ASKS_CODE]: asked } : {};
    return { route: 'voiceStep', query: { n: this.step.n + 1, l: this.language, ...asks, ...elsewhere(this.step) } };
  }
  /** What the call does once everything is said, instead of waiting for an answer. The last one stands. */
  then(move: CallMove): void {
    this.#move = move;
  }
  get move(): CallMove | undefined {
    return this.#move;
  }
}

/** The call that this decision is about, where it is about one. */
export const onCall = (d: Draft): CallDraft | undefined => (d instanceof CallDraft ? d : undefined);
