import { numberAt } from './numbers.ts';
import type { Words } from './words.ts';

const set = (words: string): ReadonlySet<string> => new Set(words.split(' '));

export const PERSONS = set(
  'people person persons personas persona moun personne personnes folks adults adult adultos adulto adultas adultes adulte grandmoun kids kid kiddos children child childs ninos ninas nino nina hijos hijas hijo hija timoun pitit enfants enfant babies baby bebes bebe boys boy girls girl sons son daughters daughter mouths souls seniors elders elderly ancianos nietos nietas grandkids grandchildren teens teenagers members miembros integrantes fils fille filles garcons residents women men mujeres hombres toddlers infants',
);
/** People who are one each: "me, my wife and 2 kids". */
const KIN = set(
  'wife husband mom mother dad father grandma grandmother grandpa partner boyfriend girlfriend sister brother esposo esposa marido mama papa abuela abuelo hermana hermano pareja mari femme mere pere madanm mari manman aunt uncle roommate cousin niece nephew madre padre tia tio prima primo suegra suegro cunada cunado',
);
const SELF = set('me i myself yo mwen moi');
const AND = set('and y e ak et plus with con n avec also tambien mas');
/** Words that may stand before one of a list: "my", and "old" in "my old mother". */
const OWNERS = set('my our mi mis a the el la los las un una her his su sus nuestros nuestro nuestra mes nos mon ma');
/** Before these they are several, also where the ending is not written: "con los niño". */
const SEVERAL = set('los las mis sus nuestros nuestras');
const BESIDE = set(
  'ti little small young hungry sick family adult old older elderly disabled single pregnant soltera soltero viuda embarazada chiquito chiquita petits petites grandes pequenos pequenas chicos menores mayor enferma enfermo own',
);
/** Of these one alone is meant only with a word before it: "a baby" is somebody, "baby food" is not. */
const ONE_PERSON = set(
  'kid child nino nina hijo hija baby bebe boy girl son daughter teen teenager toddler infant newborn toddler nieto nieta',
);
/** Words that follow whom they tell of: "madre soltera con 3 hijos". */
const AFTER = set('soltera soltero viuda viudo embarazada embarazado enferma enfermo mayor');
const OTHERS = set('more others other extra mas otros otras');
const TOTAL = set('people personas persons moun personnes');
const PARENT = set('mother mom mama mum madre father dad papa padre parent');

/** Several people named one after another. */
interface List {
  readonly from: number;
  readonly to: number;
  readonly total: number;
  /** Whether the one who writes is among them; how many others are; and whether a number stands among them. */
  readonly self: boolean;
  readonly others: number;
  readonly counted: boolean;
  /** "Kids" without a number: there are more than the words tell. */
  readonly open: boolean;
}

const at = (text: Words, index: number): string => text.words[index] ?? '';

/** One of a list that begins here: how many it is, and where it ends. */
interface Item {
  readonly count: number;
  readonly to: number;
  readonly what: 'self' | 'counted' | 'one' | 'open' | 'total';
}

function itemAt(text: Words, from: number): Item | undefined {
  let index = from;
  while (BESIDE.has(at(text, index)) || OWNERS.has(at(text, index))) index++;
  const word = at(text, index);
  const number = numberAt(text, index);
  if (number !== null) return countedAt(text, index, number);
  if (word === 'twins' || word === 'gemelos' || word === 'gemelas') return { count: 2, to: index + 1, what: 'counted' };
  const several = SEVERAL.has(at(text, index - 1));
  const isOne = KIN.has(word) || (ONE_PERSON.has(word) && OWNERS.has(at(text, index - 1)) && !several);
  if (isOne) return withTheirs(text, word, index + 1);
  return PERSONS.has(word) && (!ONE_PERSON.has(word) || several) && index > from ? { count: 0, to: index + 1, what: 'open' } : undefined;
}

/** "3 little kids"; "one person" alone counts nobody. A number that counts nobody is none of the list. */
function countedAt(text: Words, index: number, number: number): Item | undefined {
  if (/^(?:size|talla|apt|number|numero|age|edad)$/.test(at(text, index - 1))) return undefined;
  let to = index + 1;
  while (BESIDE.has(at(text, to)) || OTHERS.has(at(text, to))) to++;
  const noun = at(text, to);
  if (!PERSONS.has(noun) && !KIN.has(noun.replace(/s$/, ''))) return undefined;
  const isWord = number === 1 && !/^(?:1|one)$/.test(at(text, index));
  const what = isWord || !PERSONS.has(noun) ? 'one' : TOTAL.has(noun) && number > 1 ? 'total' : 'counted';
  return { count: number, to: to + 1, what };
}

/** "A mother of three": she, and three. */
function withTheirs(text: Words, word: string, to: number): Item {
  const number = PARENT.has(word) && /^(?:of|de)$/.test(at(text, to)) ? numberAt(text, to + 1) : null;
  if (number === null) return { count: 1, to, what: 'one' };
  return { count: 1 + number, to: to + 2 + (PERSONS.has(at(text, to + 2)) ? 1 : 0), what: 'counted' };
}

/** Whoever writes, where they stand in a list: "me and ..." or "me, my wife ..." at its head, "... and me" after others. */
function selfAt(text: Words, index: number, list: List): Item | undefined {
  const word = at(text, index);
  const [before, next] = [at(text, index - 1), at(text, index + 1)];
  // "Para mi y mis hijos": whose is said of nobody that an "and" follows.
  if (!SELF.has(word) && !(word === 'mi' && AND.has(next))) return undefined;
  const isFirst = list.to === list.from && (AND.has(next) || (word !== 'i' && OWNERS.has(next) && !/^(?:a|the|el|la)$/.test(next)));
  // "I have a baby and I need" says no more of "I" than that; "my wife and I" begins its sentence.
  const begins =
    text.sentence[list.from - 1] !== text.sentence[list.from] || /^(?:for|of|is|its|are|just|para)$/.test(at(text, list.from - 1));
  const isNext = list.to > list.from && !list.self && (word === 'i' ? AND.has(before) && begins : AND.has(before) || AND.has(next));
  return isFirst || isNext ? { count: 1, to: index + 1, what: 'self' } : undefined;
}

/** The list that begins here, as far as one follows another. */
function listAt(text: Words, from: number): List | undefined {
  let list: List = { from, to: from, total: 0, self: false, others: 0, counted: false, open: false };
  let index = from;
  while (index < text.words.length && text.sentence[index] === text.sentence[from]) {
    if (list.to > from && (AND.has(at(text, index)) || AFTER.has(at(text, index)))) {
      index++;
      continue;
    }
    // "Me plus 2": of what is not said, so they are people as well.
    const item =
      selfAt(text, index, list) ?? itemAt(text, index) ?? (list.self && AND.has(at(text, index - 1)) ? bareNumber(text, index) : undefined);
    if (item === undefined) break;
    index = item.to;
    list = {
      ...list,
      to: index,
      total: list.total + item.count,
      self: list.self || item.what === 'self',
      others: list.others + (item.what === 'self' ? 0 : item.count),
      counted: list.counted || item.what === 'counted' || item.what === 'total',
      open: list.open || item.what === 'open',
    };
    if (item.what === 'total') break;
  }
  return list.to > from ? list : undefined;
}

/** "2" or "2 more", and nothing after it in its sentence. */
const bareNumber = (text: Words, index: number): Item | undefined => {
  const number = numberAt(text, index);
  const to = OTHERS.has(at(text, index + 1)) ? index + 2 : index + 1;
  return number !== null && text.sentence[to] !== text.sentence[index] ? { count: number, to, what: 'counted' } : undefined;
};

/** Every list of people in a text. */
export function listsIn(text: Words): readonly List[] {
  const lists: List[] = [];
  for (let index = 0; index < text.words.length; ) {
    const list = listAt(text, index);
    if (list) lists.push(list);
    index = list?.to ?? index + 1;
  }
  return lists;
}
