import { type Document, type LineCounter, visit, type YAMLError } from 'yaml';

/** Where the text between quotes began that ends at this place; the place itself where none does. */
const openedAt = (document: Document.Parsed, end: number): number => {
  let opened = end;
  visit(document, {
    Scalar: (_key, { type, range }) => {
      const isQuoted = type === 'QUOTE_DOUBLE' || type === 'QUOTE_SINGLE';
      if (isQuoted && range && range[1] === end) opened = range[0];
    },
  });
  return opened;
};

/**
 * The line on which somebody must look for this mistake: of a quote that is never closed that on which it was opened, though the reader notices it only
 * where the text ends, which may be the end of the file.
 */
export const errorLine = (document: Document.Parsed, { code, message, pos }: YAMLError, lines: LineCounter): number => {
  const at = code === 'MISSING_CHAR' && message.includes('quote') ? openedAt(document, pos[0]) : pos[0];
  return lines.linePos(at).line || 1;
};
