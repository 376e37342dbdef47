import type { Instant } from './ids.ts';

/** Own words that were recorded on a call. The sound itself stays with the carrier; the case holds where it is and what was understood. */
export interface Recording {
  /** The call and the step whose answer it is: one recording, however often and in whatever order it is told of. */
  readonly id: string;
  /** Which question it answers: "story", "words", "message". */
  readonly slot: string;
  readonly at: Instant;
  readonly seconds: number;
  /** Where it can be fetched, by whoever holds the account's key. */
  readonly url?: string;
  /** The carrier says that there is nothing. */
  readonly isAbsent?: true;
  /** Its time was over, and it was deleted at the carrier. */
  readonly isDeleted?: true;
  /** What a machine understood, in the pieces in which it came. */
  readonly transcript?: readonly { readonly sid: string; readonly text: string }[];
}

/** What the carrier tells of a recording, at any time after it and in any order. */
export interface RecordingNews {
  readonly url?: string;
  readonly seconds?: number;
  readonly isAbsent?: boolean;
  readonly transcript?: { readonly sid: string; readonly text: string };
}

/** No case needs more; what comes beyond is a fault somewhere. */
const RECORDINGS_MAX = 20;
const PIECES_MAX = 20;
/** More is not said in the two minutes that a recording lasts. */
const LETTERS_MAX = 4_000;

/** What was told first stands; a later "absent" takes nothing away, nor does an empty transcript. */
const told = (r: Recording, news: RecordingNews): Recording => {
  const { isAbsent: _absent, ...there } = r;
  const url = r.url ?? (r.isDeleted ? undefined : news.url);
  const base: Recording = url === undefined ? { ...r, ...(news.isAbsent ? { isAbsent: true } : {}) } : { ...there, url };
  const seconds = base.seconds > 0 ? base.seconds : (news.seconds ?? 0);
  const pieces = base.transcript ?? [];
  const piece = news.transcript;
  const isNew = piece !== undefined && piece.text.trim() !== '' && !pieces.some(p => p.sid === piece.sid) && pieces.length < PIECES_MAX;
  const room = LETTERS_MAX - pieces.reduce((sum, p) => sum + p.text.length, 0);
  const kept = isNew && room > 0 ? { ...piece, text: piece.text.slice(0, room).toWellFormed() } : undefined;
  return { ...base, seconds, ...(kept ? { transcript: [...pieces, kept] } : {}) };
};

/** The recordings of a case after this news of one of them; made if it was not known before. */
export const withRecording = (
  all: readonly Recording[],
  of: Pick<Recording, 'id' | 'slot' | 'at'>,
  news: RecordingNews,
): readonly Recording[] => {
  const known = all.find(r => r.id === of.id);
  if (known) return all.map(r => (r === known ? told(r, news) : r));
  return all.length >= RECORDINGS_MAX ? all : [...all, told({ ...of, seconds: 0 }, news)];
};
