import { type Case, isOpen } from '../domain/case.ts';
import type { CaseCode, Language, PhoneNumber } from '../domain/ids.ts';
import { phoneNumber } from '../domain/ids.ts';
import { firstName } from '../domain/volunteer.ts';
import type { Address, Verb } from '../reply/verbs.ts';
import { ATTEMPTS_MAX } from './call-back.ts';
import type { CallDraft } from './call-draft.ts';
import type { Draft } from './draft.ts';
import type { Helper, Speaker } from './meet.ts';
import { languageFor, tell } from './tell.ts';

/** Seconds that the other phone rings: people are slow to reach it, and no voicemail can take the call without a key. */
const RING_S = 25;
/** Who asks for a call now does not want it in an hour. */
const VALID_S = 300;

/** The number behind a case, where the line may call it: their own, or the one that they left; else why not. */
const numberBehind = (d: Draft, c: Case): PhoneNumber | 'stopped' | 'no-contact' | 'unknown' => {
  if (d.record(c.number)?.optedOut) return 'stopped';
  if (c.contact === 'none') return 'no-contact';
  return phoneNumber(c.number) ?? c.reach ?? 'unknown';
};

const isNumber = (found: ReturnType<typeof numberBehind>): found is PhoneNumber => found.startsWith('+');

/** A call between two people ends with the case: only who has it now is connected, and only as long as it is open. */
export const mayBeConnected = (c: Case | undefined, number: PhoneNumber): c is Case =>
  c !== undefined && isOpen(c) && c.holder?.number === number;

/** Why the line does not connect them, said to the one who asked. */
const refusalLine = (d: Draft, c: Case | undefined, number: PhoneNumber): string | undefined => {
  if (!mayBeConnected(c, number)) return 'not-held';
  const found = numberBehind(d, c);
  if (isNumber(found)) return undefined;
  return found === 'no-contact' ? 'no-contact' : found === 'stopped' ? 'cannot-reach' : 'no-number';
};

/** CALL 412 by text: the line calls whoever has the case, and then the person of the case; neither sees the other's number. */
export const callByText = (d: Draft, me: Helper, code: CaseCode | undefined): void => {
  const { held, name } = me.volunteer;
  const wanted = code ?? (held.length === 1 ? held[0]?.code : undefined);
  if (!wanted) {
    const codes = held.map(r => r.code).join(', ');
    return d.reply(
      d.line(me.language, held.length === 0 ? 'none-held' : 'which-held', { codes, me: name, word: d.keyword(me.language, 'call') }),
    );
  }
  const c = d.caseByCode(wanted);
  const refused = refusalLine(d, c, me.number);
  if (refused || !c) return d.reply(d.line(me.language, refused ?? 'not-held', { code: wanted, me: name }));
  const about = { purpose: 'bridge', priority: 'urgent', about: c, validForSeconds: VALID_S } as const;
  d.ring(me.number, { what: 'bridge', timeoutS: RING_S, asked: d.now }, about);
  d.reply(d.line(me.language, 'calling-you', { code: c.code, me: name }));
};

/** What the one who is called hears first, in their language; the key there lets them talk. */
const whisper = (language: Language, about: Readonly<Record<string, string>>): Address => ({
  route: 'voiceOut',
  query: { ...about, s: 1, l: language },
});

/**
 * Whoever has the case is on the line and is put through to its person. Refused kindly where it is not theirs or over by now; answers
 * whether they are put through.
 */
export const connectToPerson = (d: CallDraft, me: Speaker, code: CaseCode, about: Readonly<Record<string, string>>): boolean => {
  const c = d.caseByCode(code);
  const refused = refusalLine(d, c, me.number);
  const number = c && numberBehind(d, c);
  if (refused || !c || !number || !isNumber(number)) {
    d.reply(d.line(me.language, refused ?? 'not-held', { code, me: me.volunteer?.name ?? '' }));
    return false;
  }
  d.note(c.code, `${c.holder?.name ?? ''} calls them`, c.holder?.name ?? 'line');
  d.reply(d.line(me.language, 'call-through', { code }));
  dial(d, number, whisper(d.languageOf(c.number, c.person), about), c.code);
  return true;
};

const dial = (d: CallDraft, number: PhoneNumber, said: Address, code: CaseCode): void => {
  const verbs: readonly Verb[] = [{ verb: 'dial', number, timeoutS: RING_S, whisper: said, to: d.next }];
  d.then({ verbs, stage: 'bridged', wanted: code, ...(d.call.helper ? { helper: d.call.helper } : {}) });
};

/** The open case of this caller that a volunteer has, whom one key reaches. */
export const heldCaseOf = (d: CallDraft, me: Speaker): Case | undefined =>
  d.cases(me.number).findLast(c => c.person === me.person.id && c.status === 'accepted' && c.holder && c.holder.number !== me.number);

/** The resident's key: the line calls whoever has their case. */
export const connectToHolder = (d: CallDraft, me: Speaker, c: Case): void => {
  const { holder } = c;
  if (!holder) return;
  d.note(c.code, `calls ${holder.name}`, 'resident');
  d.reply(d.line(me.language, 'call-through-holder', { name: firstName(holder.name) }));
  dial(d, holder.number, whisper(languageFor(d, holder.number, c), { c: d.call.sid }), c.code);
};

/**
 * A call to the person of a case is over; `reached` where they pressed the key, since the carrier calls a leg completed that a machine picked
 * up. One in vain is counted where they were promised a call.
 */
export const afterCallToPerson = (d: CallDraft, me: Speaker, code: CaseCode, reached: boolean): void => {
  const c = d.caseByCode(code);
  if (!c || !isOpen(c)) return;
  d.note(code, reached ? 'talked with them' : 'did not reach them', c.holder?.name ?? 'line');
  if (c.callBack && c.callBack.reached === undefined) {
    const attempts = c.callBack.attempts + (reached ? 0 : 1);
    const over = attempts >= ATTEMPTS_MAX ? { next: { what: 'call-back' as const, at: d.now } } : {};
    d.putCase({ ...c, callBack: { ...c.callBack, attempts, ...(reached ? { reached: d.now } : {}) }, ...over });
  }
  d.reply(d.line(me.language, reached ? 'call-over' : 'call-missed', { code }));
};

/** A call to the one who has the case is over. Where they did not pick up they read that they were called. */
export const afterCallToHolder = (d: CallDraft, me: Speaker, c: Case, reached: boolean): void => {
  const { holder } = c;
  if (reached || !holder) return;
  tell(d, holder.number, 'called-you', c, { me: holder.name }, 'urgent');
  d.reply(d.line(me.language, 'call-missed-holder', { name: firstName(holder.name) }));
};
