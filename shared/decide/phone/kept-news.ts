import { goneCode } from '../../domain/consent.ts';
import type { CaseCode } from '../../domain/ids.ts';
import type { CallDraft } from '../draft/call-draft.ts';
import type { Speaker } from '../draft/meet.ts';
import { isTellableHere } from '../resident/elsewhere.ts';
import { statusOf } from '../words/status.ts';
import { isSaidUnasked } from './masked.ts';

/** Whether several people were talked with on this phone. */
export const isOfSeveral = (d: CallDraft, me: Speaker): boolean => (d.thread(me.number)?.persons.length ?? 0) > 1;

/**
 * Whether anybody in a house may call from here: several people have, or it is a landline. What somebody asked for is then told to whoever presses the key
 * for it. A call that we made was taken by a key.
 */
export const isAnybodys = (d: CallDraft, me: Speaker): boolean => {
  const record = d.record(me.number) ?? me.record;
  return !d.step.ours && (isOfSeveral(d, me) || record.texts === 'no' || goneCode(record) !== undefined);
};

/** What became of their requests since they last talked with us, where texts do not tell them. Answers the cases that were spoken of. */
export const tellKept = (d: CallDraft, me: Speaker): readonly CaseCode[] => {
  if (d.call.isApart) return [];
  const kept = d.cases(me.number).filter(c => c.person === me.person.id && c.toTell && isSaidUnasked(c) && isTellableHere(d, c));
  for (const { toTell, ...c } of kept) {
    d.putCase(c);
    for (const { line, fill } of toTell?.lines ?? []) {
      d.reply(d.line(me.language, line, { code: c.code, ...fill }));
    }
    // Whether it arrived is asked next.
    if (toTell?.lines.length === 0 && c.status !== 'delivered') d.reply(statusOf(d, me, c));
    d.note(c.code, 'heard on a call what a text would have told', 'line');
  }
  return kept.map(c => c.code);
};
