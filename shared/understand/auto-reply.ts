/**
 * What phones and offices answer by themselves. A machine that is answered answers again, for ever; but whoever is taken for one hears nothing:
 * so it must say more than people do. "I'm driving there now" and "this phone is not safe" are people's words; what is missed here is counted.
 */
const LABEL =
  /^\W*(?:auto(?:mat(?:ic|ed))?[\s-]?(?:repl(?:y|ies)|respon[sd]\w*|message|text)|respuesta autom[aá]tica|mensaje autom[aá]tico|repons otomatik|out of (?:the )?office|fuera de la oficina)\s*(?:[\]:.!-]|from\b|$|until\b|hasta\b)/iu;
const PHONE = new RegExp(
  `^\\W*(?:${[
    String.raw`this (?:number|phone|mailbox|account) (?:is not|isn['\u2019]?t|is no longer) (?:being )?(?:in (?:service|use)|monitored|active|able to|set up|valid|a working)`,
    String.raw`this (?:number|mailbox|account) (?:does not|doesn['\u2019]?t|can ?not|can['\u2019]?t) (?:accept|receive|support|reply|respond|be (?:reached|delivered))`,
    String.raw`(?:your )?(?:msg|message) (?:not (?:sent|delivered)|could not be (?:sent|delivered)|was not (?:sent|delivered)|has not been (?:sent|delivered)|blocking)\s*(?:[.:;!-]|$|is active)`,
    String.raw`thank you for (?:contacting|calling)(?! (?:me|us|back)\b)`,
    'thank you for your (?:message|email|inquiry)',
    String.raw`(?:error: ?)?(?:invalid|unknown|unreachable) (?:number|recipient|mobile)\b`,
    String.raw`(?:your )?(?:msg|message|text) (?:is )?undeliver(?:ed|able)\b`,
    String.raw`(?:unable|failed|could not|couldn['\u2019]?t) (?:to )?(?:send|deliver) (?:your |the |this )?(?:msg|message)`,
    String.raw`free ?msg: ?(?:receiver|recipient|message|unable|your|this number)\b`,
    String.raw`the (?:person|number|customer|subscriber|recipient) (?:you(?: are|['\u2019]re) (?:trying to reach|texting|calling)|you have (?:dialed|reached)) (?:is|does|has|can)`,
    String.raw`auto\]`,
    'mensaje no (?:entregado|enviado)',
    'este n[uú]mero no (?:est[aá] (?:en servicio|disponible|activo)|recibe|acepta|admite|puede recibir)',
  ].join('|')})`,
  'iu',
);
/** Somebody is away, and their phone says both that, and that it answers for them. */
const AWAY =
  /^\W*(?:sorry,? |hi,? |hello,? )?(?:i['\u2019]?m|i am) (?:currently |now )?(?:driving|out of (?:the )?office|on vacation|away from my (?:phone|desk))|^\W*(?:ahora )?estoy (?:ahora )?(?:manejando|conduciendo)/iu;
const FOR_THEM =
  /do not disturb|no molestar|sent from|(?:can['\u2019]?t|can ?not|unable to) (?:talk|text|reply|respond|answer)|(?:will|['\u2019]ll) (?:get back|reply|respond|call you|text you|see your message|contact you)|no puedo (?:hablar|contestar|responder|escribir)|(?:te|le) (?:llamo|escribo|contesto|respondo) (?:luego|despu[eé]s|m[aá]s tarde)|until (?:mon|tues|wednes|thurs|fri|satur|sun)day|with limited access/iu;

/** How such a text begins. */
export const BEGINNINGS: readonly RegExp[] = [LABEL, PHONE, AWAY];
/** Without one of these, or a letter that may stand for one of theirs, no text begins so: most have none, and those patterns are dear to make. */
export const MAY_BE =
  /auto|calling|texting|dialed|reached|trying to reach|invalid|unknown|unreachable|undeliver|otomatik|office|oficina|number|phone|mailbox|account|msg|message|thank|driving|vacation|desk|respuesta|mensaje|numero|manejando|conduciendo|[^\0-\x7f]/i;

/** Whether a text is one that nobody wrote. */
export const isAutoReply = (text: string): boolean =>
  MAY_BE.test(text) && (LABEL.test(text) || PHONE.test(text) || (AWAY.test(text) && FOR_THEM.test(text)));
