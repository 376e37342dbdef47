import { parseRecording } from '../parse/recording.ts';
import { isRefusal } from '../parse/refusal.ts';
import { renderSms } from '../reply/twiml.ts';
import { settleRecording } from '../table/recording.ts';
import { callStatusDoor } from './call-status-door.ts';
import type { WebDoor, WebEvent } from './door.ts';
import { routes } from './routes.ts';
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

/** Both doors to which the carrier reports on calls, by their paths: one function has them, since nobody waits for its answer. */
export const callReportsDoor = (runtime: DeskRuntime, after: () => void = () => undefined): WebDoor => {
  const recording = recordingDoor(runtime, after);
  const status = callStatusDoor(runtime, after);
  return event => (pathOf(event).endsWith(routes.voiceRecording) ? recording(event) : status(event));
};

const pathOf = ({ rawPath, path, requestContext }: WebEvent): string => rawPath ?? path ?? requestContext?.http?.path ?? '';
