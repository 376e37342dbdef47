import type { Call, Heard, Waiting } from '../../domain/call.ts';
import { RING_S } from '../../domain/calling.ts';
import { type Case, isOpen } from '../../domain/case.ts';
import { type CaseCode, type Instant, later, msBetween, type OutgoingId } from '../../domain/ids.ts';
import { elsewhere } from '../../domain/out-address.ts';
import type { Verb } from '../../reply/verbs.ts';
import type { Worded } from '../../reply/wording.ts';
import type { CallDraft } from '../draft/call-draft.ts';
import type { Speaker } from '../draft/meet.ts';
import { stillSafety, wantPerson } from '../resident/opening.ts';
import { aloud } from '../words/aloud.ts';
import { anybodyOnDuty, takesPhone, tierFor } from './duty.ts';
import { afterCallToHolder, afterCallToPerson } from './masked.ts';
import { leaveMessage, promiseCallBack, promised, talked } from './voicemail.ts';

/** How long a phone may be ringing after it was asked to, with the time a call takes to be made. */
const RINGING_MS = (RING_S + 12) * 1000;
/** What is said in a round takes about so long; the rest of it is listening. */
const SAID_MS = 9_000;
const LISTENS_MAX_S = 6;
const LISTENS_MIN_S = 2;
/** With less left than this a round would outlast what the caller was told. */
const ROUND_MIN_MS = 5_000;
/** If nobody took the call so long after the wait is over, and no word of its end came, people are paged all the same. */
const GRACE_MS = 20_000;

/** Who took a call and is not put through after so long has lost their own: putting two together takes the carrier a few seconds. */
const BRIDGING_MS = 20_000;
const BRIDGING_LISTENS_S = 6;

/** A queue for one caller alone. Named by the case, since the carrier keeps the names of queues for ever and codes come round again. */
export const queueOf = (code: CaseCode): string => `case-${code}`;

/** Words of danger page people by text at once; anybody else's are paged when nobody took the call. */
const pagedLater = (d: CallDraft, c: Case): Case => {
  if (c.danger || c.holder) return c;
  return { ...c, next: { what: 'page', at: later(d.now, d.world.community.calls.longestWaitMs + GRACE_MS) } };
};

/**
 * The caller is put on hold, in a queue of their own, and asks for the first round at once. Where nobody is on duty they need not wait to
 * be told so.
 */
export const beginWaiting = (d: CallDraft, me: Speaker, code: CaseCode): void => {
  const c = d.case(me.number, code);
  if (!c || !anybodyOnDuty(d, c)) return leaveMessage(d, me, code, 'call-message-nobody');
  d.putCase(pagedLater(d, c));
  const verbs: readonly Verb[] = [
    {
      verb: 'enqueue',
      queue: queueOf(code),
      wait: { ...d.next, query: { ...d.next.query, w: 1 } },
      to: { route: 'voiceStep', query: { left: 1, ...elsewhere(d.step) } },
    },
  ];
  d.then({ verbs, stage: 'waiting', wanted: code, wait: { since: d.now, rung: [] } });
};

const ringTier = (d: CallDraft, c: Case, wait: Waiting): Waiting => {
  const tier = tierFor(d, c, wait);
  const priority = c.kind === 'safety' ? 'safety' : 'urgent';
  const rung = tier.map(to => {
    takesPhone(d, to, RINGING_MS);
    const call = { what: 'ring', timeoutS: RING_S, waits: d.call.sid } as const;
    return { to, at: d.now, id: d.ring(to, call, { purpose: 'ring', priority, about: c, validForSeconds: RING_S }) };
  });
  if (tier.length > 0) d.note(c.code, `rings ${tier.map(to => d.anyVolunteer(to)?.name ?? '').join(', ')}`, 'line');
  return { ...wait, rung: [...wait.rung, ...rung] };
};

/** One round: the next tier is rung, and the caller hears what they may choose meanwhile. */
const nextRound = (d: CallDraft, me: Speaker, c: Case, wait: Waiting): void => {
  const left = d.world.community.calls.longestWaitMs - msBetween(wait.since, d.now);
  if (left < ROUND_MIN_MS || (wait.rung.length === 0 && !anybodyOnDuty(d, c))) return leave(d, c, wait);
  const rung = ringTier(d, c, wait);
  const seconds = Math.round(d.world.community.calls.longestWaitMs / 1000);
  // What is first said on hold is said here, so that phones ring while it is heard, and any key cuts it short.
  const first = wait.rung.length === 0;
  const hold = first ? aloud(d, me.language, c.danger ? 'call-hold-danger' : 'call-hold', { code: c.code }) : [];
  const said = [...hold, ...aloud(d, me.language, first ? 'call-wait-first' : 'call-wait-more', { seconds })];
  const rest = Math.max(LISTENS_MIN_S, Math.floor((left - SAID_MS) / 1000));
  const timeoutS = first ? LISTENS_MIN_S : Math.min(LISTENS_MAX_S, rest);
  d.then({ verbs: [listens(d, said, timeoutS)], stage: 'waiting', wanted: c.code, wait: rung });
};

/** Says this to the one on hold and listens for one key; whatever comes of it, or nothing, is the next round. */
const listens = (d: CallDraft, said: readonly Worded[], timeoutS: number): Verb => ({
  verb: 'gather',
  input: 'digits',
  language: d.language,
  numDigits: 1,
  finishOnKey: '',
  timeoutS,
  inside: [{ verb: 'say', parts: said }],
  to: { ...d.next, query: { ...d.next.query, w: 1 } },
});

/** Whether somebody took this call so lately that the carrier may still be putting them through, or that they have just talked. */
export const isBeingPutThrough = ({ wait, at }: Pick<Call, 'wait' | 'at'>, now: Instant): boolean =>
  wait !== undefined && msBetween(wait.taken ?? at, now) < BRIDGING_MS;

/** Somebody took it, and the carrier is about to put them through. Whose own call broke in that moment is waited for no longer. */
const putThrough = (d: CallDraft, me: Speaker, c: Case, wait: Waiting): void => {
  if (!isBeingPutThrough(d.call, d.now)) return d.then({ verbs: [{ verb: 'leave' }], stage: 'bridged', wanted: c.code, wait });
  const said = aloud(d, me.language, 'call-wait-through');
  d.then({ verbs: [listens(d, said, BRIDGING_LISTENS_S)], stage: 'bridged', wanted: c.code, wait });
};

/** The phones that may still be ringing for this caller ring no longer, except for the call `except`, whose person has answered. */
export const stopRinging = (d: CallDraft, c: Case, { rung }: Waiting, except?: OutgoingId): void => {
  for (const { to, at, id } of rung) {
    if (!id || id === except || msBetween(at, d.now) >= RINGING_MS) continue;
    const priority = c.kind === 'safety' ? 'safety' : 'urgent';
    d.ring(to, { what: 'end', timeoutS: 0, ends: id }, { purpose: 'end', priority, about: c, validForSeconds: RING_S });
  }
};

/** Out of the queue: the door that the queue names hears of it and goes on from there. */
const leave = (d: CallDraft, c: Case, wait: Waiting, instead?: Waiting['instead']): void => {
  stopRinging(d, c, wait);
  d.then({
    verbs: [{ verb: 'leave' }],
    stage: 'waiting',
    wait: { ...wait, ...(instead ? { instead } : {}) },
    ...(d.call.wanted ? { wanted: d.call.wanted } : {}),
  });
};

/** What a caller waits for who was put through to nobody: their case, or what goes on from it where it was closed meanwhile. */
const stillWanted = (d: CallDraft, me: Speaker, code: CaseCode): CaseCode => {
  const c = d.case(me.number, code);
  if (!c || isOpen(c)) return code;
  return c.kind === 'safety' ? stillSafety(d, me, c).code : wantPerson(d, me, '').case.code;
};

/** The caller is out of the queue: with a person who hung up by now, or without one, also where somebody had taken the call. */
const outOfQueue = (d: CallDraft, me: Speaker, code: CaseCode, result: string): void => {
  const c = d.case(me.number, code);
  if (result === 'bridged') {
    if (c) talked(d, c);
    d.reply(d.line(me.language, 'call-goodbye'));
    return ended(d);
  }
  if (result === 'hangup') {
    if (c) promiseCallBack(d, c);
    return ended(d);
  }
  const wanted = stillWanted(d, me, code);
  if (d.call.wait?.instead === 'call-back') return callBackChosen(d, me, wanted);
  leaveMessage(d, me, wanted, d.call.wait?.instead === 'message' ? 'call-message-chosen' : 'call-message-nobody');
};

const ended = (d: CallDraft): void => d.then({ verbs: [{ verb: 'hangup' }], stage: 'ended' });

const callBackChosen = (d: CallDraft, me: Speaker, code: CaseCode): void => {
  const c = d.case(me.number, code);
  if (c) promiseCallBack(d, c, true);
  promised(d, me, code);
};

/** Everything that happens to a call while its caller waits for a person, or talks with one. */
export const waitOn = (d: CallDraft, me: Speaker, heard: Heard): void => {
  const { wanted, wait, stage }: Pick<Call, 'wanted' | 'wait' | 'stage'> = d.call;
  const c = wanted && d.case(me.number, wanted);
  // A leg that the caller asked for themselves is over: they are back with the machine.
  const met = d.call.met !== undefined;
  if (heard.kind === 'dialed' && wanted) {
    return c ? afterCallToHolder(d, me, c, met) : afterCallToPerson(d, me, wanted, met);
  }
  if (!c || !wait || heard.kind === 'hangup') return ended(d);
  if (heard.kind === 'queue') return outOfQueue(d, me, c.code, heard.result);
  if (stage === 'bridged') return putThrough(d, me, c, wait);
  // It was closed while they wait: nobody will come, and they may say what they still want.
  if (!isOpen(c)) return leave(d, c, wait);
  if (heard.kind === 'digits' && heard.digits.startsWith('1')) return leave(d, c, wait, 'message');
  if (heard.kind === 'digits' && heard.digits.startsWith('2')) return leave(d, c, wait, 'call-back');
  nextRound(d, me, c, wait);
};
