import { routes } from '../../shared/shell/routes.ts';
import type { Addresses } from './addresses.ts';

/** What a number at Twilio is told, by the names of its REST API (https://www.twilio.com/docs/phone-numbers/api/incomingphonenumber-resource). */
export interface NumberSettings {
  readonly voiceUrl: string;
  readonly voiceMethod: string;
  readonly voiceFallbackUrl: string;
  readonly voiceFallbackMethod: string;
  readonly statusCallback: string;
  readonly statusCallbackMethod: string;
  readonly smsUrl: string;
  readonly smsMethod: string;
  readonly smsFallbackUrl: string;
  readonly smsFallbackMethod: string;
  readonly voiceApplicationSid: string;
  readonly smsApplicationSid: string;
}

/** One line of the table: as it is now, and as it shall be. */
export interface Row {
  readonly setting: string;
  readonly before: string;
  readonly after: string;
}

interface Place {
  /** As Twilio's own page of the number names it. */
  readonly setting: string;
  readonly url: keyof NumberSettings;
  readonly method?: keyof NumberSettings;
}
const PLACES: readonly Place[] = [
  { setting: 'A call comes in', url: 'voiceUrl', method: 'voiceMethod' },
  { setting: 'Primary handler fails (calls)', url: 'voiceFallbackUrl', method: 'voiceFallbackMethod' },
  { setting: 'Call status changes', url: 'statusCallback', method: 'statusCallbackMethod' },
  { setting: 'A message comes in', url: 'smsUrl', method: 'smsMethod' },
  { setting: 'Primary handler fails (messages)', url: 'smsFallbackUrl', method: 'smsFallbackMethod' },
  { setting: 'TwiML app (calls)', url: 'voiceApplicationSid' },
  { setting: 'TwiML app (messages)', url: 'smsApplicationSid' },
];

/**
 * What the number must be told. Fallbacks are fetched with GET, since a file in a bucket answers nothing else; where none is named, what is
 * there stays. An application would go before every address, so there is none.
 */
export const wantedSettings = ({ line, voiceFallback, messageFallback }: Addresses): Partial<NumberSettings> => ({
  voiceUrl: `${line}${routes.voice}`,
  voiceMethod: 'POST',
  ...(voiceFallback !== undefined && { voiceFallbackUrl: voiceFallback, voiceFallbackMethod: 'GET' }),
  statusCallback: `${line}${routes.voiceStatus}`,
  statusCallbackMethod: 'POST',
  smsUrl: `${line}${routes.sms}`,
  smsMethod: 'POST',
  ...(messageFallback !== undefined && { smsFallbackUrl: messageFallback, smsFallbackMethod: 'GET' }),
  voiceApplicationSid: '',
  smsApplicationSid: '',
});

/** The settings that differ, ready to be sent. */
export const changesOf = (now: NumberSettings, wanted: Partial<NumberSettings>): Partial<NumberSettings> =>
  Object.fromEntries(Object.entries(wanted).filter(([name, value]) => now[name as keyof NumberSettings] !== value));

/** Every setting, before and after. */
export const tableOf = (now: NumberSettings, wanted: Partial<NumberSettings>): readonly Row[] => {
  const after = { ...now, ...wanted };
  return PLACES.map(({ setting, url, method }) => ({ setting, before: shown(now, url, method), after: shown(after, url, method) }));
};

const shown = (settings: NumberSettings, url: keyof NumberSettings, method?: keyof NumberSettings): string => {
  if (settings[url] === '') return 'nothing';
  return method === undefined ? settings[url] : `${settings[method]} ${settings[url]}`;
};
