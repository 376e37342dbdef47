import { DatabaseSync } from 'node:sqlite';

/**
 * Loaded before the line (`node --import`), so that a test can give its database a real trouble while it runs: whatever pragma the parent
 * sends is said on every connection that the line has open.
 */
const open = new Set<DatabaseSync>();
const { prepare } = DatabaseSync.prototype;
DatabaseSync.prototype.prepare = function (this: DatabaseSync, ...given) {
  open.add(this);
  return prepare.apply(this, given);
};
process.on('message', (pragma: string) => {
  for (const db of open) db.exec(`PRAGMA ${pragma}`);
  process.send?.('done');
});
// Waiting for the parent's word alone keeps no line alive.
process.channel?.unref();
