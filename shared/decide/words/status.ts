import { numberToCall, waitsForCall } from '../../domain/call-back.ts';
import { type Case, isOpen, unreadUntil } from '../../domain/case.ts';
import { type CaseCode, msBetween } from '../../domain/ids.ts';
import { firstName } from '../../domain/volunteer.ts';
import type { Draft } from '../draft/draft.ts';
import type { Speaker } from '../draft/meet.ts';
import { goAsk } from '../draft/turn.ts';
import { restsTill } from '../follow/no-taker.ts';
import { askedByCode } from '../resident/by-code.ts';
import { isTellableHere } from '../resident/elsewhere.ts';
import { isKeptSilently } from '../resident/opening.ts';
import { dayAndTime } from './clock-words.ts';
import { requestForResident, whatForResident } from './phrases.ts';
import { waitWords } from './wait-words.ts';

/** How many cases one STATUS tells of; the codes of further ones can be asked for. */
const TOLD_MAX = 3;
const CODES_MAX = 10;

const lineFor = (d: Draft, c: Case): string => {
  if (!isOpen(c) && c.kind === 'safety') return c.outcome ? 'status-safety-closed' : 'status-safety-over';
  if (!isOpen(c)) return c.outcome === 'withdrawn' ? 'status-withdrawn' : 'status-closed';
  if (c.unheard) return 'status-unheard';
  if (c.kind === 'safety') return c.holder ? 'status-safety-seen' : 'status-safety';
  if (unreadUntil(c)) return 'assigned-waits';
  if (c.kind === 'person' && c.holder) return 'status-person-taken';
  if (c.status === 'accepted') return 'status-accepted';
  if (c.status === 'delivered') return 'status-delivered';
  if (c.kind === 'person' && waitsForCall(c) && numberToCall(c)) return 'status-call-back';
  if (c.kind === 'person') return 'status-person';
  if (c.kept && !c.holder) return 'status-kept';
  if (c.next?.what === 'goes-out') return 'status-written-down';
  if (c.pod === undefined || c.zone === 'outside' || ((c.besideDanger || c.unsafe) && c.next?.what === 'to-coordinator'))
    return 'status-coordinator';
  if (!restsTill(d, c)) return 'status-open';
  return c.asked.length > 0 ? 'status-rests' : 'status-unasked';
};

/** One sentence on where a case stands, for the person it belongs to. */
export const statusOf = (d: Draft, me: Speaker, c: Case): string => {
  const line = lineFor(d, c);
  const said = d.line(me.language, line, {
    code: c.code,
    what: whatForResident(d, c, me.language),
    mine: requestForResident(d, c, me.language),
    name: firstName(c.holder?.name ?? ''),
    time: dayAndTime(d, me.language, unreadUntil(c) ?? restsTill(d, c) ?? d.now),
    ...(c.outcome ? { outcome: { term: `outcome.${c.outcome}` } } : {}),
  });
  return line === 'status-open' ? `${said} ${waitWords(d, c, me.language, 'arrived')}`.trim() : said;
};

/** What is answered to a code that is none of theirs: where an unnamed report stands, or no word on whether there is such a case. */
export const replyByCode = (d: Draft, me: Speaker, code: CaseCode): void => {
  const c = askedByCode(d, me, code);
  if (c === 'enough') return d.reply(d.line(me.language, 'codes-enough'));
  d.reply(c ? statusOf(d, me, c) : d.line(me.language, 'no-such-case', { code }));
};

/** The one that was over last; cases are read in the order of their codes. */
const latest = (cases: readonly Case[]): readonly Case[] =>
  [...cases].sort((a, b) => msBetween(b.closedAt ?? b.openedAt, a.closedAt ?? a.openedAt)).slice(-1);

/** STATUS: the case that was named, or all that are open; nothing of anybody else's. */
export const replyStatus = (d: Draft, me: Speaker, code?: CaseCode): void => {
  const mine = d.cases(me.number).filter(c => c.person === me.person.id && isTellableHere(d, c));
  const listed = mine.filter(c => !isKeptSilently(c, d.now));
  const named = code ? mine.filter(c => c.code === code) : listed.filter(isOpen);
  if (code && named.length === 0) return replyByCode(d, me, code);
  const told = named.length > 0 ? named : latest(listed);
  if (told.length === 0) return d.reply(d.line(me.language, 'status-none'));
  tellStatuses(d, me, told);
};

/** Those of which more is not told here, by their codes. */
const tellMore = (d: Draft, me: Speaker, cases: readonly Case[]): void => {
  const [only, ...others] = cases;
  if (!only) return;
  const codes = cases.slice(-CODES_MAX).map(c => c.code);
  if (others.length === 0) d.reply(d.line(me.language, 'status-one-more', { code: only.code }));
  else d.reply(d.line(me.language, 'status-more', { n: cases.length, codes: codes.join(', '), code: codes.at(-1) ?? only.code }));
};

/** Where each of these stands, the latest where they are many and the codes of the others, with the question whether it arrived where that waits. */
export const tellStatuses = (d: Draft, me: Speaker, cases: readonly Case[]): void => {
  const byAge = [...cases].sort((a, b) => msBetween(b.openedAt, a.openedAt));
  const told = byAge.slice(-TOLD_MAX);
  tellMore(d, me, byAge.slice(0, -TOLD_MAX));
  const asked = told.filter(c => c.status === 'delivered');
  // A question comes last, so that what is answered is what was read last.
  for (const c of [...told.filter(c => c.status !== 'delivered'), ...asked]) d.reply(statusOf(d, me, c));
  const last = asked.at(-1);
  if (last && (told.length === 1 || !d.session(me.number))) goAsk(d, last);
};
