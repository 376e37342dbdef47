import { type Case, isOpen, withNote } from '../../domain/case.ts';
import { aboutUs } from '../../understand/about-us.ts';
import { againstHolder } from '../../understand/against.ts';
import type { Draft } from '../draft/draft.ts';
import type { Speaker } from '../draft/meet.ts';
import { languageFor, tellCoordinators } from '../draft/tell.ts';
import { waits } from '../draft/turn.ts';
import { codeFirst } from '../words/codes.ts';
import { keptFromHolder, passOn } from './relay.ts';
import { whoHelped } from './who-helped.ts';

/**
 * Whether a question of their own waits that is answered with words or a number. "134 Halsey Street" is then where they live, and must not
 * go to whoever has case 134, or whom it is from.
 */
export const asksInWords = (d: Draft, me: Speaker): boolean => {
  const session = waits(d, me) ? d.session(me.number) : undefined;
  const node = session && d.world.book.scripts[session.script]?.nodes[session.node];
  return node?.kind === 'ask' && (node.input === 'place' || node.input === 'number' || node.input === 'text');
};

/** What somebody did to them is a report, with a code before it or without. */
const tellsOfWrong = (c: Case, words: string): boolean => aboutUs(words) === 'report' || againstHolder(words, whoHelped([c])) === 'wrong';

/**
 * Words that begin with the code of a case which somebody else on this phone has open: they go to whoever looks after it, since only those
 * who read of it know the code. Nothing is answered, so that nobody learns here what there is. Answers false where it is none.
 */
export const forAnother = (d: Draft, me: Speaker, text: string): boolean => {
  const named = codeFirst(text);
  const c = named && d.case(me.number, named.code);
  if (!named || named.words === '' || !c || !isOpen(c) || c.person === me.person.id || asksInWords(d, me)) return false;
  if (tellsOfWrong(c, named.words)) return false;
  passOn(d, me, c, named.words);
  return true;
};

/** What others who were reached through this phone have open. */
const ofOthers = (d: Draft, me: Speaker): readonly Case[] => d.cases(me.number).filter(c => isOpen(c) && c.person !== me.person.id);

/** Whether somebody looks after a case of another person on this phone: words without a code may be for either of two then. */
export const othersAreHelped = (d: Draft, me: Speaker): boolean => ofOthers(d, me).some(c => c.holder && c.status === 'accepted');

/**
 * Words without a code that mean nothing for the one who holds the phone now may come from another on it, with a case of their own: they
 * go to whoever looks after that one, as what they are, or stand with it. Of several cases a coordinator must find out which. The phone
 * hears nothing of it.
 */
export const perhapsForAnother = (d: Draft, me: Speaker, words: string): void => {
  const open = ofOthers(d, me);
  if (open.length === 0 || !/\p{L}{2,}/u.test(words)) return;
  const held = open.filter(c => c.holder && c.status === 'accepted');
  const meant = held.length > 0 ? held : open;
  const [only] = meant;
  if (only && meant.length === 1) return perhapsFor(d, only, words);
  const needs = meant.filter(c => c.kind !== 'safety');
  const [first] = needs;
  if (!first) for (const c of meant) perhapsFor(d, c, words);
  if (!first) return;
  for (const c of needs) d.putCase(withNote(c, words));
  tellCoordinators(d, 'perhaps-told', first, { codes: needs.map(c => c.code).join(', '), words }, 'notice', me.number);
};

const perhapsFor = (d: Draft, c: Case, words: string): void => {
  if (keptFromHolder(d, c, words)) return;
  d.putCase(withNote(c, words));
  d.note(c.code, 'words came from the same phone, perhaps from somebody else', 'line');
  if (!c.holder) return;
  const line = d.line(languageFor(d, c.holder.number, c), 'they-say-perhaps', { code: c.code, words });
  d.send(c.holder.number, line, 'relay', c.kind === 'safety' ? 'safety' : 'notice', c);
};
