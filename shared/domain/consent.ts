import type { Outgoing } from './outgoing.ts';
import type { NumberRecord } from './person.ts';

/**
 * The words on which carriers act when they stand alone. FCC 47 CFR 64.1200(a)(10) names most of them; Twilio adds STOPALL, OPTOUT.
 * They are never bound to anything of ours.
 */
const STOP_WORDS = new Set(['stop', 'stopall', 'unsubscribe', 'cancel', 'end', 'quit', 'revoke', 'optout', 'opt out', 'opt-out']);
const START_WORDS = new Set(['start', 'yes', 'unstop']);
const HELP_WORDS = new Set(['help', 'info', 'ayuda']);

export type CarrierWord = 'stop' | 'start' | 'help';

/** The carrier word that this text is, whole and alone; undefined for "please help me stop". */
export const carrierWord = (text: string): CarrierWord | undefined => {
  const word = text
    .trim()
    .toLowerCase()
    .replace(/^["'“‘]+|["'”’.!?]+$/g, '')
    .replace(/\s+/g, ' ');
  if (STOP_WORDS.has(word)) return 'stop';
  if (START_WORDS.has(word)) return 'start';
  return HELP_WORDS.has(word) ? 'help' : undefined;
};

declare const clearance: unique symbol;
/** A text that may leave now. Only `clearToSend` makes one, and the carrier takes nothing else: there is one way out. */
export type Cleared = Pick<Outgoing, 'id' | 'to' | 'body' | 'validForSeconds'> & { readonly [clearance]: true };

/** Holds a text against what its number has said, at the moment of sending: nothing leaves for a number that opted out. */
export const clearToSend = (text: Outgoing, record: NumberRecord | undefined): Cleared | { readonly refused: 'opted out' } => {
  if (record?.optedOut) return { refused: 'opted out' };
  const { id, to, body, validForSeconds } = text;
  return { id, to, body, ...(validForSeconds === undefined ? {} : { validForSeconds }) } as Cleared;
};
