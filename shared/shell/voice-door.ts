import { renderSpoken } from '../reply/spoken.ts';
import { wordingOf } from '../reply/wording.ts';
import type { WebDoor } from './door.ts';
import type { DeskRuntime } from './sms-door.ts';
import { webhook } from './webhook.ts';

/** The door for calls: it says, in each language of the line, the number for emergencies and that the line is reached by text. */
export const voiceDoor = (runtime: Pick<DeskRuntime, 'book' | 'community' | 'config' | 'log'>): WebDoor => {
  const { book, community } = runtime;
  const fill = { line: community.name, call: community.emergency.call, services: community.emergency.services };
  const said = community.languages.map(language => wordingOf(book, [{ kind: 'line', line: 'call-answer', fill }], language, 'voice'));
  const answer = renderSpoken(said);
  return webhook(runtime, async () => answer, { apology: '' });
};
