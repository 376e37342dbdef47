import { ATTEMPTS_MAX, askedAfterStop, numberToTry, waitsForCall } from '../../domain/call-back.ts';
import { type Case, isOpen, unreadUntil } from '../../domain/case.ts';
import type { ClearedNumber } from '../../domain/clear-call.ts';
import { isContactUnsaid } from '../../domain/contact.ts';
import { type CaseCode, HOUR_MS, type Instant, type Language, msBetween, type PhoneNumber } from '../../domain/ids.ts';
import { firstName } from '../../domain/volunteer.ts';
import type { Address, Verb } from '../../reply/verbs.ts';
import type { CallDraft } from '../draft/call-draft.ts';
import type { Draft } from '../draft/draft.ts';
import type { Helper, Speaker } from '../draft/meet.ts';
import { languageFor, tell, withRole } from '../draft/tell.ts';
import { isTellableHere } from '../resident/elsewhere.ts';
import { dialable, wishForCall } from './dialable.ts';

/** Seconds that the other phone rings: people are slow to reach it, and no voicemail can take the call without a key. */
const RING_S = 25;
/** Who asks for a call now does not want it in an hour. */
const VALID_S = 300;

type Refusal = 'not-held' | 'cannot-reach' | 'no-contact' | 'contact-unsaid' | 'no-number' | 'not-callable';

/** The number behind a case as it may be dialled: their own, or the one that they left or keyed; else the line that says why not. */
const numberBehind = (d: Draft, c: Case): ClearedNumber | Refusal => {
  const stop = d.record(c.number)?.optedOut;
  const asked = stop !== undefined && askedAfterStop(c, stop.at);
  if (stop && !asked) return 'cannot-reach';
  if (c.contact === 'none') return 'no-contact';
  if (isContactUnsaid(c) && !waitsForCall(c)) return 'contact-unsaid';
  const number = numberToTry(c);
  if (!number) return 'no-number';
  const found = dialable(d, number, asked);
  if (!('refused' in found)) return found;
  return found.refused === 'opted out' ? 'cannot-reach' : 'not-callable';
};

/** A call between two people ends with the case: only who has it now is connected, and only as long as it is open. */
export const mayBeConnected = (c: Case | undefined, number: PhoneNumber): c is Case =>
  c !== undefined && isOpen(c) && c.holder?.number === number;

/** Somebody of the coordinators asks the person of a case of whom nothing was heard in the end. */
const asksUnheard = (d: Draft, c: Case | undefined, number: PhoneNumber): c is Case =>
  c?.outcome === 'unconfirmed' && c.number !== number && withRole(d, 'coordinator').includes(number);

const mayCall = (d: Draft, c: Case | undefined, number: PhoneNumber): c is Case => mayBeConnected(c, number) || asksUnheard(d, c, number);

/** The case that they ask to be connected about and its number; else the line that says why they are not. */
const connectable = (
  d: Draft,
  code: CaseCode,
  number: PhoneNumber,
): { readonly c: Case; readonly to: ClearedNumber } | { readonly line: Refusal } => {
  const c = d.caseByCode(code);
  if (!mayCall(d, c, number)) return { line: 'not-held' };
  const to = numberBehind(d, c);
  return typeof to === 'string' ? { line: to } : { c, to };
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
  const found = connectable(d, wanted, me.number);
  if ('line' in found) return d.reply(d.line(me.language, found.line, { code: wanted, me: name }));
  const { c } = found;
  if (!wishForCall(d, me)) return d.reply(d.line(me.language, 'call-enough', { code: c.code, me: name }));
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
  const found = connectable(d, code, me.number);
  if ('line' in found) {
    d.reply(d.line(me.language, found.line, { code, me: me.volunteer?.name ?? '' }));
    return false;
  }
  const { c, to } = found;
  const name = me.volunteer?.name ?? c.holder?.name ?? 'line';
  d.note(c.code, `${name} calls them`, name);
  d.reply(d.line(me.language, 'call-through', { code }));
  dial(d, to, whisper(d.languageOf(c.number, c.person), about), c);
  return true;
};

const dial = (d: CallDraft, number: ClearedNumber, said: Address, c: Case): void => {
  const verbs: readonly Verb[] = [{ verb: 'dial', number, timeoutS: RING_S, whisper: said, to: d.next }];
  const through = c.holder
    ? { through: { code: c.code, number: c.number, holder: c.holder.number, ...(isOpen(c) ? {} : { unheard: true as const }) } }
    : {};
  d.then({ verbs, stage: 'bridged', wanted: c.code, ...through, ...(d.call.helper ? { helper: d.call.helper } : {}) });
};

/**
 * Whether a case may be spoken of before any key is pressed, or its holder be named: whoever holds a shared phone hears that, and whoever
 * shows a number that is not theirs. Of reports nothing is said there.
 */
export const isSaidUnasked = ({ kind }: Case): boolean => kind === 'need' || kind === 'person';

/** The open case of this caller that a volunteer has, whom one key reaches. */
export const heldCaseOf = (d: CallDraft, me: Speaker): Case | undefined =>
  d
    .cases(me.number)
    .findLast(
      c =>
        c.person === me.person.id &&
        isSaidUnasked(c) &&
        isTellableHere(d, c) &&
        c.status === 'accepted' &&
        unreadUntil(c) === undefined &&
        c.holder &&
        c.holder.number !== me.number,
    );

/** After so many calls in vain within an hour their holder's phone is left in peace; a text still reaches them. */
const IN_VAIN_MAX = 2;
const triedLately = (d: Draft, number: PhoneNumber): readonly Instant[] =>
  (d.record(number)?.triedHolder ?? []).filter(at => msBetween(at, d.now) < HOUR_MS);
export const mayRingHolder = (d: Draft, me: Speaker): boolean => triedLately(d, me.number).length < IN_VAIN_MAX;

/** They talked: what was tried before does not count any more. */
export const holderReached = (d: Draft, number: PhoneNumber): void => {
  const record = d.record(number);
  if (!record?.triedHolder) return;
  const { triedHolder: _before, ...kept } = record;
  d.putRecord(kept);
};

/** The resident's key: the line calls whoever has their case. Answers false where it does not, with what they can do instead said. */
export const connectToHolder = (d: CallDraft, me: Speaker, c: Case): boolean => {
  const { holder } = c;
  if (!holder) return false;
  const name = firstName(holder.name);
  const to = dialable(d, holder.number);
  const refused = 'refused' in to ? 'holder-no-call' : mayRingHolder(d, me) ? undefined : 'call-holder-in-vain';
  if ('refused' in to || refused) {
    d.reply(d.line(me.language, refused ?? 'holder-no-call', { name, code: c.code }));
    return false;
  }
  d.putRecord({ ...(d.record(me.number) ?? me.record), triedHolder: [...triedLately(d, me.number), d.now] });
  d.note(c.code, `calls ${holder.name}`, 'resident');
  d.reply(d.line(me.language, 'call-through-holder', { name }));
  dial(d, to, whisper(languageFor(d, holder.number, c), { c: d.call.sid }), c);
  return true;
};

/**
 * A call to the person of a case is over; `reached` where they pressed the key, since the carrier calls a leg completed that a machine picked
 * up. One in vain is counted where they were promised a call.
 */
export const afterCallToPerson = (d: CallDraft, me: Speaker, code: CaseCode, reached: boolean): void => {
  const c = d.caseByCode(code);
  // It may have become somebody else's, or come to its end, while the other phone rang.
  if (!mayCall(d, c, me.number)) return d.reply(d.line(me.language, 'not-held', { code, me: me.volunteer?.name ?? '' }));
  d.note(code, reached ? 'talked with them' : 'did not reach them', me.volunteer?.name ?? c.holder?.name ?? 'line');
  if (c.callBack && waitsForCall(c)) {
    const attempts = c.callBack.attempts + (reached ? 0 : 1);
    const over = attempts >= ATTEMPTS_MAX ? { next: { what: 'call-back' as const, at: d.now } } : {};
    d.putCase({ ...c, callBack: { ...c.callBack, attempts, ...(reached ? { reached: d.now } : {}) }, ...over });
  }
  const lines = isOpen(c) ? (['call-over', 'call-missed'] as const) : (['call-over-unheard', 'call-missed-unheard'] as const);
  d.reply(d.line(me.language, lines[reached ? 0 : 1], { code }));
};

/** A call to the one who has the case is over. Where they did not pick up they read that they were called. */
export const afterCallToHolder = (d: CallDraft, me: Speaker, c: Case, reached: boolean): void => {
  const { holder } = c;
  if (reached) return holderReached(d, me.number);
  if (!holder || d.call.through?.holder !== holder.number) return d.reply(d.line(me.language, 'call-passed-on', { code: c.code }));
  tell(d, holder.number, 'called-you', c, { me: holder.name }, 'urgent');
  d.reply(d.line(me.language, 'call-missed-holder', { name: firstName(holder.name) }));
};
