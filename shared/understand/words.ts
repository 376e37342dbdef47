/** Longest text that is looked at, in characters: ten times what a phone sends; the rest changes nothing. */
export const LONGEST_TEXT = 16_000;

/** A text as the lexicons see it: folded words, and for each the number of its sentence. */
export interface Words {
  readonly words: readonly string[];
  /** Sentence number of each word; a phrase never reaches over a sentence's end. */
  readonly sentence: readonly number[];
  /** For each sentence, whether a question mark ends it. */
  readonly asked: readonly boolean[];
  /** The words behind which a comma or a dash stands: one breath ends there. */
  readonly breaths: ReadonlySet<number>;
}

/** Abbreviations that people type on a keypad, in the languages of the lexicons. */
const SHORT_FORMS: ReadonlyMap<string, string> = new Map(
  // biome-ignore format: pairs read better in rows.
  Object.entries({
    pls: 'please', plz: 'please', plss: 'please', plzz: 'please', plse: 'please', pleas: 'please', pleez: 'please', pliz: 'please', plez: 'please', plis: 'please',
    u: 'you', ya: 'ya', r: 'are', ur: 'your', youre: 'you are', im: 'im', iam: 'im', ppl: 'people', pple: 'people', peeps: 'people', peple: 'people', poeple: 'people',
    thx: 'thanks', thks: 'thanks', tks: 'thanks', thnx: 'thanks', thanx: 'thanks', tnx: 'thanks', ty: 'thanks', tq: 'thanks',
    tmrw: 'tomorrow', tmr: 'tomorrow', tmw: 'tomorrow', '2moro': 'tomorrow', '2morrow': 'tomorrow', '2mrw': 'tomorrow', tomoro: 'tomorrow', tomorow: 'tomorrow', tommorow: 'tomorrow', tommorrow: 'tomorrow', tom: 'tom',
    '2day': 'today', '2nite': 'tonight', tonite: 'tonight', '2night': 'tonight', wknd: 'weekend', gonna: 'going to', gunna: 'going to', gona: 'going to', wanna: 'want to', wana: 'want to', gotta: 'have to',
    b4: 'before', som1: 'someone', some1: 'someone', sum1: 'someone', smone: 'someone', any1: 'anyone', ne1: 'anyone', sumone: 'someone', nd: 'need', nede: 'need', neede: 'need', nee: 'need', neeb: 'need', knead: 'need', nneed: 'need', ned: 'need', nedd: 'need', nead: 'need', neeed: 'need', nid: 'need', neet: 'need', wtr: 'water', hv: 'have', hav: 'have', dnt: 'dont', dun: 'dont', dont: 'dont',
    cuz: 'because', bc: 'because', asap: 'asap', hlp: 'help', halp: 'help', meds: 'meds', w: 'with', wo: 'without', txt: 'text', txting: 'texting', txts: 'texts', msg: 'message', msgs: 'messages', abt: 'about', rn: 'now', hse: 'house', apt: 'apartment',
    oy: 'hoy', orita: 'ahorita', horita: 'ahorita', aorita: 'ahorita', somo: 'somos', comda: 'comida', grasias: 'gracias', xq: 'porque', porq: 'porque', xfa: 'porfavor', xfavor: 'porfavor', porfa: 'porfavor', porfis: 'porfavor', tmb: 'tambien', tb: 'tambien', nesesito: 'necesito', necesto: 'necesito', nesecito: 'necesito', necesitto: 'necesito', nececito: 'necesito', nesesitamos: 'necesitamos', nececitamos: 'necesitamos', nesecitamos: 'necesitamos', ncsito: 'necesito',
  }).filter(([from, to]) => from !== to),
);

const WORD_OR_BREAK = /[\p{L}\p{N}\p{M}]+(?:'(?:s|t|m|re|ve|ll|d|all)(?![\p{L}]))?|[.!?;:\n,]+| [-\u2013\u2014] /gu;
const MARKS = /[\u0300-\u036f]/g;
const APOSTROPHES = /[\u2018\u2019\u02bc\u00b4`]/g;
const ASCII_ONLY = /^[\x20-\x7e\n]*$/;

/** The text in lower case without accents and with plain apostrophes. */
export function fold(text: string): string {
  const short = text.length > LONGEST_TEXT ? text.slice(0, LONGEST_TEXT) : text;
  if (ASCII_ONLY.test(short)) return short.toLowerCase();
  return short.normalize('NFKD').replace(MARKS, '').replace(APOSTROPHES, "'").toLowerCase();
}

/** Three or more of one letter stand for a voice raised, not for spelling: "foooood", "pleeease". */
const calm = (word: string): string => (/([a-z])\1\1/.test(word) ? word.replace(/([a-z])\1{2,}/g, '$1$1') : word);

/** A single dot, "!" or "?" ends a sentence; a comma or a row of dots is only a breath. */
const endsSentence = (mark: string): boolean => /[!?;\n]/.test(mark) || mark === '.';

/** Dots in place of spaces: "he.has.a.gun" is one breath, "Yes.I am here" is two. */
const DOTS_FOR_SPACES = /[\p{L}\p{N}]+(?:\.[\p{L}\p{N}]+){2,}/gu;
const spaced = (text: string): string => (text.includes('.') ? text.replace(DOTS_FOR_SPACES, run => run.replaceAll('.', ' ')) : text);

/** Cuts a text into folded words, short forms written out, with the sentence that each stands in. */
export function readWords(text: string): Words {
  const words: string[] = [];
  const sentence: number[] = [];
  const asked: boolean[] = [];
  const breaths = new Set<number>();
  let current = 0;
  let filled = false;
  for (const [piece] of spaced(fold(text)).matchAll(WORD_OR_BREAK)) {
    if (/^[.!?;:\n, ]/.test(piece)) {
      breaths.add(words.length - 1);
      if (!filled || !endsSentence(piece)) continue;
      asked[current] = piece.includes('?');
      current += 1;
      filled = false;
      continue;
    }
    filled = true;
    for (const word of spell(piece)) {
      words.push(word);
      sentence.push(current);
    }
  }
  if (filled) asked[current] = false;
  return { words, sentence, asked, breaths };
}

function spell(piece: string): readonly string[] {
  const word = calm(piece.replace("'", ''));
  if (piece.endsWith("'ll")) return [piece.slice(0, -3), 'will'];
  const long = SHORT_FORMS.get(word);
  if (long === undefined) return [word];
  return long.includes(' ') ? long.split(' ') : [long];
}
