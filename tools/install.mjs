// Installs what is missing before an npm script runs. Plain JavaScript: it runs on whatever Node >= 20 the machine has, before
// node_modules (and the Node 24 inside it) exists. `start` and `test` also bring node_modules up to a changed package-lock.json; the
// other scripts install only what is not there at all, so that none of them empties node_modules under a running line.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const stamp = `${root}node_modules/.porchlight-installed`;
const lock = readFileSync(`${root}package-lock.json`);
const wanted = createHash('sha256').update(lock).digest('hex');

const major = Number(process.versions.node.split('.')[0]);
if (major < 20) {
  console.error(`Porchlight needs Node 20 or newer; this is ${process.version}. See https://nodejs.org`);
  process.exit(1);
}

/** What npm itself wrote down about node_modules; nothing where it is not there or cannot be read. */
const installed = () => {
  try {
    return JSON.parse(readFileSync(`${root}node_modules/.package-lock.json`, 'utf8')).packages ?? {};
  } catch {
    return {};
  }
};

/**
 * Whether node_modules holds what package-lock.json names, whoever put it there: `npm ci` by hand leaves no stamp of ours. What is only for
 * other machines (optional) may be missing; nothing may be there that is not named.
 */
const isAsLocked = () => {
  const have = installed();
  const named = JSON.parse(lock.toString()).packages ?? {};
  const same = Object.entries(named).every(([path, { version, resolved, integrity, optional, link }]) => {
    const it = have[path];
    if (path === '' || link) return true;
    return it ? it.version === version && it.resolved === resolved && it.integrity === integrity : optional === true;
  });
  return same && Object.keys(have).every(path => path in named);
};

const isThere = existsSync(`${root}node_modules/.bin/node`) && existsSync(`${root}node_modules/.package-lock.json`);
const stamped = existsSync(stamp) ? readFileSync(stamp, 'utf8') : '';
const isCurrent = stamped === wanted || process.argv.includes('--if-missing') || (isThere && isAsLocked());
if (!isThere || !isCurrent) {
  console.error('Installing what Porchlight needs (the first time takes about a minute) ...');
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  // The packages run on the Node 24 that is one of them, so the machine's own older Node is no reason to warn.
  const done = spawnSync(npm, ['ci', '--loglevel=error'], { cwd: root, stdio: ['ignore', 2, 2], shell: process.platform === 'win32' });
  if (done.status !== 0) {
    console.error('Installing failed. Is this machine online? Then run: npm ci');
    process.exit(done.status ?? 1);
  }
}
if (stamped !== wanted && (!process.argv.includes('--if-missing') || !isThere)) writeFileSync(stamp, wanted);
