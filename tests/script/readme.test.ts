import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { runAuthorTests } from '../../shared/script/lint/author-tests.ts';
import { readFiles } from '../../shared/script/read.ts';

/** The examples that people learn the format from must themselves be right. */
test('the examples of ivr-scripts/README.md work as they stand', () => {
  const guide = readFileSync(`${import.meta.dirname}/../../ivr-scripts/README.md`, 'utf8');
  const examples = [...guide.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, text = '']) => text);
  const [script = '', , words = '', , tests = ''] = examples;
  const { book, problems } = readFiles([
    { name: 'ride.yaml', text: script },
    { name: 'words/en.yaml', text: words },
  ]);
  expect(problems).toEqual([]);
  expect(runAuthorTests(book, { name: 'ride.test.yaml', text: tests })).toMatchObject({ ran: 2, problems: [] });
});
