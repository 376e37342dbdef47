import { AsyncLocalStorage } from 'node:async_hooks';
import { callStatusDoor } from '../../shared/shell/call-status-door.ts';
import type { WebDoor, WebEvent, WebResult } from '../../shared/shell/door.ts';
import { createLine, type Line } from '../../shared/shell/line.ts';
import { outDoor } from '../../shared/shell/out-door.ts';
import { recordingDoor } from '../../shared/shell/recording-door.ts';
import { routes } from '../../shared/shell/routes.ts';
import type { Runtime } from '../../shared/shell/runtime.ts';
import { smsDoor } from '../../shared/shell/sms-door.ts';
import { statusDoor } from '../../shared/shell/status-door.ts';
import { voiceDoor } from '../../shared/shell/voice-door.ts';
import type { Store } from '../../shared/table/store.ts';
import type { Counts } from './stores.ts';

/** One request at a door: what was asked of the database until it was answered, and the answer. */
export interface Asked extends Counts {
  readonly path: string;
  readonly params: URLSearchParams;
  readonly answer: WebResult;
}

/**
 * The whole line, each of whose answers is told to `watch` with what it asked of the database. The work that follows from a request is no part
 * of it: nobody waits for that.
 */
export const watchedLine =
  (watch: (asked: Asked) => void) =>
  (runtime: Runtime): Line => {
    const asking = new AsyncLocalStorage<Counts>();
    const counted: Runtime = { ...runtime, store: countedIn(asking, runtime.store) };
    const line = createLine(counted);
    const soon = (): void => asking.exit(() => void line.work().catch(error => runtime.log.error('work.failed', { error })));
    const watched =
      (path: string, door: WebDoor): WebDoor =>
      async event => {
        const counts: Counts = { reads: 0, commits: 0 };
        const answer = await asking.run(counts, () => door(event));
        watch({ ...counts, path, params: paramsOf(event), answer });
        return answer;
      };
    const voice = voiceDoor(counted, soon);
    const doors: Line['doors'] = {
      [routes.sms]: smsDoor(counted, soon),
      [routes.status]: statusDoor(counted, soon),
      [routes.voice]: voice,
      [routes.voiceStep]: voice,
      [routes.voiceOut]: outDoor(counted, soon),
      [routes.voiceRecording]: recordingDoor(counted, soon),
      [routes.voiceStatus]: callStatusDoor(counted, soon),
    };
    const seen = Object.fromEntries(Object.keys(line.doors).map(path => [path, watched(path, doors[path] ?? noDoor(path))]));
    return { ...line, sms: seen[routes.sms] ?? noDoor(routes.sms), doors: seen };
  };

const noDoor = (path: string): never => {
  throw new Error(`nobody watches the door ${path}`);
};

const countedIn = (asking: AsyncLocalStorage<Counts>, store: Store): Store => ({
  read(ask) {
    const counts = asking.getStore();
    if (counts) counts.reads++;
    return store.read(ask);
  },
  commit(writes, token) {
    const counts = asking.getStore();
    if (counts) counts.commits++;
    return store.commit(writes, token);
  },
  close: () => store.close(),
});

const paramsOf = ({ body, isBase64Encoded }: WebEvent): URLSearchParams =>
  new URLSearchParams(isBase64Encoded ? Buffer.from(body ?? '', 'base64').toString() : (body ?? ''));
