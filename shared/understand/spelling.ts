/** Another spelling of a word that the lexicons know, or the word itself. */
export type Speller = (word: string) => string;

/** One edit is forgiven only in words at least this long; shorter ones have too many neighbours. */
const LONG_ENOUGH = 6;

/** Everyday words one edit away from a word of need. */
// biome-ignore format: a list of words.
const NOT_A_SLIP: ReadonlySet<string> = new Set((
  'thirty hungary staring starting startling carving rental formal former format formulas showed shower shove shovel shave sleeper winner sinner ' +
  'closes closer clothed blanked winter printer counter lonelier bather teat tents tested dental mental medial median heated beater eaters neater theater rented ' +
  'shocks rocks docks pills hills bills fills wills rides sides tides drives drived injure curious hotels models dosage doctored nursery purses courses ' +
  'depress depressing sheltie blankest ganging changing charge charger wedding welding bedding feeling reading heading leading feedings breeding needing seeding ' +
  'driving drinking thinking shrinking drunk parent barber baker bakers dinners diners loaned board boarding batter butter better bitter matter water later waiter ' +
  'please clinical comical policy clients client shopping sopping sister sisters tamper hamper camper campers tampers damper pamphlet babied rabies ladies daddies buddies ' +
  'insulting results refills grief brief relief company campaign pasture passage visits visited visito visitas tomate temor duermo verdura cuento cuenta ' +
  'tratamiento alimenta lecha leches pecho techos cobrar panel paneles manuales canales anales finales iguales papeles pastel pastelito recital salida comido comidos unidas perdidas ' +
  'cuatro cuatros shift shifts intrude intrudes attacker bridges bridge fridges cooling looking booking coking cocking soaping'
).split(' '));

const singular = (word: string): string => {
  if (word.endsWith('ies') && word.length > 5) return `${word.slice(0, -3)}y`;
  if (word.endsWith('es') && word.length > 5) return word.slice(0, -2);
  return word.endsWith('s') && word.length > 3 ? word.slice(0, -1) : word;
};

/** Builds a speller: it knows plurals of all `words`, and forgives one edit in the long ones among those of `forgiving`. */
export function spellerFor(words: () => ReadonlySet<string>, forgiving: () => readonly string[]): Speller {
  // Gathered only for a word that needs them: a first text is mostly of short ones.
  let all: ReadonlySet<string> | undefined;
  let near: Neighbours | undefined;
  const known = (word: string): boolean => {
    all ??= words();
    return all.has(word);
  };
  const mendOne = (word: string): string => {
    near ??= neighboursIn(forgiving());
    return mend(word, near);
  };
  const read = (word: string): string => {
    if (word.length < LONG_ENOUGH - 1 && !word.endsWith('s')) return word;
    if (known(word)) return word;
    const one = singular(word);
    if (one !== word && known(one)) return one;
    if (word.endsWith('es') && known(word.slice(0, -1))) return word.slice(0, -1);
    return word.length < LONG_ENOUGH - 1 || NOT_A_SLIP.has(word) || NOT_A_SLIP.has(one) ? word : mendOne(word);
  };
  return remembering(read);
}

/** Most words come again and again; this many are kept, then all are let go. */
const REMEMBERED = 4_000;

function remembering(read: Speller): Speller {
  const kept = new Map<string, string>();
  return word => {
    const before = kept.get(word);
    if (before !== undefined) return before;
    if (kept.size >= REMEMBERED) kept.clear();
    const answer = read(word);
    kept.set(word, answer);
    return answer;
  };
}

/** Long words by first letter and length: the first letter is rarely the wrong one. */
type Neighbours = ReadonlyMap<string, readonly string[]>;

function neighboursIn(words: readonly string[]): Neighbours {
  const groups = new Map<string, string[]>();
  for (const word of words) {
    if (word.length < LONG_ENOUGH || /\d/.test(word)) continue;
    const key = `${word[0]}${word.length}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [word]);
    else group.push(word);
  }
  return groups;
}

/** The one long word that is one edit away; the word itself where there is none, or more than one. */
function mend(word: string, near: Neighbours): string {
  let only: string | null = null;
  for (let length = word.length - 1; length <= word.length + 1; length++) {
    for (const candidate of near.get(`${word[0]}${length}`) ?? []) {
      if (!oneEdit(word, candidate)) continue;
      if (only !== null && singular(only) !== singular(candidate)) return word;
      only ??= candidate;
    }
  }
  return only ?? word;
}

/** Whether one letter added, left out, changed, or swapped with its neighbour makes the one word of the other. */
function oneEdit(left: string, right: string): boolean {
  if (Math.abs(left.length - right.length) > 1) return false;
  let start = 0;
  while (start < left.length && left[start] === right[start]) start++;
  let end = 0;
  while (end < Math.min(left.length, right.length) - start && left[left.length - 1 - end] === right[right.length - 1 - end]) end++;
  const leftMiddle = left.slice(start, left.length - end);
  const rightMiddle = right.slice(start, right.length - end);
  if (leftMiddle.length <= 1 && rightMiddle.length <= 1) return true;
  return leftMiddle.length === 2 && leftMiddle[0] === rightMiddle[1] && leftMiddle[1] === rightMiddle[0];
}
