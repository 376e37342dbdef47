import { fold } from './words.ts';

const WHEN =
  '(?: (?:for )?(?:now|today|tonight|the day|this week|por hoy|hoy|ahora|esta noche|ya))?(?: (?:please|pls|thanks|thank you|por favor|porfa|gracias))*';
const OFF = new RegExp(
  `(?:^|[,.;:!\\n-] ?|\\b(?:so|and|y|pues|please|pls|porfa|por favor|can you|could you|puede[ns]?|podria[ns]?) )(?:(?:put|mark|set|turn|make|switch) me (?:as )?off(?: call| duty| the list)?|take me off (?:call|duty|the list|the rota|the schedule)|(?:me |)(?:pon|ponga|pongan|marca|marque|saca|saque|saquen|quita|quite|quiten|poner|sacar|quitar)(?:me|) (?:como )?(?:fuera|afuera|off|inactiv[oa]|de (?:guardia|turno|la lista)))${WHEN}[\\s.!]*$`,
  'u',
);
/** A cheap look first. */
const ANY = /\boff\b|fuera|inactiv|guardia|turno|lista/;

/** Whether a volunteer asks to be put off call behind something else: "I can't today, put me off", "no puedo hoy, ponme fuera". */
export const wantsOff = (text: string): boolean => {
  const said = fold(text.slice(0, 200)).trim();
  return ANY.test(said) && OFF.test(said);
};
