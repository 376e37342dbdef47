import { CALL_SILENT_MS, type Call, type CallStep, EARLY, type Heard, hasNumber } from '../domain/call.ts';
import { carrierWord } from '../domain/consent.ts';
import { type Instant, msBetween } from '../domain/ids.ts';
import type { Verb } from '../reply/verbs.ts';
import { SPEECH_SURE } from '../script/limits.ts';
import { matchGlobal } from '../script/match.ts';
import type { Session } from '../script/script.ts';
import { understand } from '../understand/understand.ts';
import type { Understanding } from '../understand/understanding.ts';
import { CallDraft } from './draft/call-draft.ts';
import type { CallDecision, LiveCall } from './draft/call-world.ts';
import { chooseLanguage, meet, type Speaker } from './draft/meet.ts';
import { isOver, waits } from './draft/turn.ts';
import type { World } from './draft/world.ts';
import { decideDanger } from './first/danger.ts';
import { askWhatElse, codesNow } from './phone/call-more.ts';
import { correctsPlace, sayCorrection, sayPlaceBack } from './phone/call-place.ts';
import { tellsPlaces } from './phone/call-places.ts';
import { listenFor, recordedAt } from './phone/call-prompt.ts';
import { decideRing, isBusyWithAnother } from './phone/call-ring.ts';
import { wantsOtherLanguage } from './phone/call-unspoken.ts';
import { asksWhetherMeant, confirmsMeant } from './phone/call-unsure.ts';
import { connectPerson } from './phone/connect.ts';
import { connectHeld, helperAgain, helperStep } from './phone/helper-call.ts';
import { inUseAgain } from './phone/in-use.ts';
import { connectToHolder, heldCaseOf } from './phone/masked.ts';
import { personBehind, saysSomething } from './phone/own-words.ts';
import { keepRecording, noteOfRecording } from './phone/recorded.ts';
import { endsLongCall, goesRound } from './phone/round-and-round.ts';
import { answersLine, goodbye, heardDespair } from './phone/said-on-call.ts';
import { stopOnCall } from './phone/stop-on-call.ts';
import { MESSAGE, messageLeft } from './phone/voicemail.ts';
import { waitOn } from './phone/wait.ts';
import { begin, decideGlobal, goOn } from './resident/converse.ts';
import { correctsNumber } from './resident/mistaken.ts';
import { decideResident } from './resident/resident.ts';
import { placeUntold } from './resident/untold.ts';
import { inLanguage, switchLanguage } from './sms.ts';

const NOTHING = understand('');

/** A call as it is before its first step. */
export const newCall = ({ sid, from }: CallStep, now: Instant, language: Call['language']): LiveCall => ({
  sid,
  number: from,
  startedAt: now,
  at: now,
  step: 0,
  answer: '',
  stage: 'talking',
  language,
  codes: [],
});

/** Speech heard so badly is not acted on; the question asks whether that was meant. Danger is believed all the same. */
const isUnsure = (heard: Heard): boolean => heard.kind === 'speech' && heard.confidence < SPEECH_SURE;

const understoodOf = (heard: Heard): Understanding => (heard.kind === 'speech' ? understand(heard.text) : NOTHING);

/** Reaches whoever has their case; the menu's own choices never have so many keys. */
const TALK_KEY = '7';
const TALK_AT: readonly (string | undefined)[] = ['menu', 'mine'];

/** "Welcome back", once more: what was begun waits behind it. */
const welcomeIn = (d: CallDraft, me: Speaker, before?: 'language-set'): void => {
  if (before) d.reply(d.line(me.language, before));
  d.reply(d.line(me.language, 'welcome-back'));
};

/** Keys: the other language, the question that waits, a person, or the menu. */
const keyed = (d: CallDraft, me: Speaker, digits: string): void => {
  const theirs = digits === TALK_KEY ? heldCaseOf(d, me) : undefined;
  if (theirs && TALK_AT.includes(d.session(me.number)?.script)) {
    return connectToHolder(d, me, theirs) ? undefined : begin(d, { with: me, script: 'menu', known: {} });
  }
  const named = switchLanguage(d, me, digits);
  if ((named || digits === '*') && goesRound(d, me)) return;
  const session = waits(d, me) ? d.session(me.number) : undefined;
  // Nothing of it is named before they say that they are the one who began it.
  const isBack = session?.aside?.kind === 'welcome-back';
  if (named) return isBack ? welcomeIn(d, chooseLanguage(d, me, named), 'language-set') : inLanguage(d, chooseLanguage(d, me, named));
  if (isBack && digits === '*') return welcomeIn(d, me);
  const held = session?.script === 'code' ? me.volunteer?.held.find(ref => ref.code === digits.replace('#', '')) : undefined;
  if (held && me.volunteer) return connectHeld(d, { ...me, volunteer: me.volunteer }, held.code);
  // Whoever does not want to go on where they were wants the menu, not the first of those questions.
  if (isBack) {
    if (digits === '2') return begin(d, { with: me, script: 'menu', known: {} });
    // 3 is a person in every menu that a caller hears; who presses it must never become somebody else by that.
    if (digits === '3' && decideGlobal(d, me, 'person')) return;
    if (digits === '4' && goOn(d, me, '3', {})) return;
  }
  if (confirmsMeant(d, me, digits) || tellsPlaces(d, me, session, digits)) return;
  if (session && (correctsPlace(d, me, session, digits) || goOn(d, me, digits, {}))) return;
  const global = matchGlobal(d.world.book, me.language, digits);
  if (!global || !decideGlobal(d, me, global)) begin(d, { with: me, script: 'menu', known: {} });
};

/** A key before anything was asked: the other language or a person, which were said; anything else is no answer, and the question comes at once. */
const keyedEarly = (d: CallDraft, me: Speaker, digits: string): void => {
  if (digits === '0' || digits === '9') keyed(d, me, digits);
  else if (d.session(me.number)?.aside?.kind === 'welcome-back') welcomeIn(d, me);
  else goOn(d, me, 'repeat', {});
};

/** About half a minute of speech: a story where a word was asked for. */
const LONG_SPEECH = 300;

/** Words: what they mean in a text they mean here, danger first, then the wish not to be texted. */
const spoken = (d: CallDraft, me: Speaker, heard: Extract<Heard, { kind: 'speech' }>, understood: Understanding): void => {
  if (understood.danger) {
    decideDanger(d, me, heard.text, understood.danger, understood);
    return connectPerson(d, me, 'danger');
  }
  if (heardDespair(d, me, heard.text, understood)) return;
  if (isUnsure(heard) && waits(d, me) && goOn(d, me, heard.text, understood)) return;
  if (isUnsure(heard) && asksWhetherMeant(d, me, heard.text, understood)) return;
  if (!isUnsure(heard) && answersLine(d, me, heard.text)) return;
  const wantsOut = understood.optOut && carrierWord(heard.text) === undefined && !correctsNumber(d, me, heard.text);
  if (wantsOut && hasNumber(me.number)) {
    const stopped = stopOnCall(d, me, heard.text, understood);
    if (understood.request && !me.volunteer) decideResident(d, stopped, { from: me.number, body: heard.text, media: 0 }, understood);
    return;
  }
  const named = switchLanguage(d, me, heard.text);
  if (named) return inLanguage(d, chooseLanguage(d, me, named));
  const stuck = d.session(me.number)?.stuck ?? 0;
  decideResident(d, me, { from: me.number, body: heard.text, media: 0 }, understood);
  // Too much at once is something else than nothing understood, and is said so; the words themselves are kept.
  if (heard.text.length > LONG_SPEECH && (d.session(me.number)?.stuck ?? 0) > stuck) d.prepend(d.line(me.language, 'call-too-long'));
};

/** Nobody says anything. Whoever was asked whether there is anything else has nothing else. */
const silent = (d: CallDraft, me: Speaker): void => {
  const session = waits(d, me) ? d.session(me.number) : undefined;
  if (session?.script === 'more') return goodbye(d, me);
  if (session && goOn(d, me, '', {})) return;
  begin(d, { with: me, script: 'menu', known: {} });
};

const hear = (d: CallDraft, me: Speaker, heard: Heard, understood: Understanding): void => {
  if (d.call.stage === 'waiting' || d.call.stage === 'bridged') {
    // Who waits may change the language meanwhile; a person is on the way already.
    const named = heard.kind === 'digits' ? switchLanguage(d, me, heard.digits) : undefined;
    const now = named ? chooseLanguage(d, me, named) : me;
    d.language = now.language;
    waitOn(d, now, heard);
    if (d.call.helper && !d.move) helperAgain(d, now);
    return;
  }
  if (endsLongCall(d, me)) return;
  if (d.call.helper) return helperStep(d, me, heard, d.call.helper);
  const { records, stage } = d.call;
  if (heard.kind === 'recorded' && records && heard.url !== undefined) {
    keepRecording(d, me.number, { call: d.call.sid, n: d.step.n, ...records }, { url: heard.url, seconds: heard.seconds });
  }
  if (wantsOtherLanguage(d, me, heard)) return keyed(d, me, '9');
  if (stage === 'recording' && records?.slot === MESSAGE) return messageLeft(d, me, records.code, heard);
  if (isOver(d, me.number)) d.putSession(me.number, null);
  switch (heard.kind) {
    case 'ring':
      return decideRing(d, me);
    case 'digits':
      return d.step.query?.[EARLY] && waits(d, me) ? keyedEarly(d, me, heard.digits) : keyed(d, me, heard.digits);
    case 'speech':
      return spoken(d, me, heard, understood);
    case 'recorded':
      return ownWords(d, me, heard);
    default:
      return silent(d, me);
  }
};

/** Own words were recorded: they answer the question that waits, and are kept as what they are. 0 ends them at a person, a bare * repeats. */
const ownWords = (d: CallDraft, me: Speaker, heard: Extract<Heard, { kind: 'recorded' }>): void => {
  const { key, seconds } = heard;
  if (saysSomething(heard)) {
    if (key === '0') personBehind(d, me, seconds);
    else goOn(d, me, noteOfRecording(d, seconds), {});
  } else if (key === undefined || key === '#') silent(d, me);
  else keyed(d, me, key);
};

const verbsOf = (d: CallDraft, me: Speaker): readonly Verb[] => {
  const { move } = d;
  const said: readonly Verb[] = d.said.length > 0 ? [{ verb: 'say', parts: d.said }] : [];
  if (move && !move.asks) return move.saysAll ? move.verbs : [...said, ...move.verbs];
  const session = waits(d, me) ? d.session(me.number) : undefined;
  return session ? listenFor(d, session, d.said) : [...said, { verb: 'hangup' }];
};

/** The number's row bears out now and then that the call goes on, since it does not hear of every step. */
const stillLive = (d: CallDraft, me: Speaker): void => {
  const record = d.record(me.number) ?? me.record;
  if (record.call?.sid === d.call.sid && msBetween(record.call.at, d.now) > CALL_SILENT_MS / 4) {
    d.putRecord({ ...record, call: { ...record.call, at: d.now } });
  }
};

/** Whether the question that waited before this step still does, and was not said in it. */
const stillWaits = (d: CallDraft, me: Speaker, before: Session | undefined): boolean =>
  before !== undefined && before.aside === undefined && d.session(me.number) === before;

/** One step of a call, decided: what is done on the line now, and everything that a text would have changed. */
export const decideCall = (world: World, given: LiveCall, step: CallStep): CallDecision => {
  const isApart = given.isApart ?? isBusyWithAnother(world.threads.get(step.from)?.record, given, world.now);
  const d = new CallDraft(world, isApart ? { ...given, isApart } : given, step);
  const understood = understoodOf(step.heard);
  const me = inUseAgain(d, meet(d, step.from, isUnsure(step.heard) ? NOTHING : understood));
  d.language = me.language;
  stillLive(d, me);
  const before = waits(d, me) ? d.session(me.number) : undefined;
  hear(d, me, step.heard, understood);
  sayPlaceBack(d, me, before);
  // What was texted meanwhile goes with what the call has begun now.
  placeUntold(d, me);
  // Who speaks, and in which language, may just have changed.
  const now = meet(d, step.from, NOTHING);
  d.language = now.language;
  if (d.move?.asks) begin(d, { with: now, ...d.move.asks });
  else if (!d.move && !waits(d, now)) askWhatElse(d, now);
  // Where nothing is answered (thanks, a nod), or something beside the question, the question comes again: a line that says nothing seems dead.
  if (!d.move && (d.said.length === 0 || stillWaits(d, now, before))) goOn(d, now, 'repeat', {});
  sayCorrection(d, now, before);
  return { ...d.decision(), verbs: verbsOf(d, now), call: callNow(d) };
};

const callNow = (d: CallDraft): CallDecision['call'] => {
  const { answer: _a, wanted: _w, wait: _q, met: _m, through: _t, helper: _h, records: _r, apart: _p, ...call } = d.call;
  const { move } = d;
  const { wanted, wait, helper, through } = move ?? {};
  const records = move && !move.asks ? move.records : recordedAt(d, d.session(d.call.number));
  const stage = move?.stage ?? (records ? 'recording' : undefined);
  return {
    ...call,
    at: d.now,
    step: d.step.n + 1,
    language: d.language,
    stage: stage ?? 'talking',
    codes: codesNow(d),
    ...(wanted ? { wanted } : {}),
    ...(wait ? { wait } : {}),
    ...(helper ? { helper } : {}),
    ...(through ? { through } : {}),
    ...(records ? { records } : {}),
    ...(d.call.isApart ? { apart: d.apart } : {}),
    ...(d.tried > 0 ? { tried: d.tried } : {}),
  };
};
