import { type Element, Malformed, parse, textOf } from './xml.ts';

/** Reads what a webhook answered as strictly as Twilio does: what is not well-formed is not sent to anyone. */

export interface TwimlMessage {
  readonly to?: string;
  readonly body: string;
  readonly media: number;
}
export type Answer = { readonly ok: true; readonly messages: readonly TwimlMessage[] } | { readonly ok: false; readonly why: string };

/** The messages that the answer asks for, or why Twilio would not understand it (its errors 12100 and 12200). */
export const readTwiml = (xml: string): Answer => {
  try {
    const root = parse(xml);
    if (root.name !== 'Response') throw new Malformed('the outermost element must be <Response>');
    return { ok: true, messages: root.children.flatMap(child => (typeof child === 'string' ? [] : [message(child)])) };
  } catch (error) {
    if (error instanceof Malformed) return { ok: false, why: error.message };
    throw error;
  }
};

const message = (element: Element): TwimlMessage => {
  if (element.name !== 'Message') throw new Malformed(`<${element.name}> is not understood in an answer to a text`);
  const named = (name: string): Element[] =>
    element.children.filter(child => typeof child !== 'string' && child.name === name) as Element[];
  const bodies = named('Body');
  const body = bodies.length > 0 ? bodies.map(textOf).join('') : textOf(element).trim();
  const to = element.attributes.to;
  return { body, media: named('Media').length, ...(to === undefined ? {} : { to }) };
};
