import type { Heard, Helping } from '../../domain/call.ts';
import { type CaseCode, caseCode } from '../../domain/ids.ts';
import { isOnCall } from '../../domain/on-call.ts';
import { isLocked, tryPin } from '../../domain/pin.ts';
import type { Gather } from '../../reply/verbs.ts';
import { HELPER_IDLE_MAX } from '../../script/limits.ts';
import type { CallDraft } from '../draft/call-draft.ts';
import { chooseLanguage, type Helper, type Speaker } from '../draft/meet.ts';
import { accept } from '../helper/accept.ts';
import { myCases } from '../helper/commands.ts';
import { done } from '../helper/done.ts';
import { release } from '../helper/held.ts';
import { pass } from '../helper/pass.ts';
import { begin } from '../resident/converse.ts';
import { setDuty } from '../shifts/shift-words.ts';
import { switchLanguage } from '../sms.ts';
import { aloud } from '../words/aloud.ts';
import { talkBy } from '../words/phrases.ts';
import { connectPerson } from './connect.ts';
import { hear } from './hear.ts';
import { connectToPerson } from './masked.ts';

/** Silence or keys that mean nothing, so often in a row: the call ends, or the menu for everybody begins. */
const TRIES_MAX = 2;
const TIMEOUT_S = 7;
/** At the menu one key acts and a code is longer: so long after a key, no other follows. */
const NEXT_KEY_S = 2;
const CODE_KEYS = { numDigits: 5, finishOnKey: '#' } as const;

const listen = (
  d: CallDraft,
  line: string,
  keys: Pick<Gather, 'numDigits' | 'finishOnKey'>,
  helper: Helping,
  me: Speaker,
  plays: Gather['inside'] = [],
): void => {
  // They are greeted once, when the PIN was right; from then on the menu is enough.
  const greets = line !== 'call-helper' || d.call.helper?.place === 'pin';
  const says = greets ? aloud(d, me.language, line, { me: me.volunteer?.name ?? '' }) : [];
  const asked = [...says, ...(line === 'call-helper' ? choices(d, me) : [])];
  const first: Gather['inside'] = plays.length > 0 ? [{ verb: 'say', parts: d.said }, ...plays] : [];
  const inside: Gather['inside'] = [...first, { verb: 'say', parts: plays.length > 0 ? asked : [...d.said, ...asked] }];
  // The carrier waits for the first key as long as for the next: where the next comes soon, the quiet for the first one stands in the prompt.
  const soon = helper.place === 'menu';
  const wait: Gather['inside'] = soon ? [{ verb: 'pause', seconds: TIMEOUT_S - NEXT_KEY_S }] : [];
  const timeoutS = soon ? NEXT_KEY_S : TIMEOUT_S;
  const said = [...inside, ...wait];
  const changed = d.volunteer(me.number) !== d.world.roster.get(me.number);
  const idle = changed ? 0 : (d.call.helper?.idle ?? 0) + 1;
  if (idle > HELPER_IDLE_MAX) return goodbye(d, me, 'call-helper-long');
  d.then({
    verbs: [{ verb: 'gather', input: 'digits', language: d.language, ...keys, timeoutS, inside: said, to: d.next }],
    helper: { ...helper, idle },
    saysAll: true,
  });
};

/** Whether there may be recordings that they may hear: they have a case, or a role. */
const mayHearSome = ({ volunteer, powers }: Speaker): boolean =>
  powers.coordinator || powers.safety || powers.liaison || powers.leads.length > 0 || (volunteer?.held.length ?? 0) > 0;

/** What they can do now: nothing is offered that would only be refused. */
const choices = (d: CallDraft, me: Speaker): ReturnType<typeof aloud> => {
  const { held = [], live = [] } = me.volunteer ?? {};
  const duty = me.volunteer && isOnCall(me.volunteer, d.schedule, d.now);
  const lines = [
    ...(held.length > 0 ? ['call-helper-cases', 'call-helper-talk', 'call-helper-done', 'call-helper-release'] : []),
    ...(live.length > 0 ? ['call-helper-accept', 'call-helper-pass'] : []),
    ...(mayHearSome(me) ? ['call-helper-hear'] : []),
    duty ? 'call-helper-off' : 'call-helper-on',
  ];
  return lines.flatMap(line => aloud(d, me.language, line));
};

const askPin = (d: CallDraft, me: Speaker, tries: number, line: string, code?: CaseCode): void =>
  listen(d, line, { numDigits: 4, finishOnKey: '' }, { place: 'pin', tries, ...(code ? { code } : {}) }, me);
const menu = (d: CallDraft, me: Speaker, tries = 0, plays: Gather['inside'] = []): void =>
  listen(d, 'call-helper', CODE_KEYS, { place: 'menu', tries }, me, plays);
const askCode = (d: CallDraft, me: Speaker, want: NonNullable<Helping['want']>, tries = 0): void =>
  listen(d, 'call-helper-code', CODE_KEYS, { place: 'code', want, tries }, me);

/** A volunteer with a PIN calls: they are asked for it first. Answers false where they have none, or it is locked: they are a caller like all. */
export const beginHelper = (d: CallDraft, me: Speaker): boolean => {
  const pin = me.volunteer?.pin;
  if (!pin || d.call.isApart) return false;
  if (isLocked(pin, d.now)) {
    d.reply(d.line(me.language, 'call-pin-locked'));
    return false;
  }
  askPin(d, me, 0, 'call-pin');
  return true;
};

/** The code that was keyed in where anybody may ask for theirs is one that they hold: the PIN, then its person; else how to reach them. */
export const connectHeld = (d: CallDraft, me: Helper, code: CaseCode): void => {
  const { pin, name } = me.volunteer;
  d.putSession(me.number, null);
  if (pin && !isLocked(pin, d.now) && !d.call.isApart) return askPin(d, me, 0, 'call-pin', code);
  if (!pin) return d.reply(d.line(me.language, 'call-held-no-pin', { code, me: name, talk: talkBy(d, me, code) }));
  d.reply(d.line(me.language, 'call-pin-locked'));
};

/** The menu for everybody: whoever helps may need help. */
const asAnybody = (d: CallDraft, me: Speaker): void => begin(d, { with: me, script: 'menu', known: {} });

const pinKeyed = (d: CallDraft, me: Helper, digits: string, { tries, code }: Helping): void => {
  const { pin, name } = me.volunteer;
  if (!pin || digits.startsWith('*') || digits === '')
    return tries < 1 && digits === '' ? askPin(d, me, tries + 1, 'call-pin', code) : asAnybody(d, me);
  const tried = tryPin(pin, digits, d.now);
  const volunteer = { ...me.volunteer, pin: tried.pin };
  d.putVolunteer(volunteer);
  if (tried.right && code) return act(d, { ...me, volunteer }, 'talk', code);
  if (tried.right) return menu(d, { ...me, volunteer });
  if (!tried.locked) return askPin(d, me, tries, 'call-pin-wrong', code);
  // Whoever it was, the volunteer hears of it where only they can read it.
  d.send(me.number, d.line(me.language, 'pin-locked', { me: name }), 'pin', 'urgent');
  d.reply(d.line(me.language, 'call-pin-locked'));
  asAnybody(d, me);
};

const KEYS: Readonly<Record<string, NonNullable<Helping['want']>>> = {
  '2': 'talk',
  '3': 'done',
  '4': 'release',
  '5': 'accept',
  '6': 'pass',
  '8': 'hear',
};

/** Which case is meant where only one can be; otherwise its code is asked for. */
const onlyOne = ({ volunteer, powers }: Helper, want: NonNullable<Helping['want']>): CaseCode | undefined => {
  const { coordinator, safety, liaison, leads } = powers;
  if (want === 'hear' && (coordinator || safety || liaison || leads.length > 0)) return undefined;
  const refs = want === 'accept' || want === 'pass' ? volunteer.live : volunteer.held;
  return refs.length === 1 ? refs[0]?.code : undefined;
};

const act = (d: CallDraft, me: Helper, want: NonNullable<Helping['want']>, code: CaseCode): void => {
  if (want === 'talk') {
    if (connectToPerson(d, me, code, { c: d.call.sid })) return;
  } else if (want === 'hear') return menu(d, me, 0, hear(d, me, d.caseByCode(code), code));
  else if (want === 'accept') accept(d, me, code, '');
  else if (want === 'pass') pass(d, me, code, '');
  else if (want === 'done') done(d, me, code, '');
  else release(d, me, code, '');
  menu(d, { ...me, volunteer: d.volunteer(me.number) ?? me.volunteer });
};

/** One key acts; a code, keyed in as it was said ("key in 412"), reaches the person of that case; anything else does nothing. */
const menuKeyed = (d: CallDraft, me: Helper, digits: string, tries: number): void => {
  const keyedIn = caseCode(digits);
  if (keyedIn) return act(d, me, 'talk', keyedIn);
  const want = KEYS[digits];
  if (want) {
    const code = onlyOne(me, want);
    return code ? act(d, me, want, code) : askCode(d, me, want);
  }
  if (digits === '1') myCases(d, me);
  else if (digits === '7') setDuty(d, me, isOnCall(me.volunteer, d.schedule, d.now) ? 'off' : 'on');
  else if (digits !== '*') return tries + 1 >= TRIES_MAX ? goodbye(d, me) : menu(d, me, tries + 1);
  menu(d, { ...me, volunteer: d.volunteer(me.number) ?? me.volunteer });
};

const goodbye = (d: CallDraft, me: Speaker, line = 'call-goodbye'): void => {
  d.reply(d.line(me.language, line));
  d.then({ verbs: [{ verb: 'hangup' }], stage: 'ended' });
};

/** The same once more in the other language; where there are several, it is asked which, and then they are a caller like all. */
const otherLanguage = (d: CallDraft, me: Helper, { place, tries, want, code }: Helping): void => {
  const named = switchLanguage(d, me, '9');
  if (!named) return begin(d, { with: me, script: 'language', known: {} });
  const now: Helper = { ...chooseLanguage(d, me, named), volunteer: d.volunteer(me.number) ?? me.volunteer };
  d.language = named;
  d.reply(d.line(named, 'language-set'));
  if (place === 'pin') return askPin(d, now, tries, 'call-pin', code);
  return place === 'code' && want ? askCode(d, now, want, tries) : menu(d, now);
};

/** One step of a volunteer's call. */
export const helperStep = (d: CallDraft, speaker: Speaker, heard: Heard, helping: Helping): void => {
  const { place, tries, want } = helping;
  if (!speaker.volunteer) return asAnybody(d, speaker);
  const me: Helper = { ...speaker, volunteer: speaker.volunteer };
  const digits = heard.kind === 'digits' ? heard.digits : '';
  // What these keys do everywhere they do here too, and neither is a wrong PIN.
  if (/^9#?$/.test(digits)) return otherLanguage(d, me, helping);
  if (/^0#?$/.test(digits)) return connectPerson(d, me, 'asked');
  if (place === 'pin') return pinKeyed(d, me, digits, helping);
  if (place === 'menu') return menuKeyed(d, me, digits, tries);
  const code = caseCode(digits.replace('#', ''));
  if (code && want) return act(d, me, want, code);
  if (digits.startsWith('*') || tries + 1 >= TRIES_MAX || !want) return menu(d, me);
  askCode(d, me, want, tries + 1);
};

/** Back to the menu after a talk. */
export const helperAgain = (d: CallDraft, me: Speaker): void => menu(d, me);
