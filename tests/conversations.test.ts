import { expect, test } from 'vitest';
import { sourceOf, transcripts, wrongWith } from './support/conversations.ts';
import { playTranscript } from './support/transcript.ts';

test.each(transcripts)('on SQLite: %s', async name => {
  expect(await playTranscript(sourceOf(name), { check: wrongWith })).toBeNull();
});
