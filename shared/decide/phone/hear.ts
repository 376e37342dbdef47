import type { Case } from '../../domain/case.ts';
import type { Verb } from '../../reply/verbs.ts';
import type { Draft } from '../draft/draft.ts';
import type { Speaker } from '../draft/meet.ts';
import { mayRead, maySee } from '../helper/powers.ts';

type Play = Extract<Verb, { verb: 'play' }>;

/** Whether something was recorded for the case that can be played now. */
export const hasSound = (c: Case): boolean => (c.recordings ?? []).some(r => r.url !== undefined);

/**
 * What was recorded for a case, for whoever may read it, oldest first, with what is said before it; who may not, and what is not there yet or not any more, hears so.
 * The carrier plays its own recordings without a key where the account's media need none.
 */
export const hear = (d: Draft, me: Speaker, c: Case | undefined, code: string): readonly Play[] => {
  const say = (line: string): readonly Play[] => {
    d.reply(d.line(me.language, line, { code }));
    return [];
  };
  // Whoever has a case was told its words with it, and hears them too.
  const holds = c?.holder?.number === me.number;
  if (!c || !(holds || maySee(c, me))) return say('no-case');
  if (!(holds || mayRead(d, c, me))) return say('call-hear-hidden');
  const recordings = c.recordings ?? [];
  const plays = recordings.flatMap((r): readonly Play[] => (r.url === undefined ? [] : [{ verb: 'play', url: `${r.url}.mp3` }]));
  if (plays.length === 0) return say(recordings.some(r => r.isDeleted) ? 'call-hear-deleted' : 'call-hear-nothing');
  say('call-hear');
  d.note(c.code, 'heard', me.volunteer?.name ?? 'coordinator');
  return plays;
};
