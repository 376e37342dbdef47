import type { CallStep } from '../domain/call.ts';
import { parseCall } from '../parse/call.ts';
import { first } from '../parse/form.ts';
import { isRefusal } from '../parse/refusal.ts';
import { readOutgoing } from '../parse/status.ts';
import { spokenResult, twimlOf } from '../reply/spoken.ts';
import type { Verb } from '../reply/verbs.ts';
import { settleOut } from '../table/out.ts';
import type { WebDoor } from './door.ts';
import { withinTime } from './in-time.ts';
import type { DeskRuntime } from './sms-door.ts';
import { whereOf } from './voice-door.ts';
import { webhook } from './webhook.ts';

/** As for callers: whoever was called by us must not hear Twilio's own words either. */
const DEADLINE_MS = 8_000;
const HANG_UP: readonly Verb[] = [{ verb: 'hangup' }];

/**
 * The door for calls that we made, for the answer and for every later step. Where our side fails the call ends without a word: whoever
 * picked up knows nothing yet, and what it was about comes again by itself.
 */
export const outDoor = (runtime: DeskRuntime, after: () => void = () => undefined): WebDoor => {
  const where = whereOf(runtime);
  const render = (verbs: readonly Verb[]): string => twimlOf(verbs, where);
  const sorry = spokenResult(render(HANG_UP));
  return webhook(
    runtime,
    async (pairs, query) => {
      const call = parseCall(pairs, query, runtime.community.number);
      const id = readOutgoing(first(query, 'm'));
      if (isRefusal(call) || id === undefined) {
        runtime.log.warn('out.unreadable', isRefusal(call) ? { what: call.what, where: call.where } : { what: 'no id' });
        return sorry;
      }
      const step: CallStep = { sid: call.sid, from: call.from, n: call.n ?? 0, heard: call.heard };
      const work = settleOut(runtime, id, step, render).then(({ answer, more }) => {
        if (more) after();
        return spokenResult(answer);
      });
      return withinTime(DEADLINE_MS, work, () => sorry);
    },
    { sorry, deadlineMs: 2 * DEADLINE_MS },
  );
};
