import type { Case } from '../../domain/case.ts';
import type { Speaker } from '../draft/meet.ts';
import type { OutDraft } from '../draft/out-draft.ts';
import { answered, answerOfKey } from '../helper/check-answer.ts';
import { aloud } from '../words/aloud.ts';
import { checkLine } from './check-in.ts';

/** The case of this call as long as whoever was called has it. */
const theirs = (d: OutDraft, me: Speaker): Case | undefined => {
  const { about } = d.out;
  const c = about && d.case(about.number, about.code);
  return c?.status === 'accepted' && c.holder?.number === me.number ? c : undefined;
};

/** The question as a text has it, and the keys. Where the case is no longer with them they hear so. */
export const hearCheck = (d: OutDraft, me: Speaker): void => {
  const c = theirs(d, me);
  if (c) return d.asks('choice', aloud(d, me.language, checkLine(c, false), { code: c.code, me: me.volunteer?.name ?? '' }));
  d.reply(d.line(me.language, 'call-passed-on', { code: d.out.about?.code ?? '' }));
  d.ends();
};

/** A key answers as a text does; any other is heard again. */
export const checkKey = (d: OutDraft, me: Speaker, digits: string): void => {
  const c = theirs(d, me);
  const { volunteer } = me;
  const answer = c && answerOfKey(c, digits);
  if (!c || !volunteer || !answer) return hearCheck(d, me);
  answered(d, { ...me, volunteer }, c, answer);
  d.ends();
};
