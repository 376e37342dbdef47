import { msBetween } from '../../domain/ids.ts';
import { GOES_ON_MS } from '../../script/limits.ts';
import { afterDespair, afterDoubt, dangerOf } from '../../understand/after-doubt.ts';
import { mayBeDanger, mayBeDespair } from '../../understand/danger.ts';
import type { Draft } from '../draft/draft.ts';
import type { Speaker } from '../draft/meet.ts';
import { begin, goOn } from '../resident/converse.ts';
import { unfinished } from '../resident/need.ts';
import { keepUnread } from '../resident/untold.ts';
import { decideDanger } from './danger.ts';

/** So much of what was said goes with the question. */
const SAID_MAX = 160;

/**
 * Words that may tell of danger or be a figure of speech, and that mean nothing else to us: it is asked. They are written down meanwhile, and a person
 * reads them where nobody answers. Answers false where the words raise no doubt.
 */
export const asksWhetherDanger = (d: Draft, me: Speaker, words: string): boolean => {
  if (me.volunteer || !/\p{L}{2}/u.test(words)) return false;
  if (asksWhetherDespair(d, me, words)) return true;
  if (!mayBeDanger(words)) return false;
  begin(d, { with: me, script: 'doubt', known: { said: words.slice(0, SAID_MAX) } });
  keepUnread(d, me, words);
  return true;
};

/**
 * An answer to that question in other words than yes and no: "my kids are inside!!" is danger, "im fine lol" a no. Answers false where it is not asked, and
 * where the words say nothing of it.
 */
export const answersDoubt = (d: Draft, me: Speaker, words: string): boolean => {
  const session = d.session(me.number);
  if (d.channel !== 'sms' || session?.script !== 'doubt' || msBetween(session.at, d.now) > GOES_ON_MS) return false;
  const { said, self } = session.known;
  const told = self === true ? afterDespair(words) : afterDoubt(words);
  if (told === 'calm') return goOn(d, me, '2', {});
  if (told !== 'danger') return false;
  const all = typeof said === 'string' ? `${said} ${words}` : words;
  decideDanger(d, me, all, dangerOf(all, self === true));
  return true;
};

/**
 * "I can't do this anymore", from somebody whom we help or who asks us for nothing: it is asked whether they think of hurting themselves, before the words go
 * anywhere else. `begun`: a request was written down with the same words.
 */
export const asksWhetherDespair = (d: Draft, me: Speaker, words: string, begun = false): boolean => {
  if (me.volunteer || !mayBeDespair(words)) return false;
  const open = begun || unfinished(d, me) ? { open: true } : {};
  begin(d, { with: me, script: 'doubt', known: { said: words.slice(0, SAID_MAX), self: true, ...open } });
  keepUnread(d, me, words);
  return true;
};

/**
 * 988 or 211 alone, texted to us: they are the numbers of other lines. Whoever means the first may think of hurting themselves, and is asked. Answers false for
 * any other number.
 */
export const otherLine = (d: Draft, me: Speaker, number: string): boolean => {
  const { crisis, services } = d.world.community.emergency;
  if (number === services) d.reply(d.line(me.language, 'other-line'));
  else if (number === crisis && !me.volunteer) {
    begin(d, { with: me, script: 'doubt', known: { said: number, self: true } });
    keepUnread(d, me, number);
  }
  return number === services || (number === crisis && !me.volunteer);
};
