import { expect, test } from 'vitest';
import { tellsFactsAlone } from '../../shared/understand/facts-alone.ts';

const STREETS = ['Fulton', 'Nostrand'];
test.each([
  '11216',
  'we are 3 people',
  'my new zip is 11233',
  'we moved to 11233',
  "we're 5 now, 11216",
  'corner of Fulton and Nostrand',
  'apt 4b 120 Fulton street',
  'make it for 6 people',
  'make it for 6 people on friday',
  'friday please',
  'somos 4, 11216',
  'me mude a 11225',
])('"%s" tells of nothing else', text => {
  expect(tellsFactsAlone(text, STREETS)).toBe(true);
});
test.each([
  'is the pantry at 11225 open',
  'are you open friday',
  'i called you on monday',
  'it was 6 people last time',
  '2 of us are vegetarian',
  'estan abiertos el viernes',
  'the store on fulton is closed',
  '11225?',
])('"%s" may be about something else', text => {
  expect(tellsFactsAlone(text, STREETS)).toBe(false);
});
