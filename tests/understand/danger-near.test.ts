import { describe, expect, it } from 'vitest';
import type { Danger } from '../../shared/domain/needs.ts';
import { mayBeDanger, mayBeDespair } from '../../shared/understand/danger.ts';
import { findDanger } from '../../shared/understand/understand.ts';

const TOLD: Readonly<Record<Exclude<Danger, 'self-harm'>, readonly string[]>> = {
  violence: [
    'my ex is on the porch with a bat',
    "he's outside with a crowbar",
    'a man with a metal pipe is in the hallway',
    'my ex is here with a baseball bat',
    'some guy with a machete at the door',
    'someones trying my door handle',
    'somebody is turning my doorknob',
    'a stranger keeps trying the back door',
    'he is on the way here to hurt me',
    'hes coming over to kill me',
    'my ex is driving here to beat us',
    'mi ex esta afuera con un bate',
    'hay un hombre afuera con un tubo',
    'un tipo con cuchillo esta en la puerta',
    'un hombre con machete esta en la puerta',
    'alguien esta jalando la manija de la puerta',
    'viene para aca a pegarme',
    'va a venir a golpearnos',
  ],
  medical: [
    'the ceiling fell on my son',
    'the wall collapsed on my mom',
    'a bookcase fell on top of the baby',
    'el techo le cayo a mi hijo',
    'se le cayo el techo encima a mi hijo',
    'my daughter took too much tylenol',
    'mi nina tomo demasiado jarabe',
  ],
  fire: [
    'water is up to the outlets and its sparking',
    'the water reached the outlets',
    'water is rising in the basement im stuck',
    'the water is rising and we cant get out',
    'el agua esta subiendo y no puedo salir',
    'el agua ya llego a los enchufes',
    'estamos atrapados en el sotano y el agua sube',
  ],
};

describe('danger at the door, on its way, falling or rising', () => {
  for (const [danger, texts] of Object.entries(TOLD)) for (const text of texts) it(text, () => expect(findDanger(text)).toBe(danger));
});

describe('the same words where nobody is in danger', () => {
  for (const text of [
    'my son needs a bat for baseball',
    'the pipe burst in my kitchen',
    'need a pipe fixed under the sink',
    'he is coming over to help me move',
    'my ex is on the porch with a pizza',
    'the ceiling fell in the kitchen, nobody was there',
    'need water, our outlet is broken',
    'he is outside with the groceries',
    'mi esposo esta afuera con una caja',
    'my daughter took her pills this morning',
    'someone is trying to reach me by phone',
  ])
    it(text, () => expect(findDanger(text)).toBeNull());
});

describe('what is asked about', () => {
  for (const text of [
    'he found me',
    'mi ex esta afuera',
    'ya me encontro',
    'please hurry he is coming',
    'he knows where i live',
    'sabe donde vivo',
    'ice is at my door',
    'la migra esta en la puerta',
    'hes got my phone cant talk long',
    'im trapped in the elevator',
  ])
    it(text, () => expect(mayBeDanger(text)).toBe(true));
  for (const text of [
    'he found me, thanks',
    'she found us downstairs',
    'he is coming at 5',
    'seniors who are trapped in their homes',
    'my brother is outside',
  ])
    it(`${text}: nothing to ask`, () => expect(mayBeDanger(text)).toBe(false));
  for (const text of ['i feel like dying', 'tired of living', 'need somebody to talk to i feel like dying'])
    it(text, () => expect(mayBeDespair(text)).toBe(true));
});
