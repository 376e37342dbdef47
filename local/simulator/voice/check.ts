import { childrenOf, type Element, Malformed, parse, textOf } from '../xml.ts';
import { NOT_RUN, NOUNS, VERBS, type VerbRule, WHILE_SCREENING, WHILE_WAITING } from './schema.ts';

/** Where a document runs: as the call itself, as what someone in a queue hears, or as what a dialled person hears first. */
export type Place = 'call' | 'waiting' | 'screening';
/** What Twilio would log; the numbers are its own error codes. */
export interface Fault {
  readonly code: number;
  readonly what: string;
}
/** A document that can be run, with what is wrong in it all the same, or why nothing of it can. */
export type Reading =
  | { readonly ok: true; readonly verbs: readonly Element[]; readonly faults: readonly Fault[] }
  | { readonly ok: false; readonly fault: Fault };

/** https://www.twilio.com/docs/api/errors/11750 */
export const TWIML_BYTES_MAX = 64 * 1024;

/** Reads an answer to a call as Twilio does. What it would only warn of is listed, and what cannot be read at all is refused. */
export const readVoice = (xml: string, place: Place = 'call'): Reading => {
  if (Buffer.byteLength(xml) > TWIML_BYTES_MAX) return { ok: false, fault: { code: 11750, what: 'the answer is longer than 64 kB' } };
  try {
    const root = parse(xml);
    if (root.name !== 'Response') throw new Malformed('the outermost element must be <Response>');
    return { ok: true, verbs: childrenOf(root), faults: [...loose(root), ...inDocument(childrenOf(root), place)] };
  } catch (error) {
    if (error instanceof Malformed) return { ok: false, fault: { code: 12100, what: `the answer cannot be read: ${error.message}` } };
    throw error;
  }
};

/** Its code for everything that does not fit its schema: https://www.twilio.com/docs/api/errors/12200 */
const wrong = (what: string): Fault => ({ code: 12200, what });
const loose = (element: Element): Fault[] => (textOf(element).trim() === '' ? [] : [wrong(`words stand loose in <${element.name}>`)]);

const inDocument = (verbs: readonly Element[], place: Place): Fault[] => {
  const end = verbs.findIndex(leadsAway);
  const never = end < 0 ? [] : verbs.slice(end + 1).map(verb => wrong(`<${verb.name}> never runs: <${verbs[end]?.name}> comes before it`));
  return [...verbs.flatMap(verb => verbFaults(verb, place)), ...never, ...(place === 'call' ? fallThrough(verbs) : [])];
};

/** Whether nothing after this verb can ever be reached. */
const leadsAway = ({ name, attributes }: Element): boolean => {
  if (name === 'Gather') return attributes.actionOnEmptyResult === 'true';
  if (name === 'Dial' || name === 'Enqueue') return attributes.action !== undefined;
  return VERBS[name]?.ends === true;
};

/** A question whose silence leads nowhere ends the call without a word. */
const fallThrough = (verbs: readonly Element[]): Fault[] => {
  const last = verbs.at(-1);
  return last?.name === 'Gather' && last.attributes.actionOnEmptyResult !== 'true'
    ? [wrong('a <Gather> stands last: who says nothing is hung up on (actionOnEmptyResult, or a verb after it)')]
    : [];
};

const ALLOWED = { waiting: WHILE_WAITING, screening: WHILE_SCREENING } as const;

const verbFaults = (verb: Element, place: Place): Fault[] => {
  const rule = VERBS[verb.name];
  if (rule === undefined) return [unknown(verb.name, 'an answer to a call')];
  const here =
    place === 'call' || ALLOWED[place].has(verb.name) ? [] : [wrong(`<${verb.name}> cannot stand in what is run while ${place}`)];
  return [...here, ...elementFaults(verb, rule), ...extra(verb)];
};

const unknown = (name: string, where: string): Fault =>
  NOT_RUN.has(name)
    ? { code: 0, what: `the simulator does not run <${name}>, though Twilio does` }
    : wrong(`Twilio knows no <${name}> in ${where}`);

const elementFaults = (element: Element, rule: VerbRule): Fault[] => {
  const { name, attributes } = element;
  const faults = Object.entries(attributes).flatMap(([key, value]) => {
    const check = Object.hasOwn(rule.attributes, key) ? rule.attributes[key] : undefined;
    if (check === undefined) return [wrong(`<${name}> has no attribute ${key}`)];
    const why = check(value);
    return why === undefined ? [] : [wrong(`<${name} ${key}="${value}">: ${why}`)];
  });
  const words = allText(element).trim();
  if (rule.text === 'needed' && words === '') faults.push(wrong(`<${name}> is empty`));
  if (rule.text === 'none' && textOf(element).trim() !== '') faults.push(wrong(`words stand loose in <${name}>`));
  for (const child of childrenOf(element)) {
    if (!rule.inside.includes(child.name))
      faults.push(NOT_RUN.has(child.name) ? unknown(child.name, `<${name}>`) : wrong(`<${child.name}> cannot stand in <${name}>`));
    else if (name !== 'Say') faults.push(...insideFaults(child, name));
  }
  return faults;
};

const insideFaults = (child: Element, parent: string): Fault[] => {
  const rule = VERBS[child.name] ?? NOUNS[child.name];
  if (rule === undefined) return [unknown(child.name, `<${parent}>`)];
  return [...elementFaults(child, rule), ...extra(child)];
};

/** All words of an element, those inside what stands in it too. */
export const allText = (element: Element): string =>
  element.children.map(child => (typeof child === 'string' ? child : child.name === 'break' ? ' ' : allText(child))).join('');

/** Rules that no single attribute can tell. */
const extra = (element: Element): Fault[] => {
  const { name, attributes } = element;
  const text = allText(element).trim();
  const found: string[] = [];
  if (name === 'Redirect' || (name === 'Play' && attributes.digits === undefined)) {
    if (/\s/.test(text) || !URL.canParse(text, 'https://base.example/')) found.push(`<${name}> must hold an address`);
  }
  if (name === 'Enqueue' || name === 'Queue') {
    if (text.length > 64) found.push(`the name of a queue may have 64 characters, this has ${text.length}`);
    if (text === '' && attributes.workflowSid === undefined) found.push(`<${name}> names no queue`);
  }
  if (name === 'Number' && !/^(\+[1-9]\d{6,14}|[\d() .-]{10,})$/.test(text)) found.push(`<Number> holds no phone number`);
  if (name === 'Record' && attributes.transcribe === 'true') {
    const most = Number(attributes.maxLength ?? 3_600);
    if (most > 120) found.push('<Record transcribe> is only for recordings of 2 to 120 seconds; maxLength is more (13617)');
  }
  if (name === 'Say' && speaksOther(attributes.voice, attributes.language)) {
    found.push(`<Say voice="${attributes.voice}" language="${attributes.language}">: the voice speaks another language`);
  }
  if (name === 'Dial') found.push(...dialled(element, text));
  return found.map(wrong);
};

const speaksOther = (voice: string | undefined, language: string | undefined): boolean => {
  const own = /^Google\.([a-z]{2,3}-[A-Z]{2})-/.exec(voice ?? '')?.[1];
  return own !== undefined && language !== undefined && own !== language;
};

const DIALLED_MAX = 10;
const dialled = (dial: Element, text: string): string[] => {
  const nouns = childrenOf(dial);
  const numbers = nouns.filter(child => child.name === 'Number');
  if (text === '') return ['<Dial> dials nobody'];
  if (numbers.length > DIALLED_MAX) return [`<Dial> rings at most ${DIALLED_MAX} numbers at once`];
  if (nouns.length > 0 && numbers.length !== nouns.length && nouns.length > 1) return ['<Dial> dials either numbers or one queue'];
  return textOf(dial).trim() !== '' && nouns.length > 0 ? ['words stand loose in <Dial>'] : [];
};
