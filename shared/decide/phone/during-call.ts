import { type Case, isOpen } from '../../domain/case.ts';
import { matchGlobal, matchLanguage } from '../../script/match.ts';
import { isTelling } from '../../understand/small-talk.ts';
import type { Understanding } from '../../understand/understanding.ts';
import type { Draft } from '../draft/draft.ts';
import type { Speaker } from '../draft/meet.ts';
import { isOnPhone } from '../draft/text-draft.ts';
import { waits } from '../draft/turn.ts';
import { saysAboutUs } from '../resident/complaint.ts';
import { myOpen } from '../resident/free-text.ts';
import { keepFor } from '../resident/opening.ts';
import { passOn } from '../resident/relay.ts';
import { keepUntold } from '../resident/untold.ts';
import { codeFirst, codesOf } from '../words/codes.ts';
import { commandIn } from '../words/command-in.ts';

/** The open case that the call is talking about now. */
const talkedAbout = (d: Draft, me: Speaker): Case | undefined => {
  const session = d.thread(me.number)?.session;
  if (session?.person !== me.person.id) return undefined;
  return codesOf(session.known)
    .flatMap(code => d.case(me.number, code) ?? [])
    .findLast(c => isOpen(c) && c.person === me.person.id && c.unnames === undefined);
};

/** Words that ask nothing of the line and name nothing that it knows: they may answer what the call is just asking. */
const isPlain = (d: Draft, me: Speaker, text: string, understood: Understanding): boolean => {
  const named = codeFirst(text);
  if (named && d.cases(me.number).some(c => c.code === named.code)) return false;
  if (understood.request || commandIn(d, me, text) || matchLanguage(d.world.book, text)) return false;
  return !/\p{L}/u.test(text) || matchGlobal(d.world.book, me.language, text) === undefined;
};

/**
 * A text from a number that is on the phone with us means what it always means; only words that mean nothing by themselves are kept with what
 * the call is about and acknowledged, since the question that they may answer is asked there. Answers false where the text goes the ordinary way.
 */
export const keptDuringCall = (d: Draft, me: Speaker, body: string, understood: Understanding): boolean => {
  const text = body.trim();
  if (me.volunteer || text === '' || !isOnPhone(d, me.number) || waits(d, me) || !isPlain(d, me, text, understood)) return false;
  if (saysAboutUs(d, me, text, understood)) return true;
  const about = talkedAbout(d, me);
  if (about?.holder) passOn(d, me, about, text);
  else if (about) keepFor(d, me, about, text);
  // Whoever has a request of theirs is told as ever; what is told of a report is for nobody else.
  const helped = about?.kind !== 'safety' && !about?.holder && myOpen(d, me).some(c => c.holder);
  if (helped || (!about && myOpen(d, me).length > 0)) return false;
  if (!about && !isTelling(text)) {
    d.reply(d.line(me.language, 'answer-in-call'));
    return true;
  }
  if (!about) keepUntold(d, me, text);
  d.reply(d.line(me.language, 'kept-in-call'));
  return true;
};
