import { describe, expect, test } from 'vitest';
import { type AboutUs, aboutUs } from '../../shared/understand/about-us.ts';

const SAID: readonly (readonly [AboutUs, readonly string[]])[] = [
  [
    'report',
    [
      'a volunteer asked me for money',
      'your driver was drunk',
      'the man you sent yelled at my kids',
      'My landlord threatens me',
      'el voluntario me pidio dinero',
      'El chofer estaba borracho',
      'mi casero me amenaza',
      'volontè a mande m lajan',
    ],
  ],
  [
    'missed',
    ['nobody came', "my ride didn't show up", 'the food never arrived', 'nadie vino', 'no llego mi transporte', "personne n'est venu"],
  ],
  [
    'person',
    [
      'can i talk to somebody',
      'Can I speak with someone please?',
      'I need to speak with your manager',
      'puedo hablar con alguien',
      'quiero hablar con el encargado',
      'mwen ka pale ak yon moun',
      'talk to a human pls',
    ],
  ],
  [
    'worried',
    [
      'my neighbor mrs jones hasnt come out in 3 days im worried',
      'i have not seen my neighbor in 4 days',
      'havent heard from my mom since monday',
      "I'm worried about my aunt",
      'im scared to be alone tonight',
      'i dont want to be alone tonight',
      'mi vecina no ha salido en tres dias',
      'hace dos semanas que no veo a mi vecino',
      'tengo miedo de estar sola esta noche',
    ],
  ],
];

const NEITHER: readonly string[] = [
  'im worried about my rent',
  'my neighbor has food for 3 days',
  'i live alone',
  'thanks the volunteer was so nice',
  'the driver was kind and never late',
  'can i talk to you about the food',
  'I need to talk to someone',
  'my boss came late today',
  'nobody is hungry here',
  'gracias al voluntario por la comida',
  'el chofer fue muy amable',
  'he came to the party and they never came with us',
];

describe('what is told or wanted of those who help', () => {
  for (const [what, texts] of SAID) test.each(texts)(`${what}: %s`, text => expect(aboutUs(text)).toBe(what));
  test.each(NEITHER)('neither: %s', text => expect(aboutUs(text)).toBeUndefined());
});
