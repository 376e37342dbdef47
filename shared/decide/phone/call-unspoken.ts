import type { Heard } from '../../domain/call.ts';
import { phoneModeOf } from '../../reply/audio.ts';
import type { CallDraft } from '../draft/call-draft.ts';
import type { Speaker } from '../draft/meet.ts';
import { wantPerson } from '../resident/opening.ts';
import { leaveMessage } from './voicemail.ts';

/** Whether this caller's language is one that no machine speaks and nobody has recorded. */
export const isUnspoken = (d: CallDraft, { language }: Speaker): boolean => phoneModeOf(d.world.book, language) === 'voicemail';

/**
 * Instead of a menu that they may not understand, the caller is offered to say what they need in their own language. It is written down
 * before, so that whoever hangs up is called back all the same.
 */
export const offerVoicemail = (d: CallDraft, me: Speaker): void => {
  const { case: c } = wantPerson(d, me, '');
  leaveMessage(d, me, c.code, 'call-message-language');
};

/** Whoever would rather have one of the other languages has pressed 9 in the middle of the message. */
export const wantsOtherLanguage = (d: CallDraft, me: Speaker, heard: Heard): boolean =>
  isUnspoken(d, me) && heard.kind === 'recorded' && heard.key === '9';
