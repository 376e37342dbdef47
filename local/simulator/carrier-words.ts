/** What a carrier does by itself with a text that is one of its own words, as Twilio does with its default words. */

const STOP = new Set(['STOP', 'STOPALL', 'UNSUBSCRIBE', 'CANCEL', 'END', 'QUIT', 'REVOKE', 'OPTOUT']);
const START = new Set(['START', 'YES', 'UNSTOP']);

export type CarrierWord = 'STOP' | 'START' | 'HELP';
export const CARRIER_WORDS: readonly CarrierWord[] = ['STOP', 'START', 'HELP'];

/** The carrier's own word that a whole text is; HELP is none, because the line answers it itself. */
export const carrierWord = (body: string): 'STOP' | 'START' | undefined => {
  const word = body.trim().toUpperCase();
  return STOP.has(word) ? 'STOP' : START.has(word) ? 'START' : undefined;
};

/** Twilio's default answers; they come from the carrier and cost the line nothing. */
export const CARRIER_ANSWER: Readonly<Record<CarrierWord, string>> = {
  STOP: 'You have successfully been unsubscribed. You will not receive any more messages from this number. Reply START to resubscribe.',
  START:
    'You have successfully been re-subscribed to messages from this number. Reply HELP for help. Reply STOP to unsubscribe. Msg&Data Rates May Apply.',
  HELP: 'Reply STOP to unsubscribe. Msg&Data Rates May Apply.',
};
