import { expect, test } from 'vitest';
import { sourceOf, transcripts, wrongWith } from './support/conversations.ts';
import { castOf, tooMuch } from './support/costs.ts';
import { playTranscript } from './support/transcript.ts';
import { watchedLine } from './support/watched-line.ts';

test.each(transcripts)('on SQLite: %s', async name => {
  const source = sourceOf(name);
  const cast = castOf(name, source);
  const costly: string[] = [];
  const start = watchedLine(asked => {
    const costs = tooMuch(asked, cast);
    if (costs !== undefined) costly.push(costs);
  });
  expect(await playTranscript(source, { check: wrongWith, start })).toBeNull();
  expect(costly).toEqual([]);
});
