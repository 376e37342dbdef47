import { afterEach, beforeEach, expect, test } from 'vitest';
import { joinLines } from '../../local/alone.ts';
import { freshDir, removeDir } from './support.ts';

let dir: string;
beforeEach(() => {
  dir = freshDir();
});
afterEach(() => removeDir(dir));

/** Joins and says whether it was alone. */
const join = async () => {
  let alone = false;
  const presence = await joinLines(dir, async () => {
    alone = true;
  });
  return { alone, leave: presence.leave };
};

test('only a line that nobody else is beside takes up what a killed one left', async () => {
  const first = await join();
  const second = await join();
  expect([first.alone, second.alone]).toEqual([true, false]);
  first.leave();
  // The second one is still there.
  const third = await join();
  expect(third.alone).toBe(false);
  second.leave();
  third.leave();
  const fourth = await join();
  expect(fourth.alone).toBe(true);
  fourth.leave();
});
