import { expect, test } from 'vitest';
import { afterDespair } from '../../shared/understand/after-doubt.ts';
import { findDanger, mayBeDespair } from '../../shared/understand/danger.ts';

const ASKED =
  "i feel like giving up|i cant do this anymore|i can't do this any more|i cant take it anymore|i cant anymore|no puedo mas|ya no puedo|whats the point|im so tired of everything|i give up|im hopeless|theres no hope|no quiero seguir|me rindo|quiero rendirme|ya no aguanto|no aguanto mas|ya no le veo sentido|para que seguir|estoy cansada de todo|i cant keep going|i dont see a way out|no veo salida|i wanna disappear|i just want it all to stop|im at the end of my rope|nobody cares if i live|mwen pa kapab anko|je n en peux plus";
const CLEAR = 'ya no quiero vivir|ya no puedo mas|no tengo razon para vivir|no hay nada por que vivir|i dont want to be here anymore';
const NEITHER =
  'giving up my apartment friday|i cant do tuesday|no puedo mañana|whats the point of contact|can you do it|im done with the form|no tengo nada que comer|no hay nada para comer|no tengo nada de comer|sin comida';

test.each(ASKED.split('|'))('"%s" is asked about', text => expect(findDanger(text) ?? mayBeDespair(text)).toBe(true));
test.each(CLEAR.split('|'))('"%s" is danger at once', text => expect(findDanger(text)).toBe('self-harm'));
test.each(NEITHER.split('|'))('"%s" is neither', text => {
  expect(findDanger(text)).toBeNull();
  expect(mayBeDespair(text)).toBe(false);
});

test.each([
  ['maybe', 'danger'],
  ['i cant take it anymore', 'danger'],
  ['a veces', 'danger'],
  ['no im ok, just tired', 'calm'],
  ['im fine lol', 'calm'],
  ['need food for my kids', undefined],
] as const)('asked whether they think of hurting themselves, "%s" is %s', (text, told) => expect(afterDespair(text)).toBe(told));
