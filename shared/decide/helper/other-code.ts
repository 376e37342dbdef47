import { type CaseCode, caseCode } from '../../domain/ids.ts';
import type { Draft } from '../draft/draft.ts';
import type { Helper } from '../draft/meet.ts';
import { waits } from '../draft/turn.ts';
import { aboutCase, has } from './about-case.ts';
import { decideReply } from './reply-to-offer.ts';

/** "709 on my way", "to 709: hello", "(709) hello", "hi 709 it's Ana": a code, and nothing before it that tells anything. */
const LEADS =
  /^[\s#(["'*-]*(?:(?:hi|hello|hey|ok|hola|oye|to|for|re|about|tell|text|message|msg|case|code|number|para|a|al|el|la|caso|codigo|numero|dile a|digale a)[\s:,.#(-]+)*([1-9]\d{2,4})(?!\d)([\s\S]*)$/i;

/** What makes a number something else than a code: a time, a street, a price, so many of something. */
const NO_CODE =
  /^(?:[:.,]\d|\s*(?:[-\u2013/]\s*\d|%|\$)|(?:st|nd|rd|th)\b|\s*(?:m|mins?|minutes?|minutos?|h|hrs?|hours?|horas?|[ap]\.?m\.?|o.?clock|st|street|ave?|avenue|blvd|rd|road|pl|place|dr|drive|ct|court|lane|ln|pkwy|parkway|broadway|terrace|block|calle|avenida|cuadras?|lbs?|pounds?|libras?|oz|ml|dollars?|dolares|bucks|pesos|miles?|ft|feet|(?:\p{L}+\s+){1,2}(?:st|street|ave?|avenue|blvd|rd|road|pl|place|pkwy|parkway))\b)/iu;
/** "930 works for me": an hour without its colon, and a word on it. */
const HOUR = /^(?:1[0-2]|[1-9])[0-5]\d$/;
const OF_AN_HOUR =
  /^\s*(?:works?|is (?:good|fine|ok|great|better)|ok|okay|good|fine|sounds?|then|perfect|sharp|tonight|tomorrow|today|me parece|esta bien|hoy|manana)\b/i;

const isCode = (number: string, after: string): boolean => !NO_CODE.test(after) && !(HOUR.test(number) && OF_AN_HOUR.test(after));

/** The code that these words are under, which is none of those that they have or are asked about, and what follows it. */
const otherCode = (d: Draft, me: Helper, text: string): { readonly code: CaseCode; readonly words: string } | undefined => {
  const found = LEADS.exec(text);
  const code = caseCode(found?.[1] ?? '');
  const after = found?.[2] ?? '';
  const { held, live, lapsed } = me.volunteer;
  const near = [...held, ...live, ...lapsed.filter(r => r.asked !== undefined)];
  if (!code || !/\p{L}/u.test(after) || has(near, code)) return undefined;
  if (d.caseByCode(code)) return d.case(me.number, code) ? undefined : { code, words: after.replace(/^[\s:,.)\]"'*-]+/, '').trim() };
  // A house number, where that is where they have to go.
  const isPlace = held.some(r =>
    [d.case(r.number, r.code)?.place ?? '', ...(d.case(r.number, r.code)?.notes ?? [])].some(told => told.includes(code)),
  );
  return isPlace || !isCode(code, after) ? undefined : { code, words: after.replace(/^[\s:,.)\]"'*-]+/, '').trim() };
};

/**
 * Words under the code of a case that is not theirs, be it mistyped or another's: they are for nobody whom this volunteer helps, and nothing in them counts for
 * what they have. They hear that nothing was sent. Answers false where a text names no such case.
 */
export const underOtherCode = (d: Draft, me: Helper, text: string): boolean => {
  const { held, name } = me.volunteer;
  const [only] = held;
  if (!only || (waits(d, me) && d.session(me.number)?.script !== 'menu')) return false;
  const other = otherCode(d, me, text);
  if (!other) return false;
  const { code, words } = other;
  if (d.caseByCode(code) && (aboutCase(d, me, code, words) || decideReply(d, me, `${code} ${words}`))) return true;
  d.reply(d.line(me.language, held.length === 1 ? 'not-sent-one' : 'not-sent', { code, me: name, held: only.code }));
  return true;
};
