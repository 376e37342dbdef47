/**
 * What phones and offices answer by themselves, as it begins. Whoever writes such words by hand asks for nothing with them, and a machine that is
 * answered answers again, for ever.
 */
const BEGINS =
  /^\W*(?:\[?auto(?:mat(?:ic|ed))?[\s-]?(?:repl(?:y|ies)|respon[sd]\w*|message|text)|(?:sorry,? |hi,? |hello,? )?(?:i['\u2019]?m|i am) (?:currently |now )?(?:driving|out of (?:the )?office|on vacation|away from my (?:phone|desk))|(?:i['\u2019]?m|i am) driving with do not disturb|out of (?:the )?office|this (?:number|phone|mailbox|account) (?:does not|is not|can ?not|cannot|isn['\u2019]?t|doesn['\u2019]?t)|(?:your )?message (?:could not be|was not|has not been|blocking)|(?:msg|message) not (?:sent|delivered)|thank you for (?:contacting|calling|your (?:message|email|inquiry))|respuesta autom[aá]tica|mensaje autom[aá]tico|(?:estoy|ahora estoy) (?:manejando|conduciendo)|fuera de la oficina|este n[uú]mero no|repons otomatik)/iu;

/** Whether a text is, as it begins, one that nobody wrote. */
export const isAutoReply = (text: string): boolean => BEGINS.test(text);
