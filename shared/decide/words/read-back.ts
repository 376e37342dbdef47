import type { Value } from '../../script/script.ts';
import { peopleAnswer } from '../../understand/people-answer.ts';
import type { Draft } from '../draft/draft.ts';
import type { Speaker } from '../draft/meet.ts';

/** For how many it is was put together from words: they hear what we made of it. */
export const readBack = (d: Draft, me: Speaker, people: Value, raw: string): void => {
  const read = peopleAnswer(raw);
  if (read && !read.sure && read.people === people) d.prepend(d.line(me.language, 'people-read', { people }));
};
