import { describe, expect, it } from 'vitest';
import type { Need } from '../../shared/domain/needs.ts';
import { isOptOut, understand } from '../../shared/understand/understand.ts';

const WISHES: readonly string[] = [
  'STOP',
  'stop',
  'Stop.',
  'STOPALL',
  'unsubscribe',
  'CANCEL',
  'END',
  'quit',
  'revoke',
  'OPTOUT',
  'opt out',
  'opt-out',
  'I opt out',
  'stop2quit',
  'stop please',
  'please stop',
  'please stop texting me',
  'stop texting my phone',
  'remove me',
  'remove my name',
  'take me off this list',
  'lose my number',
  'stop sending me this',
  "don't contact me",
  'delete my number',
  'wrong number stop',
  'wrong number',
  'sorry you have the wrong number',
  'numero equivocado',
  'se equivoco de numero',
  'para de escribirme',
  'para ya de escribirme por favor',
  'deja de escribirme',
  'wrong number. stop',
  'stop sending me messages',
  'quit texting me',
  'no more texts please',
  'i dont want any more messages',
  'dont text me again',
  'STOP TEXTING ME!!!',
  'leave me alone',
  'do not message this number',
  'unsubscribe me',
  'Unsubscribe please',
  'I want to opt out',
  'please remove my number from your list',
  'i no longer want to receive texts',
  'stop all messages',
  'i dont want to get these texts anymore',
  'ALTO',
  'PARE',
  'BAJA',
  'ya no me escriban',
  'no me manden mas mensajes',
  'dejen de escribirme',
  'no me escriban mas',
  'no quiero recibir mas mensajes',
  'no quiero mensajes',
  'thank you so much but please stop texting me',
  'basta de mensajes',
  'parar',
  'dont text this number again',
  'please dont text this number',
  'enough with the texts',
  'quitenme de la lista',
  'borren mi numero',
  'numero equivocado no me escriban',
  'ya no quiero mensajes',
  'dejen de mandarme mensajes',
  'no me molesten mas',
  'darme de baja',
  'ya no me manden textos',
  'sispann voye mesaj ban mwen',
  'pa ekri m anko',
  'retire m nan lis la',
  'mwen pa vle mesaj anko',
  "arretez de m'ecrire",
  "ne m'envoyez plus de messages",
  'je ne veux plus recevoir de messages',
  'supprimez mon numero',
  'desabonner',
];

const OTHER: readonly string[] = [
  'i gave you the wrong number, it is 11216',
  'the wrong number is on the door',
  'para escribirme use este numero',
  'please help me stop the bleeding',
  'bus stop',
  'the bus stop on 5th',
  'stop by at 5',
  'can you stop at the store',
  "I can't stop crying",
  'the end of the week',
  'cancel my request',
  'stop sending food, we have enough',
  'please stop by tomorrow',
  "my husband won't stop texting me",
  'he wont leave me alone',
  'cancel the ride',
  'i quit my job',
  'end of the month',
  'when does it end',
  'stop it',
  'enough with the beans please, rice',
  'no quiero pollo',
  'we ran out of baby formula and cant stop worrying',
  'dont text, call me',
  'dont call me, text me',
  'call me dont text',
  'para manana',
  'alto dolor',
  'pare en la esquina',
  'para 4 personas',
  'baja presion',
  'la presion muy alta',
  'dejen la comida en la puerta',
  'no me manden pollo',
  'no quiero pollo, mejor frijoles',
  'cancelar mi pedido',
  'I was sleeping under the stop sign',
  'stop the water leak',
  'how do i stop mold',
  'nonstop rain',
  'take me off the waiting list for rides',
  'delete my last message',
];

describe('a wish never to be texted again', () => {
  it.each(WISHES)('%s', text => {
    expect(isOptOut(text)).toBe(true);
  });
  it('is never taken for a request as well', () => {
    for (const text of WISHES) expect(understand(text)).toMatchObject({ optOut: true, request: false, needs: [] });
  });
});

describe('what only sounds like one', () => {
  it.each(OTHER)('%s', text => {
    expect(isOptOut(text)).toBe(false);
  });
});

/** Someone asks, or says only when and where not to text: an answer that stays out would leave them alone with it. */
const ASKS_ALL_THE_SAME: readonly (readonly [string, readonly Need[]])[] = [
  ['landlord wants to remove me from my apartment, need help', ['housing']],
  ['i lost my phone, delete my number and use this one, need food', ['food']],
  ['ya no me llamen al trabajo, necesito comida para 3', ['food']],
  ['ya no me escriban, necesito comida', ['food']],
  ['please dont text me after 9, need diapers 11216', ['baby']],
  ['please stop texting me, need food', ['food']],
  ['STOP need food', ['food']],
];

describe('a wish beside something asked for', () => {
  it.each(ASKS_ALL_THE_SAME)('"%s" is answered', (text, needs) => {
    expect(understand(text)).toMatchObject({ optOut: false, request: true, needs });
  });
  it('is still a wish after a bare STOP, and the need is told', () => {
    expect(understand('Stop. Need food')).toMatchObject({ optOut: true, request: true, needs: ['food'] });
  });
  it('is no wish where danger is told', () => {
    expect(understand('dejenme en paz mi ex me sigue, ayuda')).toMatchObject({ optOut: false, danger: 'violence' });
    expect(understand('leave me alone he has a gun')).toMatchObject({ optOut: false, danger: 'violence' });
  });
});

describe('a wish for less than never', () => {
  it.each([
    'dont text me after 9',
    'dont text this number at night',
    'no me escriban de noche',
    'no me escriban mas hoy',
    'no quiero mensajes de noche',
    'please stop texting so much',
    'no me escriban en la noche',
    'please dont text me at work',
    'remove my name from the fridge list',
    'lose my number and my phone broke',
  ])('%s', text => {
    expect(isOptOut(text)).toBe(false);
  });
});

describe('a wish that names a need and asks for none', () => {
  it.each([
    'please stop texting me i already have food',
    'no more texts about diapers please',
    'i dont need any more messages about food please',
    'stop texting me i dont need your help',
    'i dont need help anymore, remove me',
    'ya no necesito comida, no me escriban mas',
    'quitenme de la lista ya no necesito ayuda',
    'please remove me, i no longer need rides',
    'unsubscribe me from the food list thanks',
    'wrong number my phone was stolen stop texting me',
    'no escriban a este numero',
    'do not text this number',
  ])('%s', text => {
    expect(understand(text)).toMatchObject({ optOut: true, needs: [] });
  });
});
