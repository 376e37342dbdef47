import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { runAuthorTests } from '../../shared/script/lint/author-tests.ts';
import { lintFiles } from '../../shared/script/lint/lint.ts';
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
  const files = [
    { name: 'ride.yaml', text: script },
    { name: 'words/en.yaml', text: words },
    { name: 'ride.test.yaml', text: tests.replaceAll(', es: hoy', '') },
  ];
  expect(lintFiles(files).filter(one => one.level === 'E')).toEqual([]);
  expect(runAuthorTests(book, { name: 'ride.test.yaml', text: tests })).toMatchObject({ ran: 2, problems: [] });
});
