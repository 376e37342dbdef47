import { type Case, freeCase, isOpen } from '../domain/case.ts';
import { placeIn } from '../domain/place.ts';
import { withoutHeld } from '../domain/volunteer.ts';
import type { Understanding } from '../understand/understanding.ts';
import type { Draft } from './draft.ts';
import type { Speaker } from './meet.ts';
import { byPod, open, wantSafety } from './opening.ts';

/** Gives back what a volunteer held when they stop all texts; each case is asked on at once. */
const giveBackAll = (d: Draft, me: Speaker): void => {
  const volunteer = d.volunteer(me.number);
  if (!volunteer) return;
  let left = volunteer;
  for (const ref of [...volunteer.held, ...volunteer.live]) {
    left = withoutHeld(left, ref.code);
    const c = d.case(ref.number, ref.code);
    if (!c || c.holder?.number !== me.number) continue;
    d.putCase(freeCase(c, { what: c.kind === 'need' ? 'dispatch' : 'page', at: d.now }));
    d.note(c.code, `${volunteer.name} stopped texts and gave it back`, volunteer.name);
    const language = d.languageOf(c.number, c.person);
    d.send(c.number, d.line(language, 'volunteer-stopped', { name: volunteer.name, code: c.code }), 'released', 'notice', c);
  }
  d.putVolunteer({ ...left, stopped: true });
};

/** A wish not to be texted is kept at once and never answered: 47 CFR 64.1200(a)(10). An open case goes to a coordinator. */
export const optOut = (d: Draft, me: Speaker, words: string, understood: Understanding): void => {
  d.put({ kind: 'number', value: { ...me.record, optedOut: { at: d.now, by: 'person' } } });
  d.putSession(me.number, null);
  d.count('opted-out');
  if (understood.danger) wantSafety(d, me, words, understood.danger);
  for (const c of d.cases(me.number)) if (isOpen(c)) d.putCase(stopped(d, c));
  giveBackAll(d, me);
};

const stopped = (d: Draft, c: Case): Case => {
  d.note(c.code, 'they sent STOP: no more texts to them', 'resident');
  return c.kind === 'safety' ? c : { ...c, next: { what: 'stopped', at: d.now } };
};

/** START: texts may go again. The carrier's own confirmation is enough where it sent one. */
export const optIn = (d: Draft, me: Speaker, carrierAnswered: boolean): void => {
  const { optedOut: _out, ...record } = me.record;
  d.put({ kind: 'number', value: record });
  const volunteer = d.volunteer(me.number);
  if (volunteer?.stopped) {
    const { stopped: _stopped, ...back } = volunteer;
    d.putVolunteer(back);
  }
  if (!carrierAnswered) d.reply(d.line(me.language, 'welcome-again'));
};

/** Someone who opted out texts us all the same: nothing is answered, but a need or danger is written down and a person is told. */
export const writeDownQuietly = (d: Draft, me: Speaker, words: string, understood: Understanding): void => {
  if (understood.danger) {
    wantSafety(d, me, words, understood.danger);
    return;
  }
  const existing = d.cases(me.number).findLast(c => isOpen(c));
  if (existing) {
    d.putCase({ ...existing, notes: [...existing.notes, words.slice(0, 1600)], next: { what: 'stopped', at: d.now } });
    return;
  }
  if (!understood.request) return;
  const place = placeIn(words, d.world.community);
  for (const group of byPod(d, understood.needs)) {
    const c = open(d, me, 'need', group.needs, group.pod, { what: 'stopped', at: d.now });
    d.putCase({ ...c, notes: [words], ...(place ? { place: place.words, ...(place.zone ? { zone: place.zone } : {}) } : {}) });
  }
};
