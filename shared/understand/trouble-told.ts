import { fold } from './words.ts';

/** Somebody may be ill or alone with it: a person looks at that soon. */
const ILL =
  /\b(?:sick|ill|unwell|hurt|injured|bleeding|fell|fallen|fever|weak|dizzy|confused|faint(?:ed|ing)?|coughing|shaking|crying|scared|afraid|hungry|starving|in pain|in bed|doctor|hospital|ambulance|enferm[oa]s?|malit[oa]s?|muy mal|se (?:ve|veia|siente|sentia) (?:muy |bien )?mal|lastimad[oa]s?|herid[oa]s?|se cayo|fiebre|debil|maread[oa]s?|confundid[oa]s?|llorando|asustad[oa]s?|con hambre|dolor(?:es)?)\b/u;
/** It went otherwise than it should, or more is needed. */
const OTHERWISE =
  /\b(?:(?:was|were|is|are|wasnt|werent|isnt|arent) (?:not )?(?:there|home|in|around|up|awake)(?! (?:for|with))|(?:not|nobody|no one|noone|no body) (?:there|home|in|answer\w*|open\w*)|(?:didnt|did not|wouldnt|doesnt|dont|wont|never) (?:answer|open|come|take|want|have|let|get|pick)\w*|(?:left|gave|handed|dropped).{0,30}\b(?:neighbou?r|doorman|super|landlord|lobby|office|someone|somebody|son|daughter|kid|child|stranger|guard|porter|next door)|neighbou?rs?|wrong (?:address|door|person|apartment|house|number|one|bag)|broken?|broke|stolen|missing|short|forgot|spoiled|not enough|ran out|half|need(?:s|ed|ing)?|wants? (?:more|help|to talk|someone|a)|asked (?:for|if|about)|asks (?:for|if)|worr(?:y|ied|ies|ying)|concern\w*|alone|evict\w*|no (?:heat|power|water|food|lights?|gas|electricity|money|fridge|bed)|cold|locked|refused|turned (?:me )?away|problem|trouble|unsafe|moved|strange|weird|smell\w*|roach\w*|mold|leak\w*|no estaba|no habia nadie|nadie (?:abrio|contesto|estaba|salio)|no (?:abrio|contesto|quiso|salio|tiene|tienen|alcanzo)|vecin[oa]s?|porter[oa]|con (?:su|el|la) (?:hij[oa]|herman[oa]|portero|encargado|nin[oa])|equivocad[oa]|rot[oa]s?|descompuest[oa]|falt(?:a|o|an|aron)|necesitan?|ocupan?|pidio|pide|piden|quieren? (?:mas|ayuda|hablar)|preocup\w*|sol[oa]s?|sin (?:luz|agua|gas|comida|calefaccion|dinero)|frio|problemas?|mudo|mudaron)\b/u;
/** "Needed no help", "no problem" and "no need" are no trouble. */
const NONE = /\b(?:no (?:problems?|trouble|need|worries|issues?)|all good|sin problemas?|ningun problema)\b/gu;
const BUT = /\b(?:but|except|however|though|pero|aunque|solo que|menos)\b/u;

/**
 * Whether the words with which somebody says that a case is done tell of something that a person must look at: `ill`, who may not be well;
 * `otherwise`, where it was left with another, more is needed, or a "but" stands in it. Undefined where all went as it should.
 */
export const troubleTold = (words: string): 'ill' | 'otherwise' | undefined => {
  const said = fold(words.slice(0, 400)).replace(/['’]/g, '').replace(/\s+/g, ' ').replace(NONE, ' ');
  if (ILL.test(said)) return 'ill';
  return OTHERWISE.test(said) || BUT.test(said) ? 'otherwise' : undefined;
};

const NOBODY_OPENS =
  /\b(?:(?:nobody|no one|noone|no body) (?:is |s |was )?(?:answer\w*|open\w*|home|here|there|around|picking up|coming (?:down|out))|(?:not|isnt|arent|wont|doesnt|dont|didnt|never) (?:answer\w*|open\w*|come (?:down|out|to the door)|coming (?:down|out)|picking up|pick up|home)|no answer|nadie (?:contesta|abre|responde|sale|atiende|esta)|no (?:me )?(?:contestan?|abren?|responden?|salen?|atienden?)|no hay nadie)\b/u;

/** Whether somebody who brings something says that nobody opens or answers: a person may have to look, and soon. */
export const nobodyOpens = (words: string): boolean => NOBODY_OPENS.test(fold(words.slice(0, 400)).replace(/['’]/g, ''));
