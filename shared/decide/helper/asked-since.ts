import { isOpen } from '../../domain/case.ts';
import { carrierWord } from '../../domain/consent.ts';
import type { Instant, PhoneNumber } from '../../domain/ids.ts';
import type { Volunteer } from '../../domain/volunteer.ts';
import { matchCommand, matchGlobal } from '../../script/match.ts';
import { givesBack } from '../../understand/gives-back.ts';
import { doneWith, understandReply } from '../../understand/reply.ts';
import { understand } from '../../understand/understand.ts';
import type { Draft } from '../draft/draft.ts';
import type { TextIn } from '../draft/world.ts';

/** Digits alone: what they mean is what was asked last. */
const isDigits = (words: string): boolean => /^\W*\d{1,2}\W*$/.test(words);
/** Three digits may name a case; then nothing else is meant. */
const NAMES_A_CASE = /\d{3}/;
/** A resident's answer is no longer than this; longer words say by themselves what they are about. */
const SHORT_WORDS = 5;
/** Words that act on whichever case there is. */
const ACTS: ReadonlySet<string> = new Set(['accept', 'pass', 'done', 'release', 'late', 'withdraw', 'change']);

const acts = (d: Draft, words: string): boolean =>
  d.world.community.languages.some(language => {
    const { book } = d.world;
    return ACTS.has(matchCommand(book, language, words)?.command ?? '') || ACTS.has(matchGlobal(book, language, words) ?? '');
  });

/** Whether these words mean something only together with what was asked, offered or given before them: a yes, a no, "can't make it", DONE without a code. */
const hangsOnAQuestion = (d: Draft, from: PhoneNumber, body: string): boolean => {
  const word = carrierWord(body);
  const optsIn = word === 'start' && d.record(from)?.optedOut !== undefined;
  if (NAMES_A_CASE.test(body) || optsIn || (word !== undefined && word !== 'start')) return false;
  const { request, danger, optOut } = understand(body);
  if (request || danger || optOut) return false;
  const isShort = d.anyVolunteer(from) !== undefined || body.trim().split(/\s+/).length <= SHORT_WORDS;
  return isShort && (acts(d, body) || understandReply(body) !== null || givesBack(body) !== undefined || doneWith(body) !== undefined);
};

/** When this volunteer was asked, offered or given what they have to do with now. A page that comes again is the same question. */
const askedOf = (d: Draft, { live, held, shiftAsks = [] }: Volunteer): readonly (Instant | undefined)[] => [
  ...live.map(r => (r.kind === 'page' ? (d.case(r.number, r.code)?.openedAt ?? r.at) : r.at)),
  ...held.flatMap(r => [d.case(r.number, r.code)?.holder?.at ?? r.at, r.asked]),
  ...shiftAsks.map(s => s.at),
];

/** Whether something else may have been asked, offered or begun since this was sent, on which it would act. */
export const isOvertaken = (d: Draft, { from, body, sentAt }: TextIn): boolean => {
  if (sentAt === undefined) return false;
  const volunteer = d.anyVolunteer(from);
  if (isDigits(body) && volunteer) return true;
  if (!isDigits(body) && !hangsOnAQuestion(d, from, body)) return false;
  const own = d.cases(from).filter(isOpen);
  const asked = [d.session(from)?.at, ...own.map(c => c.openedAt), ...(volunteer ? askedOf(d, volunteer) : [])];
  return asked.some(at => at !== undefined && at > sentAt);
};
