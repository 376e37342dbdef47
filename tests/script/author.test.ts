import { expect, test } from 'vitest';
import { runAuthorTests } from '../../shared/script/lint/author-tests.ts';
import { isAuthorTest } from '../../shared/script/read.ts';
import { bookFrom, filesIn } from './support/talk.ts';

/** The tests that authors wrote beside their scripts: ivr-scripts/*.test.yaml. */
const files = filesIn(`${import.meta.dirname}/../../ivr-scripts`);
const book = bookFrom(files);
const tests = files.filter(file => isAuthorTest(file.name));

test.each(tests)('$name', file => {
  const { ran, problems } = runAuthorTests(book, file);
  expect(problems.map(({ line, what }) => `${file.name}:${line} ${what}`)).toEqual([]);
  expect(ran).toBeGreaterThan(0);
});

test('every script has author tests', () => {
  const tested = tests.map(file => /^script: *([\w-]+)/m.exec(file.text)?.[1]);
  expect(Object.keys(book.scripts).filter(script => !tested.includes(script))).toEqual([]);
});
