import { type Case, isFree } from './case.ts';
import { type CaseCode, type Instant, MINUTE_MS, msBetween, type PhoneNumber } from './ids.ts';
import { isOfAPerson, saysItWaits } from './left-alone.ts';
import type { Outgoing } from './outgoing.ts';

/** What leaves within this time tells how things stand. */
const FRESH_MS = MINUTE_MS;

type Told = Pick<Outgoing, 'to' | 'purpose' | 'priority'>;

/** Whether its person gets our texts is what these tell, and may be otherwise when their reader wakes. */
const OF_STOP: ReadonlySet<string> = new Set([
  'resident-stopped',
  'resident-back',
  'stopped-told',
  'stopped-told-word',
  'stopped-told-says',
  'back-again-told',
]);

/** An offer holds while it is open, whoever else was asked. */
const ofOffer = (c: Case, to: Outgoing['to']): string => c.asked.findLast(a => a.number === to)?.state ?? '';

/**
 * What of its case a text holds true of, as one word to compare: whether it is free, or who has it since when, or which question it was. Undefined
 * where it stays true whatever becomes of the case: a person's words, danger, and what is told to those whom the case has left.
 */
export const restsOn = (c: Case, { to, purpose, priority }: Told): string | undefined => {
  if (priority === 'safety' || isOfAPerson(purpose)) return undefined;
  if (purpose === 'offer') return ofOffer(c, to);
  const has = c.holder?.number === to;
  const texted = OF_STOP.has(purpose) ? (c.next?.what === 'stopped' ? 'stopped' : 'texted') : undefined;
  // The team is told of it whoever has the case.
  if (texted && !has) return texted;
  if (to !== c.number && !has && !saysItWaits(purpose)) return undefined;
  if (isFree(c)) return 'free';
  const { at = '', check } = c.holder ?? {};
  return [c.status, at, ...(texted ? [texted] : []), ...(purpose.startsWith('check') && check ? [check.at, check.times] : [])].join(' ');
};

/** These texts, each with what it rests on in its case as it stands now. */
export const resting = (
  outbox: readonly Outgoing[],
  caseOf: (number: PhoneNumber, code: CaseCode) => Case | undefined,
): readonly Outgoing[] =>
  outbox.map(o => {
    const c = o.about && !o.call ? caseOf(o.about.number, o.about.code) : undefined;
    const rests = c && restsOn(c, o);
    return rests === undefined ? o : { ...o, restsOn: rests };
  });

/** Whether a text may have been overtaken by what became of its case: it was tried before, or has waited. What leaves at once tells how things stand. */
export const mayBeOvertaken = ({ restsOn: then, attempts, away, at }: Outgoing, now: Instant): boolean =>
  then !== undefined && (attempts > 0 || away !== undefined || msBetween(at, now) >= FRESH_MS);

/** Whether what this text says of its case has become false: then a newer text says how it stands. */
export const isOvertaken = (text: Outgoing, c: Case): boolean => text.restsOn !== undefined && text.restsOn !== restsOn(c, text);
