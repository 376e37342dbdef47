import type { Heard } from '../../domain/call.ts';
import type { CallDraft } from '../draft/call-draft.ts';
import type { Speaker } from '../draft/meet.ts';
import { waits } from '../draft/turn.ts';
import { keepFor } from '../resident/opening.ts';
import { askPerson } from '../resident/wishes.ts';
import { codesOf } from '../words/codes.ts';
import { noteOfRecording } from './recorded.ts';

/** Shorter than this, and ended by the key to hear it again or to change the language, it was the key that was meant. */
const SAID_S = 2;
const MEANT = new Set(['*', '9']);

/** Whether something was said before the key; silence is trimmed by the carrier, so what lasts at all was said. */
export const saysSomething = ({ key, seconds, url }: Extract<Heard, { kind: 'recorded' }>): boolean =>
  url !== undefined && seconds > 0 && !(seconds < SAID_S && key !== undefined && MEANT.has(key));

/** 0 behind a recording: the words stay with what is talked about, and a person is rung; the question that would come next is not said with it. */
export const personBehind = (d: CallDraft, me: Speaker, seconds: number): void => {
  const session = waits(d, me) ? d.session(me.number) : undefined;
  for (const code of codesOf(session?.known ?? {})) {
    const c = d.case(me.number, code);
    if (c) keepFor(d, me, c, noteOfRecording(d, seconds));
  }
  askPerson(d, me, '');
};
