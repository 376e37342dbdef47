import type { Instant, PhoneNumber } from '../../shared/domain/ids.ts';
import { CARRIER_ANSWER, type CarrierWord, carrierWord } from './carrier-words.ts';
import type { Deliveries } from './deliveries.ts';
import { failureOf } from './failures.ts';
import type { Ledger } from './ledger.ts';
import type { Text } from './model.ts';
import { cut } from './segments.ts';
import { readTwiml, type TwimlMessage } from './twiml.ts';
import type { Form, PostWebhook, WebhookAnswer } from './webhook.ts';

export interface PhoneParts {
  readonly accountSid: string;
  readonly apiBaseUrl: string;
  readonly smsUrl: string;
  readonly lineNumber: PhoneNumber;
  readonly ledger: Ledger;
  readonly deliveries: Deliveries;
  readonly post: PostWebhook;
  readonly now: () => Instant;
  readonly newSid: (prefix: 'SM' | 'MM') => string;
}
export interface Typed {
  readonly body: string;
  /** How many pictures. */
  readonly media: number;
  /** What Advanced Opt-Out would make of it, where an account has that; the carrier then answers by itself. */
  readonly optOutType?: CarrierWord;
}
/** What came of a text: the answers on this phone, and the sentence for what went wrong at the line, if anything did. */
export interface Sent {
  readonly text: Text;
  readonly replies: readonly Text[];
  readonly trouble: string | null;
}

/** A person presses "send": the carrier's part, the signed webhook, and what the line answers to it. */
export const sendFromPhone = async (parts: PhoneParts, from: PhoneNumber, typed: Typed): Promise<Sent> => {
  const text = writeText(parts, { from, to: parts.lineNumber, ...typed, by: 'phone' });
  const replies = carrierActs(parts, from, typed);
  const form = inboundForm(parts, text, typed);
  const twice = failureOf(from)?.doubled === true;
  const [answer, again] = await Promise.all([parts.post(parts.smsUrl, form), twice ? parts.post(parts.smsUrl, form) : undefined]);
  const read = messagesIn(answer);
  const differs = again !== undefined && JSON.stringify(messagesIn(again)) !== JSON.stringify(read);
  const trouble = 'trouble' in read ? read.trouble : differs ? 'The line answered the same text in two different ways.' : null;
  if (trouble !== null) parts.ledger.tell({ what: 'trouble', number: from, sentence: trouble, at: parts.now() });
  if ('messages' in read) for (const message of read.messages) replies.push(reply(parts, from, message));
  return { text, replies, trouble };
};

interface NewText extends Pick<Text, 'from' | 'to' | 'body' | 'media' | 'by'> {
  readonly refusedCode?: number;
}
const writeText = ({ ledger, now, newSid }: PhoneParts, { from, to, body, media, by, refusedCode }: NewText): Text => {
  const text: Text = {
    sid: newSid(media > 0 ? 'MM' : 'SM'),
    from,
    to,
    body,
    media,
    by,
    status: by === 'phone' ? 'received' : by === 'carrier' ? 'delivered' : refusedCode === undefined ? 'queued' : 'failed',
    errorCode: refusedCode ?? null,
    ...cut(body),
    createdAt: now(),
    updatedAt: now(),
    statusCallback: null,
    validitySeconds: 36_000,
  };
  ledger.putText(text);
  return text;
};

/** STOP and START are the carrier's business first: it remembers them and answers, and only then the line hears of it. */
const carrierActs = (parts: PhoneParts, from: PhoneNumber, { body, optOutType }: Typed): Text[] => {
  const wasOut = parts.ledger.optedOut(from) ?? failureOf(from)?.optedOut === true;
  const word = optOutType ?? carrierWord(body);
  if (word === undefined || (word === 'START' && !wasOut && optOutType === undefined)) return [];
  if (word !== 'HELP') parts.ledger.setOptedOut(from, word === 'STOP');
  return [writeText(parts, { from: parts.lineNumber, to: from, body: CARRIER_ANSWER[word], media: 0, by: 'carrier' })];
};

const reply = (parts: PhoneParts, from: PhoneNumber, message: TwimlMessage): Text => {
  const to = message.to === undefined ? from : (message.to as PhoneNumber);
  const isOut = parts.ledger.optedOut(to) ?? failureOf(to)?.optedOut === true;
  const { body, media } = message;
  const text = writeText(parts, { from: parts.lineNumber, to, body, media, by: 'line-reply', ...(isOut ? { refusedCode: 21610 } : {}) });
  if (!isOut) parts.deliveries.start(text);
  return text;
};

type Read = { readonly messages: readonly TwimlMessage[] } | { readonly trouble: string };

/** What Twilio would make of this answer; the numbers are its own error codes. */
const messagesIn = (answer: WebhookAnswer): Read => {
  if (!answer.ok) return { trouble: `${answer.why} Nobody hears anything (11200).` };
  if (answer.status >= 300) return { trouble: `The line answered HTTP ${answer.status}. Nobody hears anything (11200).` };
  if (answer.status === 204 || answer.body === '') return { messages: [] };
  if (!/^(text|application)\/xml\b/.test(answer.type)) return { trouble: `The line answered "${answer.type}", not text/xml (12300).` };
  const twiml = readTwiml(answer.body);
  return twiml.ok ? { messages: twiml.messages } : { trouble: `The line's answer cannot be read: ${twiml.why} (12100).` };
};

const inboundForm = (parts: PhoneParts, text: Text, { media, optOutType }: Typed): Form => {
  const form: Record<string, string> = {
    ToCountry: 'US',
    ToState: 'NY',
    SmsMessageSid: text.sid,
    NumMedia: String(media),
    ToCity: '',
    FromZip: '',
    SmsSid: text.sid,
    FromState: 'NY',
    SmsStatus: 'received',
    FromCity: '',
    Body: text.body,
    FromCountry: 'US',
    To: text.to,
    ToZip: '',
    NumSegments: String(text.segments),
    MessageSid: text.sid,
    AccountSid: parts.accountSid,
    From: text.from,
    ApiVersion: '2010-04-01',
    ...(optOutType === undefined ? {} : { OptOutType: optOutType }),
  };
  for (let nth = 0; nth < media; nth++) {
    form[`MediaContentType${nth}`] = 'image/jpeg';
    form[`MediaUrl${nth}`] = `${parts.apiBaseUrl}/2010-04-01/Accounts/${parts.accountSid}/Messages/${text.sid}/Media/ME${nth}`;
  }
  return form;
};
