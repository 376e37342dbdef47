/** Reads XML as strictly as Twilio does: what is not well-formed is understood by nobody (its error 12100). */

export interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: (Element | string)[];
}

const TOKEN =
  /<!--[\s\S]*?-->|<!\[CDATA\[([\s\S]*?)\]\]>|<(\/?)([A-Za-z][\w.-]*)((?:\s+[\w:-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>|([^<]+)/y;
const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** What is wrong with the document, in words. */
export class Malformed extends Error {}

/** The text that stands directly inside an element. */
export const textOf = (element: Element): string => element.children.filter(child => typeof child === 'string').join('');
/** The elements that stand directly inside an element. */
export const childrenOf = (element: Element): readonly Element[] => element.children.filter(child => typeof child !== 'string');

/** The outermost element of a document. Throws `Malformed`. */
export const parse = (xml: string): Element => {
  const outside: Element = { name: '', attributes: {}, children: [] };
  const open = [outside];
  TOKEN.lastIndex = /^<\?xml[^>]*\?>/.exec(xml)?.[0].length ?? 0;
  while (TOKEN.lastIndex < xml.length) {
    const at = TOKEN.lastIndex;
    const token = TOKEN.exec(xml);
    if (token === null) throw new Malformed(`not well-formed at character ${at + 1}`);
    place(open, token);
  }
  if (open.length > 1) throw new Malformed(`<${open.at(-1)?.name}> is not closed`);
  const [root, ...more] = outside.children.filter(child => typeof child !== 'string' || child.trim() !== '');
  if (root === undefined || typeof root === 'string' || more.length > 0) throw new Malformed('there must be one outermost element');
  return root;
};

const place = (open: Element[], token: RegExpExecArray): void => {
  const [, cdata, closing, name, attributes, empty, text] = token;
  const inside = open.at(-1);
  if (cdata !== undefined || text !== undefined) inside?.children.push(cdata ?? decode(text ?? ''));
  else if (name === undefined) return;
  else if (closing) {
    if (open.length === 1 || inside?.name !== name) throw new Malformed(`</${name}> closes nothing`);
    open.pop();
  } else {
    const element: Element = { name, attributes: attributesOf(attributes ?? ''), children: [] };
    inside?.children.push(element);
    if (!empty) open.push(element);
  }
};

const attributesOf = (text: string): Record<string, string> =>
  Object.fromEntries([...text.matchAll(/([\w:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)].map(([, key, a, b]) => [key, decode(a ?? b ?? '')]));

const decode = (text: string): string =>
  text.replace(/&([^;\s&]*);?/g, (whole, name: string) => {
    const plain = ENTITIES[name] ?? numbered(name);
    if (plain === undefined || !whole.endsWith(';')) throw new Malformed('a bare & must be written &amp;');
    return plain;
  });

const numbered = (name: string): string | undefined => {
  const [, hex, decimal] = /^#(?:x([0-9a-fA-F]{1,6})|(\d{1,7}))$/.exec(name) ?? [];
  const code = hex === undefined ? Number(decimal ?? Number.NaN) : Number.parseInt(hex, 16);
  return code <= 0x10ffff ? String.fromCodePoint(code) : undefined;
};
