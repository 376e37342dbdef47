import { type Case, isFree } from '../../domain/case.ts';
import { zipIn } from '../../domain/place.ts';
import type { Session } from '../../script/script.ts';
import type { CallDraft } from '../draft/call-draft.ts';
import type { Speaker } from '../draft/meet.ts';
import { begin, goOn } from '../resident/converse.ts';
import { unfinished } from '../resident/need.ts';
import { goesOutAt } from '../resident/opening.ts';
import { nodeOf } from './call-prompt.ts';

/** Takes a ZIP back that was heard wrong. No question that follows one has so many choices. */
const CORRECT_KEY = '8';

/** The requests of this call that a ZIP of nobody's area holds up, and that nobody has yet. */
const heldUp = (d: CallDraft, me: Speaker): readonly Case[] =>
  d.cases(me.number).filter(c => c.zone === 'outside' && isFree(c) && c.openedAt >= d.call.startedAt && zipIn(c.place ?? '') !== undefined);

/** Whether a key can take the ZIP back now: the question that waits came right after it, or the ZIP ended the questions. */
const mayCorrect = (d: CallDraft, me: Speaker, session: Session): 'asked' | 'outside' | undefined => {
  const node = nodeOf(d, session);
  if (session.aside || node?.input !== 'choices' || node.choices.some(c => c.key === CORRECT_KEY)) return undefined;
  const asked = session.trail.at(-1);
  const before = asked && d.world.book.scripts[session.script]?.nodes[asked];
  if (before && before.kind === 'ask' && before.input === 'place' && zipIn(String(session.known.place)) !== undefined) return 'asked';
  return (session.script === 'reach' || session.script === 'more') && heldUp(d, me).length > 0 ? 'outside' : undefined;
};

/** A ZIP that was keyed in or said is read back, twice and digit by digit, before what comes next; whoever goes on need do nothing about it. */
export const sayPlaceBack = (d: CallDraft, me: Speaker, before: Session | undefined): void => {
  const session = d.session(me.number);
  if (!before || nodeOf(d, before)?.input !== 'place' || before.aside || session?.node === before.node) return;
  const zip = zipIn(String(session?.known.place ?? heldUp(d, me).at(-1)?.place));
  if (zip !== undefined) d.prepend(d.line(me.language, 'call-zip', { zip }));
};

/** How it is taken back, said before the question that waits, also where that one comes again. */
export const sayCorrection = (d: CallDraft, me: Speaker, before: Session | undefined): void => {
  const session = before && d.session(me.number);
  if (!session) return;
  const isAnswered = nodeOf(d, before)?.input === 'place' && session.node !== before.node;
  const comesAgain = session.node === before.node && session.script === before.script && d.said.length > 0;
  const may = isAnswered || comesAgain ? mayCorrect(d, me, session) : undefined;
  if (may && (isAnswered || may === 'asked')) d.reply(d.line(me.language, 'call-zip-correct'));
};

/** The key that takes the ZIP back: it is asked for once more. Answers false where there is none to take back. */
export const correctsPlace = (d: CallDraft, me: Speaker, session: Session, digits: string): boolean => {
  const may = digits === CORRECT_KEY ? mayCorrect(d, me, session) : undefined;
  if (!may) return false;
  if (may === 'asked') return goOn(d, me, d.world.book.words[me.language]?.globals.back[0] ?? 'back', {});
  for (const { place: _wrong, zone: _outside, ...c } of heldUp(d, me)) d.putCase({ ...c, status: 'open', next: goesOutAt(d) });
  const again = unfinished(d, me);
  if (again) begin(d, again);
  return again !== undefined;
};
