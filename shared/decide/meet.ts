import { hasNumber } from '../domain/call.ts';
import { derivedId, type Language, language as lang, type PersonId, type PhoneNumber, personId } from '../domain/ids.ts';
import type { NumberRecord, Person } from '../domain/person.ts';
import { type Powers, powersOf, type Volunteer } from '../domain/volunteer.ts';
import type { Understanding } from '../understand/understanding.ts';
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
  /** Their roster row, made up from their role where they have none yet; undefined for residents. */
  readonly volunteer?: Volunteer;
  readonly powers: Powers;
}

/** Someone with a roster row, speaking as that. */
export type Helper = Speaker & { readonly volunteer: Volunteer };

const offered = (d: Draft, tag: string | null): Language | undefined => d.world.community.languages.find(l => l === tag);

const newPerson = (d: Draft, number: PhoneNumber, heard: string | null, assumed: Language): Person => {
  const known = offered(d, heard);
  return {
    id: personId(derivedId(d.world.cause, 'person').slice(0, 8)),
    number,
    language: known ?? assumed,
    languageSure: known !== undefined,
    ...(heard && !known ? { speaks: lang(heard) } : {}),
  };
};

/** A person's language follows what they write until we are sure of it; then it is kept for good. */
const listen = (d: Draft, person: Person, understood: Understanding): Person => {
  if (person.languageSure) return person;
  const heard = understood.language;
  if (heard === null) return person;
  const known = offered(d, heard);
  if (known) return { ...person, language: known, languageSure: true };
  return person.speaks === heard ? person : { ...person, speaks: lang(heard) };
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
    : newPerson(d, number, volunteer ? assumed : understood.language, assumed);
  if (person !== known) d.putPerson(person);
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
    powers: powersOf(d.world.community, number),
    ...(volunteer ? { volunteer } : {}),
  };
};

/** The person chose a language; it is kept for good. */
export const chooseLanguage = (d: Draft, me: Speaker, chosen: Language): Speaker => {
  const { speaks: _speaks, ...kept } = me.person;
  const person: Person = { ...kept, language: chosen, languageSure: true };
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
