import { matchCommand } from '../../script/match.ts';
import { doneWith } from '../../understand/reply.ts';
import type { Draft } from '../draft/draft.ts';
import type { Helper, Speaker } from '../draft/meet.ts';
import { waits } from '../draft/turn.ts';
import { begin } from '../resident/converse.ts';
import { answersShift } from '../shifts/shift-answer.ts';
import { codeFirst } from '../words/codes.ts';
import { readOfIt } from '../words/read-of-it.ts';
import { aboutCase } from './about-case.ts';
import { atTheDoor } from './at-the-door.ts';
import { brought } from './brought.ts';
import { cannotNow } from './cannot-now.ts';
import { chat, isTheirOwn } from './chat.ts';
import { answersCheck } from './check-answer.ts';
import { commandBehind } from './command-behind.ts';
import { decideCommand } from './commands.ts';
import { doneSeveral } from './done-several.ts';
import { saysCannot } from './give-back.ts';
import { toGiveBack } from './give-back-asked.ts';
import { tellsOfHarm } from './harm.ts';
import { nothingChanges } from './nothing-changes.ts';
import { underOtherCode } from './other-code.ts';
import { putsOff } from './puts-off.ts';
import { decideReply, notYet } from './reply-to-offer.ts';
import { takesOnCondition } from './said-of-offer.ts';
import { severalCodes } from './several-codes.ts';

/** LISTO from somebody who has one case, and is asked nothing: it is done. To anything else it is an OK. */
const meansDone = (d: Draft, me: Helper): boolean => me.volunteer.held.length === 1 && me.volunteer.live.length === 0 && !waits(d, me);

/**
 * A text of a volunteer, or of someone of the team, about cases. Answers false where it was none: then they are a neighbor like
 * everyone, who may need help too.
 */
export const decideVolunteer = (d: Draft, speaker: Speaker, text: string): boolean => {
  if (!speaker.volunteer) return false;
  const me: Helper = { ...speaker, volunteer: speaker.volunteer };
  const isTheirs = asHelper(d, me, text);
  if (isTheirs) readOfIt(d, me);
  return isTheirs;
};

const asHelper = (d: Draft, speaker: Helper, text: string): boolean => {
  const me = atTheDoor(d, speaker, text);
  if (me === true) return true;
  const asked = toGiveBack(d, me, text);
  if (asked === 'answer') return false;
  if (asked === undefined && (tellsOfHarm(d, me, text) || underOtherCode(d, me, text))) return true;
  const nothing = asked ?? nothingChanges(d, me, text);
  if (asked === undefined && nothing !== false) {
    if (nothing !== true) begin(d, nothing);
    return true;
  }
  if (asked === undefined && (doneSeveral(d, me, text) || severalCodes(d, me, text) || brought(d, me, text) || answersCheck(d, me, text)))
    return true;
  const cannot = asked ?? saysCannot(d, me, text);
  if (cannot !== false) {
    if (cannot !== true) begin(d, cannot);
    return true;
  }
  const coded = codeFirst(text);
  const behind = coded && commandBehind(d, me, coded.code, coded.words);
  if (behind === 'unread' || (behind && decideCommand(d, me, behind.command, behind.rest))) return true;
  if (coded && aboutCase(d, me, coded.code, coded.words)) return true;
  const matched = matchCommand(d.world.book, me.language, text);
  if (matched && decideCommand(d, me, matched.command, matched.rest)) return true;
  const tookWith = doneWith(text);
  if (tookWith !== undefined && meansDone(d, me)) return decideCommand(d, me, 'done', tookWith);
  if (putsOff(d, me, text) || answersShift(d, me, text) || decideReply(d, me, text)) return true;
  if (cannotNow(d, me, text) || takesOnCondition(d, me, text)) return true;
  const theirOwn = coded !== undefined && d.case(me.number, coded.code) !== undefined;
  if (theirOwn || isTheirOwn(d, me, text, matched)) return false;
  return notYet(d, me, text) || chat(d, me, text, matched);
};
