import { type CaseCode, caseCode } from '../../domain/ids.ts';
import type { Draft } from '../draft/draft.ts';

/** What somebody of the team says of a case in plain words: how it stands, or that it is to go to another. */
export interface OfCase {
  readonly what: 'show' | 'assign';
  readonly code: CaseCode;
}

const SHOWS =
  /^\W*(?:(?:what(?:'?s| is| happened)|how(?:'?s| is)|hows)\s+(?:(?:up|going on|happening|the (?:status|story|news)|it going)\s+)?(?:(?:with|of|on|to|about)\s+)?|is\s+|status(?:\s+of)?\s+|(?:que\s+(?:pasa|paso)|c[oó]mo\s+va)\s+(?:con\s+)?(?:el\s+)?)#?(\d{3,5})(?!\d)[^\d]{0,30}$/i;
const SHOWN = /^\W*#?(\d{3,5})\s+(?:status|estado|update|news)\W*$/i;
/** With words before it the roster was not read, and it cannot be done at once. */
const ASSIGNS =
  /\b(?:give|assign|pass|move|take|dale|denle|pasa(?:le)?|asigna)\s+#?(\d{3,5})\s+(?:to|from|over to|a|al|de)\s+\p{L}|^\W*#?(\d{3,5})\s+(?:to|para)\s+\p{L}+(?:\s+(?:pls|please|por favor))?\W*$/iu;

/** What plain words of the team ask of a case that there is; undefined where they ask for neither. */
export const asksOfCase = (d: Draft, text: string): OfCase | undefined => {
  const shown = SHOWS.exec(text)?.[1] ?? SHOWN.exec(text)?.[1];
  const assigned =
    shown === undefined
      ? ASSIGNS.exec(text)
          ?.slice(1)
          .find(part => part !== undefined)
      : undefined;
  const code = caseCode(shown ?? assigned ?? '');
  return code && d.caseByCode(code) ? { what: shown === undefined ? 'assign' : 'show', code } : undefined;
};
