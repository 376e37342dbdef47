import { hasNumber } from '../../domain/call.ts';
import { isOpen } from '../../domain/case.ts';
import { derivedId, type Language, language as lang, type PersonId, type PhoneNumber, personId } from '../../domain/ids.ts';
import type { NumberRecord, Person } from '../../domain/person.ts';
import { type Powers, powersOf, type Volunteer } from '../../domain/volunteer.ts';
import type { Understanding } from '../../understand/understanding.ts';
import type { Draft } from './draft.ts';

/** The one who texts, as far as this turn needs to know them. */
export interface Speaker {
  readonly number: PhoneNumber;
  readonly record: NumberRecord;
  readonly person: Person;
  /** The language we answer in. */
  readonly language: Language;
  /** This is the first text from this number ever. */
  readonly isNew: boolean;
  /** They wrote a whole sentence in another language than before, and are answered in it from now on, unless they chose the other: how to change is said. */
  readonly switched?: true;
  /** Their roster row, made up from their role where they have none yet; undefined for residents. */
  readonly volunteer?: Volunteer;
  readonly powers: Powers;
}

/** Someone with a roster row, speaking as that. */
export type Helper = Speaker & { readonly volunteer: Volunteer };

const offered = (d: Draft, tag: string | null): Language | undefined => d.world.community.languages.find(l => l === tag);

const newPerson = (d: Draft, number: PhoneNumber, assumed: Language, understood?: Understanding): Person => {
  const unknown: Person = {
    id: personId(derivedId(d.world.cause, 'person').slice(0, 8)),
    number,
    language: assumed,
    languageSure: false,
  };
  return understood ? listen(d, unknown, understood) : { ...unknown, languageSure: true };
};

/** In this language from now on, for good where more than a word of it was heard. */
const inWhatWasHeard = ({ languageHeard: _word, ...person }: Person, language: Language, isClear: boolean): Person => ({
  ...person,
  language,
  languageSure: isClear,
  ...(isClear ? {} : { languageHeard: true }),
});

/** A language that we do not write is no more theirs where they ask in one that we do: whoever speaks that can help them. */
const inOurs = (person: Person, { clarity, request }: Understanding): Person => {
  if (person.speaks === undefined || !(clarity === 'sentence' || (clarity === 'clear' && request))) return person;
  const { speaks: _speaks, ...kept } = person;
  return kept;
};

/**
 * A person's language follows what they write until we are sure of it; then only a whole sentence in another changes it, and nothing but their own
 * word where they chose it. One word of another, be it a dish or a street, does not, once something was heard; and a single word is never enough for
 * a language that we do not write.
 */
const listen = (d: Draft, before: Person, understood: Understanding): Person => {
  const { language: heard, clarity } = understood;
  if (heard === null) return before;
  const known = offered(d, heard);
  const isClear = clarity === 'clear' || clarity === 'sentence';
  if (known === undefined) {
    return before.languageSure || before.speaks === heard || clarity === 'guess' ? before : { ...before, speaks: lang(heard) };
  }
  const person = inOurs(before, understood);
  if (person.languageChosen) return person;
  if (person.languageSure) return known !== person.language && clarity === 'sentence' ? inWhatWasHeard(person, known, true) : person;
  if (known === person.language || isClear || !person.languageHeard)
    return !isClear && person.languageHeard ? person : inWhatWasHeard(person, known, isClear);
  return person;
};

/** Of a number that calls before it ever texted nobody knows whether it gets texts; whoever helps with us has agreed to them. */
const begun = (d: Draft, number: PhoneNumber): Pick<NumberRecord, 'texts'> =>
  d.channel === 'voice' && hasNumber(number) && !d.anyVolunteer(number) ? { texts: 'unknown' } : {};

/** Finds or makes the number and the person behind it, and writes down what is new. */
export const meet = (d: Draft, number: PhoneNumber, understood: Understanding): Speaker => {
  const volunteer = d.anyVolunteer(number);
  const assumed = volunteer ? d.languageOfVolunteer(number) : d.world.community.languages[0];
  const record = d.record(number);
  const known = record && d.person(number, record.current);
  const person = known
    ? volunteer
      ? known
      : listen(d, known, understood)
    : newPerson(d, number, assumed, volunteer ? undefined : understood);
  if (person !== known) d.putPerson(person);
  const switched = known?.languageSure === true && known.language !== person.language;
  const hears = understood.clarity === 'sentence' && understood.language !== null ? offered(d, understood.language) : undefined;
  const isOther = known?.languageChosen === true && hears !== undefined && hears !== known.language && !volunteer;
  if (switched || known?.speaks !== person.speaks)
    for (const c of d.cases(number)) if (c.person === person.id && isOpen(c) && !c.holder) d.putCase({ ...c, language: spokenBy(person) });
  // A number may be known for its trouble alone, before anybody has written from it.
  const kept: NumberRecord =
    known && record ? record : { ...begun(d, number), ...record, number, firstContactAt: d.now, current: person.id };
  if (kept !== record) d.putRecord(kept);
  const language = volunteer && !person.languageSure ? assumed : person.language;
  return {
    number,
    record: kept,
    person,
    language,
    isNew: known === undefined,
    ...(switched || isOther ? { switched: true } : {}),
    powers: powersOf(d.world.community, number),
    ...(volunteer ? { volunteer } : {}),
  };
};

/** Whether their language is known, were it by a word. */
export const isHeard = ({ person }: Speaker): boolean => person.languageSure || person.languageHeard === true;

/** The person chose a language; it is kept for good. */
export const chooseLanguage = (d: Draft, me: Speaker, chosen: Language): Speaker => {
  const { speaks: _speaks, languageHeard: _heard, ...kept } = me.person;
  const person: Person = { ...kept, language: chosen, languageSure: true, languageChosen: true };
  d.putPerson(person);
  const row = d.volunteer(me.number);
  if (row) d.putVolunteer({ ...row, prefers: chosen });
  for (const c of d.cases(me.number)) if (c.person === person.id && c.holder === undefined) d.putCase({ ...c, language: chosen });
  return { ...me, person, language: chosen };
};

/** Someone else holds this phone now: a new person on the same number, who sees nothing of the other's. */
export const someoneElse = (d: Draft, me: Speaker): Speaker => {
  const id: PersonId = personId(derivedId(d.world.cause, 'someone-else').slice(0, 8));
  const person: Person = { id, number: me.number, language: me.language, languageSure: false };
  d.putPerson(person);
  const record: NumberRecord = { ...me.record, current: id };
  d.putRecord(record);
  return { ...me, person, record };
};

/** The language in which a volunteer for this person should be looked for. */
export const spokenBy = (person: Person): Language => person.speaks ?? person.language;
