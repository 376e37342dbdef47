import { type Case, freeCase, isOpen, markAsked } from '../domain/case.ts';
import { type CaseCode, later, MINUTE_MS } from '../domain/ids.ts';
import { withoutHeld, withoutLive } from '../domain/volunteer.ts';
import type { Draft } from './draft.ts';
import type { Helper } from './meet.ts';
import { tellCoordinators, tellResident } from './tell.ts';
import { goAsk, isBusy } from './turn.ts';

/** The case a command means: the named one if it is theirs, or the only one they hold. Otherwise it says so and answers undefined. */
const theHeld = (d: Draft, me: Helper, code: CaseCode | undefined, command: string): Case | undefined => {
  const { held, name } = me.volunteer;
  const [only] = held;
  if (!code && held.length !== 1) {
    const codes = held.map(r => r.code).join(', ');
    d.reply(
      held.length === 0
        ? d.line(me.language, 'none-held', { me: name })
        : d.line(me.language, 'which-held', { codes, word: d.keyword(me.language, command) }),
    );
    return undefined;
  }
  const c = d.caseByCode(code ?? (only?.code as CaseCode));
  if (c && isOpen(c) && c.holder?.number === me.number) return c;
  d.reply(d.line(me.language, 'not-held', { code: code ?? '', me: name }));
  return undefined;
};

const HOURS = /(?<![\d.,])(\d{1,2}(?:[.,]\d{1,2})?)\s*(?:h|hrs?|hours?|horas?)?(?![\d.,])/i;
const HOURS_MAX = 24;

/** The hours in "1", "1.5", "2h after all"; 0 where none are told. More than a day is no number of hours. */
const hoursIn = (words: string): number => {
  const hours = Number(HOURS.exec(words)?.[1]?.replace(',', '.') ?? 0);
  return hours <= HOURS_MAX ? hours : 0;
};

/** How long a conversation of the resident's own goes first before we ask whether it arrived. */
const BUSY_MS = 10 * MINUTE_MS;

/** Asks the resident now, or a little later if they are in the middle of something. */
export const askArrived = (d: Draft, c: Case): void => {
  if (isBusy(d, c.number, BUSY_MS)) {
    d.putCase({ ...c, next: { what: 'ask-arrived', at: later(d.now, BUSY_MS) } });
    return;
  }
  d.putCase({ ...c, next: { what: 'unconfirmed', at: later(d.now, d.world.community.confirm.closesAfterMs) } });
  d.send(c.number, goAsk(d, c), 'arrived?', 'notice', c);
};

/** DONE [code] [hours]: the volunteer's word; the resident has the last one. */
export const done = (d: Draft, me: Helper, code: CaseCode | undefined, words: string): void => {
  const c = theHeld(d, me, code, 'done');
  if (!c) return;
  const hours = hoursIn(words);
  const { name } = me.volunteer;
  d.putVolunteer({ ...withoutHeld(me.volunteer, c.code), hours: me.volunteer.hours + hours });
  d.note(c.code, `done, says ${name}${hours > 0 ? ` (${hours} h)` : ''}`, name);
  if (hours > 0) d.count('minutes', Math.round(hours * 60));
  d.count('done');
  if (c.kind === 'need') askArrived(d, { ...c, status: 'delivered' });
  else d.putCase({ ...c, status: 'closed', outcome: 'met', closedAt: d.now });
  const line = c.kind !== 'need' ? 'done-closed' : hours > 0 ? 'done-hours' : 'done-thanks';
  d.reply(d.line(me.language, line, { me: name, code: c.code, hours }));
};

/** RELEASE: no blame; the others are asked at once and the resident hears it. */
export const release = (d: Draft, me: Helper, code: CaseCode | undefined, words: string): void => {
  const c = theHeld(d, me, code, 'release');
  if (!c) return;
  const { name } = me.volunteer;
  const next = { what: c.kind === 'need' ? ('dispatch' as const) : ('page' as const), at: d.now };
  d.putCase(markAsked(freeCase(c, next), me.number, 'released'));
  d.putVolunteer(withoutHeld(me.volunteer, c.code));
  d.note(c.code, `given back by ${name}${words === '' ? '' : `: "${words}"`}`, name);
  d.count('released');
  if (c.kind === 'need') {
    tellResident(d, c, 'released', { name });
    tellCoordinators(d, 'released-told', c, { name }, 'notice', me.number);
  }
  d.reply(d.line(me.language, 'released-thanks', { me: name, code: c.code }));
};

/** LATE [code] [note]: the resident hears it in the volunteer's words. */
export const late = (d: Draft, me: Helper, code: CaseCode | undefined, words: string): void => {
  const c = theHeld(d, me, code, 'late');
  if (!c) return;
  const { name } = me.volunteer;
  if (d.record(c.number)?.optedOut) return d.reply(d.line(me.language, 'cannot-reach', { code: c.code }));
  tellResident(d, c, words === '' ? 'late' : 'late-words', { name, words });
  d.note(c.code, `${name} is late${words === '' ? '' : `: "${words}"`}`, name);
  d.reply(d.line(me.language, 'late-told', { code: c.code }));
};

/** PASS: goes to someone else; when nobody else still has it open, at once. */
export const pass = (d: Draft, me: Helper, code: CaseCode | undefined, words: string): void => {
  const { live, name } = me.volunteer;
  const offers = live.filter(r => r.kind === 'offer');
  const { held } = me.volunteer;
  // Whoever passes on what they already hold gives it back.
  if (code ? held.some(r => r.code === code) : live.length === 0 && held.length === 1) return release(d, me, code, words);
  const [only] = offers;
  if (!code && offers.length > 1) {
    return d.reply(d.line(me.language, 'which-held', { codes: offers.map(r => r.code).join(', '), word: d.keyword(me.language, 'pass') }));
  }
  const ref = code ? live.find(r => r.code === code) : (only ?? live[0]);
  if (!ref) return d.reply(code ? d.line(me.language, 'passed-late', { code, me: name }) : d.line(me.language, 'no-offer', { me: name }));
  d.putVolunteer(withoutLive(me.volunteer, ref.code));
  d.reply(d.line(me.language, 'passed', { code: ref.code, me: name }));
  const c = d.case(ref.number, ref.code);
  if (!c || !isOpen(c)) return;
  const passed = markAsked(c, me.number, 'passed');
  const waiting = passed.asked.some(a => a.state === 'live');
  d.putCase(c.status === 'offered' && !waiting ? { ...passed, next: { what: 'dispatch', at: d.now } } : passed);
  d.note(c.code, `passed by ${name}${words === '' ? '' : `: "${words}"`}`, name);
};
