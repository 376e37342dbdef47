/*
 * "She" and "he" may be whoever brings it, or the sick aunt, the child, the old man for whom it is. What is said of those is where they are, what they eat, how
 * they are: whoever comes must read it. What is said of somebody at the door is what they did, asked or looked like.
 */

const SHE = '(?:she|he|her|him|shes|hes|she.s|he.s)';
const SOME = '(?: [\\w.]+){0,2}?';

/** What somebody at the door does to those who live there, or is like. */
const DOES = [
  '(?:keeps?|kept) (?:on )?(?:texting|calling|asking|coming|looking|staring|following|saying|telling|knocking|ringing|trying|touching|bothering|complaining)',
  '(?:came|comes|coming|went|walked|got|let (?:her|him)self|barged|pushed (?:her|his) way) (?:right |straight )?in\\b(?! (?:at|a|an|the|10|5|15|20|30)\\b)',
  '(?:looked|looking|looks|stared|staring|stares|peeked|glared|leered) (?:at|in|through|around|into|inside)',
  '(?:took|takes|taking|has|have|sent|sends) (?:\\w+ )?(?:pictures|photos|a (?:picture|photo|pic|video)|pics|videos?)',
  '(?:film|record|mock|judg|stalk|scold|lectur|threaten|insult|disrespect|harass|bother|frighten|scar|laugh|yell|shout|curs|cuss|flirt|smok)(?:s|es|e|ed|ing|d)?(?: (?:at|with))? (?:me|us|my|our|the kids|kids)',
  '(?:make|makes|made|making) (?:fun|me|us|my|a (?:scene|joke|comment|face|remark))',
  '(?:give|gives|gave|giving) (?:me|us) (?:a|an|bad|the|weird|dirty)',
  '(?:smell|smells|smelled|smelt|stinks?|reeks?|stank)',
  '(?:act|acts|acted|acting|behav\\w+) (?:weird|strange|crazy|funny|like|rude|mean|so|all|as|badly)',
  '(?:lied|lies|lying)(?! (?:down|in|on|there))',
  '(?:dont|doesnt|didnt|don.t|doesn.t|didn.t) (?:care|respect|listen|even)',
  '(?:texts|texted|texting|calls|called|calling|messages|messaged|dms|dmed) (?:my (?:personal |own |private |cell )?(?:phone|number|cell)|me (?:at night|late|all|every|again|on my|on facebook|from))',
  '(?:threw|dumped|dropped|tossed|left) (?:my|our|the|it|everything|all) (?:\\w+ )?(?:in the (?:rain|street|trash|mud|snow)|on the (?:street|ground|sidewalk)|gate|door open)',
  '(?:wont|won.t|refuses?|refused)(?: to)? (?:leave|go away|stop|bring|carry|come up|wear|give)',
];
const IS_LIKE =
  '(?:weird|strange|odd|crazy|sketchy|shady|sus|suspicious|pushy|nosy|filthy|nasty|mean|rude|drunk|high|stoned|racist|dangerous|unsafe|not safe|useless|lazy|a liar|a crackhead|a junkie|creepy|a creep|a thief|a crook|a predator|a cop|ice|a fed|undercover|my ex\\w*|my old boss|my abuser|my stalker|the one who|the same (?:guy|man|woman|lady|girl|one)|no good)';
/** What is felt about somebody who comes. */
const FELT = [
  `(?:dont|don.t|do not|didnt|didn.t|never|not)(?: really)? (?:like|trust|want|feel)(?: \\w+){0,3} (?:her|him)\\b`,
  `(?:afraid|scared|terrified|tired|sick|wary) of (?:her|him)\\b`,
  `(?:hate|know|recogni[sz]ed?|fear|dont know|blocked|reported) (?:her|him)(?= |$)`,
  `(?:her|him) (?:knowing|finding out|seeing my|having my|around my|near my|inside my|in my (?:house|home|apartment|apt|place))`,
  `${SHE} (?:cant|can.t|cannot|must not|mustnt|shouldnt|should not) (?:know|find out|see|have my|get my)`,
  `(?:bad|weird|strange|funny|creepy) (?:vibes?|feeling|energy)`,
];
/** What somebody of their own may have said or asked as well: it is asked where nobody of those is known. */
const TALKS = '(?:said|told|asked|asking|wanted to know|wants to know|knows|complained|promised|claims?|claimed|pretended)';

const ELLA = '(?:ella|el)';
const HACE = [
  '(?:no )?(?:huele|olia|apesta)',
  '(?:se )?(?:miro|miraba|mira|burlo|burla|metio|rio|porto mal|porta mal|quedo viendo|quedo mirando|nego|enojo)',
  '(?:me|nos|le|les) (?:miro|miraba|mira|grito|asusto|asusta|molesto|molesta|hablo feo|hablo mal|trato mal|trata mal|sigue|ofendio|tomo (?:una )?fotos?|mintio|miente|escribe a mi)',
  '(?:tomo|saco) (?:una )?fotos?',
  '(?:entro|se metio) (?:a|en|sin)',
  '(?:mintio|miente|fumo|fumaba)',
];
const ES_COMO =
  '(?:rar[oa]|extran[oa]|sospechos[oa]|mal[oa]|peligros[oa]|sucia|sucio|grosero|grosera|mi ex|la migra|policia|mentiros[oa]|atrevid[oa]|loc[oa])';
const SIENTE = [
  'no (?:me gusta|confio en|quiero a|la quiero|lo quiero|conozco a) (?:ella|el|es[ea])?\\b',
  '(?:tengo|me da|le tengo) miedo',
  'mala espina',
];
const HABLA = '(?:dijo|pregunto|pidio|amenazo|conto|comento|sabe donde)';

const made = () => ({
  does: new RegExp(
    `\\b${SHE}${SOME} (?:${DOES.join('|')})(?![\\w])|\\b${SHE}(?: (?:is|was|looks?|looked|seems?|seemed|so|very|really|kinda|kind of|a bit|too|acting|being|sounds?))* ${IS_LIKE}(?![\\w])|\\b(?:${FELT.join('|')})|\\b${ELLA}(?: \\w+)? (?:${HACE.join('|')})(?![\\w])|^(?:y |pero |ya |es que )*(?:${HACE.join('|')})(?![\\w])|\\b${ELLA} (?:(?:es|era|esta|estaba|anda|muy|bien|algo) )+${ES_COMO}(?![\\w])|\\b(?:${SIENTE.join('|')})`,
  ),
  talks: new RegExp(
    `\\b${SHE}(?: \\w+)? ${TALKS}\\b|\\b${ELLA}(?: (?:me|nos|le|se))? ${HABLA}\\b|^(?:y |pero |ya |es que )*(?:me|nos|le) ${HABLA}\\b`,
  ),
});
let ways: ReturnType<typeof made> | undefined;

/**
 * Whether what these folded words say of "her" or "him" is said of somebody who comes to the door. `others`: somebody of their own is known, who may be meant
 * where it is told only what she said.
 */
export const isOfWhoComes = (said: string, others: boolean): boolean => {
  ways ??= made();
  return ways.does.test(said) || (!others && ways.talks.test(said));
};
