import type { RestAnswer, RestRequest } from '../rest.ts';
import { restError } from '../rest-errors.ts';
import type { Exchange } from './exchange.ts';

/**
 * The recordings part of Twilio's REST API, as far as a line uses it: https://www.twilio.com/docs/voice/api/recording. The sound itself is
 * never there, since it is typed words; a request for it is answered as for one that is gone. Undefined for anything else.
 */
export const recordingsApi = (
  accountSid: string,
  exchange: Exchange,
): ((request: Pick<RestRequest, 'method' | 'path'>) => RestAnswer | undefined) => {
  const account = `/2010-04-01/Accounts/${accountSid}/Recordings/`;
  return ({ method, path }) => {
    if (!path.startsWith(account)) return undefined;
    const transcripts = path.endsWith('/Transcriptions.json');
    const recording = exchange.recordingAt(path.replace('/Transcriptions.json', '').replace(/\.json$/, ''));
    if (!recording || path.endsWith('.mp3')) return restError(404, 20404, `The requested resource ${path} was not found`);
    if (transcripts) return { status: 200, json: { transcriptions: [], page: 0, page_size: 50, next_page_uri: null, uri: path } };
    if (method === 'DELETE') {
      exchange.forgetRecording(recording.sid);
      return { status: 204, json: null };
    }
    return {
      status: 200,
      json: { sid: recording.sid, account_sid: accountSid, duration: String(recording.seconds), status: recording.status },
    };
  };
};
