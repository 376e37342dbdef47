import { type CaseCode, caseCode } from './ids.ts';

/** Numbers below a hundred as they are said, in the languages that callers speak with us. */
const UNITS: ReadonlyMap<string, number> = new Map(
  // biome-ignore format: a table.
  Object.entries({
    zero: 0, oh: 0, o: 0, nought: 0, one: 1, two: 2, three: 3, four: 4, five: 5, six: 6, seven: 7, eight: 8, nine: 9,
    ten: 10, eleven: 11, twelve: 12, thirteen: 13, fourteen: 14, fifteen: 15, sixteen: 16, seventeen: 17, eighteen: 18, nineteen: 19,
    twenty: 20, thirty: 30, forty: 40, fourty: 40, fifty: 50, sixty: 60, seventy: 70, eighty: 80, ninety: 90,
    cero: 0, uno: 1, un: 1, una: 1, dos: 2, tres: 3, cuatro: 4, cinco: 5, seis: 6, siete: 7, ocho: 8, nueve: 9,
    diez: 10, once: 11, doce: 12, trece: 13, catorce: 14, quince: 15, dieciseis: 16, diecisiete: 17, dieciocho: 18, diecinueve: 19,
    veinte: 20, veintiun: 21, veintiuno: 21, veintidos: 22, veintitres: 23, veinticuatro: 24, veinticinco: 25, veintiseis: 26,
    veintisiete: 27, veintiocho: 28, veintinueve: 29,
    treinta: 30, cuarenta: 40, cincuenta: 50, sesenta: 60, setenta: 70, ochenta: 80, noventa: 90,
  }),
);
const HUNDREDS: ReadonlyMap<string, number> = new Map(
  // biome-ignore format: a table.
  Object.entries({
    cien: 100, ciento: 100, doscientos: 200, trescientos: 300, cuatrocientos: 400, quinientos: 500, seiscientos: 600,
    setecientos: 700, ochocientos: 800, novecientos: 900,
  }),
);
/** What stands around a number without being one. */
const BESIDE: ReadonlySet<string> = new Set(
  'uh um er hm well ok okay yes yeah so its it s is thats that the my our a i we im in at number code codes zip zipcode postal please and thanks thank you eh este bueno si es el la mi nuestro numero codigo de por favor en y gracias estoy vivo live'.split(
    ' ',
  ),
);

const wordsOf = (text: string): readonly string[] =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\p{M}'’]/gu, '')
    .split(/[^\p{L}\d]+/u)
    .filter(word => word !== '');

/** A number in the making: what a word for thousands made of what came before, and what came since. */
interface Making {
  readonly base: number;
  readonly now: number | undefined;
}
const NONE: Making = { base: 0, now: undefined };
const written = ({ base, now }: Making): string => (base === 0 && now === undefined ? '' : String(base + (now ?? 0)));

/** Whether a smaller number goes on the one before: "twenty five", "two hundred sixteen"; "eleven two" are two of them. */
const goesOn = (before: number | undefined, unit: number): before is number =>
  before !== undefined &&
  unit > 0 &&
  ((before >= 100 && before % 100 === 0) || (unit < 10 && before % 100 >= 20 && before % 10 === 0 && before > 0));

/** The number with one more word; undefined where that word begins another. */
const withWord = (making: Making, word: string): Making | undefined => {
  const { base, now } = making;
  if (word === 'hundred' && now !== undefined && now > 0 && now < 100) return { base, now: now * 100 };
  if ((word === 'thousand' || word === 'mil') && base === 0 && now !== undefined && now > 0 && now < 100)
    return { base: now * 1000, now: undefined };
  const number = HUNDREDS.get(word) ?? UNITS.get(word);
  if (number === undefined) return undefined;
  if (now === undefined && base > 0) return { base, now: number };
  return goesOn(now, number) ? { base, now: now + number } : undefined;
};

/**
 * The digits of a number that is said in any way and nothing besides it: "1 1 2 1 6", "112 16", "one one two one six", "uh eleven two sixteen".
 * Undefined where anything else is said, or no number.
 */
export const saidDigits = (text: string): string | undefined => {
  let said = '';
  let making = NONE;
  for (const word of wordsOf(text)) {
    const more = withWord(making, word);
    if (more) {
      making = more;
      continue;
    }
    const number = HUNDREDS.get(word) ?? UNITS.get(word);
    const digits = /^\d{1,10}$/.test(word);
    if (number === undefined && !digits) {
      if (!BESIDE.has(word)) return undefined;
      continue;
    }
    said += written(making);
    making = digits ? NONE : { base: 0, now: number };
    if (digits) said += word;
  }
  said += written(making);
  return said === '' ? undefined : said;
};

const NAMES_CODE =
  /^\W*(?:(?:hi|hello|hola|yes|si|it'?s)\W+)*(?:my|the|mi|el)\s+(?:code|case|number|request|c[oó]digo|n[uú]mero|pedido)(?:\s+(?:code|number))?\s*(?:is|it'?s|es)?\s+([a-z0-9][a-z0-9 ,.-]*)$/iu;

/** "My code is three hundred": the code, as it would be keyed. */
export const codeSaid = (text: string): CaseCode | undefined => {
  const words = NAMES_CODE.exec(text.slice(0, 120).replace(/[.!]\s*$/, ''))?.[1];
  return words === undefined ? undefined : caseCode(saidDigits(words) ?? words.replace(/[\s,.-]/g, ''));
};
