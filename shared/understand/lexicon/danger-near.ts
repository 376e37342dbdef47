import type { Danger } from '../../domain/needs.ts';
import type { PhraseLists } from '../phrases.ts';

/**
 * Danger that stands at the door, is on its way, falls on somebody or rises around them: who or what, where it is, and what it brings. Written like the
 * phrases of danger.ts and read together with them.
 */

/** Sets of their own: who comes, what they hold, where they stand. */
export const NEAR_SETS: Readonly<Record<string, string>> = {
  foe: 'he hes she shes they theyre ex exhusband exboyfriend exgirlfriend man men guy guys dude dudes stranger someone somebody boyfriend bf girlfriend husband stalker neighbor landlord people',
  club: 'bat crowbar pipe hammer axe machete knife gun blade pistol rifle sword hatchet screwdriver',
  atdoor: 'outside porch door doorstep hallway hall lobby stairs stairwell downstairs upstairs window driveway yard here inside stoop gate',
  hurts: 'hurt kill beat harm shoot stab attack rape strangle',
  enemigo: 'ex exmarido exesposo exnovio hombre hombres tipo tipos alguien muchacho marido esposo novio vecino desconocido senor loco',
  palo: 'bate tubo palo barra machete cuchillo navaja pistola arma martillo hacha fierro barreta',
  afuera: 'afuera puerta porche pasillo escalera escaleras abajo ventana patio entrada aqui lobby',
  lastimar: 'pegarme pegarnos matarme matarnos golpearme golpearnos lastimarme lastimarnos hacerme hacernos violarme matarlo matarla',
};

const EN: PhraseLists<Danger> = {
  medical: `ceiling|roof|wall|shelf|tree|beam|bookcase|dresser|wardrobe fell|collapsed|fallen|came|landed|crashed down? on|onto top? of? my|our|the|a? @kin, ceiling|roof|wall|shelf|tree|beam|bookcase|dresser|wardrobe fell|collapsed|came|landed|crashed down? on|onto top? of? me|us|him|them, baby|toddler|kid|kids|child|children|son|daughter|twins .. took|ate|swallowed|drank|had too much|many tylenol|aspirin|advil|ibuprofen|pills|medicine|meds|medication|tablets|cough`,
  violence: `@foe .. @atdoor .. with|has|holding|swinging|carrying|waving a|an|the|his|her? baseball|metal|steel|big|huge? @club, @foe with|has|holding|swinging|carrying|waving a|an|the|his|her? baseball|metal|steel|big|huge? @club .. @atdoor, someone|someones|somebody|somebodys|he|hes|stranger|man|guy is|was|keeps|are? trying|turning|jiggling|rattling|twisting|pulling|picking|tampering|messing on|with|at? my|our|the front|back|car? doorknob|handle|knob|lock|door|locks|window handle|knob|lock?, @foe .. coming|comin|headed|heading|driving|way .. to @hurts me|us|my|him|her|them|everyone, coming over|here to @hurts me|us|my|him|her`,
  fire: `water is|has|got|coming|came|rising|reached|went? up|in|into|over|to|near|touching to|in? the|my|our outlet|outlets|socket|sockets|breaker|breakers|panel|fuse, water .. outlet|outlets|socket|sockets|breaker|panel|fuse|wires|wiring .. sparking|sparks|spark|buzzing|smoking|shocked, water reached|touches|touching the|my|our outlet|outlets|socket|sockets|breaker|panel, water|flood|flooding .. rising|filling|high .. stuck|trapped, water|flood .. rising|filling .. cant|cannot get|go|climb|come out|up, water|flood .. rising|filling .. basement|cellar|car .. stuck|trapped|cant|inside|help, stuck|trapped in|inside the|my|a|our basement|cellar|car .. water|flood|flooding|rising`,
};

const ES: PhraseLists<Danger> = {
  medical: `se? le|me|nos|les cayo|cayeron el|la|un|una? techo|pared|arbol|viga|ropero|librero encima|a, techo|pared|arbol|viga|ropero se? le|me|nos|les cayo|cayeron a|encima, cayo encima de|a mi|el|la, nino|nina|hijo|hija|bebe .. tomo|comio|trago|bebio mucho|muchas|muchos|demasiado|demasiadas|demasiada tylenol|pastillas|medicina|aspirinas|jarabe`,
  violence: `@enemigo .. @afuera .. con|tiene|trae un|una|el|su? @palo, @enemigo con|tiene|trae|traen un|una|el|su? @palo .. @afuera, alguien|hombre|tipo|ex|desconocido .. jalando|moviendo|girando|forzando|forcejeando|intentando|tratando|quiere .. puerta|cerradura|manija|perilla|chapa|ventana, viene|vienen|va|van|vendra .. a @lastimar, camino .. a @lastimar`,
  fire: `agua .. sube|subiendo|subio .. enchufe|enchufes|tomacorriente|tomacorrientes|contacto|contactos, agua .. llego|llega|esta .. enchufe|enchufes|tomacorriente|tomacorrientes, agua|inundacion .. sube|subiendo|subio .. no puedo|podemos salir, agua|inundacion .. sube|subiendo .. atrapado|atrapada|atrapados|atrapadas, atrapado|atrapada|atrapados|atrapadas en el|la|un sotano|carro|coche|elevador .. agua|inundacion|inundado`,
};

/** Phrases of danger close by, one list per language. */
export const NEAR: readonly PhraseLists<Danger>[] = [EN, ES];

/** What may tell of somebody who is not to be there, or of a visit: it is asked whether somebody is in danger now. */
export const NEAR_DOUBTFUL = `he|hes|they|ex|husband|dad|father found me|us, he|hes|they|ex know|knows where i|we|im live|am|staying|hiding, hes|shes|he|she got|has|took|taken|grabbed my phone .. cant|help|talk|hide, cant talk long|now|much .. hes|shes|he|listening, he|she|they|hes|shes got|has|took my phone cant, hurry .. hes|shes|theyre|he|ex is? coming|here|back|outside, ice|immigration|migra is|are|agents? at|outside|knocking|here|inside, im|i|we|hes|shes am|are|is|still? trapped in|inside|at|under, im|we|i|hes|shes am|are|is|still? stuck in|inside the|my|a|an basement|elevator|cellar|attic, water .. rising, tried to? open my|our door, feel|felt|feeling like? im? dying,
  @enemigo esta|anda|llego|vino .. @afuera, mi|el|su ex esta|anda|llego|vino|viene, ya? me|nos encontro|hallo|encontraron, sabe|saben donde|dond vivo|vivimos|estoy|estamos, la? migra|inmigracion esta|llego|vino|toca|anda, apurense|rapido|ayuda .. viene|esta aqui|afuera|para|ahi|llego, atrapado|atrapada|atrapados|atrapadas en|adentro, se esta|estan? subiendo .. agua, agua .. subiendo`;
/** Where they were found, or who thanks for it: whoever brings something found them. */
export const NEAR_FIGURES = `found me|us thanks|thank|ok|okay|fine|at|by|in|on|downstairs|already|too|eventually|easily|a|the|some|another|work, me|nos encontro|hallo gracias|bien|ya|en|abajo|trabajo|un|una|el`;
