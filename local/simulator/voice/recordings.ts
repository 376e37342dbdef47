import { type Instant, later } from '../../../shared/domain/ids.ts';
import type { PostWebhook } from '../webhook.ts';
import type { Report } from './leg.ts';
import type { Recording } from './model.ts';

interface Parts {
  readonly post: PostWebhook;
  readonly now: () => Instant;
  /** Does this at its time. */
  readonly at: (due: Instant, work: () => Promise<void>) => void;
}

/** What was recorded, and the reports of it, each at its own time. */
export const recordings = ({ post, now, at }: Parts) => {
  const kept = new Map<string, Recording>();
  return {
    keep: (recording: Recording, reports: readonly Report[]): void => {
      kept.set(recording.sid, recording);
      for (const { afterMs, url, form, settles } of reports) {
        at(later(now(), afterMs), async () => {
          const known = kept.get(recording.sid);
          if (known && settles !== undefined) kept.set(recording.sid, { ...known, status: settles });
          if (url !== '') await post(url, form);
        });
      }
    },
    forget: (sid: string): void => {
      kept.delete(sid);
    },
    /** The recording whose address this is, with or without the ending of a file. */
    at: (url: string): Recording | undefined => kept.get(/\/(RE[0-9a-f]{32})(?:\.\w+)?$/.exec(url)?.[1] ?? ''),
  };
};
