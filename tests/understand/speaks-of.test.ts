import { expect, test } from 'vitest';
import { speaksOf, speaksTo } from '../../shared/understand/speaks-of.ts';

const OF_THEM =
  "ana is my abuser|ana is my ex|ana is my ex's sister|i have a restraining order against ana|keep ana away from me|do not give ana my address|please dont tell ana where i live|no quiero que ana sepa donde vivo|ana is dangerous|i know ana she is not safe|my ex works with you, her name is ana|ana es mi ex|she said she will call ice|me dijo que llamaria a la migra|she asked if im legal|the lady took pictures of my apartment|she came in without asking|ana smells of alcohol|can someone else come|can i get a woman instead|is ana safe?|i dont trust this ana woman|ana was staring at my daughter in a weird way|pls keep ana away from here|ana knows my ex husband, he must not find out where i live|i know ana from before, we had a fight, she cant know my address|ana took pictures of my apartment|ana keeps texting my personal phone at night|she made fun of my son|i dont want her knowing my apt number|she gave me a bad vibe last time|no confio en esa ana|dont let ana come back|that girl frightens my kids|puede venir otra persona|ella huele a alcohol|nobody can know where i live|dont let ana in|not ana|ana just left my food in the rain, that lady dont care|the girl you sent is a crackhead|you sent a creep to my door|ana lied, she never came here|ana dont like me cuz im black|ana left my gate open and my dog got out!!";
const ORDINARY =
  'ana my bell is broken|hi ana im downstairs|thank you so much ana|ana can you bring milk|see you soon ana|tell ana the door code is 4471|is ana coming?|ana is so nice|she is at the back door|my mom cant walk, she needs help|she is here|he is late|is she coming|when is she coming|can ana bring milk|thanks ana, god bless|the bell is broken|ana dont forget the milk|ana left door please|ana just ring bell 4|did you get the text you sent a code|ana left the bags at the door thank you|my son is sick he has a fever|can you come at 5|ok ana|ana? where are you|im ana too|she is very nice, the bell is broken|he is downstairs|ana is here thank you|what time will she be here|my neighbor has the key, she is in 3b|grandma cant come down, she is 90|ring bell 4|gracias ana|ana ya estoy abajo|muchas gracias ana que dios la bendiga|ella esta en la puerta|ya llego?|cuando viene ana|ana is not here yet|she hasnt come yet|my kids dont like onions|can someone else pick it up|my sister will pick it up|somebody else will be home|i dont know the apt number|you dont have my apt number its 4b|he left the bags at the door thank you|ana me trajo todo gracias|the dog barks but he is friendly|please knock loud|la senora del 3b tiene la llave, usted puede tocar|can you ask ana to ring twice|ana, she said you can park in the driveway';

test.each(OF_THEM.split('|'))('%s is for nobody before it is known for whom', text => expect(speaksOf(text, ['Ana'])).toBe(true));
test('hardly any everyday sentence is asked about', () => {
  expect(ORDINARY.split('|').filter(text => speaksOf(text, ['Ana']))).toEqual([]);
});
/** The sick aunt, the baby, the old man: whoever comes must read it. */
const OF_THEIR_OWN =
  'he is at 12 sterling|thanks, she is at 12 sterling apt 2|ok, he is at home|gracias, ella esta en casa|she has covid|she cant walk|she doesnt eat pork|no, she has no phone|ok but she runs out tonight|no he is allergic only similac|a mi, ella no tiene celular|gracias ella vive en el 4|ok he is my dad he will open|thanks hes asleep so dont knock|gracias, ella es muy buena persona|she is deaf knock hard|he only eats soft food|she fell yesterday|he threw up all night|her name is dolores|she takes it with water|hes lactose intolerant|she had surgery monday|es alergico a la leche|ella no come cerdo|el no puede bajar|me cambiaron la cita para el martes|she sleeps till 10|he got in a wheelchair|she is diabetic no sugar|he uses size 4|she comes in at 5|he lies in bed all day|her bell is the green one';
test('what is said of somebody of theirs is passed on', () => {
  expect(OF_THEIR_OWN.split('|').filter(text => speaksOf(text, ['Ana']))).toEqual([]);
});
const OF_WHO_COMES =
  'she keeps texting me|he is weird|she looked around my place|he took photos|i dont like him|i dont trust her|hes my ex|she was rude|he stinks of weed|she left it in the rain|he made fun of us|she wont leave|he walked in without knocking|im scared of him|no confio en el|ella me miro feo|me grito|ella es mi ex|he lied to me|she is nosy';
test('what is said of somebody at the door is asked about, whoever else is known', () => {
  expect(OF_WHO_COMES.split('|').filter(text => !speaksOf(text, ['Ana'], true))).toEqual([]);
});
test('what she said may be said of their own, where somebody of those is known', () => {
  expect(['she said she cant eat salt', 'ella dijo que no come sal'].map(text => speaksOf(text, ['Ana'], true))).toEqual([false, false]);
});
test('a word is sent to somebody who is called or named as the one to be told', () => {
  expect(['tell ana the code is 4471', 'ana, my bell is broken', 'hi ana'].map(text => speaksTo(text, ['Ana']))).toEqual([
    true,
    true,
    true,
  ]);
  expect(['my bell is broken', 'ana is my ex', 'dont tell ana where i live'].map(text => speaksTo(text, ['Ana']))).toEqual([
    false,
    false,
    false,
  ]);
});
test('a name may hold anything', () => {
  expect(speaksOf('j.r. (jr) is my ex', ['J.R. (JR)'])).toBe(true);
  expect(speaksOf('josé es mi ex', ['José'])).toBe(true);
  expect(speaksOf('thanks', ['', '*'])).toBe(false);
});
