import { isOpen, withNote } from '../../domain/case.ts';
import type { CaseCode } from '../../domain/ids.ts';
import type { Effect } from '../../script/script.ts';
import type { CallDraft } from '../draft/call-draft.ts';
import type { Speaker } from '../draft/meet.ts';
import { wantPerson } from '../resident/opening.ts';
import { passOn } from '../resident/relay.ts';
import { beginWaiting } from './wait.ts';

/** Why a caller is brought to a person. */
export type WhyPerson = Extract<Effect, { name: 'person' }>['why'] | 'danger';

/** Words that go with the wish, and the case that was talked about. */
export interface Wanted {
  readonly words?: string;
  readonly about?: CaseCode;
}

/** The case for which a person is wanted: the one talked about, if people are on duty for it, else the wish for a person itself. */
const wantedCase = (d: CallDraft, me: Speaker, why: WhyPerson, { words = '', about }: Wanted): CaseCode => {
  const talked = about && d.case(me.number, about);
  const safety = d.cases(me.number).findLast(c => c.kind === 'safety' && c.person === me.person.id && isOpen(c));
  const given = why === 'danger' ? safety : talked && talked.kind !== 'need' && isOpen(talked) ? talked : undefined;
  if (given) {
    d.putCase({ ...withNote(given, words), ...(given.holder ? {} : { next: { what: 'page' as const, at: d.now } }) });
    return given.code;
  }
  const { case: c } = wantPerson(d, me, words);
  // Whoever has the case already must hear that they ask again.
  if (c.holder && words === '') passOn(d, me, c, (d.world.book.words[me.language]?.globals.person[0] ?? 'person').toUpperCase());
  if (talked?.kind === 'need') d.note(c.code, `asked for while ${talked.code} was talked about (${why})`, 'line');
  return c.code;
};

/**
 * A caller wants a person, or the machine gives up: it is written down with a code before anybody is rung, and said. Then they wait on the
 * line, which rings whoever is on duty.
 */
export const connectPerson = (d: CallDraft, me: Speaker, why: WhyPerson, wanted: Wanted = {}): void => {
  d.putSession(me.number, null);
  beginWaiting(d, me, wantedCase(d, me, why, wanted));
};
