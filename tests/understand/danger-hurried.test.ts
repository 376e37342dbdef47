import { describe, expect, it } from 'vitest';
import type { Danger } from '../../shared/domain/needs.ts';
import { findDanger } from '../../shared/understand/understand.ts';

/** Short, hurried, misspelt: what was once not heard. */
const CRIES: readonly (readonly [Danger, string])[] = [
  ['medical', "my baby isn't breathing"],
  ['medical', 'she isnt breathing help'],
  ['medical', 'my baby isnt moving'],
  ['medical', 'he is not moving'],
  ['medical', 'wont wake up'],
  ['medical', 'i am bleeding'],
  ['medical', 'emergency'],
  ['medical', 'EMERGENCY!!!'],
  ['medical', 'emergencia'],
  ['medical', 'this is an emergency'],
  ['medical', 'es una emergencia'],
  ['medical', 'my dad had a stroke'],
  ['medical', 'overdosd'],
  ['medical', 'insulin ran out'],
  ['medical', 'no tengo insulina y me siento mal'],
  ['medical', 'my toddler took pills'],
  ['medical', 'mi nino se tomo unas pastillas'],
  ['violence', 'someone is shooting'],
  ['violence', 'there is a gun'],
  ['violence', 'gun!!'],
  ['violence', 'gun'],
  ['violence', 'he.has.a.gun'],
  ['violence', 'wap touye m'],
  ['violence', 'he will burn the house down'],
  ['violence', 'someone followed me home'],
  ['violence', 'he is following me'],
  ['violence', 'he has a gun to my head'],
  ['self-harm', 'i have a gun to my head'],
  ['self-harm', 'he left me i have a gun to my head'],
  ['self-harm', 'he has a gun to his head'],
  ['self-harm', 'he took pills'],
  ['self-harm', 'my daughter took pills'],
  ['self-harm', 'mi hijo se tomo pastillas'],
  ['self-harm', 'better off dead'],
  ['violence', 'danger'],
  ['violence', 'im in danger'],
  ['violence', 'estoy en peligro'],
  ['violence', 'call the police'],
  ['violence', 'llamen a la policia'],
  ['medical', 'my baby is blue'],
];

/** Written after the lists were mended, to see that they do not only know the cries above. */
const FURTHER: readonly (readonly [Danger, string])[] = [
  ['medical', 'my grandson aint breathing right'],
  ['medical', 'the baby is barely breathing'],
  ['medical', 'my sister isnt responding to me'],
  ['medical', 'mom isnt awake and she is cold'],
  ['medical', 'i think he had a stroke his mouth is weird'],
  ['medical', 'we have no insulin left'],
  ['medical', 'he ran out of insulin and is throwing up'],
  ['medical', 'my kid ate some pills'],
  ['medical', 'baby got into my pills'],
  ['medical', 'its an emergency please hurry'],
  ['medical', 'i am bleeding a lot'],
  ['violence', 'they are shooting again'],
  ['violence', 'theres a gun in the hallway'],
  ['violence', 'my ex is following me'],
  ['violence', 'two guys chased me down the block'],
  ['violence', 'he put a knife to my throat'],
  ['violence', 'he said he will burn my apartment'],
  ['violence', 'he is threatening to burn us'],
  ['violence', 'he has a knife, last month he cut me'],
  ['violence', 'a man followed me when i was walking home'],
  ['violence', 'there.is.a.man.with.a.gun.outside'],
  ['self-harm', 'she took some pills'],
  ['self-harm', 'i swallowed pills'],
  ['self-harm', 'im better off dead'],
  ['medical', 'mi bebe no esta respirando'],
  ['medical', 'mi abuelo no reacciona'],
  ['medical', 'se me acabo la insulina'],
  ['medical', 'mi mama no tiene insulina'],
  ['medical', 'tengo una emergencia'],
  ['medical', 'mi nina trago pastillas'],
  ['medical', 'mi papa tuvo un derrame'],
  ['violence', 'alguien esta disparando'],
  ['violence', 'hay una pistola'],
  ['violence', 'un hombre me persigue'],
  ['violence', 'mi ex me siguio hasta la casa'],
  ['violence', 'me puso un cuchillo en el cuello'],
  ['violence', 'dice que va a quemar la casa'],
  ['violence', 'tiene una pistola, el ano pasado ya la uso'],
  ['self-harm', 'mi hermana se trago unas pastillas'],
  ['self-harm', 'me tome pastillas'],
  ['self-harm', 'estaria mejor muerta'],
  ['violence', 'he has a gun and he said last year he would use it'],
];

const EVERYDAY: readonly string[] = [
  'nail gun',
  'they followed us up with a call',
  'he has a knife set to donate',
  'no insulin needed thanks',
  'someone is shooting fireworks',
  'she isnt awake yet call later',
  'mi esposo no responde mis textos',
  'we are not in danger',
  'water gun',
  'hot glue gun',
  'top gun',
  'jump the gun',
  'there is a gun show saturday',
  'gun?',
  'we need emergency food',
  'this is an emergency i need food',
  'need diapers its an emergency',
  'my emergency contact is my mom',
  'this is not an emergency',
  'no es una emergencia',
  'my mom had a stroke last year and needs a ride',
  'he beat me when i was a kid',
  'need my insulin from cvs',
  'i need an insulin refill',
  'she took her pills this morning',
  'took pills for my headache',
  'mi hija se comio la comida',
  'mi hijo se tomo la leche',
  'me tomo pastillas para la presion',
  'el doctor me sigue dando cita',
  'traffic is not moving',
  'he followed me on instagram',
  'they are shooting a movie on my block',
];

describe('danger said in a hurry', () => {
  it.each(CRIES)('%s: %s', (danger, text) => {
    expect(findDanger(text)).toBe(danger);
  });
  it.each(FURTHER)('%s: %s', (danger, text) => {
    expect(findDanger(text)).toBe(danger);
  });
});

describe('everyday words of the same kind', () => {
  it.each(EVERYDAY)('%s', text => {
    expect(findDanger(text)).toBe(null);
  });
});
