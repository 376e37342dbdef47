import { isOpen, markAsked } from '../../domain/case.ts';
import type { CaseCode } from '../../domain/ids.ts';
import { withoutPaged } from '../../domain/paged.ts';
import { type Ref, withoutLive, withPass } from '../../domain/volunteer.ts';
import type { Draft } from '../draft/draft.ts';
import type { Helper } from '../draft/meet.ts';
import { whichOffer } from './accept.ts';
import { release } from './held.ts';
import { heldBack, reportOf } from './unsafe.ts';

/** PASS: goes to someone else; when nobody else still has it open, at once. Whoever passes on what they hold, by its code, gives it back. */
export const pass = (d: Draft, me: Helper, code: CaseCode | undefined, words: string): void => {
  const { live, held, name } = me.volunteer;
  if (code && held.some(r => r.code === code)) return release(d, me, code, words);
  const offers = live.filter(r => r.kind === 'offer');
  const choice = offers.length > 0 ? offers : live;
  if (!code && choice.length > 1) return whichOffer(d, me, choice, 'which-pass');
  const ref = code ? live.find(r => r.code === code) : choice[0];
  if (!ref) return passLate(d, me, code, words);
  const report = ref.kind === 'offer' ? reportOf(d, me, words, ref.code) : undefined;
  const free = withoutLive(d.volunteer(me.number) ?? me.volunteer, ref.code);
  d.putVolunteer(ref.kind === 'offer' ? withPass(free, d.now) : free);
  const line = ref.kind === 'page' ? 'page-passed' : report ? 'released-unsafe' : words === '' ? 'passed' : 'passed-words';
  d.reply(d.line(me.language, line, { code: ref.code, me: name, report: report ?? '' }));
  keep(d, me, ref, report ? '' : words, report);
};

/** The refusal and its words stay with the case; when it was the last that was waited for, the next are asked at once. */
const keep = (d: Draft, me: Helper, ref: Ref, words: string, report?: CaseCode): void => {
  const c = d.case(ref.number, ref.code);
  if (!c || !isOpen(c)) return;
  const passed = markAsked(withoutPaged(c, me.number), me.number, 'passed', words);
  const waiting = passed.asked.some(a => a.state === 'live');
  if (report) d.putCase(heldBack(passed, report, d.now));
  else d.putCase(c.status === 'offered' && !waiting ? { ...passed, next: { what: 'dispatch', at: d.now } } : passed);
  d.note(c.code, `passed by ${me.volunteer.name}${words === '' ? '' : `: "${words}"`}`, me.volunteer.name);
};

/** Nothing is open for them: an offer that ran out is passed all the same; a case they hold is never given back by a bare "no". */
const passLate = (d: Draft, me: Helper, code: CaseCode | undefined, words: string): void => {
  const { lapsed, held, name } = me.volunteer;
  const ref = code ? lapsed.find(r => r.code === code) : held.length === 0 ? lapsed.at(-1) : undefined;
  if (ref) {
    const c = d.case(ref.number, ref.code);
    const ranOut = c && isOpen(c) && c.asked.findLast(a => a.number === me.number)?.state === 'expired';
    if (ranOut) keep(d, me, ref, words);
    return d.reply(d.line(me.language, 'passed-late', { code: ref.code, me: name }));
  }
  if (code) return d.reply(d.line(me.language, 'passed-late', { code, me: name }));
  const [first] = held;
  if (!first) return d.reply(d.line(me.language, 'no-offer', { me: name }));
  d.reply(d.line(me.language, 'pass-held', { codes: held.map(r => r.code).join(', '), word: d.keyword(me.language, 'release') }));
};
