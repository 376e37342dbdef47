import { mayDisturb, wakesAt } from '../../domain/awake.ts';
import { type Case, freeCase, type Holder, markAsked } from '../../domain/case.ts';
import { byDay, checkInOf, withCheck } from '../../domain/follow.ts';
import { type Instant, later } from '../../domain/ids.ts';
import { onChecked, withoutHeld, withUnresponsive } from '../../domain/volunteer.ts';
import type { Draft } from '../draft/draft.ts';
import { languageFor, tell, tellCoordinators, tellGivenBack, tellResident } from '../draft/tell.ts';
import { holderStopped } from '../first/opt-out.ts';
import { clockWords, dayAndTime } from '../words/clock-words.ts';

/** Seconds that the phone rings of whoever has a case and wants calls instead of texts. */
const RING_S = 25;

/** The question to whoever has it: a need is done or on its way, a report or a wish for a person is only theirs or not. `several`: they have more. */
export const checkLine = (c: Case, nudge: boolean, several = false): string => {
  if (c.kind === 'need') return nudge ? 'check-again' : several ? 'check-several' : 'check';
  return nudge ? 'check-own-again' : several ? 'check-own-several' : 'check-own';
};

/** The question as a call; the words are decided when it is answered. */
export const askByCall = (d: Draft, c: Case, holder: Holder, purpose: string): void => {
  d.ring(holder.number, { what: 'check', timeoutS: RING_S }, { purpose, priority: 'notice', about: c });
};

/** Asks whoever has the case by text, or by call where they take offers by call or get no texts, and keeps in mind that this waits for their word. */
const ask = (d: Draft, c: Case, holder: Holder, by: Instant | undefined): void => {
  const row = d.volunteer(holder.number);
  if (row) d.putVolunteer(onChecked(row, c.code, d.now));
  const language = languageFor(d, holder.number, c);
  const fill = { me: holder.name, ...(by ? { time: dayAndTime(d, language, by) } : {}) };
  const purpose = checkLine(c, by !== undefined, (row?.held.length ?? 0) > 1);
  if (row?.voice || row?.textless) askByCall(d, c, holder, purpose);
  else tell(d, holder.number, purpose, c, fill, 'notice');
};

/** No word in all this time: it goes to others, with thanks and without blame. Whoever it is for hears it, and a coordinator. */
const passOver = (d: Draft, c: Case, holder: Holder): void => {
  const { number, name } = holder;
  d.putCase(markAsked(freeCase(c, { what: c.kind === 'need' ? 'dispatch' : 'page', at: d.now }), number, 'silent'));
  const row = d.volunteer(number);
  if (row) d.putVolunteer(withUnresponsive(withoutHeld(row, c.code), c, d.now));
  d.note(c.code, `asked ${name} twice how it stands and heard nothing; it goes to others`, 'line');
  tell(d, number, c.kind === 'need' ? 'check-over' : 'check-own-over', c, { me: name }, 'notice');
  if (c.kind === 'need') tellResident(d, c, 'passed-over', { name });
  else tellGivenBack(d, c, name, true);
  tellCoordinators(d, c.kind === 'need' ? 'passed-over-told' : 'passed-over-own-told', c, { name }, 'notice', number);
};

/** Their person has just said that nobody came, and these words went to them: a night of theirs holds back our question, and counts as no answer. */
const toldNobodyCame = ({ missed, check }: Holder): boolean => missed !== undefined && check?.at === missed;

/**
 * It is time to ask whoever has the case how it stands. They are asked, asked once more with the time by which we ask others, and after that
 * it goes to others. Any word of theirs begins this anew.
 */
export const checkIn = (d: Draft, c: Case): void => {
  const { holder } = c;
  if (c.status !== 'accepted' || !holder || holderStopped(d, c)) return;
  const times = holder.check?.times ?? 0;
  const row = d.volunteer(holder.number);
  const urgent = c.kind === 'need' && c.urgency === 'now';
  // Where nobody came and nobody answers, it waits for nobody's night to end.
  const overdue = times >= 2 && holder.missed !== undefined;
  if (row && !overdue && !mayDisturb(row, urgent, d.now, d.world.community))
    return d.putCase(
      withCheck(c, { at: wakesAt(row, d.now, d.world.community), times: toldNobodyCame(holder) ? Math.max(1, times) : times }),
    );
  if (times >= 2) return passOver(d, c, holder);
  const { timezone } = d.world.community;
  const next = byDay(c, later(d.now, checkInOf(c, d.world.community).waitMs), timezone);
  d.putCase(withCheck(c, { at: next, times: times + 1 }));
  d.note(
    c.code,
    times === 0
      ? `asked ${holder.name} how it stands`
      : `asked ${holder.name} again; by ${clockWords(d, d.world.community.languages[0], next)} it goes to others`,
    'line',
  );
  ask(d, c, holder, times === 0 ? undefined : next);
};
