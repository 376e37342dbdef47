import { expect, test } from 'vitest';
import { movesTime } from '../../shared/understand/moves-time.ts';

test.each(
  'can you come tomorrow instead|tomorrow is ok too|Mañana está bien|friday works better|could we do 6pm|pueden venir el viernes|mejor el lunes|can you make it at 5|can you come tomorrow instead? my kid is sick|my appointment is friday instead|could you come at 5 p.m. please|puede ser manana a las 3 por favor|actually not today, friday|no hoy, el viernes|not tomorrow but monday please'.split(
    '|',
  ),
)('%s: another time', text => {
  expect(movesTime(text)).toBeDefined();
});
test.each(
  'not tomorrow|i cant tomorrow|tomorrow|my check comes friday|need food tomorrow|mañana no|see you friday|4|can you come now? i leave at 6pm|could you bring milk too? my baby turned 1 on sunday|can they make it? my lights go off tomorrow|will she come before my appointment monday at 9am|can she come before my appointment monday at 9am|what time will you come? I have to work at 2pm|puede venir ahora? salgo a las 6pm|my heater works better after sunday|mejor traigan pan, mi hijo llega a las 5pm|it works, see you at 3pm|will you come tomorrow?|not today|no today i am home at 5|not today, my son is here until friday'.split(
    '|',
  ),
)('%s moves nothing', text => {
  expect(movesTime(text)).toBeUndefined();
});
