import { type CallStep, callSid, type Heard } from '../domain/call.ts';
import { alongQuery, readAlong } from '../domain/out-address.ts';
import { parseCall } from '../parse/call.ts';
import { first, type Pairs } from '../parse/form.ts';
import { isRefusal } from '../parse/refusal.ts';
import { readOutgoing } from '../parse/status.ts';
import { spokenResult, twimlOf } from '../reply/spoken.ts';
import type { Address, Verb } from '../reply/verbs.ts';
import { type Leg, settleMet, settleOut } from '../table/out.ts';
import type { WebDoor, WebResult } from './door.ts';
import { withinTime } from './in-time.ts';
import type { DeskRuntime } from './sms-door.ts';
import { GUARD_MS, inLanguages, languagesIn, tryAgain, whereOf } from './voice-door.ts';
import { webhook } from './webhook.ts';

/** As for callers: whoever was called by us must not hear Twilio's own words either. */
const DEADLINE_MS = 8_000;
const HANG_UP: readonly Verb[] = [{ verb: 'hangup' }];

/** Seconds in which a key must follow, twice: whoever picks up needs a moment to understand. */
const WHISPER_S = 5;

/**
 * What somebody hears to whom a caller is to be put through, before they are: who calls, and the key that lets them talk. Without the key the
 * leg ends, so that no voicemail hears the caller. Up to the key it rests on nothing but its address.
 */
const whispered = (runtime: DeskRuntime, query: Pairs, asked: string, heard: Heard): readonly Verb[] => {
  if (heard.kind === 'digits' && heard.digits.startsWith('1')) return [];
  const times = Number(asked);
  if (!(times >= 1 && times <= 2)) return HANG_UP;
  const said = inLanguages(runtime, 'call-screen-ring', languagesIn(runtime, query));
  const names = ['m', 'c', 'l'].flatMap(name => {
    const value = first(query, name);
    return value === undefined ? [] : [[name, value] as const];
  });
  const to: Address = { route: 'voiceOut', query: { ...Object.fromEntries(names), s: times + 1 } };
  const [language = runtime.community.languages[0]] = languagesIn(runtime, query);
  return [{ verb: 'gather', input: 'digits', language, numDigits: 1, finishOnKey: '', timeoutS: WHISPER_S, inside: [said], to }];
};

/** Whose leg it is: the address says so. */
const legIn = (query: Pairs): Leg | undefined => {
  const out = readOutgoing(first(query, 'm'));
  if (out !== undefined) return { out };
  const call = callSid(first(query, 'c') ?? '');
  return call === undefined ? undefined : { call };
};

/**
 * Whether the two may talk, judged again when the key is pressed: meanwhile the case may have gone to somebody else, or come to its end.
 * Where that cannot be read in time it stands as it was judged when the number was dialled.
 */
const mayTalk = async (runtime: DeskRuntime, query: Pairs): Promise<boolean> => {
  const leg = legIn(query);
  if (!leg) return true;
  const met = settleMet(runtime, leg).catch((error: unknown) => {
    runtime.log.warn('out.met-unkept', { error });
    return true;
  });
  return withinTime(DEADLINE_MS, met, () => true);
};

/**
 * The door for calls that we made, for the answer and for every later step. Where our side fails before any key the call ends without a word:
 * a machine may listen, and what it was about comes again by itself. Once a key was pressed the same step is asked for again.
 */
export const outDoor = (runtime: DeskRuntime, after: () => void = () => undefined): WebDoor => {
  const where = whereOf(runtime);
  const render = (verbs: readonly Verb[]): string => twimlOf(verbs, where);
  const sorry = spokenResult(render(HANG_UP));
  return webhook(
    runtime,
    async (pairs, query) => {
      const call = parseCall(pairs, query, runtime.community.number);
      const asked = first(query, 's');
      if (!isRefusal(call) && asked !== undefined) {
        const says = whispered(runtime, query, asked, call.heard);
        if (says.length > 0 || (await mayTalk(runtime, query))) return spokenResult(render(says));
        return spokenResult(render([inLanguages(runtime, 'call-leg-over', languagesIn(runtime, query)), ...HANG_UP]));
      }
      const id = readOutgoing(first(query, 'm'));
      if (isRefusal(call) || id === undefined) {
        runtime.log.warn('out.unreadable', isRefusal(call) ? { what: call.what, where: call.where } : { what: 'no id' });
        return sorry;
      }
      const step: CallStep = { sid: call.sid, from: call.from, n: call.n ?? 0, heard: call.heard };
      const along = readAlong(name => first(query, name));
      const work = settleOut(runtime, id, step, along, render).then(({ answer, more }) => {
        if (more) after();
        return spokenResult(answer);
      });
      const at: Address = { route: 'voiceOut', query: { m: id, n: step.n, ...alongQuery(along) } };
      const pressed = step.heard.kind !== 'silence' || first(query, 'l') !== undefined;
      const again = (): WebResult => (pressed ? spokenResult(render(tryAgain(runtime, query, { heard: step.heard, at }))) : sorry);
      return withinTime(DEADLINE_MS, work, again).catch((error: unknown) => {
        runtime.log.error('out.failed', { error });
        return again();
      });
    },
    { sorry, deadlineMs: GUARD_MS },
  );
};
