import type { PhoneNumber } from '../../shared/domain/ids.ts';
import type { TwilioClient } from '../../shared/shell/twilio-client.ts';
import { Refused } from '../desk.ts';
import type { NumberSettings } from './settings.ts';

/** A number of the account as Twilio knows it. */
export interface OwnNumber {
  readonly sid: string;
  readonly name: string;
  readonly settings: NumberSettings;
  readonly takesCalls: boolean;
  readonly takesTexts: boolean;
  /** Calls that go to a SIP trunk never come here. */
  readonly trunk?: string;
}
/** A Messaging Service that the number is in; unless it defers, its own address takes the texts. */
export interface Service {
  readonly sid: string;
  readonly name: string;
  readonly defers: boolean;
}

/** Finds the number in the account; refuses where it is not there. */
export const findNumber = async (client: TwilioClient, number: PhoneNumber): Promise<OwnNumber> => {
  // Twilio also answers with numbers in which this one is contained.
  const found = await orRefuse(client.incomingPhoneNumbers.list({ phoneNumber: number, limit: 50 }));
  const own = found.find(one => one.phoneNumber === number);
  if (own === undefined)
    throw new Refused(`The account ${client.accountSid} has no number ${number}. Buy it there, or name another with --number.`);
  return read(own);
};

export const fetchNumber = async (client: TwilioClient, sid: string): Promise<OwnNumber> =>
  read(await orRefuse(client.incomingPhoneNumbers(sid).fetch()));

export const updateNumber = async (client: TwilioClient, sid: string, changes: Partial<NumberSettings>): Promise<void> => {
  await orRefuse(client.incomingPhoneNumbers(sid).update(changes));
};

/** The Messaging Service that the number is in, if any; it can be in one only. */
export const serviceOf = async (client: TwilioClient, sid: string): Promise<Service | undefined> => {
  for (const service of await orRefuse(client.messaging.v1.services.list({ limit: SERVICES_MAX }))) {
    if (await isIn(client, service.sid, sid))
      return { sid: service.sid, name: service.friendlyName, defers: service.useInboundWebhookOnNumber === true };
  }
  return undefined;
};
const SERVICES_MAX = 200;

const isIn = async (client: TwilioClient, service: string, sid: string): Promise<boolean> => {
  try {
    await client.messaging.v1.services(service).phoneNumbers(sid).fetch();
    return true;
  } catch (error) {
    if (statusOf(error) === NOT_FOUND) return false;
    throw refusal(error);
  }
};

type Resource = Awaited<ReturnType<TwilioClient['incomingPhoneNumbers']['list']>>[number];

const read = (one: Resource): OwnNumber => ({
  sid: one.sid,
  name: one.friendlyName ?? '',
  settings: {
    voiceUrl: one.voiceUrl ?? '',
    voiceMethod: one.voiceMethod ?? '',
    voiceFallbackUrl: one.voiceFallbackUrl ?? '',
    voiceFallbackMethod: one.voiceFallbackMethod ?? '',
    statusCallback: one.statusCallback ?? '',
    statusCallbackMethod: one.statusCallbackMethod ?? '',
    smsUrl: one.smsUrl ?? '',
    smsMethod: one.smsMethod ?? '',
    smsFallbackUrl: one.smsFallbackUrl ?? '',
    smsFallbackMethod: one.smsFallbackMethod ?? '',
    voiceApplicationSid: one.voiceApplicationSid ?? '',
    smsApplicationSid: one.smsApplicationSid ?? '',
  },
  takesCalls: one.capabilities?.voice !== false,
  takesTexts: one.capabilities?.sms !== false,
  ...(one.trunkSid && { trunk: one.trunkSid }),
});

const NOT_FOUND = 404;
/** What Twilio's refusals mean for the person at the keyboard. */
const REASONS: Readonly<Record<number, string>> = {
  401: 'Twilio does not know this account with this token. Check TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN.',
  403: 'Twilio says that this account or key may not do this. Use the auth token of the account that owns the number.',
  404: 'Twilio does not find this account or number. Check TWILIO_ACCOUNT_SID; a number in a subaccount needs its SID and token.',
  429: 'Twilio is being asked too often. Wait a minute, then run this again.',
};

const orRefuse = async <T>(asked: Promise<T>): Promise<T> => {
  try {
    return await asked;
  } catch (error) {
    throw refusal(error);
  }
};

const refusal = (error: unknown): Refused => {
  const { message = '', code } = error instanceof Error ? (error as Error & { code?: unknown }) : {};
  const status = statusOf(error);
  if (status === undefined) return new Refused(`Twilio could not be reached (${typeof code === 'string' ? code : message}).`);
  return new Refused(REASONS[status] ?? `Twilio refused: ${message} (${String(code ?? status)})`);
};

const statusOf = (error: unknown): number | undefined => {
  const { status } = error instanceof Error ? (error as Error & { status?: unknown }) : {};
  return typeof status === 'number' ? status : undefined;
};
