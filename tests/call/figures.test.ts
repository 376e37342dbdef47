import { expect, test } from 'vitest';
import { PERSON, WRITTEN, wayToPerson, wayToWritten } from '../../bench/voice.ts';

/** The figures that `npm run bench` prints of a call, held: 2.5 words a second, 0.6 s a pause. */
test.each(['en', 'es'] as const)('from the ring until it is written down: few keys, and no long listening (%s)', async language => {
  const { keys, toKeyS, ownS, wholeS } = await wayToWritten(language);
  expect(keys).toBeLessThanOrEqual(WRITTEN.keys);
  expect(ownS).toBeLessThanOrEqual(WRITTEN.ownS);
  // Something was heard, and whoever knows the key is there first.
  expect(toKeyS).toBeGreaterThan(3);
  expect(toKeyS).toBeLessThanOrEqual(ownS);
  expect(ownS).toBeLessThanOrEqual(wholeS);
});

test.each(['en', 'es'] as const)('from the ring until a person’s phone rings: two keys at most (%s)', async language => {
  const { keys, toKeyS, wholeS } = await wayToPerson(language);
  expect(keys).toBeLessThanOrEqual(PERSON.keys);
  expect(toKeyS).toBeLessThanOrEqual(wholeS);
  expect(wholeS).toBeLessThanOrEqual(60);
});
