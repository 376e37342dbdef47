import { fold } from './words.ts';

const US =
  '(?:yall|you|u|ur|youre|you.re|you (?:people|guys|all|folks|ppl)|they|these people|this|its|it.s|it is|thats|that.s|what a|(?:this|your|the|ur) (?:service|line|helpline|number|group|program|app|thing|place|people|volunteers?))';
const SO =
  '(?: (?:is|are|r|was|were|all|just|so|such|really|fucking|freaking|damn|a|an|bunch of|nothing but|totally|completely|the|full of|total)){0,5}';
/** Said of us and of nothing at the door: a bell may be stupid and the weather horrible, but nobody calls them liars. */
const STRONG =
  '(?:useless|worthless|bullshit|liars?|lying(?! (?:on|in|down|at|by|next|there|here|outside))|jokes?|pathetic|unacceptable|scams?|scammers?|frauds?|incompetent|idiots?|morons?|assholes?|waste of (?:my )?time|good for nothing|worst|no help|shit show|shitty)';
/** Of other things too, so that it must be all that is said. */
const WEAK = '(?:ridiculous|terrible|horrible|awful|disgusting|stupid|crap|shit|garbage|trash|shame|bs|unreal|insane|wrong)';
const NOSOTROS = '(?:esto|esta linea|este servicio|este numero|ustedes|uds|todos ustedes|usted)';
const TAN = '(?: (?:es|son|un|una|unos|unas|puros|puras|puro|pura|todos|solo|nomas|muy|tan|bola de)){0,4}';
const FUERTE =
  '(?:mentiros[oa]s?|mentiras?|inutil(?:es)?|estafador(?:es|as?)?|estafa|idiotas?|burla|porqueria|mierda|chingadera|verguenza|rateros|pendej[oa]s?|incompetentes?|inservibles?)';

const madeWays = (): RegExp =>
  new RegExp(
    [
      `(?<!\\b(?:is|are) )\\b${US}${SO} ${STRONG}\\b`,
      `^\\W*(?:${US}${SO} )?(?:so |really |fucking )?${WEAK}[\\s.!?]*$`,
      `^\\W*(?:useless|worthless|bullshit|liars?|pathetic|scammers?|idiots?|assholes?|wtf|wth)\\b`,
      '\\b(?:fuck|fck|fuk|f\\*+k?|screw|damn) (?:you|u|yall|off|this|them|that|all of you)\\b',
      '\\bfuckin?g? (?:useless|liars?|jokes?|idiots?|bullshit|people|ridiculous)\\b',
      '\\b(?:go to hell|kiss my ass|shove it|eat shit|piece of shit|shame on (?:you|yall)|motherfuckers?|assholes?|bastards?|bitch(?:es)?)\\b',
      '\\b(?:where|what|when|why|who|how) (?:the |in the |tf|on earth )?(?:hell|fuck|heck|tf)\\b|\\b(?:where|what|when|why) tf\\b',
      '\\b(?:you|yall|u|you (?:people|guys)|they) (?:all |just |really |clearly |obviously )*(?:lied|lie|suck|sucks|(?:dont|don.t|do not) (?:even |really )?(?:care|help)|never help|do nothing|are no help)\\b',
      '\\b(?:nobody|no one) (?:here |there )?(?:cares|gives a (?:shit|damn|fuck))\\b',
      '\\b(?:sick (?:and tired )?of (?:this|you|yall|waiting|these)|fed up with (?:this|you|yall)|done with (?:you|yall)|had it with (?:you|this))\\b',
      `\\b${NOSOTROS}${TAN} ${FUERTE}\\b`,
      `(?:^|[.!,;?] *)(?:son|eres|es|que)${TAN} ${FUERTE}\\b`,
      `^\\W*(?:pur[oa]s? )?${FUERTE}[\\s.!?]*$`,
      '\\b(?:esto|ustedes|uds|este servicio|esta linea|son|usted) (?:no |que )*(?:no sirven?|sirven? para nada)\\b|\\bno sirven para nada\\b',
      '\\b(?:vayanse|vayase|vete) (?:al|a la|mucho a la) (?:carajo|diablo|mierda|chingada|verga|infierno)\\b',
      '\\b(?:chinga\\w* (?:a )?(?:tu|su|sus) madre|chinguen|hij[oa]s? ?de ?(?:la |tu |su )?(?:puta|chingada|perra)|pendej[oa]s?|cabron(?:es)?|pinches?|no mamen)\\b',
      '\\b(?:donde|cuando|que|por que|quien) (?:carajos?|diablos|demonios|chingados?|putas?|mierda)\\b',
      '\\b(?:estoy|estamos|ya me tienen|me tienen) (?:hart[oa]s?|furios[oa]s?|encabronad[oa]s?|cansad[oa]s? de (?:ustedes|esperar))\\b',
      '\\b(?:no les importa(?:mos)?|a nadie le importa(?:mos)?)\\b',
    ].join('|'),
  );
let made: RegExp | undefined;

/** More than this tells of something else too. */
const LOOKED_AT = 240;

/** Whether a text vents at us, or at whoever does not come, and calls nobody by name: it is for no volunteer to read. */
export const isAnger = (text: string): boolean => {
  if (!/\p{L}{3}/u.test(text)) return false;
  made ??= madeWays();
  return made.test(fold(text.slice(0, LOOKED_AT)).replace(/\s+/g, ' ').trim());
};
