import type { Language } from '../domain/ids.ts';
import { firstName } from '../domain/volunteer.ts';
import { type Worded, wordingOf } from '../reply/wording.ts';
import type { Fill } from '../script/script.ts';
import type { Draft } from './draft.ts';
import { frame } from './frame.ts';

/** A line as it is spoken, for what is said while the line listens for keys. */
export const aloud = (d: Draft, language: Language, line: string, fill: Fill = {}): readonly Worded[] => {
  const me = typeof fill.me === 'string' ? { me: firstName(fill.me) } : {};
  const say = { kind: 'line', line, fill: { ...frame(d.world.community), ...fill, ...me } } as const;
  return wordingOf(d.world.book, [say], language, 'voice').parts;
};
