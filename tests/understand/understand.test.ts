import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Need } from '../../shared/domain/needs.ts';
import { NEEDS } from '../../shared/domain/needs.ts';
import { understand, understandReply } from '../../shared/understand/understand.ts';

const asks: readonly (readonly [string, readonly Need[]])[] = [
  ['NEED FOOD', ['food']],
  ['food', ['food']],
  ['comida', ['food']],
  ['need diapers pls', ['baby']],
  ['necesito panales y formula', ['baby']],
  ['we have nothing to eat', ['food']],
  ['hola no tenemos comida', ['food']],
  ['need a ride to dialysis tmrw', ['transport']],
  ['can someone grab my meds from the pharmacy', ['medicine']],
  ['looking for somewhere to sleep', ['housing']],
  ['need food and diapers pls', ['food', 'baby']],
  ['nou bezwen manje ak dlo', ['food', 'water']],
  ['nous avons besoin de nourriture et de tentes', ['food', 'housing']],
  ['please help us', []],
];

const chat: readonly string[] = [
  'did you eat?',
  'food was great',
  "I don't need food anymore",
  'thanks for the food',
  'good morning',
  'see you tomorrow',
  '412',
  '',
  '👍',
];

describe('what a text asks for', () => {
  it.each(asks)('%s', (text, needs) => {
    expect(understand(text)).toMatchObject({ request: true, needs });
  });
  it.each(chat)('"%s" asks for nothing', text => {
    expect(understand(text)).toMatchObject({ request: false, needs: [] });
  });
});

describe('any text at all', () => {
  it('gets an answer of the promised shape', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), text => {
        const { needs, facts, request } = understand(text);
        expect(needs).toEqual(NEEDS.filter(need => needs.includes(need)));
        if (needs.length > 0) expect(request).toBe(true);
        if (facts.zip !== undefined) expect(facts.zip).toMatch(/^\d{5}$/);
        expect(['accept', 'refuse', null]).toContain(understandReply(text));
      }),
    );
  });
});
