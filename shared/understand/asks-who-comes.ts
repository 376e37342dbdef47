import { fold } from './words.ts';

const COMES =
  /\b(?:when|where|who|cuando|donde|quien)\b|\b(?:coming|comin|come|here yet|on (?:the|their|her|his) way|viene|vienen|vendra|vendran|llega|llegan)\b/u;

/** Whether what follows a word of thanks asks for whoever is awaited: "ok when", "thanks, r u coming". */
export const asksWhetherAnybodyComes = (text: string): boolean => COMES.test(fold(text));
