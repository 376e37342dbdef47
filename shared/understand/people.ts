import type { Words } from './words.ts';

/** More than this in one text is a crowd, a price or a mistake; it is left for a person to read. */
const MOST = 500;

const NUMBERS: ReadonlyMap<string, number> = new Map(
  // biome-ignore format: a table.
  Object.entries({
    one: 1, two: 2, three: 3, four: 4, five: 5, six: 6, seven: 7, eight: 8, nine: 9, ten: 10, eleven: 11, twelve: 12, fifteen: 15, twenty: 20, single: 1, couple: 2, both: 2,
    un: 1, una: 1, uno: 1, dos: 2, tres: 3, cuatro: 4, cinco: 5, seis: 6, siete: 7, ocho: 8, nueve: 9, diez: 10, once: 11, doce: 12, quince: 15, veinte: 20,
    youn: 1, yon: 1, twa: 3, kat: 4, senk: 5, sis: 6, set: 7, uit: 8, nef: 9, dis: 10,
    une: 1, deux: 2, trois: 3, quatre: 4, cinq: 5, sept: 7, huit: 8, neuf: 9, dix: 10, onze: 11, douze: 12,
  }),
);

/** Whether a word is a number that is written out. */
export const isNumberWord = (word: string): boolean => NUMBERS.has(word);

const set = (words: string): ReadonlySet<string> => new Set(words.split(' '));

const PERSONS = set(
  'people person persons personas persona moun personne personnes folks adults adult adultos adulto adultas adultes adulte grandmoun kids kid kiddos children child childs ninos ninas nino nina hijos hijas hijo hija timoun pitit enfants enfant babies baby bebes bebe boys boy girls girl sons son daughters daughter mouths souls seniors elders elderly ancianos nietos nietas grandkids grandchildren teens teenagers members miembros integrantes fils fille filles garcons residents women men mujeres hombres toddlers infants',
);
/** Words between a number and whom it counts: "2 little kids", "3 hungry people". */
const BETWEEN = set(
  'little small young hungry other more sick family adult old older yo ti petits petites grandes pequenos pequenas chicos menores',
);
const HOUSEHOLD = set('family household familia hogar casa fanmi famille group grupo party home');
/** Singular people who stand in a list: "me, my wife and 2 kids". */
const KIN = set(
  'wife husband mom mother dad father grandma grandmother grandpa partner boyfriend girlfriend sister brother esposo esposa marido mama papa abuela abuelo hermana hermano pareja mari femme mere pere madanm mari manman aunt uncle roommate',
);
const SELF = set('me i myself yo mi mwen moi');
const AND = set('and y e ak et plus with con n avec');
const ARE = set('somos seremos sommes');
/** What may follow "for 4" so that 4 counts people. */
const AFTER_FOR = set(
  'please today tonight tomorrow now asap in at near by and on thanks hoy ahora manana porfavor por en y urgente gracias hungry to zip this esta jodi aujourd svp stp tanpri nan a',
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

const numberAt = (text: Words, index: number): number | null => {
  const word = text.words[index];
  if (word === undefined) return null;
  const number = /^\d{1,3}$/.test(word) ? Number(word) : (NUMBERS.get(word) ?? null);
  return number !== null && number >= 1 && number <= MOST ? number : null;
};

/** For how many people, if the words say so; never from a ZIP, a time, an address or a count of things. */
export function peopleIn(text: Words): number | null {
  return household(text) ?? counted(text) ?? forSome(text) ?? alone(text);
}

const at = (text: Words, index: number): string => text.words[index] ?? '';

/** "Family of 4", "somos 5", "nou se 6", "there are 3 of us", "we are 5". */
function household(text: Words): number | null {
  for (let index = 0; index < text.words.length; index++) {
    const number = numberAt(text, index);
    if (number === null) continue;
    const [one, two, three] = [at(text, index - 1), at(text, index - 2), at(text, index - 3)];
    if (number === 1 && !/^(?:1|one|uno)$/.test(at(text, index))) continue;
    if ((one === 'of' || one === 'de') && HOUSEHOLD.has(two)) return number;
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

/** "4 people", "2 adults and 3 kids", "me and my 2 kids", "me, my wife and 2 kids". */
function counted(text: Words): number | null {
  let total = 0;
  let found = false;
  for (let index = 0; index < text.words.length; index++) {
    const number = numberAt(text, index);
    if (number === null) continue;
    const noun = BETWEEN.has(at(text, index + 1)) && PERSONS.has(at(text, index + 2)) ? at(text, index + 2) : at(text, index + 1);
    if (!PERSONS.has(noun) || (number === 1 && !/^\d|^one$/.test(at(text, index)) && !found && !selfAnd(text, index))) continue;
    if (/^(?:size|talla|apt|number|numero|#)$/.test(at(text, index - 1))) continue;
    total += number + (found ? 0 : othersBefore(text, index));
    found = true;
    if (/^(?:people|personas|persons|moun|personnes)$/.test(noun)) return Math.min(total, MOST);
  }
  return found && total <= MOST ? total : null;
}

const selfAnd = (text: Words, index: number): boolean => othersBefore(text, index) > 0;

/** Who stands in the list before the first number: "me and my" is one, "my husband and I and our" are two. */
function othersBefore(text: Words, index: number): number {
  let others = 0;
  let linked = false;
  for (let back = index - 1; back >= Math.max(0, index - 8); back--) {
    const word = at(text, back);
    if (text.sentence[back] !== text.sentence[index]) break;
    if (AND.has(word)) linked = true;
    else if (linked && (SELF.has(word) || KIN.has(word)))
      others += word === 'mi' && KIN.has(at(text, back + 1)) ? 0 : word === 'mi' && PERSONS.has(at(text, back + 1)) ? 0 : 1;
    else if (!/^(?:my|our|mi|mis|a|the|pitit|s|de|nuestros|mes|nos)$/.test(word)) break;
  }
  return others;
}

/** "For 4", "para 5": only where nothing follows that the number could count instead. */
function forSome(text: Words): number | null {
  for (let index = 1; index < text.words.length; index++) {
    const number = numberAt(text, index);
    if (number === null || number > 30 || !FOR.has(at(text, index - 1)) || !/^\d|^(?!un$|una$|uno$|une$|yon$|youn$)/.test(at(text, index)))
      continue;
    if (at(text, index - 1) === '4' && index < 2) continue;
    if (numberAt(text, index + 2) !== null && at(text, index + 1) === 'to') continue;
    const next = at(text, index + 1);
    if (next === '' || text.sentence[index + 1] !== text.sentence[index] || AFTER_FOR.has(next) || /^\d{5}$/.test(next)) return number;
  }
  return null;
}

function alone(text: Words): number | null {
  const line = ` ${text.words.join(' ')} `;
  return ALONE.some(phrase => line.includes(` ${phrase} `)) ? 1 : null;
}
