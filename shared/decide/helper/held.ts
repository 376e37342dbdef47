import { type Case, freeCase, isFree, markAsked, mayBeTextedAbout, withNews } from '../../domain/case.ts';
import { withCheck } from '../../domain/follow.ts';
import type { CaseCode, PhoneNumber } from '../../domain/ids.ts';
import { onAnswered, onChecked, withHours, withoutHeld } from '../../domain/volunteer.ts';
import { monthOf, wallAt } from '../../domain/wall.ts';
import { own } from '../../script/choices.ts';
import { fold } from '../../script/fold.ts';
import { hoursTold } from '../../understand/hours-told.ts';
import type { Draft } from '../draft/draft.ts';
import type { Helper } from '../draft/meet.ts';
import { isReachedByCall, isTold, tellGivenBack, tellItIsOver, tellResident } from '../draft/tell.ts';
import { checkAfter, etaWords } from '../words/eta.ts';
import { backInHand, goneCase, saysGone } from './late-word.ts';

/** The case a command means: the named one if it is theirs, or the only one they hold. Otherwise it says so and answers undefined. */
const theHeld = (d: Draft, me: Helper, code: CaseCode | undefined, command: string): Case | undefined => {
  const { held, name } = me.volunteer;
  const [only] = held;
  const wanted = code ?? (held.length === 1 ? only?.code : undefined);
  if (!wanted) {
    const codes = held.map(r => r.code).join(', ');
    const which = held.length === 0 ? 'none-held' : 'which-held';
    d.reply(d.line(me.language, which, { codes, me: name, word: d.keyword(me.language, command) }));
    return undefined;
  }
  const c = d.caseByCode(wanted);
  if (c && c.status === 'accepted' && c.holder?.number === me.number) return c;
  const over = (c?.status === 'delivered' || c?.outcome === 'met') && c.holder?.number === me.number;
  // Whether it arrived is asked of a need alone.
  const line = !over ? 'not-held' : c?.kind === 'need' ? 'done-already' : 'done-closed';
  d.reply(d.line(me.language, line, { code: wanted, me: name }));
  return undefined;
};

/** "done with 412, 1 hour": a code of theirs may stand anywhere in the words. Answers it, and the words without it. */
const findCode = (
  me: Helper,
  code: CaseCode | undefined,
  words: string,
): { readonly code: CaseCode | undefined; readonly words: string } => {
  if (code) return { code, words };
  const named = me.volunteer.held.find(r => new RegExp(`(?<!\\d)${r.code}(?!\\d)`).test(words));
  return named ? { code: named.code, words: words.replace(named.code, ' ').replace(/\s+/g, ' ').trim() } : { code, words };
};

const wordsIn = (text: string): number => text.split(/\s+/).filter(w => w !== '').length;

/** "two hours" as "2 hours": number words of every language of the line. */
const inDigits = (d: Draft, words: string): string => {
  const numbers = Object.values(d.world.book.words).map(one => one.numbers);
  return words.replace(/\p{L}+/gu, word => {
    const folded = fold(word);
    const number = numbers.map(known => own(known, folded)).find(n => n !== undefined);
    return number === undefined ? word : String(number);
  });
};

/** "Done shopping", "done with work", "delivered half": something else is done, or a part of it. */
const NOT_YET =
  /^\W*(?:with (?:work|school|class|church|shopping|the shopping|my shift|cooking|packing)|shopping|work|working|cooking|packing|loading|(?:only |just )?half|part|la mitad|una parte|de (?:trabajar|cocinar|comprar))\b/i;

/** Asked once more, so that a digit answers it: what was said closes nothing. */
const isItDone = (d: Draft, me: Helper, c: Case): void => {
  d.putVolunteer(onChecked(me.volunteer, c.code, d.now));
  d.reply(d.line(me.language, me.volunteer.held.length > 1 ? 'check-several' : 'check', { code: c.code, me: me.volunteer.name }));
};

/** DONE [code] [hours]: the volunteer's word; the resident has the last one. */
export const done = (d: Draft, speaker: Helper, given: CaseCode | undefined, rest: string): void => {
  const { code, words } = findCode(speaker, given, rest);
  const gone = goneCase(d, speaker, code);
  if (gone && !isFree(gone)) return saysGone(d, speaker, gone, true);
  const me = gone ? backInHand(d, speaker, gone) : speaker;
  const c = theHeld(d, me, gone?.code ?? code, 'done');
  if (!c) return;
  if (c.kind === 'need' && NOT_YET.test(words)) return isItDone(d, me, c);
  const { line, hours } = finish(d, me, c, words);
  d.reply(d.line(me.language, line, { me: me.volunteer.name, code: c.code, hours }));
};

/** The case is done, as whoever has it says. Answers the line with which they are thanked, and the hours noted. */
export const finish = (d: Draft, me: Helper, c: Case, words: string): { readonly line: string; readonly hours: number } => {
  const hours = hoursTold(inDigits(d, words));
  const { name } = me.volunteer;
  d.putVolunteer(withHours(withoutHeld(me.volunteer, c.code), hours, monthOf(wallAt(d.now, d.world.community.timezone))));
  const more = c.kind === 'safety' || wordsIn(words) < 2 ? '' : `: "${words}"`;
  d.note(c.code, `done, says ${name}${hours > 0 ? ` (${hours} h)` : ''}${more}`, name);
  const asks = c.kind === 'need' && !d.record(c.number)?.optedOut;
  // Whoever stopped our texts cannot be asked whether it arrived: a coordinator is told, and closes it.
  if (c.kind === 'need')
    d.putCase({ ...c, status: 'delivered', doneAt: d.now, next: { what: asks ? 'ask-arrived' : 'stopped', at: d.now } });
  else {
    d.putCase({ ...c, status: 'closed', outcome: 'met', closedAt: d.now });
    tellItIsOver(d, c);
  }
  const line = c.kind !== 'need' ? 'done-closed' : !asks ? 'done-stopped' : hours > 0 ? 'done-hours' : 'done-thanks';
  return { line, hours };
};

/** The case without its holder, who is not asked for it again. Where they want no texts any more, a coordinator must decide. */
export const givenBack = (d: Draft, c: Case, by: PhoneNumber, words = ''): Case => {
  const stopped = d.record(c.number)?.optedOut !== undefined;
  const what = c.kind !== 'need' ? 'page' : stopped ? 'stopped' : 'dispatch';
  return markAsked(freeCase(c, { what, at: d.now }), by, 'released', words);
};

/** RELEASE: no blame; the others are asked at once and the resident hears it. */
export const release = (d: Draft, me: Helper, given: CaseCode | undefined, rest: string): void => {
  const { code, words } = findCode(me, given, rest);
  const c = theHeld(d, me, code, 'release');
  if (!c) return;
  const { name } = me.volunteer;
  d.putCase(withNews(givenBack(d, c, me.number, words), 'released', me.volunteer, d.now));
  d.putVolunteer(withoutHeld(me.volunteer, c.code));
  d.note(c.code, `given back by ${name}${words === '' || c.kind === 'safety' ? '' : `: "${words}"`}`, name);
  if (c.kind !== 'need') tellGivenBack(d, c, name);
  d.reply(d.line(me.language, 'released-thanks', { me: name, code: c.code }));
};

/** LATE [code] [note]: the resident hears it in the volunteer's words, on a call where they get no texts. */
export const late = (d: Draft, me: Helper, given: CaseCode | undefined, rest: string): void => {
  const { code, words } = findCode(me, given, rest);
  const c = theHeld(d, me, code, 'late');
  if (!c) return;
  const { name } = me.volunteer;
  d.putCase(withCheck(c, checkAfter(d, c, words, true)));
  d.putVolunteer(onAnswered(me.volunteer, c.code));
  if (d.record(c.number)?.optedOut) return d.reply(d.line(me.language, 'cannot-reach', { code: c.code }));
  if (!mayBeTextedAbout(c)) return d.reply(d.line(me.language, c.contact === 'call' ? 'call-only' : 'no-contact', { code: c.code }));
  const byCalls = isReachedByCall(d, c);
  if (!byCalls && isTold(d, c.number)) return d.reply(d.line(me.language, 'no-number', { code: c.code }));
  tellResident(d, c, words === '' ? 'late' : 'late-words', { name, words: etaWords(words) });
  d.note(c.code, `${name} is late${words === '' ? '' : `: "${words}"`}`, name);
  d.reply(d.line(me.language, byCalls ? 'late-by-call' : 'late-told', { code: c.code }));
};
