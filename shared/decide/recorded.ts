import type { CallSid } from '../domain/call.ts';
import { type Case, isOpen } from '../domain/case.ts';
import type { CaseCode, PhoneNumber } from '../domain/ids.ts';
import { type RecordingNews, withRecording } from '../domain/recording.ts';
import { understand } from '../understand/understand.ts';
import { Draft } from './draft.ts';
import { meet } from './meet.ts';
import { inDanger, keepFor, wantSafety } from './opening.ts';
import type { Decision, World } from './world.ts';

/** Which recording is meant: the call, the step that its answer goes to, the case and the question it belongs to. */
export interface RecordingRef {
  readonly call: CallSid;
  readonly n: number;
  readonly code: CaseCode;
  readonly slot: string;
}

/** Writes the news of a recording to its case. Answers the case as it was, or undefined where there is none or nothing is new. */
export const keepRecording = (d: Draft, number: PhoneNumber, ref: RecordingRef, news: RecordingNews): Case | undefined => {
  const c = d.case(number, ref.code);
  if (!c) return undefined;
  const before = c.recordings ?? [];
  const recordings = withRecording(before, { id: `${ref.call}-${ref.n}`, slot: ref.slot, at: d.now }, news);
  if (JSON.stringify(recordings) === JSON.stringify(before)) return undefined;
  d.putCase({ ...c, recordings });
  return c;
};

/** The words by which a recording stands among what a person said. */
export const noteOfRecording = (d: Draft, seconds: number): string => d.line(d.world.community.languages[0], 'recorded-note', { seconds });

/**
 * News of a recording, long after the question was answered: it is kept with the case whatever has become of it. A transcript is read as
 * a text would be: words of danger in it page people at once.
 */
export const decideRecorded = (world: World, number: PhoneNumber, ref: RecordingRef, news: RecordingNews): Decision => {
  const d = new Draft(world);
  const before = keepRecording(d, number, ref, news);
  if (!before) return d.decision();
  const id = `${ref.call}-${ref.n}`;
  const isNew = !(before.recordings ?? []).some(r => r.id === id);
  const me = meet(d, number, understand(''));
  const words = news.transcript?.text.trim() ?? '';
  if (isNew && news.url !== undefined) keepFor(d, me, d.case(number, ref.code) ?? before, noteOfRecording(d, news.seconds ?? 0));
  if (news.isAbsent) d.note(ref.code, 'the recording has not arrived', 'line');
  if (words !== '') {
    const c = d.case(number, ref.code) ?? before;
    keepFor(d, me, c, d.line(world.community.languages[0], 'recorded-words', { words }));
    const { danger } = understand(words);
    const now = d.case(number, ref.code);
    if (danger && now?.kind === 'safety' && isOpen(now)) {
      if (!now.danger) d.putCase(inDanger(now, danger, d.now));
    } else if (danger) wantSafety(d, me, words, danger);
  }
  return d.decision();
};
