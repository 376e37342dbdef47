const NAME = /(\{[A-Za-z]\})/;
const escaped = (piece: string): string => piece.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
/** A code as it is written, and as it is said: "412", "4, 1, 2", "4 1 2." */
const spokenCode = (code: string): string => [...code].join('[,. ]*');
/** {a}: the two digits by which a shift is taken. */
const SHIFT_NUMBER = '\\d\\d';
const UNKNOWN = { written: '\\d{3,5}', spoken: '\\d(?:[,.]? ?\\d){2,4}' } as const;

/** The codes of a conversation: {A} stands for the same one wherever it is written or said, {a} for the number of a shift. */
export class Codes {
  readonly #known = new Map<string, string>();
  fill(text: string): string {
    return text.replace(/\{([A-Za-z])\}/g, (all, name: string) => this.#known.get(name) ?? all);
  }
  /** Whether `actual` is `expected`, learning the codes that stand for names not known yet. */
  matches(expected: string, actual: string, how: 'written' | 'spoken' = 'written'): boolean {
    const part = /^~([\s\S]*)~$/.exec(expected)?.[1];
    const named = new Set<string>();
    const pattern = (part ?? expected)
      .split(NAME)
      .map(piece => this.#pattern(piece, named, how))
      .join('');
    const m = new RegExp(part === undefined ? `^${pattern}$` : pattern, 's').exec(actual);
    if (!m) return false;
    for (const [name, code] of Object.entries(m.groups ?? {})) if (code) this.#known.set(name, code.replace(/\D/g, ''));
    return true;
  }
  #pattern(piece: string, named: Set<string>, how: 'written' | 'spoken'): string {
    const name = /^\{([A-Za-z])\}$/.exec(piece)?.[1];
    if (name === undefined) return escaped(piece);
    const known = this.#known.get(name);
    if (known !== undefined) return how === 'spoken' ? spokenCode(known) : known;
    if (named.has(name)) return `\\k<${name}>`;
    named.add(name);
    return `(?<${name}>${name < 'a' ? UNKNOWN[how] : SHIFT_NUMBER})`;
  }
}
