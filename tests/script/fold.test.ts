import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fold } from '../../shared/script/fold.ts';

test('a text in plain ASCII folds as it does beside a letter that is none', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary-ascii', maxLength: 40 }), text => {
      expect(`${fold(text)} e`.trim()).toBe(fold(`${text} é`));
    }),
  );
});
