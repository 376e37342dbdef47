import { fold } from './words.ts';

const BEGINS =
  /^\W*(?:(?:and|but|ok|okay|hi|hello|hola|pero|y)[\s,]+)*(?:why|who|whos|what|whats|when|how|can (?:i|you|u)|could (?:i|you|u)|do (?:i|you|u|they)|does|did|is (?:it|this|that|there|my)|are (?:you|u|they|there)|will (?:i|you|u|they)|would (?:you|it)|para que|por que|xq|pq|quien|quienes|que (?:clase|tipo|hora|comida|idiomas?|van|traen|tienen|necesitan)|a que hora|como (?:sabe|se|le)|cual|cuando|hay que|tengo que|es (?:seguro|gratis|necesario)|puede|podria|le queda|necesito (?:id|identificacion|papeles))\b/;

/** Whether a text asks something, also without a question mark: "why do u need that", "para que quiere saber". */
export const isQuestion = (text: string): boolean => text.includes('?') || BEGINS.test(fold(text));

const ASKS_BACK =
  /\b(?:what|whats|wat|which|where|when|who|whos|whose|how many|how much|how big|how old|what size|do (?:you|u|they|ya|yall)|does|is (?:it|that|this|there)|are (?:you|u|there|they)|any|need (?:ur|your|the|a|you to|u to)|send (?:me|ur|your)|text me|tell me|let me know|lmk|confirm|ok with|can (?:i|you|u)|should i|shall i|que|cual|cuales|donde|cuando|quien|cuant[oa]s?|como|a que|digame|dime|mandeme|avise(?:me)?|confirme|necesito (?:su|tu|el|la|saber)|hay|tienen?|puedo|le sirve)\b/;

/** Whether words to somebody they bring something to may want an answer: wider than a question to the line. */
export const asksBack = (text: string): boolean => isQuestion(text) || ASKS_BACK.test(fold(text));

const WHAT_NEXT =
  /^\W*(?:(?:and|so|ok|okay|but|y|pero|entonces)[\s,]+)*(?:what (?:happens|happen|now|next|do i do|do we do|should i|should we|is next|about now)|what'?s next|now what|then what|how (?:long|soon|much longer)|who(?:'s|s| is)? (?:coming|bringing)|when (?:will|is|are|does|do) (?:it|they|you|u|he|she|someone|somebody)|ahora que|que (?:sigue|pasa|hago|hacemos|viene)|cuando (?:viene|vienen|llega|llegan|va|van)|cuanto (?:falta|tiempo|tarda|tardan)|quien (?:viene|trae))\b/;

/** Whether somebody who waits asks how it goes on, also without a question mark: "what happens now", "y ahora que". */
export const asksWhatNext = (text: string): boolean => WHAT_NEXT.test(fold(text));
