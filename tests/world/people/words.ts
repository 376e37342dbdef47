import type { Meant } from '../events.ts';

/** Something that a resident may text first, and what they mean by it. {s} is their door code, which is nobody else's. */
export interface Opening {
  readonly body: string;
  readonly meant: Meant;
}
const need = (body: string, ...needs: Extract<Meant, { is: 'need' }>['needs']): Opening => ({ body, meant: { is: 'need', needs } });

export const ENGLISH: readonly Opening[] = [
  need('NEED FOOD', 'food'),
  need('need food for 4, 11216, today', 'food'),
  need('we have no food, 44 Halsey apt 2, buzz {s}', 'food'),
  need('hi i need groceries for me and my mom, this week is ok. ring {s}', 'food'),
  need('I need a ride to the doctor tomorrow, 11233', 'transport'),
  need('NEED DIAPERS', 'baby'),
  need('we need water, 11216, for 3', 'water'),
  need('can somebody pick up my medicine today? 120 Fulton, bell {s}', 'medicine'),
  need('need food and a ride to the clinic tomorrow, 11216', 'food', 'transport'),
  need('need help with rent', 'housing'),
  need('need food pls 🙏🙏 11225', 'food'),
  need('NEED FOOD today 11216 for 2', 'food'),
  need('i need warm clothes for my kids', 'clothing'),
  need('we need formula for the baby, today, 11225, buzz {s}', 'baby'),
  need('need a ride to the clinic tomorrow at 9am, 11216, for 1', 'transport'),
  need('need food for 3 by 6pm, 11225, ring {s}', 'food'),
  need('can you bring food to my neighbor, she is 80, 11216', 'food'),
];
export const SPANISH: readonly Opening[] = [
  need('hola no tenemos comida somos 5, 11216, para hoy por favor', 'food'),
  need('necesito comida', 'food'),
  need('necesito un viaje al medico, 11225', 'transport'),
  need('necesito agua para 3 personas, timbre {s}', 'water'),
  need('NECESITO PANALES', 'baby'),
];
/** Not in the words that are known for it, or not yet told: the line must ask back, and a person must see it in the end. */
export const VAGUE: readonly string[] = [
  'NEED',
  'hello',
  'NEED FODO',
  'help me please',
  'good morning',
  'need halp wit fod',
  '1',
  'hola',
  'who is this?',
];
export const NONSENSE: readonly string[] = ['asdkjh', '???', 'qqq', 'zzzz zz', '.', '🤷🤷', 'blah', '7', 'wat', 'lkjlkj lkj', '%%%'];
export const STOPS: readonly string[] = [
  'STOP',
  'stop',
  'Stop.',
  'STOPALL',
  'unsubscribe',
  'stop texting me',
  'END',
  'quit',
  'no me escriban mas',
];
export const DANGERS: readonly (Opening & { readonly meant: { readonly is: 'danger' } })[] = [
  { body: 'my brother took a whole bottle of pills', meant: { is: 'danger', danger: 'medical' } },
  { body: 'he is hitting me', meant: { is: 'danger', danger: 'violence' } },
  { body: 'i want to kill myself', meant: { is: 'danger', danger: 'self-harm' } },
  { body: 'the house is on fire', meant: { is: 'danger', danger: 'fire' } },
];
export const REPORTS: readonly string[] = [
  'a man from the truck yelled at my kid at the table, {s}',
  'somebody took my bag at the food drive',
  'two volunteers are fighting with each other, it is bad {s}',
];
export const OFTEN: readonly string[] = [
  'STATUS',
  'status?',
  'thanks',
  'is it coming?',
  'ok',
  'CHANGE',
  'WITHDRAW',
  'MENU',
  'any news',
  'LANGUAGE',
  '👍',
];
export const RARE: readonly string[] = [
  'PERSON',
  'CALL ME',
  'FEEDBACK it was good',
  'GIVE 20 lb rice',
  'VOLUNTEER',
  'BACK',
  'START OVER',
  'INFO FOOD 11216',
  'HELP',
  'FORGET ME',
];
export const TO_HOLDER: readonly string[] = [
  'left door, second floor, buzz {s}',
  'thank you so much',
  'please ring {s}',
  'we are home all day',
  'can you come later?',
];

/** Where somebody is: as it is asked for, and with what only whoever comes need know ({h} is their house, {n} their name). */
export const PLACES: readonly string[] = [
  '11216',
  '11233',
  '11225',
  '1',
  'Fulton and Nostrand',
  '10001',
  'corner of Halsey',
  '{h} Halsey St',
  '{h} Halsey, 3rd floor, ask for {n}',
  'casa de {n}, {h} Fulton, 2do piso',
  'Halsey and Nostrand, ring {n}',
  '11216, {h} Halsey apt 2',
  '{n}, 11225',
  '{h} Nostrand apt {s} 11225',
];

/** A slip of the thumb: two letters change places, or one is left out. */
export const misspelt = (body: string, next: () => number): string => {
  const at = 1 + Math.floor(next() * Math.max(1, body.length - 2));
  return next() < 0.5
    ? body.slice(0, at) + body.slice(at + 1)
    : `${body.slice(0, at - 1)}${body[at] ?? ''}${body[at - 1] ?? ''}${body.slice(at + 1)}`;
};
