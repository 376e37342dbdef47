import { isOnCall } from '../../domain/on-call.ts';
import { matchCommand } from '../../script/match.ts';
import { type Denied, deniedIn } from '../../understand/denied.ts';
import type { Draft } from '../draft/draft.ts';
import type { Helper } from '../draft/meet.ts';
import { type Follow, waits } from '../draft/turn.ts';
import { codeFirst, codeIn } from '../words/codes.ts';
import { has } from './about-case.ts';
import { waiting } from './awaited.ts';
import { isItDone } from './done.ts';
import { SCRIPT, sureOf } from './give-back.ts';
import { notYet } from './reply-to-offer.ts';

/** What they have, or how they stand, stays as it was, and they hear so. */
const stays = (d: Draft, me: Helper, denied: Denied, text: string): Follow | boolean => {
  const { held, live, name } = me.volunteer;
  // Whoever never meant to have it may give it back.
  if (denied === 'accept' && live.length > 0) return notYet(d, me, text);
  if (denied === 'accept') return held.length === 1 && (sureOf(d, me, held[0]?.code) ?? false);
  if (denied === 'off') {
    const on = isOnCall(me.volunteer, d.schedule, d.now);
    d.reply(d.line(me.language, on ? 'nothing-changed-on' : 'nothing-changed-off', { me: name }));
    return true;
  }
  if (held.length === 0 || (denied === 'done' && waiting(d, me).length > 0)) return false;
  if (denied === 'release' && waits(d, me) && d.session(me.number)?.script === SCRIPT) d.putSession(me.number, null);
  d.reply(d.line(me.language, 'nothing-changed', { me: name, codes: held.map(r => r.code).join(', ') }));
  return true;
};

/** A command with a question mark behind it, and no more than a code between: "done?", "accept 412?", "412 done?". */
const ASKED = /^\W*(?:#?\d{3,5}\W+)?(?:is (?:it )?)?\p{L}+(?:\s+(?:it|this|that|lo|la|esto|eso))?(?:\s+#?\d{3,5})?\s*\?/u;

/** Whoever asks does nothing yet: what it is about is put to them so that a word or a digit answers it. */
const asks = (d: Draft, me: Helper, text: string): Follow | boolean => {
  const asked = ASKED.exec(text)?.[0];
  if (asked === undefined) return false;
  const { words } = codeIn(asked.replace('?', ' ').replace(/^\W*is (?:it )?/i, ''));
  const command = matchCommand(d.world.book, me.language, words)?.command;
  if (command === 'accept') return notYet(d, me, text);
  // Behind a code a question is for whoever waits.
  if (codeFirst(text)) return false;
  const { held } = me.volunteer;
  const named = held.find(r => text.includes(r.code)) ?? (held.length === 1 ? held[0] : undefined);
  const c = named && has(held, named.code) ? d.case(named.number, named.code) : undefined;
  if (c?.kind !== 'need' || c.status !== 'accepted' || c.holder?.number !== me.number) return false;
  if (command === 'release') return sureOf(d, me, c.code) ?? false;
  if (command !== 'done') return false;
  isItDone(d, me, c);
  return true;
};

/**
 * "Not done yet", "dont release 412", "im not off", "accept? not sure": a command that is denied, or asked about, does nothing. Answers false where the words
 * are neither, and the question that follows where one does.
 */
export const nothingChanges = (d: Draft, me: Helper, text: string): Follow | boolean => {
  const denied = deniedIn(text);
  const stayed = denied !== undefined && stays(d, me, denied, text);
  return stayed !== false ? stayed : text.includes('?') && asks(d, me, text);
};
