import { fold } from './words.ts';

/** What a caller says to the line as a line: they want a person, the question once more, the end of the call, or reached us by mistake. */
export type SaidOnCall = 'person' | 'repeat' | 'goodbye' | 'misdialled';

const BEFORE =
  "(?:(?:hi|hello|hey|um|uh|oh|well|ok|okay|no|yes|sorry|excuse me|please|just|oops|whoops|hold on|wait|can you|could you|can i|could i|may i|let me|i|we|need to|want to|would like to|i'?d like to|hola|disculpe|perdon|lo siento|por favor|quiero|quisiera|necesito|puedo|me puede|puede|podria) )*";
const BEHIND = '(?: (?:please|now|right now|thanks|thank you|again|instead|about it|por favor|ahora|gracias))*';
const whole = (core: string): RegExp => new RegExp(`^${BEFORE}(?:${core})${BEHIND}$`, 'u');

const SOMEBODY =
  '(?:somebody|someone|anybody|anyone|(?:a |an |the |your )?(?:real |live |actual )?(?:person|human|human being|representative|rep|operator|agent|volunteer|coordinator)|alguien|(?:una? |el |la )?(?:persona|representante|operadora?|agente|voluntari[oa]|coordinadora?))(?: (?:real|live|human|on the (?:line|phone)|here|de verdad|real|de carne y hueso|en vivo|en persona|humana?|en la linea))*';
const SAYS: readonly (readonly [SaidOnCall, RegExp])[] = [
  [
    'person',
    whole(
      `(?:speak|talk)(?:ing)?(?: to| with)? ${SOMEBODY}|(?:get|give|connect) me (?:to |with )?${SOMEBODY}|hablar con ${SOMEBODY}|comuni(?:queme|car(?:me)?) con ${SOMEBODY}`,
    ),
  ],
  [
    'person',
    whole('(?:a |the )?(?:representative|rep|operator|agent|customer service|receptionist)|(?:una? )?(?:representante|operadora?|agente)'),
  ],
  [
    'repeat',
    whole(
      "(?:repeat|say) (?:that|it|this|the question)|repeat|(?:say )?(?:all )?(?:of )?(?:that |it )?(?:all )?(?:one more time|once more)|say (?:that |it )?again|what did you say|what was that|(?:i )?(?:did not|didn'?t|couldn'?t) (?:hear|catch|get) (?:that|you|it)|repita(?:lo)?|repetir(?:lo)?|repetirme|otra vez|(?:digalo|diga) otra vez|como dijo|que dijo|no (?:le )?(?:oi|escuche)",
    ),
  ],
  ['goodbye', whole('good ?bye|bye(?: ?bye)?|hang up|adios|hasta luego|adios y gracias')],
  [
    'misdialled',
    whole(
      "(?:the |a )?wrong (?:number|person|place)|(?:i |we )?(?:must )?(?:have |'?ve )?(?:got |dialed |dialled |called |have )?(?:the |a )?wrong (?:number|place|person)|(?:numero equivocado|me equivoque(?: de numero)?|equivoque el numero)",
    ),
  ],
];

/** The words of a whole utterance, where they say one of these and nothing else; "I need to talk to someone about rent" says more. */
export const saidOnCall = (text: string): SaidOnCall | undefined => {
  const said = fold(text.slice(0, 120))
    .replace(/[^\p{L}\p{N}' ]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return SAYS.find(([, pattern]) => pattern.test(said))?.[0];
};
