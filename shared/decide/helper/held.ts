import { type Case, freeCase, markAsked, withNews } from '../../domain/case.ts';
import { mayBeTextedAbout } from '../../domain/contact.ts';
import { withCheck } from '../../domain/follow.ts';
import type { CaseCode, PhoneNumber } from '../../domain/ids.ts';
import { onAnswered, withoutHeld } from '../../domain/volunteer.ts';
import { tellsHarm } from '../../understand/harm-told.ts';
import type { Draft } from '../draft/draft.ts';
import { isHalted } from '../draft/halted.ts';
import type { Helper } from '../draft/meet.ts';
import { isReachedByCall, isTold, tellGivenBack, tellResident } from '../draft/tell.ts';
import { unwished } from '../resident/relay.ts';
import { checkWhenLate, etaWords } from '../words/eta.ts';
import { heldBack, keepsHarm, reportOf } from './unsafe.ts';

/** The case a command means: the named one if it is theirs, or the only one they hold. Otherwise it says so and answers undefined. */
export const theHeld = (d: Draft, me: Helper, code: CaseCode | undefined, command: string): Case | undefined => {
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
export const findCode = (
  me: Helper,
  code: CaseCode | undefined,
  words: string,
): { readonly code: CaseCode | undefined; readonly words: string } => {
  if (code) return { code, words };
  const named = me.volunteer.held.find(r => new RegExp(`(?<!\\d)${r.code}(?!\\d)`).test(words));
  return named ? { code: named.code, words: words.replace(named.code, ' ').replace(/\s+/g, ' ').trim() } : { code, words };
};

/** The case without its holder, who is not asked for it again. Where they want no texts any more, a coordinator must decide. */
export const givenBack = (d: Draft, c: Case, by: PhoneNumber, words = ''): Case => {
  const stopped = isHalted(d, c);
  const what = c.kind !== 'need' ? 'page' : stopped ? 'stopped' : 'dispatch';
  return markAsked(freeCase(c, { what, at: d.now }), by, 'released', words);
};

/** RELEASE: no blame; the others are asked at once and the resident hears it. Where they tell of harm there, nobody is sent before a coordinator has decided. */
export const release = (d: Draft, me: Helper, given: CaseCode | undefined, rest: string): void => {
  const { code, words } = findCode(me, given, rest);
  const c = theHeld(d, me, code, 'release');
  if (!c) return keepsHarm(d, me, words, code);
  const { name } = me.volunteer;
  const report = c.kind === 'need' ? reportOf(d, me, words, c.code) : undefined;
  const kept = report ? '' : words;
  const free = givenBack(d, c, me.number, kept);
  d.putCase(withNews(report ? heldBack(free, report, d.now) : free, 'released', me.volunteer, d.now));
  d.putVolunteer(withoutHeld(d.volunteer(me.number) ?? me.volunteer, c.code));
  d.note(c.code, `given back by ${name}${kept === '' || c.kind === 'safety' ? '' : `: "${kept}"`}`, name);
  if (c.kind !== 'need') tellGivenBack(d, c, name);
  d.reply(d.line(me.language, report ? 'released-unsafe' : 'released-thanks', { me: name, code: c.code, report: report ?? '' }));
};

/** LATE [code] [note]: the resident hears it in the volunteer's words, on a call where they get no texts. */
export const late = (d: Draft, me: Helper, given: CaseCode | undefined, rest: string): void => {
  const { code, words } = findCode(me, given, rest);
  const c = theHeld(d, me, code, 'late');
  if (!c || tellsHarm(words)) return keepsHarm(d, me, words, code ?? c?.code);
  const { name } = me.volunteer;
  d.putCase(withCheck(c, checkWhenLate(d, c, words)));
  d.putVolunteer(onAnswered(me.volunteer, c.code));
  if (d.record(c.number)?.optedOut) return d.reply(d.line(me.language, 'cannot-reach', { code: c.code }));
  if (!mayBeTextedAbout(c)) return d.reply(d.line(me.language, unwished(c), { code: c.code }));
  const byCalls = isReachedByCall(d, c);
  if (!byCalls && isTold(d, c.number)) return d.reply(d.line(me.language, 'no-number', { code: c.code }));
  tellResident(d, c, words === '' ? 'late' : 'late-words', { name, words: etaWords(words) });
  d.note(c.code, `${name} is late${words === '' ? '' : `: "${words}"`}`, name);
  d.reply(d.line(me.language, byCalls ? 'late-by-call' : 'late-told', { code: c.code }));
};
