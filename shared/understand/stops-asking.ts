import { fold } from './words.ts';

const SAID =
  /^\W*(?:(?:please|pls|plz|just|ok|omg|por favor|ya)\W+)*(?:stop (?:it|that)|(?:stop|quit|enough|no more) (?:with )?(?:the |all (?:the|these) |asking(?: me)?(?: so many| all| these| the)* ?)?(?:questions)?|(?:stop|quit) asking(?: me)?(?: things| stuff)?|(?:basta|dejen?|paren?|no mas) (?:de |con )?(?:las |tantas |mas |hacerme |hacer )*(?:preguntas|preguntar(?:me)?)|no (?:me )?pregunten? mas|ya basta)(?:\W+(?:please|pls|now|already|por favor|ya|omg))*\W*$/u;
const CUE = /\b(?:stop|quit|enough|more|basta|dej|par|pregunt)/iu;

/** Whether somebody wants our questions to end, and says nothing of our texts: "stop asking me questions", "ya basta". */
export const stopsAsking = (text: string): boolean =>
  CUE.test(text) && SAID.test(fold(text)) && !/^\W*(?:stop|quit|enough|no more)\W*$/iu.test(text);
