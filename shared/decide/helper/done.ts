import { type Case, isFree, withNote } from '../../domain/case.ts';
import type { CaseCode } from '../../domain/ids.ts';
import { onChecked, withHours, withoutHeld } from '../../domain/volunteer.ts';
import { monthOf, wallAt } from '../../domain/wall.ts';
import { own } from '../../script/choices.ts';
import { fold } from '../../script/fold.ts';
import { isAtHour, willBe } from '../../understand/eta.ts';
import { tellsHarm } from '../../understand/harm-told.ts';
import { besideHours, hoursTold } from '../../understand/hours-told.ts';
import { isSmallTalk } from '../../understand/small-talk.ts';
import { troubleTold } from '../../understand/trouble-told.ts';
import type { Draft } from '../draft/draft.ts';
import type { Helper } from '../draft/meet.ts';
import { tellCoordinators, tellItIsOver } from '../draft/tell.ts';
import { goesOn } from './goes-on.ts';
import { findCode, theHeld } from './held.ts';
import { backInHand, goneCase, saysGone } from './late-word.ts';

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
export const isItDone = (d: Draft, me: Helper, c: Case): void => {
  d.putVolunteer(onChecked(me.volunteer, c.code, d.now));
  d.reply(d.line(me.language, me.volunteer.held.length > 1 ? 'check-several' : 'check', { code: c.code, me: me.volunteer.name }));
};

/** "In 20" is minutes. */
const MINUTES_ALONE = /^(\W*(?:in|en|dentro de)\s+\d{1,3})\W*$/i;

/** DONE [code] [hours]: the volunteer's word; the resident has the last one. */
export const done = (d: Draft, speaker: Helper, given: CaseCode | undefined, rest: string): void => {
  const { code, words } = findCode(speaker, given, rest);
  const gone = goneCase(d, speaker, code);
  if (gone && !isFree(gone)) return saysGone(d, speaker, gone, true);
  const me = gone ? backInHand(d, speaker, gone) : speaker;
  const c = theHeld(d, me, gone?.code ?? code, 'done');
  if (!c) return;
  if (c.kind === 'need' && (NOT_YET.test(words) || isAtHour(words))) return isItDone(d, me, c);
  if (c.kind === 'need' && willBe(words)) {
    const said = `${d.keyword(me.language, 'done').toLowerCase()} ${words.replace(MINUTES_ALONE, '$1 min')}`;
    return goesOn(d, me, c, { what: 'more-time', words: said });
  }
  const { line, hours } = finish(d, me, c, words);
  d.reply(d.line(me.language, line, { me: me.volunteer.name, code: c.code, hours }));
  if (c.kind === 'need' && isToldOn(words) && !me.powers.coordinator) d.reply(d.line(me.language, 'coordinator-reads'));
};

/** What is said beside how long it took, and is more than thanks. */
const tellsMore = (words: string): boolean => {
  const said = besideHours(words).replace(/^\W*(?:with|con)\b/, '');
  return /\p{L}/u.test(said) && !isSmallTalk(said);
};
/** What tells of harm goes to the people for safety alone, as a report. */
const isToldOn = (words: string): boolean => !tellsHarm(words) && troubleTold(words) !== undefined;

/** The words stay with the case, where whoever has it next and the coordinators read them; of trouble these hear at once. Its person never reads them. */
const keptWith = (d: Draft, me: Helper, c: Case, words: string): Case => {
  const { name } = me.volunteer;
  if (c.kind !== 'need' || !tellsMore(words) || tellsHarm(words)) return c;
  if (isToldOn(words))
    tellCoordinators(d, 'done-trouble', c, { name, words }, troubleTold(words) === 'ill' ? 'urgent' : 'notice', me.number);
  return withNote(c, `${name}: ${words}`);
};

/** The case is done, as whoever has it says. Answers the line with which they are thanked, and the hours noted. */
export const finish = (d: Draft, me: Helper, given: Case, words: string): { readonly line: string; readonly hours: number } => {
  const c = keptWith(d, me, given, words);
  const hours = hoursTold(inDigits(d, words));
  const { name } = me.volunteer;
  d.putVolunteer(withHours(withoutHeld(me.volunteer, c.code), hours, monthOf(wallAt(d.now, d.world.community.timezone))));
  const more = c.kind === 'safety' || !tellsMore(words) || tellsHarm(words) ? '' : `: "${words}"`;
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
