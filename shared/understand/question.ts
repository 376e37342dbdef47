import { fold } from './words.ts';

const BEGINS =
  /^\W*(?:(?:and|but|ok|okay|hi|hello|hola|pero|y)[\s,]+)*(?:why|who|whos|what|whats|when|how|can (?:i|you|u)|could (?:i|you|u)|do (?:i|you|u|they)|does|did|is (?:it|this|that|there|my)|are (?:you|u|they|there)|will (?:i|you|u|they)|would (?:you|it)|para que|por que|xq|pq|quien|quienes|que (?:clase|tipo|hora|comida|idiomas?|van|traen|tienen|necesitan)|a que hora|como (?:sabe|se|le)|cual|cuando|hay que|tengo que|es (?:seguro|gratis|necesario)|puede|podria|le queda|necesito (?:id|identificacion|papeles))\b/;

/** Whether a text asks something, also without a question mark: "why do u need that", "para que quiere saber". */
export const isQuestion = (text: string): boolean => text.includes('?') || BEGINS.test(fold(text));
