import { epochMs, msBetween } from '../../../shared/domain/ids.ts';
import type { Form } from '../webhook.ts';
import type { CallEvent, Company, Leg } from './leg.ts';

type Known = Pick<Company, 'accountSid' | 'now'>;

/** What Twilio tells with every request of a call; https://www.twilio.com/docs/voice/twiml#request-parameters */
export const callForm = ({ accountSid }: Known, { call }: Leg): Record<string, string> => ({
  CallSid: call.sid,
  AccountSid: accountSid,
  From: call.from,
  To: call.to,
  Caller: call.from,
  Called: call.to,
  CallStatus: call.status,
  ApiVersion: '2010-04-01',
  Direction: call.direction,
  FromCountry: 'US',
  FromState: 'NY',
  FromCity: '',
  FromZip: '',
  ToCountry: 'US',
  ToState: 'NY',
  ToCity: '',
  ToZip: '',
  ...(call.parent === null ? {} : { ParentCallSid: call.parent }),
  ...(call.answeredBy === null ? {} : { AnsweredBy: call.answeredBy }),
});

/** Whole seconds, begun ones counted, as a bill counts them. */
export const secondsTalked = ({ call }: Leg): number =>
  call.answeredAt === null || call.endedAt === null ? 0 : Math.ceil(msBetween(call.answeredAt, call.endedAt) / 1_000);

/** A report of how a call goes; https://www.twilio.com/docs/voice/api/call-resource#statuscallback */
export const eventForm = (known: Known, leg: Leg, event: CallEvent): Form => {
  const seconds = secondsTalked(leg);
  return {
    ...callForm(known, leg),
    ...(event === 'initiated' ? { CallStatus: 'initiated' } : {}),
    Timestamp: new Date(epochMs(known.now())).toUTCString().replace('GMT', '+0000'),
    CallbackSource: 'call-progress-events',
    SequenceNumber: String(leg.sequence++),
    ...(event === 'completed' ? { CallDuration: String(seconds), Duration: String(Math.ceil(seconds / 60)) } : {}),
  };
};
