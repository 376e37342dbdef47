import { describe, expect, test } from 'vitest';
import { playTranscript } from '../support/transcript.ts';
import { readTranscript } from '../support/transcript-read.ts';

/** The player of transcripts itself: what it must not let pass. The conversations it plays are the line's own. */

const HEAD = 'x = +15550100001\nrosa = +15550100100\ntheo = +15550100103\n';
const play = (...lines: readonly string[]): Promise<string | null> => playTranscript(`${HEAD}${lines.join('\n')}\n`);
const CALLS = ['x calls', 'x < ~press 1~'];
const PERSON = [...CALLS, 'x > [3]', 'x < ~written down~', 'x < ~{A}~', 'rosa rings'];

describe('a transcript of a call', () => {
  test.each([
    ['a call whose words are expected in parts', [...CALLS, 'x < ~Maple Street~', 'x hangs up']],
    ['a code that is said and then written', [...PERSON, 'x hangs up', 'rosa < ~{A}~']],
    [
      'a phone that is answered, and two who are put through',
      [...PERSON, 'rosa answers, [1]', 'rosa < ~press 1~', 'x talks with rosa', 'rosa talks with x'],
    ],
  ])('passes: %s', async (_, lines) => {
    expect(await play(...lines)).toBeNull();
  });

  test.each([
    ['words that nobody expected', ['x calls'], 'more came than was expected'],
    ['words that are not said', [...CALLS, 'x < ~Oak Avenue~'], 'this did not come: x < ~Oak Avenue~'],
    ['the whole of it where only a part is said', ['x calls', 'x < Maple Street'], 'this did not come'],
    ['a phone that rings unexpectedly', PERSON.slice(0, -1), 'more came than was expected'],
    ['a phone that does not ring', [...CALLS, 'rosa rings'], 'this did not come: rosa rings'],
    ['two who are put through unexpectedly', [...PERSON, 'rosa answers, [1]', 'rosa < ~press 1~'], 'more came than was expected'],
    ['another code', [...PERSON, 'x hangs up', 'rosa < ~{A}{A}~'], 'this did not come'],
    ['a call that the line does not end', [...CALLS, 'x is hung up on'], 'this did not come: x is hung up on'],
    ['hanging up without a call', ['x hangs up'], 'is on no call'],
    ['answering what does not ring', ['rosa answers'], 'does not ring'],
    ['words where only keys are listened to', [...PERSON, 'x > "hello"'], 'nothing listens to that'],
    ['a recording where nothing is recorded', [...CALLS, 'x > (recording "hello")'], 'nothing listens to that'],
  ])('fails: %s', async (_, lines, why) => {
    expect(await play(...lines)).toContain(why);
  });

  test('lets a phone ring until it stops, and a machine pick up', async () => {
    const machine = [...PERSON, 'rosa answers as a machine', 'rosa < ~press 1~', 'theo rings', 'x < ~calling~'];
    expect(await play(...machine)).toBeNull();
    const rings = [...PERSON, 'rosa does not answer', 'theo rings', 'x < ~calling~'];
    expect(await play(...rings)).toBeNull();
  });

  test('cannot be read with a word that it does not know', () => {
    expect(() => readTranscript(`${HEAD}x dances\n`)).toThrow('line 4: cannot be read: x dances');
    expect(() => readTranscript(`${HEAD}bo calls\n`)).toThrow('line 4: nobody is called bo');
  });
});
