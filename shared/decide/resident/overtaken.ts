import type { PhoneNumber } from '../../domain/ids.ts';
import { resumeScript } from '../../script/resume.ts';
import type { Draft } from '../draft/draft.ts';
import type { Speaker } from '../draft/meet.ts';
import { contextOf, type Follow, waits } from '../draft/turn.ts';
import { codesOf } from '../words/codes.ts';
import { whatForResident } from '../words/phrases.ts';

/** The question whose yes takes a request away. */
const SCRIPT = 'withdraw';

/** A text of ours went to this number while it is asked whether its request is withdrawn: a bare yes may be meant for that from now on. */
export const overtaken = (d: Draft, number: PhoneNumber): void => {
  const session = d.session(number);
  if (session?.script === SCRIPT) d.putSession(number, { ...session, known: { ...session.known, overtaken: true } });
};

/** Where a yes would withdraw a request and may be meant for something newer, the question is put again, with its code. A text with the code is sure. */
export const asksAnew = (d: Draft, me: Speaker, text: string): Follow | undefined => {
  const session = waits(d, me) ? d.session(me.number) : undefined;
  if (session?.script !== SCRIPT || session.known.overtaken !== true) return undefined;
  const [code] = codesOf(session.known);
  const c = code && d.case(me.number, code);
  if (!c || text.includes(c.code)) return undefined;
  const turn = resumeScript(d.world.book, session, { kind: 'text', text }, contextOf(d));
  if (!turn.effects.some(e => e.name === 'do' && e.what === SCRIPT)) return undefined;
  return { with: me, script: SCRIPT, known: { code: c.code, what: whatForResident(d, c, me.language) } };
};
