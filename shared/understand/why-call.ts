import { fold } from './words.ts';

/** Why somebody wants to be rung and not texted: no credit, or they do not read or write. */
const WHY =
  /\b(?:(?:because|cuz|bc|since|porque|pq|ya que) )?(?:(?:i|we) )?(?:(?:have|got|has|ran|am|im) )?(?:(?:no|out of|any|without) (?:more )?(?:credit|credits|minutes|mins|texts|data|balance|money on (?:my|the) phone)|(?:cant|can't|cannot|dont|don't) (?:text|txt|read|write|see|type)(?: (?:so|very|too|that))?(?: (?:good|well|much|texts|messages))?|no (?:tengo|hay|me queda) (?:saldo|credito|minutos|mensajes)|sin (?:saldo|credito|minutos)|no (?:se|puedo) (?:leer|escribir|ver|textear)(?: (?:bien|mensajes))?|on (?:my|this) phone|en (?:mi|el) (?:telefono|celular))(?: left)?\b/gu;
const COURTESY = /\b(?:please|pls|plz|now|thanks|thank you|back|por favor|porfa|porfavor|gracias|ahora|and|y|i|so)\b/gu;

/** The words beside "call me" without the reasons and the courtesy in them: what is left is said to a person. */
export const besideWhy = (rest: string): string =>
  fold(rest)
    .replace(WHY, ' ')
    .replace(COURTESY, ' ')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
