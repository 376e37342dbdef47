import { matchCommand } from '../../script/match.ts';
import { saysDelivered, saysWhere } from '../../understand/delivered.ts';
import { tellsHarm } from '../../understand/harm-told.ts';
import { troubleTold } from '../../understand/trouble-told.ts';
import type { Draft } from '../draft/draft.ts';
import type { Helper } from '../draft/meet.ts';
import { waits } from '../draft/turn.ts';
import { passBack } from '../resident/relay.ts';
import { codeFirst } from '../words/codes.ts';
import { done } from './done.ts';

/** Whoever keeps it for them is where it lies, and no trouble that its person should not read of. */
const WITH_WHOM =
  /(?<!\p{L})(?:with|w\/?|to|con) (?:(?:the|a|your|ur|her|his|their|el|la|su|un|una) )?(?:neighbou?rs?|doorman|super|lobby|office|front desk|son|daughter|vecin[oa]s?|porter[oa]|encargad[oa])(?!\p{L})(?: next door)?/giu;

/**
 * "Dropped it off, took 45 minutes", "left it at the door": from whoever has a case, that it is done. Where it lies is told to its person as well, who would not
 * find it otherwise. Answers false where it is anything else, or cannot be told of which case.
 */
export const brought = (d: Draft, me: Helper, text: string): boolean => {
  const { held } = me.volunteer;
  const coded = codeFirst(text);
  const [only] = held;
  const ref = coded ? held.find(r => r.code === coded.code) : held.length === 1 ? only : undefined;
  const words = coded ? coded.words : text.trim();
  // Words behind DONE are no words for its person, wherever they say that it lies.
  if (matchCommand(d.world.book, me.language, words)?.command === 'done') return false;
  const c = ref && saysDelivered(words) ? d.case(ref.number, ref.code) : undefined;
  if (c?.kind !== 'need' || c.status !== 'accepted' || c.holder?.number !== me.number) return false;
  const session = waits(d, me) ? d.session(me.number) : undefined;
  if (!coded && session && session.script !== 'menu') return false;
  if (tellsHarm(words)) return false;
  const goesOn = saysWhere(words) && troubleTold(words.replace(WITH_WHOM, ' ')) === undefined;
  if (goesOn && passBack(d, c, me.volunteer.name, words) === 'sent') d.reply(d.line(me.language, 'sent-on', { code: c.code }));
  done(d, me, c.code, words);
  return true;
};
