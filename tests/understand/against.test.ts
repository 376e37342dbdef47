import { expect, test } from 'vitest';
import { aboutUs } from '../../shared/understand/about-us.ts';
import { againstHolder } from '../../shared/understand/against.ts';

const WRONG =
  'ana hit me|ana stole my wallet|ana took my money|the driver took my money|she stole from me|she asked me for 20 dollars|she wants me to pay|he asked me to pay for gas|he tried to kiss me|she yelled at me|ana is drunk|he is creepy|ana me pidio dinero|el muchacho me toco|me robo|he wont leave my house|he came at me|134 ana hit me|el me grito|shes rude|ana made me uncomfortable|ana no se quiere ir|ana se robo mi cartera|Ana was so rude to my mom|ana asked for my ssn';
const ANOTHER =
  "i dont want ana to come|please send someone else not him|no quiero que venga ana|im scared of ana|quiero otra persona por favor|do not send her again|manden a otra persona|someone who isn't ana please|anyone other than ana|not ana please|alguien que no sea ana|que no vuelva por favor|ya que no venga mas";
const FOR_THEM =
  'ana is so nice|she is here|he is late|is she coming|tell ana the door code is 4471|thanks ana|can ana bring milk|she asked me for the code|he took my order|i dont want her to climb the stairs alone|ana can you come at 5|el timbre no funciona|please dont send milk|i want to pay you back|my son is sick he is screaming|can someone else pick it up|my sister will pick it up|gracias ana|no quiero que venga muy tarde|somebody else will be home|my kids dont like her cooking|ella esta en casa|me da miedo el perro|they charge me for parking here|the dog is mean to strangers|does she want money for gas|the elevator is scary|banana bread hit the spot|not her fault|someone who knows ana|ana is not someone to wait';

test.each(WRONG.split('|'))('%s is said against whoever has it', text => expect(againstHolder(text, ['Ana'])).toBe('wrong'));
test.each(ANOTHER.split('|'))('%s asks for another one', text => expect(againstHolder(text, ['Ana'])).toBe('another'));
test.each(FOR_THEM.split('|'))('%s is for them', text => expect(againstHolder(text, ['Ana'])).toBeUndefined());
test('a name may hold anything', () => {
  expect(againstHolder('j.r. (jr) hit me', ['J.R. (JR)'])).toBe('wrong');
  expect(againstHolder('josé me robó', ['José'])).toBe('wrong');
  expect(againstHolder('thanks', ['', '*'])).toBeUndefined();
});
test('what one did is told before that nobody came', () => expect(aboutUs('my volunteer never showed up and he was rude')).toBe('report'));
