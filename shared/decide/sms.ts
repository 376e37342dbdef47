import { isOpen } from '../domain/case.ts';
import { carrierWord } from '../domain/consent.ts';
import type { Language } from '../domain/ids.ts';
import { matchLanguage } from '../script/match.ts';
import { understand } from '../understand/understand.ts';
import type { Understanding } from '../understand/understanding.ts';
import { decideDanger } from './danger.ts';
import { Draft } from './draft.ts';
import { chooseLanguage, meet, type Speaker } from './meet.ts';
import { optIn, optOut, writeDownQuietly } from './opt-out.ts';
import { decideResident } from './resident.ts';
import { decideTeam } from './team.ts';
import { decideVolunteer } from './volunteer.ts';
import type { Decision, TextIn, World } from './world.ts';

/** A person means never to be texted again: the carrier's word, alone, or the same wish in other words. */
const wantsOut = (text: TextIn, understood: Understanding): boolean =>
  text.optOut === 'STOP' || carrierWord(text.body) === 'stop' || understood.optOut;

const switchLanguage = (d: Draft, text: string): Language | undefined => {
  const named = matchLanguage(d.world.book, text);
  return named && d.world.community.languages.includes(named) ? named : undefined;
};

/** The order is the promise: consent, then danger, then HELP, then what each may do, then everything else. */
const answer = (d: Draft, me: Speaker, text: TextIn, understood: Understanding): void => {
  if (understood.danger) return decideDanger(d, me, text.body, understood.danger);
  if (text.optOut === 'HELP') return;
  if (carrierWord(text.body) === 'help') return d.reply(d.line(me.language, 'help'));
  if (text.optOut === 'START') return;
  const named = switchLanguage(d, text.body);
  if (named) return d.reply(d.line(chooseLanguage(d, me, named).language, 'language-set'));
  if (me.volunteer && decideTeam(d, me, text.body)) return;
  if (me.volunteer && decideVolunteer(d, me, text.body)) return;
  decideResident(d, me, text, understood);
};

/** The first answer ever says who we are, unless it says so already or is about danger. */
const introduce = (d: Draft, me: Speaker, introduced: boolean): void => {
  if (!me.isNew || me.volunteer || introduced || !d.replied) return;
  d.prepend(d.line(me.language, 'who-we-are'));
};

/** What one text does: who it is from, what becomes of it, and the one answer, or none. */
export const decideSms = (world: World, text: TextIn): Decision => {
  const d = new Draft(world);
  const understood = understand(text.body);
  const me = meet(d, text.from, understood);
  d.count('texts-in');
  if (wantsOut(text, understood)) optOut(d, me, text.body, understood);
  else if (me.record.optedOut && (text.optOut === 'START' || carrierWord(text.body) === 'start')) optIn(d, me, text.optOut === 'START');
  else if (me.record.optedOut) writeDownQuietly(d, me, text.body, understood);
  else {
    answer(d, me, text, understood);
    introduce(d, me, d.introduced || understood.danger !== null || carrierWord(text.body) === 'help');
  }
  return d.decision();
};

/** Whether anything of this person is still to be done. */
export const hasOpenCase = (d: Draft, me: Speaker): boolean => d.cases(me.number).some(c => isOpen(c));
