import { describe, expect, it } from 'vitest';
import { understand } from '../../shared/understand/understand.ts';

/** First texts as they are typed and spoken: the need, and for how many where they say so. */
describe('a first text', () => {
  it.each([
    ['food for me and my two grandkids', 'food', 3],
    ['comida para mi y mis dos nietos', 'food', 3],
    ['necesito comida para mi y mi hija', 'food', 2],
    ['comida para mi esposo y yo', 'food', 2],
    ['its for me and my roommate, food', 'food', 2],
    ['me and my mom need a ride', 'transport', 2],
    ['mi mama y yo necesitamos un raite', 'transport', 2],
    ['somethin to eat for the kids', 'food', undefined],
    ['we out of milk', 'food', undefined],
    ['need milk', 'food', undefined],
    ['we need some milk for the baby', 'baby', undefined],
    ['my baby is out of milk', 'baby', undefined],
    ['i have a baby and no money to buy milk', 'baby,money', undefined],
    ['need help with groceries', 'food', undefined],
    ['can someone bring groceries', 'food', undefined],
    ['yall got any food', 'food', undefined],
    ['ya got anything to eat', 'food', undefined],
    ['anybody got food', 'food', undefined],
    ['hello i was told to text this number for groceries', 'food', undefined],
    ['we dont got water', 'water', undefined],
    ['me an my kids aint ate since yesterday', 'food', undefined],
    ['food stamps didnt come', 'food', undefined],
    ['no puedo ir a la tienda', 'food', undefined],
    ['ay hambre', 'food', undefined],
    ['kiero comida', 'food', undefined],
  ] as const)('%s', (text, needs, people) => {
    const understood = understand(text);
    expect(understood.request).toBe(true);
    expect(understood.needs.join()).toBe(needs);
    expect(understood.facts.people).toBe(people);
  });
  it.each([
    'whats for dinner lol',
    'got milk all over my shirt lol',
    'my milk is fine',
    'he got anything he wanted',
  ])('no request in "%s"', text => {
    expect(understand(text).request).toBe(false);
  });
});
