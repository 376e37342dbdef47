import { expect, test } from 'vitest';
import { turnOf } from '../../shared/script/turned.ts';

const rows: readonly (readonly [string, 'yes' | 'no', string, string])[] = [
  ['withdraw/sure', 'yes', 'i still need it', 'turned'],
  ['withdraw/sure', 'yes', 'dont withdraw it', 'turned'],
  ['withdraw/sure', 'yes', 'we are still hungry', 'turned'],
  ['withdraw/sure', 'yes', 'please send someone', 'turned'],
  ['withdraw/sure', 'yes', 'todavia lo necesito', 'turned'],
  ['withdraw/sure', 'yes', 'i dont need it anymore', 'kept'],
  ['withdraw/sure', 'yes', 'i no longer need it thank you', 'kept'],
  ['withdraw/sure', 'yes', 'ya no la necesitamos', 'kept'],
  ['withdraw/sure', 'yes', 'please', 'kept'],
  ['withdraw/sure', 'no', 'i dont need it', 'doubt'],
  ['withdraw/sure', 'no', 'thanks', 'kept'],
  ['arrived/arrived', 'yes', 'i still need it', 'doubt'],
  ['arrived/arrived', 'yes', 'estoy en casa', 'doubt'],
  ['arrived/arrived', 'yes', 'thank you so much', 'kept'],
  ['give-back/sure', 'no', 'give it away', 'doubt'],
  ['give-back/sure', 'yes', 'i cant make it', 'kept'],
  ['report/now', 'no', 'he is outside', 'turned'],
  ['report/now', 'no', 'he left but he has a key', 'turned'],
  ['report/now', 'no', 'but im scared', 'turned'],
  ['report/now', 'no', 'one knows', 'doubt'],
  ['report/now', 'no', 'he is not here', 'kept'],
  ['report/now', 'no', 'one is hurt', 'kept'],
  ['report/now', 'no', 'one is in danger', 'kept'],
  ['report/now', 'no', 'im safe here', 'kept'],
  ['report/now', 'no', 'but he hit me last week', 'doubt'],
  ['report/now', 'no', 'thank you', 'kept'],
  ['need/people', 'yes', 'i still need it', 'kept'],
];

test.each(rows)('%s: "%s %s" is %s', (at, first, rest, turn) => {
  expect(turnOf(at, first === 'yes', rest)).toBe(turn);
});
