import type { CallSid } from '../../domain/call.ts';
import { type Case, isOpen, withNote } from '../../domain/case.ts';
import type { CaseCode, PhoneNumber } from '../../domain/ids.ts';
import { type RecordingNews, withRecording } from '../../domain/recording.ts';
import { newSound } from '../../domain/sound.ts';
import { isUnnamed, unnamedRecording } from '../../domain/unnamed.ts';
import { understand } from '../../understand/understand.ts';
import { Draft } from '../draft/draft.ts';
import { forgetInTime } from '../draft/forget.ts';
import { keepMsOf } from '../draft/kept-in-time.ts';
import { meet } from '../draft/meet.ts';
import type { Decision, World } from '../draft/world.ts';
import { inDanger, keepFor, wantSafety } from '../resident/opening.ts';

/** Which recording is meant: the call, the step that its answer goes to, the case and the question it belongs to. */
export interface RecordingRef {
  readonly call: CallSid;
  readonly n: number;
  readonly code: CaseCode;
  readonly slot: string;
}

/** One recording, however often it is told of; where its case names nobody, neither does its id. */
const idOf = (number: PhoneNumber, { call, n }: RecordingRef): string => {
  const id = `${call}-${n}`;
  return isUnnamed(number) ? unnamedRecording(id) : id;
};

/** What lies at the carrier is written down where it is deleted from in its time, whatever becomes of the case. */
const putSound = (d: Draft, number: PhoneNumber, { call, n, code, slot }: RecordingRef, url: string): void => {
  const keepMs = keepMsOf(d.world, slot);
  const value = newSound({
    id: unnamedRecording(`${call}-${n}`),
    url,
    code,
    number,
    at: d.now,
    ...(keepMs === undefined ? {} : { keepMs }),
  });
  d.put({ kind: 'sound', value });
};

/** Writes the news of a recording to its case. Answers the case as it was, or undefined where there is none or nothing is new. */
export const keepRecording = (d: Draft, number: PhoneNumber, ref: RecordingRef, news: RecordingNews): Case | undefined => {
  const c = d.case(number, ref.code);
  if (!c) return undefined;
  const before = c.recordings ?? [];
  const recordings = withRecording(before, { id: idOf(number, ref), slot: ref.slot, at: d.now }, news);
  if (JSON.stringify(recordings) === JSON.stringify(before)) return undefined;
  d.putCase({ ...c, recordings });
  const id = idOf(number, ref);
  const now = recordings.find(r => r.id === id);
  if (now?.url !== undefined && before.find(r => r.id === id)?.url === undefined) putSound(d, number, ref, now.url);
  return c;
};

/** The words by which a recording stands among what a person said. */
export const noteOfRecording = (d: Draft, seconds: number): string =>
  d.line(d.world.community.languages[0], seconds === 1 ? 'recorded-note-short' : 'recorded-note', { seconds });

/**
 * News of a recording, long after the question was answered: it is kept with the case whatever has become of it. A transcript is read as
 * a text would be: words of danger in it page people at once.
 */
export const decideRecorded = (world: World, number: PhoneNumber, ref: RecordingRef, news: RecordingNews): Decision => {
  const d = new Draft(world);
  const before = keepRecording(d, number, ref, news);
  if (!before) return d.decision();
  const id = idOf(number, ref);
  const isNew = !(before.recordings ?? []).some(r => r.id === id);
  const me = meet(d, number, understand(''));
  const words = news.transcript?.text.trim() ?? '';
  if (isNew && news.url !== undefined) keepFor(d, me, d.case(number, ref.code) ?? before, noteOfRecording(d, news.seconds ?? 0));
  if (news.isAbsent) d.note(ref.code, 'the recording has not arrived', 'line');
  if (words !== '') {
    const c = d.case(number, ref.code) ?? before;
    const heard = d.line(world.community.languages[0], 'recorded-words', { words });
    // What a machine heard of words that a person could hear already is no news of a case that is closed.
    if (isOpen(c)) keepFor(d, me, c, heard);
    else d.putCase(withNote(c, heard));
    forgetInTime(d, number, heard, keepMsOf(d.world, ref.slot));
    const { danger } = understand(words);
    const now = d.case(number, ref.code);
    if (danger && now?.kind === 'safety' && isOpen(now)) {
      if (!now.danger) d.putCase(inDanger(now, danger, d.now));
    } else if (danger) wantSafety(d, me, words, danger);
  }
  return d.decision();
};
