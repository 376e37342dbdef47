import { globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';

const ROOT = new URL('../../', import.meta.url).pathname;

export interface SourceFile {
  readonly path: string;
  readonly text: string;
  /** The text with comments blanked out; line numbers stay. */
  readonly code: string;
  /** Paths of the project's own files, or names of packages, as the import statements (static, type and dynamic) give them. */
  readonly imports: readonly { readonly to: string; readonly own: boolean; readonly typeOnly: boolean }[];
}

const IMPORT =
  /(?:^|\n)\s*(?:import|export)\s+(type\s+)?[^;'"]*?\bfrom\s*'([^']+)'|(?:^|\n)import\s*'([^']+)'|\bimport\(\s*'([^']+)'\s*\)/g;

const withoutComments = (text: string): string =>
  text
    .replace(/\/\*[\s\S]*?\*\//g, m => m.replace(/[^\n]/g, ' '))
    .replace(/(^|\s)\/\/[^\n]*/g, (m, lead: string) => lead + ' '.repeat(m.length - lead.length));

const read = (path: string): SourceFile => {
  const text = readFileSync(join(ROOT, path), 'utf8');
  const code = withoutComments(text);
  const imports = [...code.matchAll(IMPORT)].map(m => {
    const to = m[2] ?? m[3] ?? m[4] ?? '';
    const own = to.startsWith('.');
    return { to: own ? normalize(join(dirname(path), to)) : to, own, typeOnly: m[1] !== undefined };
  });
  return { path, text, code, imports };
};

/** Every TypeScript file below these folders. */
export const sourceFiles = (...folders: readonly string[]): readonly SourceFile[] =>
  folders.flatMap(folder => globSync(`${folder}/**/*.ts`, { cwd: ROOT }).sort().map(read));
