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
  ['can someone drive my mom to chemo tuesday', ['transport']],
  ['ride to the doctor monday 8am', ['transport']],
  ['i need a babysitter thursday from 9 to 12', ['childcare']],
  ['my lights got cut off yesterday', ['utilities']],
  ['we cant make rent this month', ['housing']],
  ['my fridge is empty and i dont get paid til monday', ['food']],
  ['need tampons and soap', ['hygiene']],
  ['looking for a winter coat for my son size 10', ['clothing']],
  ['i need to talk to someone im so anxious', ['mental-health']],
  ['my insulin ran out', ['medicine']],
  ['my mother in law needs someone to sit with her', ['company']],
  ['I lost my job and need help with bills', ['money']],
  ['do you have any baby clothes', ['baby']],
  ['we r hungre an tirsty', ['food', 'water']],
  ['dipers an formla pls', ['baby']],
  ['need a place 2 sleep 2nite', ['housing']],
  ['plz send watere', ['water']],
  ['necesito ayuda con la renta', ['housing']],
  ['me pueden traer panales talla 3', ['baby']],
  ['nos cortaron la luz', ['utilities']],
  ['se me acabo la medicina', ['medicine']],
  ['busco quien cuide a mis hijos el viernes', ['childcare']],
  ['mi vecina esta sola y necesita compania', ['company']],
  ['necesito transporte para mi dialisis el lunes', ['transport']],
  ['no tengo donde dormir hoy', ['housing']],
  ['nesesito panyales', ['baby']],
  ['tengo hambre', ['food']],
  ['necesito hablar con alguien estoy muy triste', ['mental-health']],
  ['company', ['company']],
  ['mental health', ['mental-health']],
  ['salud mental', ['mental-health']],
  ['mwen bezwen yon woulib pou al lopital', ['transport']],
  ["j'ai faim", ['food']],
  ['besoin de couches pour mon bébé', ['baby']],
  ['help me plz i have nothing left', []],
  ['ayudenme por favor', []],
];

const chat: readonly string[] = [
  'did you eat?',
  'food was great',
  'see you at the food drive saturday',
  'how was dinner',
  'are you hungry? lol',
  'thanks for the ride yesterday!',
  'we dont need diapers anymore thanks',
  'my cousin works at a clinic',
  'gracias por la comida estuvo muy rica',
  'ya comiste?',
  'ya no necesito comida gracias',
  'quiero comer tacos jaja',
  'compre zapatos nuevos',
  'nos vemos manana',
  'bonjou kijan ou ye',
  'bonjour comment ça va',
  'outside at 6, blue car. which door?',
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

describe('thanks and chat behind a request', () => {
  it.each([
    ['we have nothing to eat thank you so much', ['food']],
    ['need food for 4, 11216, today, thank you so much', ['food']],
    ['food for 4 thank you so much', ['food']],
    ['we need food did you get my message', ['food']],
    ['need groceries anything is good', ['food']],
    ['need groceries im good with anything', ['food']],
    ['we need food lol', ['food']],
    ['need diapers, already have formula', ['baby']],
    ['need food dont need water', ['food']],
    ['please help us thank you so much', []],
    ['thank you so much for everything we need food', ['food']],
    ['muchas gracias por su ayuda necesitamos comida', ['food']],
    ['no tenemos nada de comer muchas gracias por su ayuda', ['food']],
    ['comida para 4 muchas gracias por su ayuda', ['food']],
    ['necesito comida jaja', ['food']],
    ['necesito pañales, ya tengo formula', ['baby']],
    ['necesito comida no necesito agua', ['food']],
    ['besoin de nourriture merci pour tout', ['food']],
    ['nou bezwen manje mesi anpil pou tout', ['food']],
  ] as const)('do not take it back: %s', (text, needs) => {
    expect(understand(text)).toMatchObject({ request: true, needs });
  });
  it.each([
    'dinner was great thank you',
    'thank you for the food we needed',
    'gracias por todo ya no necesitamos comida',
    'I needed diapers, already got some',
    'we need food, no we dont need food anymore',
    'necesitaba comida ya no necesito comida',
    'the food was delicious thank you so much',
    'la comida estuvo muy rica muchas gracias',
  ])('ask for nothing by themselves: %s', text => {
    expect(understand(text)).toMatchObject({ request: false, needs: [] });
  });
});

describe('an offer', () => {
  it.each([
    ['I can donate rice and winter coats', ['food', 'clothing']],
    ['quiero donar ropa de bebe', ['baby']],
  ] as const)('%s names what is given and asks for nothing', (text, needs) => {
    expect(understand(text)).toMatchObject({ request: false, needs });
  });
});

describe('any text at all', () => {
  it('gets an answer of the promised shape', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), text => {
        const { needs, facts } = understand(text);
        expect(needs).toEqual(NEEDS.filter(need => needs.includes(need)));
        if (facts.zip !== undefined) expect(facts.zip).toMatch(/^\d{5}$/);
        expect(['accept', 'refuse', null]).toContain(understandReply(text));
      }),
    );
  });
});

describe('digits alone', () => {
  it('mean the same as with a mark behind them, whatever they are', () => {
    const numbers = [...Array(10_000).keys()].flatMap(n => [`${n}`, String(n).padStart(3, '0')]);
    const zips = [...Array(1_000).keys()].map(n => String(n * 97).padStart(5, '0'));
    for (const digits of [...numbers, ...zips]) expect(understand(` ${digits}\n`)).toEqual(understand(`${digits}!`));
  });
  it('say danger where they are 911, and nothing but a ZIP else', () => {
    expect(understand('911').danger).toBe('medical');
    expect(understand('11216')).toEqual({
      needs: [],
      request: false,
      danger: null,
      language: null,
      clarity: 'word',
      optOut: false,
      facts: { zip: '11216' },
    });
  });
});
