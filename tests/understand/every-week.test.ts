import { expect, test } from 'vitest';
import { everyWeek } from '../../shared/understand/every-week.ts';

test.each([
  ['every Sat 9-12', '', [6], '9-12'],
  ['Ana every Sat 9-12', 'ana', [6], '9-12'],
  ['Mondays', '', [1], ''],
  ['mon-fri', undefined, [], ''],
  ['every mon-fri 5pm-9pm', '', [1, 2, 3, 4, 5], '5pm-9pm'],
  ['each Monday and Friday, 5-9pm', '', [1, 5], '5-9pm'],
  ['weekdays 5-9pm', '', [1, 2, 3, 4, 5], '5-9pm'],
  ['every weekend', '', [6, 0], ''],
  ['every day 8-10am', '', [0, 1, 2, 3, 4, 5, 6], '8-10am'],
  ['every Fri to Sun', '', [5, 6, 0], ''],
  ['cada sábado de 9 a 12', '', [6], 'de 9 a 12'],
  ['Lidia todos los lunes y miércoles 5pm-9pm', 'lidia', [1, 3], '5pm-9pm'],
  ['los sabados', '', [6], ''],
  ['cada lunes a viernes 18:00-20:00', '', [1, 2, 3, 4, 5], '18:00-20:00'],
  ['entre semana', '', [1, 2, 3, 4, 5], ''],
  ['Sat 9-12', undefined, [], ''],
  ['until Monday', undefined, [], ''],
  ['every level', undefined, [], ''],
])('%s', (text, before, days, behind) => {
  expect(everyWeek(text)).toEqual(before === undefined ? undefined : { before, days, behind });
});
