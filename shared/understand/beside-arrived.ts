import type { Need } from '../domain/needs.ts';
import { cameIn, needsNamed } from './came.ts';
import { understand } from './understand.ts';
import { fold } from './words.ts';

const YES =
  /^\W*(?:(?:yes|yeah|yea|yep|yup|si|ya)[\s,.!]+)?(?:(?:it|everything|all of it|the \p{L}+|todo|la \p{L}+|el \p{L}+)\s+(?:did|came|arrived|got here|has arrived|llego)|(?:i|we)\s+(?:got|received)\s+(?:it|everything)|(?:me |nos )?llego|lo recibi)\b[\s,.!;]*|^\W*(?:yes|yeah|yea|yep|yup|si)\b[\s,.!;]+/u;
const JOINS = /^(?:(?:thanks|thank you|thx|gracias|but|and|also|plus|however|pero|y|tambien|aunque)\b[\s,.!;]*)+/u;

/** What stands behind a plain yes to "did it arrive?": "yes it came but he was rude". Undefined where no more than a yes is said. */
export const behindYes = (text: string): string | undefined => {
  const said = fold(text);
  const yes = YES.exec(said)?.[0];
  if (yes === undefined) return undefined;
  const rest = said.slice(yes.length).replace(JOINS, '').trim();
  return /\p{L}{2}\W+\p{L}{2}/u.test(rest) ? rest : undefined;
};

const BUT = /\b(?:but|except|pero|menos|excepto)\b/u;
const GOT =
  /^\W*(?:(?:yes|yeah|si|ok|hi|hola|ya)[\s,.!]+)*(?:(?:i|we|ya|me|nos)\s+)*(?:just\s+|only\s+|solo\s+)?(?:got|received|recibi|recibimos|llego|llegaron|trajeron)\b/u;
const LACKS =
  /\b(?:not|no|never|didnt|didn't|hasnt|hasn't|havent|haven't|still|without|missing|nothing|except|falta|faltan|faltaron|falto|nunca|sin|menos)\b/u;

/** "Got the food but not the ride": what came and what did not, by what is named; undefined where a text does not tell both. */
export const partsCame = (text: string): { readonly came: readonly Need[]; readonly missing: readonly Need[] } | undefined => {
  const said = fold(text);
  const at = BUT.exec(said);
  if (!at) return undefined;
  const [first, second] = [said.slice(0, at.index), said.slice(at.index)];
  const missing = LACKS.test(second) || /^(?:menos|except)/u.test(second) ? needsNamed(second) : [];
  if (missing.length === 0 || !(GOT.test(first) || cameIn(first) === 'came')) return undefined;
  return { came: needsNamed(first), missing };
};

const WHO = String.raw`(?:he|she|they|it|u|you|someone|somebody|anyone|anybody|the \p{L}+|my \p{L}+|\p{L}+)`;
const ASKS_YET = new RegExp(
  String.raw`^\W*(?:(?:ok|hi|hello|hey|so|but|and|wait|um|hola|oiga|pero|y)[\s,.!?]+)*(?:(?:is|are|r|was)\s+${WHO}\s+(?:still\s+|even\s+|ever\s+)?(?:coming|comin|on (?:the|his|her|their) way|here yet)|(?:when|wen|what time|how soon|how long)(?:s|'s| is| are| r| will| do| does|\s+til\w*)?\s+${WHO}\s+(?:be\s+)?(?:coming|comin|come|comes|arrive|arrives|arriving|get here|getting here|be here|here)|(?:a que hora|cuando|ya|todavia|si)?\s*(?:viene|vienen|llega|llegan|va a (?:venir|llegar)|van a (?:venir|llegar))(?:\s+\p{L}+){0,4}\s*[?]?$|(?:a que hora|cuando)\s+(?:\p{L}+\s+){0,2}(?:viene|vienen|llega|llegan|va a|van a)\b)`,
  'u',
);
const LATER = /\b(?:again|next|another|back|otra vez|proxim[oa]|de nuevo|regresa)\b/u;
const ASKS_MAX = 9;

/** "Is he coming?", "when is Ana coming", said to whether it arrived: it has not. */
export const asksWhenItComes = (text: string): boolean => {
  const said = fold(text);
  if (said.split(/\s+/).length > ASKS_MAX || !/com|here|arriv|way|vien|lleg|veni/.test(said) || LATER.test(said)) return false;
  return ASKS_YET.test(said) && !understand(text).request;
};
