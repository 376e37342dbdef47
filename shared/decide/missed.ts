import { carrierWord } from '../domain/consent.ts';
import type { Instant, PhoneNumber } from '../domain/ids.ts';
import { LATE_ANSWER } from '../domain/unnamed.ts';
import { understand } from '../understand/understand.ts';
import { Draft } from './draft/draft.ts';
import { meet } from './draft/meet.ts';
import { standIns, tellResident, withRole } from './draft/tell.ts';
import type { Decision, TextIn, World } from './draft/world.ts';
import { isTakenBack, putStop } from './first/opt-out.ts';
import { isOvertaken } from './helper/asked-since.ts';
import { wantPerson, wantSafety } from './resident/opening.ts';
import { decideSms } from './sms.ts';
import { asText } from './words/late-answer.ts';

/** An answer that may have been to another question than the one that stands now is asked for once more: a wrong one could close a case. */
const askOnceMore = (d: Draft, { from, body }: TextIn): Decision => {
  const me = meet(d, from, understand(''));
  const words = body.trim();
  d.send(from, d.line(me.language, 'read-too-late', { words }), LATE_ANSWER, 'urgent');
  return d.decision();
};

/**
 * A text that never reached the line, found in the account's list: it is decided like any other. There is no webhook to answer to, so the answer
 * goes out as a text, and says first that it comes late.
 */
export const decideMissedText = (world: World, text: TextIn): Decision => {
  const before = new Draft(world);
  if (isOvertaken(before, text)) return askOnceMore(before, text);
  return asText(world, text.from, decideSms(world, text));
};

/**
 * The same where its decision broke: a person reads it as it is. A STOP in it is kept, and danger goes to the people for safety, since
 * neither may wait for whoever mends the line.
 */
export const decideBrokenText = (world: World, text: TextIn): Decision => {
  const d = new Draft(world);
  const understood = understand(text.body);
  const me = meet(d, text.from, understood);
  const stops = carrierWord(text.body) === 'stop' || understood.optOut;
  if (stops && !isTakenBack(me.record, text)) putStop(d, me, text.sentAt);
  const { case: c } = understood.danger ? wantSafety(d, me, text.body, understood.danger) : wantPerson(d, me, text.body, 'today');
  d.note(c.code, 'their text came late and could not be worked through: a person reads it', 'line');
  if (!stops && !understood.danger) tellResident(d, c, 'missed-text', {}, 'urgent');
  return d.decision();
};

/** Not even that could be written down: the coordinators hear who it was, so that one of them gets in touch. */
export const decideUnread = (world: World, from: PhoneNumber, line: 'unread-text' | 'unread-call'): Decision => {
  const d = new Draft(world);
  const coordinators = withRole(d, 'coordinator').filter(to => to !== from);
  for (const to of coordinators.length > 0 ? coordinators : standIns(d, { number: from }))
    d.send(to, d.line(d.languageOfVolunteer(to), line, { number: from }), line, 'urgent');
  return d.decision();
};

/** A call that the line never answered, found in the account's list: whoever called is called back by a person, and hears so. */
export const decideMissedCall = (world: World, from: PhoneNumber, at: Instant): Decision => {
  const d = new Draft(world);
  const me = meet(d, from, understand(''));
  if (me.volunteer && !me.isNew) return d.decision();
  const { case: c } = wantPerson(d, me, '', 'today');
  d.putCase({ ...(d.case(c.number, c.code) ?? c), callBack: { since: d.now, attempts: 0 } });
  d.note(c.code, `called at ${at}, and the line did not answer`, 'line');
  tellResident(d, c, 'missed-call', {}, 'urgent');
  return d.decision();
};

/** So much of the month's money is spent, in percent: every coordinator is told, whatever else waits. */
export const decideSpent = (world: World, share: number): Decision => {
  const d = new Draft(world);
  const line = share >= 100 ? 'budget-gone' : 'budget-told';
  const people = [...new Set(world.community.team.filter(m => m.roles.includes('coordinator')).map(m => m.phone))];
  for (const to of people) {
    const fill = { percent: share, dollars: world.community.budget.month };
    d.send(to, d.line(d.languageOfVolunteer(to), line, fill), line, 'urgent');
  }
  return d.decision();
};
