import { type CaseCode, caseCode } from '../../domain/ids.ts';
import type { Known } from '../../script/script.ts';

/** A text that begins with a case's code: "412 I am outside". */
const CODE_FIRST = /^\s*#?(\d{3,5})(?!\d)[\s:,.-]*([\s\S]*)$/;

/** The code a text begins with, and what follows it; undefined where it begins with none. */
export const codeFirst = (text: string): { readonly code: CaseCode; readonly words: string } | undefined => {
  const m = CODE_FIRST.exec(text);
  const code = m?.[1] === undefined ? undefined : caseCode(m[1]);
  return code && { code, words: (m?.[2] ?? '').trim() };
};

/** The code a command names, and the words after it. */
export const codeIn = (rest: string): { readonly code?: CaseCode; readonly words: string } => codeFirst(rest) ?? { words: rest.trim() };

/** The codes of the cases a conversation is about. */
export const codesOf = (known: Known): readonly CaseCode[] => {
  const { codes, code } = known;
  if (Array.isArray(codes)) return codes as readonly CaseCode[];
  return typeof code === 'string' ? [code as CaseCode] : [];
};
