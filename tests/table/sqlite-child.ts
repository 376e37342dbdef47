import { writeSync } from 'node:fs';
import { openSqlite } from '../../shared/table/sqlite.ts';

/**
 * A second process on the same file. `raise FILE NAME` raises one number by one for each message it gets, against whoever does the same at
 * that moment, and answers when it is done;
 * `stream FILE` commits for ever, four at a time, and prints the number of every commit that was answered.
 */
const [job = '', file = '', name = ''] = process.argv.slice(2);
const store = openSqlite(file, Date.now, { lockWaitMs: 30_000 });

/** Reads and writes until no other was faster in between. */
async function raise(turn: string): Promise<void> {
  for (;;) {
    const row = (await store.read({ get: [{ pk: 'p', sk: 'n' }] })).got[0];
    const data = { n: Number((row?.data as { n?: number } | undefined)?.n ?? 0) + 1 };
    const { ok } = await store.commit(
      [
        { op: 'put', row: { pk: 'p', sk: 'n', kind: 'number', data }, expect: row?.v ?? 'absent' },
        { op: 'add', key: { pk: 'p', sk: 'count' }, by: { [name]: 1 } },
      ],
      `${name}-${turn}-${row?.v ?? 0}`,
    );
    if (ok) return;
  }
}

async function stream(lane: number): Promise<void> {
  for (let i = lane; ; i += 4) {
    const writes = ['a', 'b'].map(sk => ({ op: 'put', row: { pk: `r${i}`, sk, kind: 'row', data: { i } }, expect: 'absent' }) as const);
    await store.commit([...writes, { op: 'add', key: { pk: 'p', sk: 'count' }, by: { n: 1 } }], `t${i}`);
    writeSync(1, `${i}\n`);
  }
}

if (job === 'raise') {
  process.on('message', turn => void raise(String(turn)).then(() => process.send?.(turn)));
  process.once('disconnect', () => void store.close());
} else await Promise.all([0, 1, 2, 3].map(stream));
