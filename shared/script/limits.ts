import { HOUR_MS, MINUTE_MS } from '../domain/ids.ts';

/** Every bound of the conversation engine, in one place. Each ends at a person or a smaller session, never at silence. */

/** Nodes walked through in one turn; a script that goes round in circles without asking is cut here. */
export const STEPS_PER_TURN_MAX = 60;
/** Turns of one session; after that a person takes over. */
export const TURNS_MAX = 60;
/** Turns in a row without an answer, over all questions of a session; the house promises a person in at most 6. */
export const STUCK_MAX = 6;
/** Steps of one call; then a person takes over, or the line says goodbye. */
export const CALL_STEPS_MAX = 60;
/** Steps in a volunteer's menu in a row that change nothing; then the line says goodbye. */
export const HELPER_IDLE_MAX = 10;
/** So often one question of a call that we made is put, whatever is pressed; then the line says goodbye. */
export const OUT_ASKS_MAX = 5;
/** The session must fit one write unit of DynamoDB. */
export const SESSION_BYTES_MAX = 1024;
/** Questions that BACK can walk back through. */
export const TRAIL_MAX = 6;
/** A text answer longer than this is not kept in the session; it is marked there as told. */
export const VALUE_CHARS_MAX = 64;
/** Members of a list answer kept in the session. */
export const VALUE_ITEMS_MAX = 6;
/** Characters of one text that are looked at; Twilio's own limit for a text. */
export const TEXT_CHARS_MAX = 1600;
/** The most characters in the id of a script, node, choice or slot. */
export const ID_CHARS_MAX = 24;
/** Bytes of the words that `shown` may hold beside the keys. */
export const SHOWN_WORDS_BYTES_MAX = 160;

/** A reply within this time goes on as if nothing had happened. */
export const GOES_ON_MS = 30 * MINUTE_MS;
/** After this the conversation is over and any text starts afresh. */
export const FORGOTTEN_MS = 72 * HOUR_MS;

/** Speech heard with less confidence than this is confirmed by key. */
export const SPEECH_SURE = 0.6;
/** A larger number that is keyed in where at most two digits are taken may be two answers in a hurry, and is confirmed by key. */
export const KEYED_SURE_MAX = 9;

/** Letters a word must have before one wrong letter is forgiven without asking. */
export const TYPO_LETTERS_MIN = 5;
/** Letters a word must have before "Did you mean ...?" is asked for it. */
export const GUESS_LETTERS_MIN = 3;

/** What carriers and Twilio act on themselves: never guessed at, never bound to anything of ours. */

export const CARRIER_WORDS = [
  'stop',
  'stopall',
  'unsubscribe',
  'cancel',
  'end',
  'quit',
  'revoke',
  'optout',
  'start',
  'yes',
  'unstop',
  'help',
  'info',
] as const;
/** What people write for the same in Spanish; some carriers act on these too. */
export const CARRIER_WORDS_SPANISH = ['alto', 'pare', 'ayuda'] as const;
