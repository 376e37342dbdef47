import type { Community } from '../../domain/community.ts';
import { type CaseCode, caseCode, type PhoneNumber } from '../../domain/ids.ts';
import { isUnnamed } from '../../domain/unnamed.ts';
import { guestOf, type Volunteer } from '../../domain/volunteer.ts';
import { matchCommand } from '../../script/match.ts';
import type { Book } from '../../script/script.ts';

/** More codes than this in one text are words for a person, not for the line. */
const CODES_MAX = 3;
const CODE = /(?<![\d+])[1-9]\d{2,4}(?!\d)/g;

/** The case codes that a text may mean, in order; what must be looked up before it can be decided. */
export const codesNamed = (text: string): readonly CaseCode[] => {
  const named = (text.match(CODE) ?? []).map(caseCode).filter(code => code !== undefined);
  return [...new Set(named)].slice(0, CODES_MAX);
};

/** What a volunteer's or team member's text needs besides their own rows; undefined for a resident, whose own rows are enough. */
export interface Further {
  readonly threads: readonly PhoneNumber[];
  /** The whole of it, where this may give a case to anybody, take it from all who have it, or asks who is on call. */
  readonly roster: boolean;
  readonly openCases: boolean;
  /** The texts that could not be sent too. */
  readonly setAside: boolean;
  /** The cases that ended lately too. */
  readonly ended: boolean;
  /** Pods whose plan says who is on call. */
  readonly pods: readonly string[];
}
/** The commands of the team that look at more of the roster than the rows of those who have to do with a case. */
const ABOUT_EVERYBODY: readonly string[] = ['assign', 'give', 'close', 'reopen', 'who', 'outbox'];
const ABOUT_ENDED: readonly string[] = ['cases', 'digest'];
const ABOUT_OUTBOX: readonly string[] = ['outbox', 'digest'];
/** ON Ana Sat 9-12, SHIFTS Ana: for somebody else, whom the roster must name. */
const ABOUT_ANOTHER: readonly string[] = ['on', 'off', 'shifts'];
const namesAnother = (community: Community, book: Book, body: string): boolean =>
  community.languages.some(language => {
    const matched = matchCommand(book, language, body);
    return matched !== undefined && matched.rest !== '' && ABOUT_ANOTHER.includes(matched.command);
  });
/** "412 assign Ana": the command may stand behind its code. */
const CODE_FIRST = /^\W*[1-9]\d{2,4}\W+/;
/** Whether it is one of these commands, in any of the line's languages. */
const isOneOf = (commands: readonly string[], community: Community, book: Book, body: string): boolean =>
  community.languages.some(language =>
    [body, body.replace(CODE_FIRST, '')].some(words => commands.includes(matchCommand(book, language, words)?.command ?? '')),
  );

/** The codes that were named and are some, each with the number in whose thread its case lies, and which of them are reports'. */
export interface NamedCodes {
  readonly codes: ReadonlyMap<CaseCode, PhoneNumber>;
  readonly reports: ReadonlySet<CaseCode>;
}

export const furtherFor = (
  { community, book }: { readonly community: Community; readonly book: Book },
  from: PhoneNumber,
  row: Volunteer | undefined,
  { codes, reports }: NamedCodes,
  body = '',
): Further | undefined => {
  const guest = guestOf(community, from);
  if (!row && !guest) {
    // Whoever has the code of a report may ask where it stands.
    const asked = [...codes]
      .filter(([code, number]) => number !== from && (reports.has(code) || isUnnamed(number)))
      .map(([, number]) => number);
    return asked.length > 0
      ? { threads: [...new Set(asked)], roster: false, openCases: false, setAside: false, ended: false, pods: [] }
      : undefined;
  }
  const refs = row ? [...row.live, ...row.lapsed, ...row.held] : [];
  const threads = [...new Set([...refs.map(r => r.number), ...codes.values()])].filter(n => n !== from);
  const team = guest !== undefined;
  const pods = team ? community.pods.map(p => p.id) : (row?.pods ?? []);
  if (threads.length === 0 && !team && pods.length === 0) return undefined;
  const asks = (commands: readonly string[]): boolean => team && isOneOf(commands, community, book, body);
  return {
    threads,
    roster: asks(ABOUT_EVERYBODY) || (team && namesAnother(community, book, body)),
    openCases: team,
    setAside: asks(ABOUT_OUTBOX),
    ended: asks(ABOUT_ENDED),
    pods,
  };
};
