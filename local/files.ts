import { readFileSync } from 'node:fs';
import type { Community } from '../shared/domain/community.ts';
import { parseCommunity, problemLine } from '../shared/parse/community.ts';
import type { Book } from '../shared/script/script.ts';
import type { Settings } from '../shared/shell/config.ts';

/** What people edit, read before anything is opened: a mistake in it must never touch the database. */
export type Files = { readonly community: Community; readonly book: Book } | { readonly problems: readonly string[] };

/** The community file and the scripts, or everything that is wrong with either of them, with file and line. */
export const readFiles = async (settings: Pick<Settings, 'communityFile' | 'helplineNumber'>): Promise<Files> => {
  const community = readCommunity(settings);
  const scripts = await readScripts();
  if ('problems' in community || 'problems' in scripts)
    return { problems: [...('problems' in community ? community.problems : []), ...('problems' in scripts ? scripts.problems : [])] };
  return { ...community, ...scripts };
};

type Read<T> = T | { readonly problems: readonly string[] };

const readCommunity = ({
  communityFile,
  helplineNumber,
}: Pick<Settings, 'communityFile' | 'helplineNumber'>): Read<{ community: Community }> => {
  let text: string;
  try {
    text = readFileSync(communityFile, 'utf8');
  } catch (error) {
    return {
      problems: [`${communityFile}: this file cannot be read (${(error as NodeJS.ErrnoException).code}). COMMUNITY_FILE names another.`],
    };
  }
  const read = parseCommunity(text, communityFile);
  if ('problems' in read) return { problems: read.problems.map(problemLine) };
  return { community: { ...read.community, ...(helplineNumber === undefined ? {} : { number: helplineNumber }) } };
};

const readScripts = async (): Promise<Read<{ book: Book }>> => {
  try {
    const { book } = await import('../ivr-scripts/book.ts');
    return { book };
  } catch (error) {
    // The book names every mistake in its message; a stack would only hide them.
    return { problems: [error instanceof Error ? error.message : String(error)] };
  }
};
