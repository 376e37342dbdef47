import { renderSpoken } from '../reply/spoken.ts';
import { wordingOf } from '../reply/wording.ts';
import type { WebDoor, WebResult } from './door.ts';
import type { DeskRuntime } from './sms-door.ts';
import { webhook } from './webhook.ts';

/** What a caller hears, in each language of the line: the number for emergencies, and that the line is reached by text. */
export const callAnswerOf = ({ book, community }: Pick<DeskRuntime, 'book' | 'community'>): WebResult => {
  const fill = { line: community.name, call: community.emergency.call, services: community.emergency.services };
  return renderSpoken(
    community.languages.map(language => wordingOf(book, [{ kind: 'line', line: 'call-answer', fill }], language, 'voice')),
  );
};

/** The door for calls. A call is never answered with nothing: whatever fails, the same words are spoken. */
export const voiceDoor = (runtime: Pick<DeskRuntime, 'book' | 'community' | 'config' | 'log'>): WebDoor => {
  const answer = callAnswerOf(runtime);
  return webhook(runtime, async () => answer, { sorry: answer });
};
