import { createReadStream, statSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname, join } from 'node:path';
import { routes } from '../shared/shell/routes.ts';

const DIR = join(import.meta.dirname, '../ivr-scripts/audio');
const TYPES: Readonly<Record<string, string>> = { '.mp3': 'audio/mpeg', '.wav': 'audio/wav' };
/** A language and a file, with nothing in it that could lead elsewhere. */
const FILE = /^[A-Za-z]{2,3}(-[A-Z]{2})?\/[\w-]+(\.[\w-]+)*$/;

/**
 * Answers `/audio/ht/lines.help.mp3` from ivr-scripts/audio: on one machine Twilio fetches recordings from the line itself. Everyone who
 * calls hears them, so no signature is asked for. False: not its path, or there is no such recording.
 */
export const serveAudio = ({ method }: IncomingMessage, response: ServerResponse, path: string, dir = DIR): boolean => {
  if (!path.startsWith(`${routes.audio}/`) || (method !== 'GET' && method !== 'HEAD')) return false;
  const name = path.slice(routes.audio.length + 1);
  const type = TYPES[extname(name)];
  const file = type !== undefined && FILE.test(name) ? statSync(join(dir, name), { throwIfNoEntry: false }) : undefined;
  if (type === undefined || !file?.isFile()) return false;
  // Twilio keeps what it may keep; a new recording is heard within the hour.
  response.writeHead(200, { 'content-type': type, 'content-length': file.size, 'cache-control': 'max-age=3600' });
  if (method === 'HEAD') response.end();
  else
    createReadStream(join(dir, name))
      .on('error', () => response.destroy())
      .pipe(response);
  return true;
};
