import type { Session } from '../../script/script.ts';
import type { CallDraft } from '../draft/call-draft.ts';
import type { Speaker } from '../draft/meet.ts';
import { goOn } from '../resident/converse.ts';

/** What is open near them. The menu does not name it: we list no places ourselves, and who asks all the same hears who does. */
const PLACES_KEY = '5';

/**
 * Says who knows what is open, where the menu waits and this key asks for it; then the menu goes on where it was, so that a caller who is not
 * understood otherwise is still counted. Answers false where it was no such key.
 */
export const tellsPlaces = (d: CallDraft, me: Speaker, session: Session | undefined, digits: string): boolean => {
  if (session?.script !== 'menu' || digits !== PLACES_KEY) return false;
  d.reply(d.line(me.language, 'no-directory'));
  return goOn(d, me, 'repeat', {});
};
