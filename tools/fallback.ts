import { fileURLToPath } from 'node:url';
import { type FallbackFiles, fallbackFiles } from '../shared/reply/fallback.ts';

/** What stands in for the line while it does not answer: the files, for the folder on the web in which they will lie. */
export interface Fallback {
  files(folder: string): FallbackFiles;
  /** The folder on this machine with what was recorded; undefined where nothing is. */
  readonly audioDir: string | undefined;
}

/** Reads the community and the words as they are now; a change of either takes effect at the next deploy. */
export const readFallback = async (): Promise<Fallback> => {
  const [{ book }, { community }] = await Promise.all([import('../ivr-scripts/book.ts'), import('../shared/shell/community-file.ts')]);
  return {
    files: folder => fallbackFiles({ book, community, folder }),
    audioDir: book.recorded !== undefined ? fileURLToPath(new URL('../ivr-scripts/audio', import.meta.url)) : undefined,
  };
};
