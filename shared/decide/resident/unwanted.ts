import { type Case, isOpen } from '../../domain/case.ts';
import { isUnwanted, withUnwanted } from '../../domain/unwanted.ts';
import { firstName } from '../../domain/volunteer.ts';
import { againstHolder } from '../../understand/against.ts';
import { speaksOfOthers } from '../../understand/speaks-of.ts';
import { unwantedNames } from '../../understand/unwanted-name.ts';
import { fold } from '../../understand/words.ts';
import type { Draft } from '../draft/draft.ts';
import type { Speaker } from '../draft/meet.ts';
import { tellCoordinators } from '../draft/tell.ts';
import { whoHelped } from './who-helped.ts';

/** Whom the words are said against: those of these who are named in them, or whoever helped them last where nobody else is spoken of. */
const meantBy = (d: Draft, me: Speaker, words: string, names: readonly string[]): readonly string[] => {
  const said = ` ${fold(words).replace(/[^\p{L}\p{N}]+/gu, ' ')} `;
  const named = names.filter(name => said.includes(` ${fold(name)} `));
  if (named.length > 0) return named;
  // What is told in a report may be about anybody.
  if (d.session(me.number)?.script === 'report' || speaksOfOthers(words)) return [];
  const own = d.cases(me.number).filter(c => c.person === me.person.id);
  return whoHelped(own).slice(-1);
};

/** Those whom these words refuse: by their name, or as the one who did wrong or in whose place another is wanted. */
const refusedBy = (d: Draft, me: Speaker, words: string): readonly string[] => {
  const named = unwantedNames(words);
  const known = whoHelped(d.cases(me.number));
  const how = known.length > 0 ? againstHolder(words, known) : undefined;
  return [...named, ...(how ? meantBy(d, me, words, known) : [])];
};

/** Whoever has something of theirs now and is not wanted. */
const stillHas = (d: Draft, me: Speaker, name: string): Case | undefined =>
  d
    .cases(me.number)
    .find(
      c =>
        c.kind === 'need' &&
        c.person === me.person.id &&
        c.status === 'accepted' &&
        c.holder &&
        isUnwanted({ unwanted: [name] }, c.holder.name),
    );

/**
 * Whoever is refused is asked no more for anything of this person, be it open or still to come. Coordinators hear where one of them has it, so that they
 * can give it to somebody else, and never why: a wrong that was done is for those alone who read the report. Answers whom it was not known of before.
 */
export const refuses = (d: Draft, me: Speaker, words: string): readonly string[] => {
  if (me.volunteer || !/\p{L}{2}/u.test(words)) return [];
  const names = refusedBy(d, me, words);
  if (names.length === 0) return [];
  const person = d.person(me.number, me.person.id) ?? me.person;
  const unwanted = withUnwanted(person.unwanted, names);
  const added = unwanted.filter(name => !isUnwanted(person, name));
  if (added.length === 0) return [];
  d.putPerson({ ...person, unwanted });
  for (const c of d.cases(me.number)) if (c.kind === 'need' && c.person === person.id && isOpen(c)) d.putCase({ ...c, unwanted });
  const held = added.map(name => stillHas(d, me, name)).find(c => c !== undefined);
  if (held?.holder) tellCoordinators(d, 'unwanted-told', held, { name: held.holder.name }, 'urgent', held.holder.number);
  return added;
};

const capital = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);

/** They hear it in plain words, before anything else that is answered; and who has something of theirs all the same. */
export const sayRefused = (d: Draft, me: Speaker, names: readonly string[]): void => {
  if (names.length === 0) return;
  const said = names.map(name => {
    const held = stillHas(d, me, name);
    const called = held?.holder ? firstName(held.holder.name) : capital(name);
    const line = d.line(me.language, 'unwanted', { name: called });
    return held ? `${line} ${d.line(me.language, 'unwanted-has', { name: called, code: held.code })}` : line;
  });
  for (const line of said.reverse()) d.prepend(line);
};

/** What a new case of theirs begins with. */
export const refusedBefore = (d: Draft, me: Speaker): Pick<Case, 'unwanted'> => {
  const unwanted = (d.person(me.number, me.person.id) ?? me.person).unwanted;
  return unwanted ? { unwanted } : {};
};
