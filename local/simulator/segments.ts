import { SegmentedMessage } from 'sms-segments-calculator';

/**
 * What one segment costs in the simulator, in US dollars: Twilio's list price for a US long code, sent or received, without the carriers'
 * own fees. An example to see what a wording costs, not a bill.
 */
export const EXAMPLE_PRICE_PER_SEGMENT_USD = 0.0083;

/** How a text is cut for the air: its alphabet and its number of segments (an empty text still takes one). */
export const cut = (body: string): { segments: number; encoding: 'GSM-7' | 'UCS-2' } => {
  const message = new SegmentedMessage(body);
  return { segments: Math.max(1, message.segmentsCount), encoding: message.encodingName };
};
