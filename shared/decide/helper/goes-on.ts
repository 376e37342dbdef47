import type { Case } from '../../domain/case.ts';
import { mayBeTextedAbout } from '../../domain/contact.ts';
import { withCheck } from '../../domain/follow.ts';
import { onAnswered } from '../../domain/volunteer.ts';
import type { CheckAnswer } from '../../understand/check-in.ts';
import type { Draft } from '../draft/draft.ts';
import type { Helper } from '../draft/meet.ts';
import { tellResident } from '../draft/tell.ts';
import { passBack } from '../resident/relay.ts';
import { dayAndTime } from '../words/clock-words.ts';
import { checkAfter } from '../words/eta.ts';

/** What was answered, and the words that came with it. `mine`: a report or a wish for a person stays with them. */
export interface Answer {
  readonly what: CheckAnswer | 'mine';
  readonly words: string;
}

/** It goes on: the next question is put off, and the resident hears of it in the volunteer's words and no others. */
export const goesOn = (d: Draft, me: Helper, c: Case, { what, words }: Answer): void => {
  const { name } = me.volunteer;
  const check = checkAfter(d, c, words, what === 'on-way');
  d.putCase(withCheck(c, check));
  d.putVolunteer(onAnswered(me.volunteer, c.code));
  d.note(
    c.code,
    `${what === 'mine' ? 'still with' : what === 'on-way' ? 'on the way, says' : 'more time, says'} ${name}${words && `: "${words}"`}`,
    name,
  );
  const fill = { code: c.code, me: name, time: dayAndTime(d, me.language, check.at) };
  if (what === 'mine') return d.reply(d.line(me.language, 'check-mine', fill));
  const isTold = !d.record(c.number)?.optedOut && mayBeTextedAbout(c);
  if (isTold && words !== '') passBack(d, d.case(c.number, c.code) ?? c, name, words);
  else if (isTold) tellResident(d, c, what === 'on-way' ? 'on-way' : 'more-time', { name });
  d.reply(d.line(me.language, isTold ? 'check-later' : 'check-later-untold', fill));
};
