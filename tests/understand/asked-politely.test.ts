import { describe, expect, test } from 'vitest';
import { understand } from '../../shared/understand/understand.ts';

describe('a request in other words than "need"', () => {
  test.each([
    ['we could really use some food by friday in 11216', ['food']],
    ['could really use some groceries', ['food']],
    ['could somebody bring my mother her groceries on thursday she lives in 11216', ['food']],
    ['is anyone able to drop off groceries for my grandma', ['food']],
    ['any chance of getting a box of food this week', ['food']],
    ['would it be possible to get some diapers', ['baby']],
    ['i was wondering if i could get some formula', ['baby']],
    ['we would really appreciate some food', ['food']],
    ['any way someone could drop off some water', ['water']],
    ['nos vendria bien algo de comida', ['food']],
    ['alguien podria traerle comida a mi mama', ['food']],
    ['no ai comida en la casa', ['food']],
  ])('%s', (text, needs) => expect(understand(text)).toMatchObject({ request: true, needs }));
  test.each([
    'i could use a nap',
    'i am able to drop off groceries',
    'can drop off groceries on friday',
    'could somebody bring beer to the party',
  ])('asks for nothing: %s', text => expect(understand(text).request).toBe(false));
  test.each([
    ['somo 5 con los niño', 5],
    ['somos 5 con los niños', 5],
    ['somos 3 con la niña', 4],
  ])('%s', (text, people) => expect(understand(text).facts.people).toBe(people));
  test('"orita" is ahorita', () => expect(understand('orita mismo').facts.when).toBe('today'));
});
