import { globSync, readFileSync } from 'node:fs';
import type { SourceFile } from '../shared/script/source.ts';

/**
 * Every script, words file, author test and recording of a folder of scripts (this one), in order of name. Of a recording only the name is
 * read.
 */
export const scriptFiles = (dir: string = import.meta.dirname): readonly SourceFile[] =>
  globSync(['*.{yaml,yml}', 'words/*.{yaml,yml}', 'audio/*.yaml', 'audio/*/*'], { cwd: dir })
    .map(name => name.replaceAll('\\', '/'))
    .sort()
    .map(name => ({ name, text: /\.ya?ml$/.test(name) ? readFileSync(`${dir}/${name}`, 'utf8') : '' }));
