import { writeSync } from 'node:fs';
import { book } from '../../ivr-scripts/book.ts';
import { epochMs, type Instant, messageSid } from '../../shared/domain/ids.ts';
import { createLine } from '../../shared/shell/line.ts';
import { createLog } from '../../shared/shell/log.ts';
import { openSqlite } from '../../shared/table/sqlite.ts';
import { sampleCommunity } from '../support/neighborhood.ts';

/** A second process that works on the same file: does what is due at this instant, and prints the id of every text that it hands to the carrier. */
const [file = '', at = ''] = process.argv.slice(2);
const now = at as Instant;
const store = openSqlite(file, () => epochMs(now));
const line = createLine({
  store,
  carrier: {
    send: async ({ id }) => {
      writeSync(1, `${id}\n`);
      return { ok: true, sid: messageSid(`SM${id.padEnd(32, '0').slice(0, 32)}`), status: 'queued' };
    },
    acceptedSince: async () => [],
    call: async () => ({ ok: false, code: 20003, http: 401, retry: false, unknown: false }),
    acceptedCallsSince: async () => [],
    stopRinging: async () => true,
    listTexts: async () => ({ listed: [] }),
    listCalls: async () => ({ listed: [] }),
    deleteRecording: async () => true,
    fetchRecording: async () => 'nothing',
  },
  community: sampleCommunity(),
  book,
  config: { publicUrl: 'https://line.example', accountSid: 'AC0', authTokens: ['x'], apiBaseUrl: 'http://127.0.0.1:1' },
  log: createLog(
    entry => writeSync(2, `${entry}\n`),
    () => now,
  ),
  now: () => now,
});
writeSync(1, 'ready\n');
process.stdin.once('data', async () => {
  await line.work();
  await store.close();
  process.exit(0);
});
