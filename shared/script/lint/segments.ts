import { SegmentedMessage } from 'sms-segments-calculator';
import type { Branch, Script } from '../script.ts';
import { type Finding, finding, type Linted } from './finding.ts';
import { isSpokenOnly, type Text, textsOf } from './texts.ts';

export interface Segments {
  readonly count: number;
  readonly encoding: 'GSM-7' | 'UCS-2';
  /** Characters that GSM-7 does not have, each once. */
  readonly odd: readonly string[];
}

/** The characters that GSM-7 has at the price of one (3GPP TS 23.038); those of its extension table cost two. */
const PLAIN = /^[\n !"#$%&'()*+,\-./0-9:;<=>?@A-Z_a-z¡£¤¥§¿ÄÅÆÇÉÑÖØÜßàäåæèéìñòöøùüΓΔΘΛΞΠΣΦΨΩ]*$/;
const ONE_PART = 160;
const EACH_PART = 153;

/**
 * How many parts a text is sent in, as the carrier counts and bills them. Most texts hold plain characters only, which need no calculator:
 * it takes a quarter of a second for all that the line can say, at every start.
 */
export function segmentsOf(text: string): Segments {
  if (PLAIN.test(text)) {
    const count = text.length <= ONE_PART ? Math.min(1, text.length) : Math.ceil(text.length / EACH_PART);
    return { count, encoding: 'GSM-7', odd: [] };
  }
  const message = new SegmentedMessage(text);
  return {
    count: text === '' ? 0 : message.segmentsCount,
    encoding: message.encodingName === 'GSM-7' ? 'GSM-7' : 'UCS-2',
    odd: [...new Set(message.getNonGsmCharacters())],
  };
}

/** What can stand for a character that GSM-7 does not have. */
// biome-ignore format: a table
const TWINS: Readonly<Record<string, string>> = {
  'á': 'a', 'í': 'i', 'ó': 'o', 'ú': 'u', 'Á': 'A', 'Í': 'I', 'Ó': 'O', 'Ú': 'U', 'â': 'a', 'ê': 'e', 'î': 'i', 'ô': 'o', 'û': 'u', 'ç': 'Ç', 'ë': 'e', 'ï': 'i',
  '’': "'", '‘': "'", '`': "'", '“': '"', '”': '"', '«': '"', '»': '"', '–': '-', '—': '-', '…': '...', '•': '-', '\u00a0': ' ', '\t': ' ', '™': '(TM)',
};

const shown = (character: string): string =>
  /^\s$/u.test(character) ? `U+${(character.codePointAt(0) ?? 0).toString(16)}` : `"${character}"`;
const twin = (character: string): string => {
  const found = TWINS[character] ?? character.normalize('NFKD').replace(/\p{M}/gu, '');
  return found !== '' && found !== character ? `${shown(character)} -> "${found}"` : `${shown(character)} -> leave it out`;
};

/** S: what does each text cost to send, and why? */
export function lintSegments(linted: Linted): readonly Finding[] {
  const texts = textsOf(linted, 'sms')
    .filter(text => !isSpokenOnly(text))
    .map(text => ({ ...text, segments: segmentsOf(text.text) }));
  return [...texts.flatMap(text => lintText(text)), ...wholePaths(linted, texts)];
}

type Counted = Text & { readonly segments: Segments };

function lintText({ name, text, template, place, segments }: Counted): readonly Finding[] {
  const { count, encoding, odd } = segments;
  const found: Finding[] = [];
  const plain = encoding === 'UCS-2' && odd.length > 0;
  if (plain) {
    const what = `"${name}" has ${odd.map(shown).join(', ')}, which makes every part of the text hold 70 characters instead of 160.`;
    found.push(finding('S01', 'W', place, what, `Write ${odd.map(twin).join(', ')}.`));
  }
  // A text that hands over where somebody lives and what they said is as long as that is.
  const allowed = template.includes('{details}') ? 2 : 1;
  if (count > allowed) {
    const what = `"${name}" can take ${count} text segments (${text.length} characters with the longest values).`;
    found.push(
      finding(
        'S01',
        count > 2 ? 'E' : 'W',
        place,
        what,
        plain ? 'Mend the characters first, then shorten it.' : 'Shorten it to 160 characters.',
      ),
    );
  }
  return found;
}

/** S02: what the longest way through a script costs in texts to one person. */
function wholePaths({ book, sources }: Linted, texts: readonly Counted[]): readonly Finding[] {
  return Object.values(book.scripts).flatMap(script =>
    Object.keys(book.words).map(language => {
      const cost = new Map(
        texts.flatMap(text =>
          text.script === script.id && text.language === language && text.kind === 'ask' ? [[text.node ?? '', text.segments.count]] : [],
        ),
      );
      const total = longest(script, cost, script.start, new Map());
      const what = `"${script.id}" takes at most ${total} segment${total === 1 ? '' : 's'} in ${language} when every question is answered at once.`;
      return finding('S02', 'I', sources.script(script.id, 'start'), what, 'Fewer questions or shorter texts make it cheaper.');
    }),
  );
}

/** The dearest way from here to the end; each node counts once, also where the script goes round. */
function longest(script: Script, cost: ReadonlyMap<string, number>, from: string, known: Map<string, number>): number {
  const node = script.nodes[from];
  const before = known.get(from);
  if (node === undefined || before !== undefined) return before ?? 0;
  known.set(from, 0);
  const ways: readonly Branch[] = [...node.goto, ...(node.kind === 'ask' ? node.choices.flatMap(choice => choice.goto ?? []) : [])];
  const total = (cost.get(from) ?? 0) + Math.max(0, ...ways.map(branch => longest(script, cost, branch.to, known)));
  known.set(from, total);
  return total;
}
