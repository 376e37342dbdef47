import { quietHoursOf, wakesForUrgent } from '../../domain/awake.ts';
import { cameFree } from '../../domain/free.ts';
import { readNight } from '../../domain/hours.ts';
import { fold } from '../../script/match.ts';
import type { Draft } from '../draft/draft.ts';
import type { Helper } from '../draft/meet.ts';
import { minuteWords } from '../words/clock-words.ts';

/** More words than this behind QUIET or WAKE are a sentence of another kind. */
const WORDS_MAX = 6;
const isSentence = (rest: string): boolean => rest.trim().split(/\s+/).length > WORDS_MAX;

/** Whether these words switch something on or off, in any language of the line: "on", "no", "never". */
export const switchIn = (d: Draft, rest: string): 'on' | 'off' | undefined => {
  const said = fold(rest);
  for (const { yes, no, commands } of Object.values(d.world.book.words)) {
    if ([...yes, ...(commands.on ?? [])].some(word => fold(word) === said)) return 'on';
    if ([...no, ...(commands.off ?? [])].some(word => fold(word) === said)) return 'off';
  }
  return undefined;
};

/** QUIET, QUIET 10pm-7am, QUIET OFF: when the line leaves them alone. Answers false where it is a sentence of another kind. */
export const quietHours = (d: Draft, me: Helper, rest: string): boolean => {
  const { volunteer: v, language } = me;
  if (isSentence(rest)) return false;
  const hours = rest === '' ? quietHoursOf(v, d.world.community) : readNight(rest);
  const fill = {
    me: v.name,
    from: hours ? minuteWords(d, language, hours.from) : '',
    to: hours ? minuteWords(d, language, hours.to) : '',
  };
  if (rest === '') d.reply(d.line(language, hours ? 'quiet-now' : 'quiet-none', fill));
  else if (switchIn(d, rest) === 'off') {
    d.putVolunteer({ ...v, quiet: 'never' });
    d.reply(d.line(language, 'quiet-off', fill));
  } else if (hours) {
    d.putVolunteer({ ...v, quiet: hours });
    d.reply(d.line(language, 'quiet-set', fill));
  } else d.reply(d.line(language, 'quiet-word'));
  return true;
};

/** WAKE, WAKE ON, WAKE OFF: whether urgent things may disturb them in their quiet hours. */
export const wake = (d: Draft, me: Helper, rest: string): boolean => {
  const { volunteer: v, language } = me;
  const wanted = switchIn(d, rest);
  if (rest !== '' && wanted === undefined) return false;
  if (wanted === undefined) d.reply(d.line(language, `wake-now-${wakesForUrgent(v, d.world.community) ? 'on' : 'off'}`));
  else {
    d.putVolunteer({ ...v, wakes: wanted === 'on' });
    d.reply(d.line(language, `wake-${wanted}`, { me: v.name }));
  }
  return true;
};

/** BACKUP, BACKUP ON, BACKUP OFF: whether they may be asked off call too, where nobody on call could. */
export const backup = (d: Draft, me: Helper, rest: string): boolean => {
  const { backup: before, ...v } = me.volunteer;
  const wanted = switchIn(d, rest);
  if (rest !== '' && wanted === undefined) return false;
  if (wanted !== undefined) d.putVolunteer(wanted === 'on' ? cameFree({ ...v, backup: true }, d.now) : v);
  d.reply(d.line(me.language, (wanted ?? (before ? 'on' : 'off')) === 'on' ? 'backup-on' : 'backup-off', { me: v.name }));
  return true;
};
