import { fold } from './words.ts';

/** What is taken to die of, and how it is said that it was taken. */
const TAKEN =
  '\\b(?:took|taken|taking|swallow(?:ed|ing)?|swalowed|ate|eaten|popped|downed|drank|drunk|tomo|tome|tomado|tomaron|trago|trague|tragado|comio|bebio|bebi|pran|bwe|avale|pris)\\b';
const DRUGS =
  '\\b(?:pills?|tablets?|tylenol|advil|meds|medications?|medicines?|bottle|bleach|poison|antifreeze|pastillas?|pildoras?|medicinas?|medicamentos?|frasco|cloro|veneno|grenn|konprime|comprimes?|cachets?|pilules?|javel)\\b';
/** An act that is done, or is being done now, by whoever writes or somebody else: not a thought of it. */
const ACTS: readonly RegExp[] = [
  new RegExp(`${TAKEN}.*${DRUGS}|\\btook (?:too many|them all|all of them)\\b|\\boverdos(?:ed|ing)\\b`, 'u'),
  /\b(?:hung|hanged|hanging|shot|stabbed|cutting|killing|drowning) (?:him|her|my|them)(?:self|selves)\b/u,
  /\b(?:cut|cuts|slit|sliced|slashed) (?:his|her|my|their|both) (?:own )?(?:wrists?|throat|veins?)\b/u,
  /\b(?:is|hes|he's|shes|she's|are|theyre|im|i'm) (?:trying|about|going|gonna|getting ready) ?(?:to )?(?:kill|hang|shoot|stab|drown|cut|jump|end)\b.*\b(?:now|right now|tonight|bridge|roof|window|ledge|train)\b/u,
  /\bjump(?:ed|ing) (?:off|from|out|in front)\b|\bon (?:the|a) (?:ledge|edge|roof|bridge)\b/u,
  /\b(?:gun|knife|razor|blade|rope|noose|cord) (?:is )?(?:to|in|at|against|around|on) (?:his|her|my|their) (?:own )?(?:head|mouth|neck|throat|wrists?|hand)\b/u,
  /\b(?:se|me) (?:esta |estoy )?(?:colgo|colgue|ahorco|ahorque|corto|corte|disparo|ahorcando|cortando|colgando|aventando|matando)\b/u,
  /\b(?:se|me) (?:quiere|va a|voy a|quiero) (?:matar|tirar|aventar|colgar|ahorcar|cortar)\b.*\b(?:ahora|ahorita|ya|ahora mismo|puente|techo|azotea|ventana|tren)\b/u,
  /\b(?:se|me) (?:esta|estoy) (?:tirando|quitando)\b/u,
];
/** "I didn't take them", "i wish i took", "last year": what is not so, or long over. */
const NOT_NOW =
  /\b(?:didnt|didn't|never|wish|almost|used to|years? ago|last (?:year|month|week)|thinking (?:of|about)|hace (?:anos|meses)|casi|ojala)\b/u;

/** Whether words of self-harm tell of an act, done or under way, by anybody: then the emergency number comes first. */
export const selfHarmNow = (text: string): boolean => {
  const said = fold(text);
  return !NOT_NOW.test(said) && ACTS.some(act => act.test(said));
};
