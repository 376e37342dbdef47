import { parseRecording } from '../parse/recording.ts';
import { isRefusal } from '../parse/refusal.ts';
import { renderSms } from '../reply/twiml.ts';
import { settleRecording } from '../table/recording.ts';
import type { WebDoor } from './door.ts';
import type { DeskRuntime } from './sms-door.ts';
import { webhook } from './webhook.ts';

/** The door for what becomes of recordings: where they are, that there is none, what a machine understood. Late, twice, in pieces. */
export const recordingDoor = (runtime: DeskRuntime, after: () => void = () => undefined): WebDoor =>
  webhook(
    runtime,
    async (pairs, query) => {
      const report = parseRecording(pairs, query);
      if (isRefusal(report)) {
        runtime.log.warn('recording.unreadable', { what: report.what, where: report.where });
        return renderSms(null);
      }
      if ((await settleRecording(runtime, report)).more) after();
      return renderSms(null);
    },
    { sorry: renderSms(null) },
  );
