import { readFileSync } from 'node:fs';
import { scriptFiles } from '../ivr-scripts/files.ts';
import type { Community } from '../shared/domain/community.ts';
import { parseCommunity, problemLine } from '../shared/parse/community.ts';
import { withRecordings } from '../shared/reply/manifest.ts';
import { readFiles as readScriptFiles } from '../shared/script/read.ts';
import type { Book } from '../shared/script/script.ts';
import type { SourceFile } from '../shared/script/source.ts';
import type { Settings } from '../shared/shell/config.ts';

/** What people edit, read before anything is opened: a mistake in it must never touch the database. */
export type Files = { readonly community: Community; readonly book: Book } | { readonly problems: readonly string[] };

/**
 * The community file and the scripts, or everything that is wrong with either of them, with file and line: what speaks to people is held to
 * all that the check calls an error.
 */
export const readFiles = async (
  settings: Pick<Settings, 'communityFile' | 'helplineNumber'>,
  files: readonly SourceFile[] = scriptFiles(),
): Promise<Files> => {
  const community = readCommunity(settings);
  const scripts = await readScripts(files);
  const unspoken = 'problems' in community || 'problems' in scripts ? [] : withoutWords(settings.communityFile, community, scripts.book);
  const problems = [
    ...('problems' in community ? community.problems : []),
    ...('problems' in scripts ? scripts.problems : []),
    ...unspoken,
  ];
  if (problems.length > 0 || 'problems' in community || 'problems' in scripts) return { problems };
  return { ...community, ...scripts };
};

/** The languages that the community file offers and nobody has written a word of. */
const withoutWords = (file: string, { community }: { readonly community: Community }, { words }: Book): readonly string[] => {
  const line =
    readFileSync(file, 'utf8')
      .split('\n')
      .findIndex(one => /^["']?languages\b/.test(one)) + 1;
  const missing = community.languages.filter(tag => !Object.hasOwn(words, tag));
  return missing.map(
    tag => `${file}:${line}: languages: there are no words in "${tag}"; write ivr-scripts/words/${tag}.yaml or leave "${tag}" out`,
  );
};

type Read<T> = T | { readonly problems: readonly string[] };

/** The community file, or what is wrong with it. */
export const readCommunity = ({
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

/** What `scripts lint` calls an error. Its rules are loaded only by those who go by them. */
const readScripts = async (files: readonly SourceFile[]): Promise<Read<{ book: Book }>> => {
  const { lintFiles } = await import('../shared/script/lint/lint.ts');
  const reading = readScriptFiles(files);
  const errors = lintFiles(files, undefined, reading).filter(one => one.level === 'E');
  if (errors.length === 0) return { book: withRecordings(reading.book, files) };
  return { problems: errors.map(({ file, line, what, fix }) => `ivr-scripts/${file}:${line}: ${what} ${fix}`) };
};
