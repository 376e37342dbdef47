import { expect, test } from 'vitest';
import { peopleAnswer } from '../../shared/understand/people-answer.ts';
import { understand } from '../../shared/understand/understand.ts';

/** What is told in answer to "how many people is it for?"; in doubt the number is read back. */
const ANSWERS: readonly (readonly [string, number, 'sure' | 'doubt'])[] = [
  ['just me', 1, 'sure'],
  ['me', 1, 'sure'],
  ['soy sola', 1, 'sure'],
  ['family of five', 5, 'sure'],
  ['we are 5', 5, 'sure'],
  ['6 of us', 6, 'sure'],
  ['5 personas', 5, 'sure'],
  ['me and my 3 kids', 4, 'doubt'],
  ['yo y mis 3 hijos', 4, 'doubt'],
  ['a mother and two babies', 3, 'doubt'],
  ['single mom of two', 3, 'doubt'],
  ['madre soltera con 3 hijos', 4, 'doubt'],
  ['mother of 3', 4, 'doubt'],
  ['my husband, me and our 4 kids', 6, 'doubt'],
  ['mi esposo y yo y 3 ninos', 5, 'doubt'],
  ['3 kids and me', 4, 'doubt'],
  ['me and my four kids and my mom', 6, 'doubt'],
  ['mi hija y yo', 2, 'doubt'],
  ['me plus 2', 3, 'doubt'],
  ['twins and me', 3, 'doubt'],
  ['2 families of 4', 8, 'doubt'],
  ['3 or 4', 4, 'doubt'],
  ['4-5', 5, 'doubt'],
  ['i have 3 kids', 4, 'doubt'],
  ['my 3 kids', 3, 'doubt'],
  ['half a dozen', 6, 'doubt'],
];

test.each(ANSWERS)('"%s" is for %i', (text, people, how) => {
  expect(peopleAnswer(text)).toEqual({ people, sure: how === 'sure' });
});

test.each(['4', 'cinco', '11216', 'no idea', 'we have nothing to eat and my son is diabetic', ''])('"%s" is left to the question', text => {
  expect(peopleAnswer(text)).toBeUndefined();
});

/** In any other text nothing is guessed: who is meant must be said. */
test.each([
  ['me and my son need food', 2],
  ['my wife and I need food', 2],
  ['living in the street with 7 kids, my father, my mom and my wife', 10],
  ['I have 2 kids, no house. What could you do for me and my two kids', 3],
  ['i have 3 kids and no food', undefined],
  ['need food for my mom and my son', undefined],
  ['I have a baby and I have no money', undefined],
  ['I only need 2 more tickets', undefined],
  ['one more time please', undefined],
  ['Sorry dad I will be out', undefined],
])('"%s" tells of %s', (text, people) => {
  expect(understand(text).facts.people).toBe(people);
});

test.each([
  ['need food for 4 we live at 11216', 4],
  ['food for 5 im at 11216', 5],
  ['food for 6 my baby is hungry', 6],
  ['need food for 2 hours', undefined],
])('"%s" is for %s', (text, people) => {
  expect(understand(text).facts.people).toBe(people);
});
