import { fold } from './words.ts';

const SOFTLY =
  '(?:(?:ok|okay|yes|yeah|yep|sure|hi|hey|hello|well|maybe|perhaps|actually|nvm|so|i think|i guess|si|claro|bueno|pues|hola|quizas?|tal vez|a lo mejor|creo que)[ ,.!:-]+)*';
const CAN =
  "(?:i (?:could|can|might|may|will|would|ll|m able|am able|am free|m free|m available)|i'?(?:ll|d)|im (?:able|free|available)|can do|could do|will do|puedo|podria|lo puedo|yo (?:puedo|podria|voy)|la hago|lo hago|si puedo)";
const IF =
  '(?:but|if|only|unless|after|before|around|about|once|when|until|till|at|later|in (?:a|an|the|\\d)|depends?|as long as|provided|tomorrow|tonight|pero|si|solo|solamente|siempre que|a menos que|despues|antes|como a|cuando|hasta|a las?|mas tarde|manana|en (?:la|una|\\d)|depende)';
const made = {
  yes: new RegExp(
    `^${SOFTLY}(?:${CAN}\\b[^?]*\\b${IF}\\b)|^(?:ok|okay|yes|yeah|yep|sure|si|claro|bueno)[ ,.!:-]+(?:but |only |pero |solo )?${IF}\\b`,
    'u',
  ),
  no: /^(?:(?:sorry|hi|hey|aw|oh|ok|man|damn|no|ay|perdon|lo siento)[ ,.!:-]+)*(?:(?:i )?(?:wish i could|would(?: love to| like to)?|d love to|d like to|really wanted to|wanted to|want to|could)\b(?! (?:do|come|bring|go|take|only|after|be|get|pick|drive|help|make))[^?]{0,20}\b(?:but|except|only)\b(?! (?:only|after|not (?:until|before)|later|around|at \d|if|i can)\b)|(?:me )?(?:gustaria|encantaria|quisiera|ojala pudiera)\b.{0,20}\bpero\b|(?:it'?s |its |thats |that'?s |that is |it is |esta |me queda |queda )?(?:(?:too|very|so|way too|a bit|muy|demasiado) (?:far|heavy|late|much|lejos|pesado|tarde|retirado))\b)/u,
};

/**
 * What words on an offer come to that make conditions: `yes` where they would take it if, after or once something is so ("ok but only after 5"), `no` where
 * they only say why they don't ("I would but its too far"). Undefined for everything else.
 */
export const onCondition = (text: string): 'yes' | 'no' | undefined => {
  const said = fold(text.slice(0, 240)).replace(/\s+/g, ' ').trim();
  if (made.no.test(said)) return 'no';
  return made.yes.test(said) ? 'yes' : undefined;
};
