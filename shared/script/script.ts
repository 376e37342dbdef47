import type { Instant, Language, PersonId } from '../domain/ids.ts';
import type { Paced } from '../domain/paced.ts';
import type { SpokenOver } from '../domain/spoken-over.ts';

/**
 * A conversation is data. These are the types of the compiled scripts (the Book), of a running conversation (the Session, small JSON)
 * and of what one turn of the engine answers. The YAML that people write is described in ivr-scripts/README.md.
 */

export type Channel = 'sms' | 'voice';

/** A value kept from an answer. Short: whatever is longer travels in the effect and is marked here as told. */
export type Value = string | number | boolean | readonly string[];
export type Known = Readonly<Record<string, Value>>;

/** Every word that scripts and line can say or hear, compiled from ivr-scripts. `rev` is a hash of its content. */
export interface Book {
  readonly rev: string;
  readonly scripts: Readonly<Record<string, Script>>;
  readonly words: Readonly<Record<string, Words>>;
  /** What people recorded of these words, for languages that no machine speaks. */
  readonly recorded?: Recorded;
}

/** What was recorded of the words as they are now, by language. What the words have left behind is not in it. */
export type Recorded = Readonly<Record<string, readonly Clip[]>>;
export interface Clip {
  readonly text: string;
  /** Within ivr-scripts/audio: "ht/lines.help.mp3". */
  readonly file: string;
}

export interface Script {
  readonly id: string;
  readonly start: string;
  readonly nodes: Readonly<Record<string, Node>>;
  /** Names that nodes and choices had before: "old" or "node/old" -> what stands in its place now. */
  readonly moved: Readonly<Record<string, string>>;
}

export type InputKind = 'choices' | 'yesno' | 'number' | 'zip' | 'place' | 'text' | 'needs' | 'person' | 'phone' | 'rating';

/** A place in a script. An `ask` waits for an answer; a `say` speaks and goes on (or ends). */
export type Node = AskNode | SayNode;

interface AnyNode {
  readonly id: string;
  /** Where to go next: the first branch whose condition holds. Empty: the script ends here. */
  readonly goto: readonly Branch[];
  /** Names of what shall happen, in order, when the node is left (ask) or passed (say). */
  readonly effects: readonly ScriptEffect[];
}
export interface SayNode extends AnyNode {
  readonly kind: 'say';
  /** False: the node only branches or acts and says nothing. */
  readonly speaks: boolean;
}
export interface AskNode extends AnyNode {
  readonly kind: 'ask';
  readonly input: InputKind;
  /** The name under which the answer is kept. A node whose slot is already known is passed over without asking. */
  readonly slot: string;
  /** Ask even when the slot is known ("CHANGE" does). */
  readonly always: boolean;
  readonly choices: readonly Choice[];
  readonly retry: Retry;
  /** Only an answer within half an hour counts: it acts at once, and what it does cannot be taken back. */
  readonly fresh?: boolean;
  /** Kept out of session, log and every later text. `keypad`: on a call keys alone answer it, because others in the room must not hear it. */
  readonly sensitive: boolean;
  readonly keypad?: boolean;
  /** How long the answer may be kept, in milliseconds; undefined where the case's own keep-time holds, which `keptAsCase` says the author wants. */
  readonly keepMs?: number;
  readonly keptAsCase?: boolean;
  /** The most characters (text, place) or the largest number (number, rating). */
  readonly max: number;
}
export interface Choice {
  readonly id: string;
  /** The digit on the keypad, "1".."8", or two digits beside a number; engine keys 0, 9, * and # are never a choice's. */
  readonly key: string;
  /** Undefined: goes where the node goes. */
  readonly goto?: readonly Branch[];
  readonly effects: readonly ScriptEffect[];
}
/** `if` names slots and the value each must have; "known" and "unknown" ask only whether there is one. */
export interface Branch {
  readonly to: string;
  readonly if?: Readonly<Record<string, Value>>;
}
export interface ScriptEffect {
  readonly name: string;
  /** "$slot" in the YAML is filled from what is known. */
  readonly args: Readonly<Record<string, Value>>;
}
/** How often to ask again, counted apart, and what then. */
export interface Retry {
  readonly noMatch: number;
  readonly silence: number;
  readonly then: 'person' | 'skip' | { readonly goto: string };
}

/** One language: everything said and heard. Keys of `lines` and `scripts` are the same in every language; the linter sees to it. */
export interface Words {
  /** The language's own name ("Español"). */
  readonly name: string;
  /** What people write to get it: "espanol", "spanish", "castellano". */
  readonly names: readonly string[];
  readonly yes: readonly string[];
  readonly no: readonly string[];
  /** Small numbers as words, "uno" -> 1. */
  readonly numbers: Readonly<Record<string, number>>;
  /** Words by which the engine's globals go: menu, back, start-over, person, language, skip, repeat. */
  readonly globals: Readonly<Record<Global, readonly string[]>>;
  /** First words of what people may tell the line out of any question, by command name: need, status, accept ... */
  readonly commands: Readonly<Record<string, readonly string[]>>;
  /** Sentences outside the scripts, by name, with {placeholders}. */
  readonly lines: Readonly<Record<string, string>>;
  /** Names of values inside sentences: needs.food -> "food", when.today -> "today". */
  readonly terms: Readonly<Record<string, string>>;
  readonly scripts: Readonly<Record<string, Readonly<Record<string, NodeWords>>>>;
}
export interface NodeWords {
  /** What is asked or said, on both channels. `{choices}` marks where the generated list stands; at the end when it is not named. */
  readonly ask: string;
  /** What the voice says instead, where a text does not read aloud well. */
  readonly voice?: string;
  readonly noMatch: readonly string[];
  readonly silence: readonly string[];
  /** `aloud` is the whole sentence for the voice, with {key} in it, where the label does not fit the pattern "For food, press 1." */
  readonly choices: Readonly<Record<string, { readonly label: string; readonly aloud?: string; readonly words: readonly string[] }>>;
}

export type Global = 'menu' | 'back' | 'start-over' | 'person' | 'language' | 'skip' | 'repeat';

/** One run of a script with one person. JSON of at most 1 KB; survives a write and re-read between every two turns. */
export interface Session extends SpokenOver {
  readonly script: string;
  readonly rev: string;
  readonly node: string;
  readonly person: PersonId;
  readonly language: Language;
  readonly channel: Channel;
  readonly known: Known;
  /** The keys and words of the question really sent -> choice id. An edited script cannot misroute an old reply. */
  readonly shown: Readonly<Record<string, string>>;
  readonly tries: { readonly noMatch: number; readonly silence: number };
  /** Turns in a row that answered nothing, over all questions; the engine calls a person when they reach its limit. */
  readonly stuck?: number;
  /** Slots answered in this session, which START OVER forgets; what was known before it began stays known. */
  readonly answered?: readonly string[];
  /** Nodes asked before this one, newest last, for BACK. */
  readonly trail: readonly string[];
  readonly turns: number;
  /** When we last said something in it. */
  readonly at: Instant;
  /** How often we answered in it without a pause, and on this day: for telling a machine that answers us from a person. */
  readonly paced?: Omit<Paced, 'at'>;
  /** A question of the engine's own that stands in front of the node's: "Did you mean FOOD?" or "1 continue 2 start over". */
  readonly aside?: { readonly kind: 'did-you-mean'; readonly choice: string; readonly value?: Value } | { readonly kind: 'welcome-back' };
}

/** What came in. `facts` are what the words told beyond the question; a slot that is told is not asked. */
export type Input =
  | { readonly kind: 'text'; readonly text: string; readonly facts?: Known }
  | { readonly kind: 'digits'; readonly digits: string }
  | { readonly kind: 'speech'; readonly text: string; readonly confidence: number; readonly facts?: Known }
  | { readonly kind: 'silence' }
  | { readonly kind: 'hangup' };

/** Something to say: a path into the words files and what to fill in. The language is decided where it is rendered. */
export type Say =
  | { readonly kind: 'line'; readonly line: string; readonly fill?: Fill }
  | {
      readonly kind: 'ask' | 'no-match' | 'silence';
      readonly script: string;
      readonly node: string;
      readonly nth?: number;
      readonly fill?: Fill;
    };
/** A number or text as it is; `{term}` is looked up in the language's terms; a list is joined the language's way. */
export type Fill = Readonly<Record<string, string | number | Term | readonly (string | Term)[]>>;
export type Term = { readonly term: string };

/** What shall happen because of a turn; `decide` gives it meaning. */
export type Effect =
  /** An answer was given; `raw` is what was typed or said, whole. */
  | {
      readonly name: 'answer';
      readonly slot: string;
      readonly value: Value;
      readonly raw: string;
      readonly sensitive: boolean;
      readonly keepMs?: number;
    }
  /** Words beyond the answer; kept as a note, never dropped. */
  | { readonly name: 'note'; readonly text: string; readonly sensitive?: boolean }
  /** A question was passed over unanswered. */
  | { readonly name: 'skipped'; readonly slot: string }
  /** Silence or nonsense to the end, or they asked: a person must take over. */
  | { readonly name: 'person'; readonly why: 'asked' | 'no-match' | 'silence' | 'too-long' | 'script-changed' }
  /** "Someone else" holds this phone now. */
  | { readonly name: 'someone-else' }
  /** Named by the script itself. */
  | { readonly name: 'do'; readonly what: string; readonly args: Readonly<Record<string, Value>> };

export interface Turn {
  /** Null: the conversation is over; the next text starts afresh. */
  readonly session: Session | null;
  readonly effects: readonly Effect[];
  readonly says: readonly Say[];
  /** How the answer was understood, for tests and reports. */
  readonly matched: { readonly by: 'key' | 'word' | 'typo' | 'fact' | 'value' | 'global' | 'none'; readonly choice?: string };
  /** A bare global that is not the engine's to act on (menu, person, language): decide takes it from here. */
  readonly global?: Global;
}

/**
 * A kind of answer whose meaning the engine does not know itself (what is a zone?) is read by a function handed in. `whole` false says that
 * it may be one, but not for sure: after a long pause it is not taken for an answer. Null: it is none, whatever it looks like.
 */
export type ReadInput = (
  text: string,
  language: Language,
) => { readonly value: Value; readonly also?: Known; readonly rest?: string; readonly whole?: boolean } | null | undefined;
export interface TurnContext {
  readonly now: Instant;
  /** Readers for kinds of answers (`place`, `zip`, `needs`, `person`, `phone`), or for one slot, which then goes first; pure. */
  readonly read: Readonly<Record<string, ReadInput | undefined>>;
}
export interface Start {
  readonly script: string;
  /** Begin here instead of at the script's start. */
  readonly node?: string;
  readonly person: PersonId;
  readonly language: Language;
  readonly channel: Channel;
  readonly known: Known;
}
/*
 * The engine's doors, total functions that never throw on what a person sends:
 *   start.ts    startScript(book, start, context): Turn
 *   resume.ts   resumeScript(book, session, input, context): Turn
 *   match.ts    matchGlobal(book, language, text): Global | undefined      bare words only, every language's
 *               matchLanguage(book, text): Language | undefined            "espanol", "english please"
 *               matchCommand(book, language, text): { command, rest } | undefined   first word(s), every language's
 *               fold(text): string                                          case, accents, punctuation, emoji taken away
 *   ../reply/wording.ts  wordingOf(book, says, language, channel): { text, language, parts }   fallback per string
 */
