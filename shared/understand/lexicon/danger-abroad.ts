import type { Danger } from '../../domain/needs.ts';
import type { PhraseLists } from '../phrases.ts';

/**
 * The first words of danger in languages in which the line offers no words of its own: who hits, kills or burns is understood in them all the same, and
 * people are called. Portuguese, Polish, Tagalog and Vietnamese, as they are folded; written like the phrases of danger.ts.
 */
export const ABROAD: PhraseLists<Danger> = {
  violence: `me|nos bate|espanca|bateu|espancou|estuprou, esta me|nos batendo|espancando|ameacando, vai|quer|vao me|nos? matar, tem uma? arma|faca|pistola, invadiram a? minha? casa,
    bije mnie|nas, mnie|nas bije, zabije|zabic|zabija mnie|nas, ma noz|bron|pistolet, wlamuje sie,
    sinasaktan|binubugbog|sinusuntok|sinasakal ako|kami|niya, papatayin ako|kami|niya, may baril|kutsilyo, ginahasa,
    đanh|giet toi|chung, co sung|dao, cuu toi`,
  medical: `nao respira|acorda, nao consegue|consigo respirar, esta inconsciente|desmaiado|desmaiada, perdeu muito sangue, chame|chamem|preciso de? uma? ambulancia,
    nie oddycha, stracil|stracila przytomnosc, wezwijcie|wezwij karetke|pogotowie,
    hindi makahinga|humihinga, nawalan ng malay, khong tho đuoc?, bat tinh`,
  'self-harm': `quero morrer, vou|quero me matar, nao quero mais? viver, chce umrzec, zabije sie, nie chce zyc, gusto ko nang|ng? mamatay, magpapakamatay, muon chet`,
  fire: `pegou|pegando fogo, incendio na|no|em, casa .. fogo, pali sie, pozar, nasusunog, may sunog, chay nha`,
};

/** The same in scripts in which words are not set apart by spaces, or are bent at their ends: what stands anywhere in the text. */
export const ABROAD_ANYWHERE: readonly (readonly [Danger, string])[] = [
  ['self-harm', 'хочу умереть|убью себя|покончить с собой|не хочу жить|想死|自杀|自殺|죽고 싶|자살|اريد ان اموت|انتحر|मरना चाहत|মরতে চাই'],
  [
    'violence',
    'меня (?:бьют|бьет|избива|насилу|убива|убьют)|(?:бьет|избивает|убьет|душит|зарежет) (?:меня|нас|ее|маму)|(?:муж|отец|сын|парень) (?:меня |нас )?(?:бьет|избивает|душит)|убить меня|у него (?:нож|пистолет|оружие)|помогите.*бьют|救命|打我|打老婆|杀我|殺我|要杀|有枪|有槍|有刀|때려|때리|살려|죽이|칼을|يضربن|سيقتلن|يقتلن|معه سلاح|मुझे मार|मार रहा|মারছে|মেরে ফেল',
  ],
  ['fire', 'пожар|горит (?:дом|квартира|кухня)|дом горит|квартира горит|着火|著火|失火|火灾|불이 났|불났|حريق|आग लग|আগুন লে'],
  [
    'medical',
    'не дышит|не могу дышать|без сознания|скорую|сердечный приступ|истекает кровью|不能呼吸|没有呼吸|沒有呼吸|昏倒|숨을 (?:못|안)|의식이 없|لا يتنفس|اسعاف|सांस नहीं|নিঃশ্বাস নি',
  ],
];
