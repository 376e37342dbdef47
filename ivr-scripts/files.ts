import { globSync, readFileSync } from 'node:fs';
import type { SourceFile } from '../shared/script/source.ts';

/** Every script, words file and author test beside this file, in order of name. */
export const scriptFiles = (): readonly SourceFile[] =>
  globSync(['*.yaml', 'words/*.yaml'], { cwd: import.meta.dirname })
    .map(name => name.replaceAll('\\', '/'))
    .sort()
    .map(name => ({ name, text: readFileSync(`${import.meta.dirname}/${name}`, 'utf8') }));
