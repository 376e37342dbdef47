import { listsIn, PERSONS } from './household.ts';
import { MOST, numberAt } from './numbers.ts';
import type { Words } from './words.ts';

const set = (words: string): ReadonlySet<string> => new Set(words.split(' '));
const HOUSEHOLD = set('family famly fam household familia hogar casa fanmi famille group grupo party home');
const AND = set('and y e ak et plus with con n avec');
const ARE = set('somos seremos sommes');
/** What may follow "for 4" so that 4 counts people. */
const AFTER_FOR = set(
  'we i im ive its he she they there who because since but or so my our is are have has can could if vivo vivimos estamos estoy somos tengo tenemos mi mis nuestra pero porque que vivimos please today tonight tomorrow now asap in at near by and on thanks hoy ahora manana porfavor por en y urgente gracias hungry apt apartment unit floor suite corner halal kosher vegan vegetarian to zip this esta jodi aujourd svp stp tanpri nan a',
);
const FOR = set('for para pa pour pou 4');
const ALONE = [
  'just me',
  'only me',
  'solo yo',
  'soy solo yo',
  'solo para mi',
  'living alone',
  'live alone',
  'vivo sola',
  'vivo solo',
  'by myself',
  'just myself',
  'for myself',
  'seulement moi',
  'juste moi',
  'm sel',
  'poukont mwen',
  'one person',
  'una persona',
];

/** For how many people, if the words say so; never from a ZIP, a time, an address or a count of things. */
export function peopleIn(text: Words): number | null {
  return household(text) ?? counted(text) ?? forSome(text) ?? alone(text);
}

const at = (text: Words, index: number): string => text.words[index] ?? '';

/** The size of a household, said as such: "family of 4", "somos 5", "nou se 6", "there are 3 of us", "we are 5". */
export function household(text: Words): number | null {
  for (let index = 0; index < text.words.length; index++) {
    const number = numberAt(text, index);
    if (number === null) continue;
    const [one, two, three] = [at(text, index - 1), at(text, index - 2), at(text, index - 3)];
    if (number === 1 && !/^(?:1|one|uno)$/.test(at(text, index))) continue;
    if ((one === 'of' || one === 'de') && HOUSEHOLD.has(two)) return number;
    if (ARE.has(one) && AND.has(at(text, index + 1))) return number + (listsIn(text).find(({ from }) => from === index + 2)?.total ?? 0);
    if (ARE.has(one) || (ARE.has(two) && /^(?:una|una?|como|unos)$/.test(one))) return number;
    if (one === 'se' && (two === 'nou' || two === 'n')) return number;
    if (at(text, index + 1) === 'of' && at(text, index + 2) === 'us') return number;
    const ends = text.sentence[index + 1] !== text.sentence[index];
    if (
      one === 'are' &&
      two === 'we' &&
      (ends || AND.has(at(text, index + 1)) || PERSONS.has(at(text, index + 1)) || at(text, index + 1) === 'in')
    )
      return number;
    if (
      one === 'are' &&
      /^(?:there|we)$/.test(two) &&
      at(text, index + 1) === 'in' &&
      /^(?:my|our|the)$/.test(at(text, index + 2)) &&
      HOUSEHOLD.has(at(text, index + 3))
    )
      return number;
    if (HOUSEHOLD.has(one) && /^(?:my|our|the)?$/.test(two) && three === 'people') return number;
  }
  return null;
}

/** Whether this is told of children one has, which leaves open whether they are all: "i have 3 kids". */
const HAS = /^(?:have|has|got|gotten|tengo|tiene|tenemos|with)$/;

/** "4 people", "2 adults and 3 kids", "me and my 2 kids", "my mother and I". Where two are told of, the larger: the other is a part of it. */
function counted(text: Words): number | null {
  const lists = listsIn(text).filter(list => !list.open && ((list.counted && !onlyTheirs(text, list)) || (list.self && list.others > 0)));
  const most = Math.max(0, ...lists.map(({ total }) => total));
  return most > 0 && most <= MOST ? most : null;
}

const onlyTheirs = (text: Words, { from, to, self }: { readonly from: number; readonly to: number; readonly self: boolean }): boolean =>
  !self &&
  /^(?:kids?|child|children|ninos|ninas|hijos|hijas|boys|girls|sons|daughters|babies)$/.test(at(text, to - 1)) &&
  HAS.test(at(text, from - 1)) &&
  (/^(?:i|we)$/.test(at(text, from - 2)) || /^ten/.test(at(text, from - 1)));

/** "For 2, year olds" still counts them. */
const ONES = /^(?:year|years|yr|yrs|month|months|ano|anos|mes|meses|days?|weeks?|dias?|semanas?|pm|am)$/;

/** "For 4", "para 5": only where nothing follows in the same breath that the number could count instead. */
function forSome(text: Words): number | null {
  for (let index = 1; index < text.words.length; index++) {
    const number = numberAt(text, index);
    if (number === null || number > 30 || !FOR.has(at(text, index - 1)) || !/^\d|^(?!un$|una$|uno$|une$|yon$|youn$)/.test(at(text, index)))
      continue;
    if (at(text, index - 1) === '4' && index < 2) continue;
    if (numberAt(text, index + 2) !== null && at(text, index + 1) === 'to') continue;
    const next = at(text, index + 1);
    if (text.breaths.has(index) && numberAt(text, index + 1) === null && !ONES.test(next)) return number;
    if (next === '' || text.sentence[index + 1] !== text.sentence[index] || AFTER_FOR.has(next) || /^\d{5}$/.test(next)) return number;
  }
  return null;
}

function alone(text: Words): number | null {
  const line = ` ${text.words.join(' ')} `;
  return ALONE.some(phrase => line.includes(` ${phrase} `)) ? 1 : null;
}
