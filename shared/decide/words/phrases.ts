import { type Case, isConflict } from '../../domain/case.ts';
import type { CaseCode, Language } from '../../domain/ids.ts';
import type { Urgency } from '../../domain/needs.ts';
import { placeForOffer, zipIn, zoneName } from '../../domain/place.ts';
import { firstName } from '../../domain/volunteer.ts';
import type { Term } from '../../script/script.ts';
import { againstHolder } from '../../understand/against.ts';
import { speaksOf } from '../../understand/speaks-of.ts';
import { fold } from '../../understand/words.ts';
import type { Draft } from '../draft/draft.ts';
import type { Speaker } from '../draft/meet.ts';
import { byWords, whenWords } from './needed-by.ts';

/** How whoever has a case talks to its person by phone, said on calls: only a PIN opens the keys, and a text does without. */
export const talkBy = (d: Draft, { language, volunteer }: Pick<Speaker, 'language' | 'volunteer'>, code: CaseCode): string =>
  d.line(language, volunteer?.pin ? 'call-talk-key' : 'call-talk-text', { code });

const term = (name: string): Term => ({ term: name });

/** The needs of a case as words: "food and baby things", or "your request" where nothing is known yet. */
export const needTerms = (c: Pick<Case, 'needs'>): readonly Term[] =>
  c.needs.length > 0 ? c.needs.map(n => term(`needs.${n}`)) : [term('needs.unknown')];

const listOf = (d: Draft, language: Language, items: readonly (string | Term)[]): string => d.inline(language, items);

const whatParts = (
  d: Draft,
  c: Case,
  language: Language,
  where: string | undefined,
  day: Urgency | 'unknown' | undefined = c.when,
  unsaid: Term = term('needs.unknown'),
): string => {
  const needs = listOf(d, language, c.needs.length > 0 ? needTerms(c) : [unsaid]);
  const first = c.people ? `${needs} ${d.line(language, 'for-people', { people: c.people })}` : needs;
  const when = c.by ? byWords(d, language, c.by) : day ? whenWords(d, language, c, day) : undefined;
  return [first, when, where].filter(part => part !== undefined && part !== '').join(', ');
};

/** What a resident reads of their own case: "food for 4, today, 11216". */
export const whatForResident = (d: Draft, c: Case, language: Language): string =>
  whatParts(d, c, language, c.place ? (zipIn(c.place) ?? zoneName(c.zone, d.world.community)) : undefined);

/** What they hear of it where its code follows, which a ZIP before it would run into: "food for 4, today". */
export const briefForResident = (d: Draft, c: Case, language: Language): string => whatParts(d, c, language, undefined);

/** The same as what a sentence on a call begins with: "Your request for food", or "Your request" where they have not said for what. */
export const requestForResident = (d: Draft, c: Case, language: Language): string => {
  const brief = briefForResident(d, c, language);
  return c.needs.length > 0 ? d.line(language, 'your-request', { brief }) : capital(brief);
};

const whereForOffer = (d: Draft, c: Case): string => {
  const zone = zoneName(c.zone, d.world.community);
  const place = c.place ? placeForOffer(c.place, d.world.community) : undefined;
  return [zone, place].filter(part => part).join(' ');
};

/**
 * What a volunteer reads before accepting: need, household, when ("any day" where nobody said), zone or cross streets, language. Never a name, a house number, a
 * phone number or the person's own words.
 */
export const whatForOffer = (d: Draft, c: Case, language: Language): string => {
  const day = c.urgency === 'now' ? 'today' : (c.when ?? 'unknown');
  const what = whatParts(d, c, language, whereForOffer(d, c), day, term(c.kind === 'person' ? 'kind.person' : 'needs.unsaid'));
  const speaks = c.language === language ? '' : `, ${d.inline(language, [term(`languages.${c.language}`)])}`;
  return capital(what + speaks);
};

/** A case in a list for a volunteer or the team: what is needed, or of what kind it is, and nothing of what was said. */
export const kindOrWhat = (d: Draft, c: Case, language: Language): string =>
  c.kind === 'need' ? whatForOffer(d, c, language) : d.inline(language, [term(`kind.${isConflict(c) ? 'conflict' : c.kind}`)]);

/** So many characters of somebody's words stand in one text; of a single long note never less than the second number. */
const SHOWN_MAX = { need: 300, person: 900, safety: 900 } as const;
const NOTE_SHOWN_MAX = 900;

/** The person's own words. The newest are always among them; in danger and where a person is wanted they stand first. */
const notesFor = (d: Draft, c: Case, language: Language): string => {
  const shown: string[] = [];
  let left: number = SHOWN_MAX[c.kind];
  for (const note of c.notes.toReversed()) {
    if (shown.length > 0 && note.length > left) break;
    shown.push(note.length > NOTE_SHOWN_MAX ? `${note.slice(0, NOTE_SHOWN_MAX)}...` : note);
    left -= note.length;
  }
  if (shown.length === 0) return '';
  const notes = (c.kind === 'need' ? shown.toReversed() : shown).join(' / ');
  const older = c.notes.length - shown.length;
  const more = older > 0 ? ` ${d.line(language, 'detail-older', { n: older })}` : '';
  return d.line(language, 'detail-notes', { notes }) + more;
};

/** So many digits tell its owner which phone is meant, and nobody else what its number is. */
const ENDS = 4;

/** What the one who accepted may read besides: the place as it was given, the time that was told, and the person's own words. */
export const detailsFor = (d: Draft, c: Case, language: Language): string => {
  const place = c.place ? d.line(language, 'detail-place', { place: c.place }) : '';
  const when = c.by ? d.line(language, 'detail-when', { when: byWords(d, language, c.by) }) : '';
  const keyed = c.keyed && !c.reach ? d.line(language, 'detail-keyed', { ends: c.keyed.phone.slice(-ENDS) }) : '';
  const careful = c.unsafe ? d.line(language, 'detail-unsafe') : '';
  return [careful, place, when, notesFor(d, c, language), keyed].filter(part => part !== '').join(' ');
};

/** The same for whoever has it now: without what was said of them by their name, before they had it or since. */
export const detailsForHolder = (d: Draft, c: Case, language: Language): string => {
  const name = firstName(c.holder?.name ?? '');
  const isOf = (note: string): boolean => againstHolder(note, [name]) !== undefined || speaksOf(note, [name]);
  return detailsFor(d, { ...c, notes: c.notes.filter(note => !fold(note).includes(fold(name)) || !isOf(note)) }, language);
};

export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** Several cases with a number each, for their person to choose one. */
export const listed = (d: Draft, me: Speaker, cases: readonly Case[]): string =>
  cases.map((c, at) => `${at + 1}: ${c.code} ${whatForResident(d, c, me.language)}`).join('; ');
