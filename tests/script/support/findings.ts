import { type Finding, lintFiles } from '../../../shared/script/lint/lint.ts';
import type { SourceFile } from '../../../shared/script/read.ts';
import { edited, fixtureFiles } from './talk.ts';

const brief = ({ code, level, file, line, what }: Finding) => `${code} ${level} ${file}:${line} ${what}`;
/** Every finding in these files, as one line each. */
export const lint = (files: readonly SourceFile[], against?: Parameters<typeof lintFiles>[1]): readonly string[] =>
  lintFiles(files, against).map(brief);

/** What an edit adds to the findings. */
export const added = (name: string, from: string | RegExp, to: string): readonly string[] => addedBy({ [name]: [[from, to]] });

/** What several edits, of several files, add to the findings together. Throws where one of them finds nothing to replace. */
export const addedBy = (edits: Readonly<Record<string, readonly (readonly [from: string | RegExp, to: string])[]>>): readonly string[] => {
  const before = new Set(lint(fixtureFiles).map(one => one.replace(/:\d+ /, ' ')));
  const files = fixtureFiles.map(file => {
    const [changed] = edited(file.name, text =>
      (edits[file.name] ?? []).reduce((now, [from, to]) => {
        const next = now.replace(from, to);
        if (next === now) throw new Error(`Nothing to replace: ${from}`);
        return next;
      }, text),
    ).filter(one => one.name === file.name);
    return changed ?? file;
  });
  return lint(files).filter(one => !before.has(one.replace(/:\d+ /, ' ')));
};
