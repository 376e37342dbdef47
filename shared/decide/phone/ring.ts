import type { Heard } from '../../domain/call.ts';
import { acceptCase, type Case, isOpen } from '../../domain/case.ts';
import { HOUR_MS } from '../../domain/ids.ts';
import { offPhone } from '../../domain/phone-state.ts';
import { withHeld } from '../../domain/volunteer.ts';
import type { Helper, Speaker } from '../draft/meet.ts';
import type { OutDraft } from '../draft/out-draft.ts';
import { mayTakeOn } from '../helper/powers.ts';
import { takesPhone } from './duty.ts';
import { promiseCallBack, talked } from './voicemail.ts';
import { queueOf, stopRinging } from './wait.ts';

/** A talk that nobody reports the end of keeps its person from being rung for no longer than this. */
const TALKS_MS = HOUR_MS / 2;

/** The case becomes theirs with the call; where somebody has it already, they only talk. */
const takes = (d: OutDraft, c: Case, me: Helper): void => {
  const { name } = me.volunteer;
  const holder = { number: me.number, name, at: d.now, language: me.language };
  if (c.holder && c.holder.number !== me.number) {
    d.note(c.code, `${name} talks with them`, name);
    return;
  }
  d.putCase(acceptCase(c, holder));
  d.putVolunteer(withHeld(me.volunteer, { code: c.code, number: c.number, at: d.now, kind: 'page' }));
  d.note(c.code, `${name} took the call`, name);
};

/** Whether the caller still waits in the queue, and for whom. */
const waiting = (d: OutDraft): { readonly c: Case } | 'taken' | 'gone' => {
  const { waits, out } = d;
  const c = out.about && d.case(out.about.number, out.about.code);
  if (waits?.stage === 'bridged') return 'taken';
  if (waits?.stage !== 'waiting' || waits.wait?.instead || !c || !isOpen(c)) return 'gone';
  return { c };
};

/**
 * Key 1 on a call that rang for a waiting caller: whoever is first has them, by the version of the waiting call's row, and is put through.
 * Everyone else hears that somebody was faster, or that the caller is gone; the case is written down either way.
 */
export const takeRing = (d: OutDraft, me: Speaker): void => {
  const found = waiting(d);
  const code = d.out.about?.code ?? '';
  if (found === 'taken' || found === 'gone') {
    d.reply(d.line(me.language, found === 'taken' ? 'call-ring-taken' : 'call-ring-gone', { code }));
    return d.ends();
  }
  const volunteer = d.anyVolunteer(me.number);
  if (!volunteer || !d.waits || !mayTakeOn(d, found.c, me)) return d.ends();
  takesPhone(d, me.number, TALKS_MS);
  takes(d, found.c, { ...me, volunteer: d.volunteer(me.number) ?? volunteer });
  const { wait } = d.waits;
  d.waits = { ...d.waits, stage: 'bridged', at: d.now, ...(wait ? { wait: { ...wait, taken: d.now } } : {}) };
  if (wait) stopRinging(d, found.c, wait, d.out.id);
  d.set({ place: 'with' });
  d.reply(d.line(me.language, 'call-ring-yours', { code }));
  d.then({ verbs: [{ verb: 'dial-queue', queue: queueOf(found.c.code), to: d.next }] });
};

/** The carrier could not put them through: the caller hung up in that moment. */
const NOBODY_THERE = new Set(['failed', 'no-answer', 'busy', 'canceled']);

/** The two were together, or could not be brought together: then the caller is to be called back. The case stays with the one who took it. */
export const withCaller = (d: OutDraft, me: Speaker, heard: Heard): void => {
  const code = d.out.about?.code ?? '';
  const missed = heard.kind === 'dialed' && NOBODY_THERE.has(heard.result);
  const c = d.out.about && d.case(d.out.about.number, d.out.about.code);
  const row = d.volunteer(me.number);
  if (row?.onPhone) d.putVolunteer(offPhone(row));
  if (c && missed) promiseCallBack(d, c);
  else if (c && heard.kind === 'dialed') talked(d, c);
  d.reply(d.line(me.language, missed ? 'call-ring-missed' : 'call-ring-over', { code }));
  d.ends();
};
