import { type OnCallSpan, shiftsBetween } from '../../domain/calendar.ts';
import type { Volunteer } from '../../domain/volunteer.ts';
import { DAY_MIN, plusMinutes } from '../../domain/wall.ts';
import { wholeShifts } from '../../domain/watch.ts';
import type { Draft } from '../draft/draft.ts';

/**
 * The shifts of this person at the very hours of this one, in all their pods, this one among them: what is said of one of them is said of all, in
 * one text. `covered`: those too that they have taken for somebody else.
 */
export const atSameTime = (d: Draft, v: Volunteer, span: OnCallSpan, covered = false): readonly OnCallSpan[] => {
  const spans = shiftsBetween([v], d.schedule, plusMinutes(span.from, -DAY_MIN), plusMinutes(span.to, DAY_MIN));
  return v.pods.flatMap(pod =>
    pod === span.pod
      ? [span]
      : wholeShifts(spans, pod).filter(one => one.from === span.from && one.to === span.to && (covered || one.why.because !== 'covers')),
  );
};
