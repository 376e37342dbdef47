import type { Danger } from '../domain/needs.ts';
import { findDanger, mayBeDanger, mayBeDespair } from './danger.ts';
import { isQuestion } from './question.ts';
import { isSmallTalk } from './small-talk.ts';
import { fold } from './words.ts';

/** Somebody takes it back, or says that all are well. */
const CALM =
  /\b(?:joke|joking|jokes|kidding|jk|lol|lmao|haha|just (?:saying|an expression|a figure)|figure of speech|not (?:really|literally|serious)|(?:im|i am|we are|were|they are|theyre|everyone is|everybody is|all) (?:all )?(?:fine|ok|okay|safe|good|well|out)|(?:nobody|no one|noone) (?:is |was |got )?(?:hurt|in danger|injured|inside|in (?:it|there))|false alarm|no danger|all good|not any ?more|it (?:is|has|s)? ?(?:over|stopped)|ya no|ya paso|estoy bien|estamos bien|(?:todos|todo) (?:estan |esta )?bien|broma|nadie (?:esta |salio |fue )?(?:herido|lastimado|en peligro|adentro)|no hay (?:nadie|peligro))\b/;
/** A no, and nothing that it belongs to: "no one answers" is none. */
const NO = /^\W*(?:no|nope|nah)\b(?! (?:one|body|way|air|time|exit|puedo|puede|podemos|pueden|hay salida|sale|salen|answer|me|se))/;
const NOT_BARE_NO = /\b(?:but|pero|still|todavia|inside|adentro|trapped|atrapad[oa]s?|bleeding|sangr\w+|help|ayuda|hurry|come|vengan)\b/;
/** Somebody asks for help in the form of a question: "can someone come??" */
const COME = /\b(?:come|coming|send|hurry|help|quick|fast|vengan|venir|manden|ayuda|apurense|rapido)\b/;
const BURNS = /\b(?:fire|burn\w*|smoke|flames?|fuego|humo|incendio|quem\w+|llamas)\b/;

/**
 * What words say to "Is someone in danger now?", where they are no plain yes or no: danger, where they tell anything at all that calms nobody, since whoever is
 * in it does not look for keys; `calm`; undefined where they say nothing of it.
 */
export const afterDoubt = (text: string): 'danger' | 'calm' | undefined => {
  const said = fold(text);
  if (CALM.test(said)) return 'calm';
  if (NO.test(said) && !NOT_BARE_NO.test(said)) return undefined;
  if (!/\p{L}{2}/u.test(text) || isSmallTalk(text)) return undefined;
  if (mayBeDanger(text) || COME.test(said)) return 'danger';
  return isQuestion(text) ? undefined : 'danger';
};

/** A yes that is hard to say. */
const HALF_YES =
  /^\W*(?:maybe|sometimes|kind ?of|kinda|sort of|i think so|i guess|a little|i ?dont know|i don't know|idk|not sure|i have been|quizas?|tal vez|a veces|un poco|creo que si|no se)\b/;

/** The same for whether they think of hurting themselves: only what tells of it is a yes, and whoever speaks of something else is asked once more. */
export const afterDespair = (text: string): 'danger' | 'calm' | undefined => {
  const said = fold(text);
  if (HALF_YES.test(said) || mayBeDespair(text)) return 'danger';
  return CALM.test(said) ? 'calm' : mayBeDanger(text) ? 'danger' : undefined;
};

/** The kind of danger that words tell of which name none outright, or those of somebody who was asked whether they think of hurting themselves. */
export const dangerOf = (words: string, self = false): Danger =>
  findDanger(words) ?? (self ? 'self-harm' : BURNS.test(fold(words)) ? 'fire' : 'medical');
