import { goneCode, isBackByCall } from '../../domain/consent.ts';
import { textsArrive } from '../../domain/phone-state.ts';
import type { Draft } from '../draft/draft.ts';
import type { Speaker } from '../draft/meet.ts';

/** Texts never arrived there, because nobody had the number; now somebody calls from it, and it is not known whether they do. */
export const inUseAgain = (d: Draft, me: Speaker): Speaker => {
  const code = goneCode(me.record);
  if (code === undefined || !isBackByCall(code)) return me;
  const { unreachable: _code, ...known } = me.record;
  const record = me.volunteer ? known : { ...known, texts: 'unknown' as const };
  const volunteer = me.volunteer && textsArrive(me.volunteer);
  d.putRecord(record);
  if (volunteer) d.putVolunteer(volunteer);
  return { ...me, record, ...(volunteer ? { volunteer } : {}) };
};
