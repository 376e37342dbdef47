import { type Case, isOpen } from './case.ts';
import { type CaseCode, DAY_MS, HOUR_MS, type Instant, later, type PhoneNumber } from './ids.ts';

/** A recording that lies at the carrier and must be deleted there when its time is over, and where its case lies. */
export interface Sound {
  readonly id: string;
  readonly url: string;
  readonly code: CaseCode;
  readonly number: PhoneNumber;
  readonly at: Instant;
  /** How long this answer may be kept at most, in milliseconds, where that was promised with its question. */
  readonly keepMs?: number;
  readonly attempts: number;
  /** When it must be looked at. */
  readonly due: Instant;
}

/** A case is kept so long after it ended, and so are its recordings. */
const KEPT_MS = 180 * DAY_MS;

/** A recording as it is written down when it is first known where it lies. */
export const newSound = (given: Omit<Sound, 'attempts' | 'due'>): Sound => ({
  ...given,
  attempts: 0,
  due: later(given.at, Math.min(KEPT_MS, given.keepMs ?? KEPT_MS)),
});

/** When its time is over, as far as is known now. Of a case that is still open that is asked again a day later; without its case it is now. */
export const overAt = (sound: Sound, c: Case | undefined, now: Instant): Instant => {
  const ofCase = !c ? now : isOpen(c) ? later(now, DAY_MS) : later(c.closedAt ?? c.openedAt, KEPT_MS);
  const ofAnswer = sound.keepMs === undefined ? undefined : later(sound.at, sound.keepMs);
  return ofAnswer !== undefined && ofAnswer < ofCase ? ofAnswer : ofCase;
};

/** The recording after an attempt to delete it that failed: again in an hour, then two, a day apart at most, and for as long as it takes. */
export const triedInVain = (sound: Sound, now: Instant): Sound => {
  const attempts = sound.attempts + 1;
  return { ...sound, attempts, due: later(now, Math.min(DAY_MS, HOUR_MS * 2 ** Math.min(attempts - 1, 5))) };
};

/** The case without the address of a recording that is no longer there. */
export const withoutSound = (c: Case, url: string): Case => ({
  ...c,
  recordings: (c.recordings ?? []).map(r => {
    if (r.url !== url) return r;
    const { url: _gone, ...kept } = r;
    return { ...kept, isDeleted: true };
  }),
});
