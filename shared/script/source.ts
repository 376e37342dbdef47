import { type Document, isMap, isScalar, LineCounter, type Node, type Pair, parseDocument, type YAMLMap } from 'yaml';
import { errorLine } from './yaml-line.ts';

/** A file as it was written. The name is relative to the folder: "need.yaml", "words/en.yaml". */
export interface SourceFile {
  readonly name: string;
  readonly text: string;
}
export interface Place {
  readonly file: string;
  readonly line: number;
}
/** Whether a file of the folder is about sound and not about words. */
export const isAudio = (name: string): boolean => name.startsWith('audio/');

/** Something that cannot stand as it is: where, what, and how to mend it, in words for someone who never programmed. */
export interface Problem extends Place {
  readonly what: string;
  readonly fix: string;
}

/** A YAML file with its line numbers kept. */
export interface Source {
  readonly file: string;
  readonly value: unknown;
  readonly problems: readonly Problem[];
  /** The line where this path stands, or the nearest place above it that exists. */
  lineOf(path: readonly PropertyKey[]): number;
}

/** Reads YAML without ever throwing: what is wrong with it comes back as problems. */
export function readSource({ name, text }: SourceFile): Source {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, logLevel: 'error' });
  const problems: Problem[] = document.errors.map(error => ({
    file: name,
    line: errorLine(document, error, lines),
    what: `This is not YAML: ${error.message.split('\n')[0] ?? ''}`,
    fix: yamlFix(error.code),
  }));
  let value: unknown;
  try {
    value = problems.length > 0 ? undefined : document.toJS();
  } catch (error) {
    problems.push({
      file: name,
      line: 1,
      what: `This is not YAML that can be read: ${(error as Error).message}`,
      fix: 'Write it without & and * references.',
    });
  }
  return { file: name, value, problems, lineOf: path => lineOf(document, lines, path) };
}

function yamlFix(code: string): string {
  if (code === 'DUPLICATE_KEY') return 'Each name may stand only once at its place: remove or rename one of the two.';
  if (code === 'TAB_AS_INDENT') return 'Use spaces in front of a line, never tabs.';
  return 'Check the spaces in front of the line, and put a text with ":" or "#" or braces in it into "quotes".';
}

/** Each map's pairs by key, found once: a linter asks for thousands of lines. */
const pairs = new WeakMap<YAMLMap, ReadonlyMap<string, Pair>>();

function pairsOf(map: YAMLMap): ReadonlyMap<string, Pair> {
  let found = pairs.get(map);
  if (found === undefined) {
    found = new Map(map.items.flatMap(pair => (isScalar(pair.key) ? [[String(pair.key.value), pair] as const] : [])));
    pairs.set(map, found);
  }
  return found;
}

/** Walks as far along the path as there is something; a key's own line counts, not the line its value begins on. */
function lineOf(document: Document.Parsed, lines: LineCounter, path: readonly PropertyKey[]): number {
  let at: unknown = document.contents;
  let offset = (at as Node | null)?.range?.[0] ?? 0;
  for (const step of path) {
    if (isMap(at)) {
      const pair = pairsOf(at).get(String(step));
      if (pair === undefined) break;
      offset = (pair.key as Node).range?.[0] ?? offset;
      at = pair.value;
    } else {
      const item = (at as { items?: readonly unknown[] } | null)?.items?.[Number(step)];
      if (item === undefined || item === null) break;
      offset = (item as Node).range?.[0] ?? offset;
      at = item;
    }
  }
  return lines.linePos(offset).line || 1;
}
