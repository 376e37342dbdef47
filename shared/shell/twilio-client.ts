import type Twilio from 'twilio/lib/rest/Twilio.js';
import { isTwilios } from './config.ts';
import type { Config } from './runtime.ts';

/** Everything of Twilio's REST API, in the package's own names. */
export type TwilioClient = Twilio;

/**
 * The twilio package's client, made to keep to our time, our address and our silence: its debug log would print numbers and bodies. The
 * package is loaded with the first client (it takes 0.1 s). `timeoutMs` is for one whole request, connecting and reading included.
 */
export const openClient = async (
  { accountSid, authTokens, apiKey, apiBaseUrl }: Pick<Config, 'accountSid' | 'authTokens' | 'apiKey' | 'apiBaseUrl'>,
  timeoutMs: number,
): Promise<TwilioClient> => {
  const [{ default: Twilio }, { default: RequestClient }] = await Promise.all([
    import('twilio/lib/rest/Twilio.js'),
    import('twilio/lib/base/RequestClient.js'),
  ]);
  const base = apiBaseUrl.replace(/\/+$/, '');
  class HttpClient extends RequestClient {
    override request: InstanceType<typeof RequestClient>['request'] = ({ logLevel: _silent, ...request }) => {
      const { hostname, pathname, search } = new URL(request.uri);
      // Twilio's other products have hosts of their own (messaging.twilio.com); whoever stands in for Twilio stands in for all of them.
      const at = isTwilios(base) && hostname !== API_HOST ? `https://${hostname}` : base;
      return super.request({ ...request, uri: `${at}${pathname}${search}` });
    };
  }
  const httpClient = new HttpClient({ timeout: timeoutMs });
  // The package's time-out begins anew with every byte; this one does not.
  httpClient.axios.interceptors.request.use(request => Object.assign(request, { signal: AbortSignal.timeout(timeoutMs) }));
  return new Twilio(apiKey ?? accountSid, authTokens[0] ?? '', { accountSid, httpClient });
};
const API_HOST = 'api.twilio.com';
