import { expect, test } from 'vitest';
import { afterDoubt, dangerOf } from '../../shared/understand/after-doubt.ts';

test.each([
  'my kids are inside!!',
  'it is burning',
  'its burning',
  'come quick',
  'can someone come??',
  'nobody can get out',
  'no one is answering',
  'no puedo salir',
  'mis hijos estan adentro',
  'no but my mom is trapped',
  'please send help',
  'there is so much smoke',
])('"%s" is danger', words => {
  expect(afterDoubt(words)).toBe('danger');
});
test.each([
  'lol',
  'just kidding',
  'im fine',
  'no one is hurt',
  'nobody is inside',
  'estamos bien',
  'it was a joke sorry',
  'everyone is out',
])('"%s" is calm', words => {
  expect(afterDoubt(words)).toBe('calm');
});
test.each(['1', 'no', 'no its ok thanks', 'ok', 'thanks', 'who is this', 'what?', '???', ''])('"%s" says nothing of it', words => {
  expect(afterDoubt(words)).not.toBe('danger');
});
test('what burns is fire, and the rest is for whoever helps the hurt', () => {
  expect(dangerOf('my roof came down it is burning')).toBe('fire');
  expect(dangerOf('my roof came down')).toBe('medical');
});
