import type { Carrier, Config } from './runtime.ts';
import type { TwilioClient } from './twilio-client.ts';

/** https://www.twilio.com/docs/voice/api/recording */
const SID = /\/Recordings\/(RE\w+)(?:\.\w+)?$/;
const TRANSCRIPTS_MAX = 20;
/** A recording has two minutes at most, which is half a megabyte as MP3. */
const FETCH_MS = 30_000;

const statusOf = (error: unknown): unknown => (error instanceof Error ? (error as Error & { status?: unknown }).status : undefined);
const isNotThere = (error: unknown): boolean => statusOf(error) === 404;

/** Recordings at Twilio: deleted there with what a machine wrote down of them, and fetched with the account's key. */
export const recordingsOf = (
  client: () => Promise<TwilioClient>,
  { apiBaseUrl, accountSid, authTokens, apiKey }: Pick<Config, 'apiBaseUrl' | 'accountSid' | 'authTokens' | 'apiKey'>,
): Pick<Carrier, 'deleteRecording' | 'fetchRecording'> => ({
  deleteRecording: async url => {
    const sid = SID.exec(url)?.[1];
    // What has no address of Twilio's is nothing that lies there.
    if (sid === undefined) return true;
    try {
      const twilio = await client();
      const transcripts = await twilio
        .recordings(sid)
        .transcriptions.list({ limit: TRANSCRIPTS_MAX })
        .catch((error: unknown) => (isNotThere(error) ? [] : Promise.reject(error)));
      for (const transcript of transcripts) await twilio.transcriptions(transcript.sid).remove();
      return await twilio.recordings(sid).remove();
    } catch (error) {
      return isNotThere(error);
    }
  },
  fetchRecording: async url => {
    const sid = SID.exec(url)?.[1];
    if (sid === undefined) return 'nothing';
    const address = `${apiBaseUrl.replace(/\/+$/, '')}/2010-04-01/Accounts/${accountSid}/Recordings/${sid}.mp3`;
    const key = Buffer.from(`${apiKey ?? accountSid}:${authTokens[0] ?? ''}`).toString('base64');
    try {
      const answer = await fetch(address, { headers: { authorization: `Basic ${key}` }, signal: AbortSignal.timeout(FETCH_MS) });
      if (answer.status === 404) return 'nothing';
      if (answer.status === 401 || answer.status === 403) return 'refused';
      return answer.ok ? new Uint8Array(await answer.arrayBuffer()) : 'later';
    } catch {
      return 'later';
    }
  },
});
