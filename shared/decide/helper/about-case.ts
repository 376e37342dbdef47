import { type Case, isOpen, withNote } from '../../domain/case.ts';
import type { CaseCode } from '../../domain/ids.ts';
import { understandReply } from '../../understand/reply.ts';
import { nobodyOpens } from '../../understand/trouble-told.ts';
import type { Draft } from '../draft/draft.ts';
import type { Helper } from '../draft/meet.ts';
import { byCall, tellCoordinators } from '../draft/tell.ts';
import { waits } from '../draft/turn.ts';
import { namesAnother } from '../resident/names-another.ts';
import { passBack, type Unsent } from '../resident/relay.ts';
import { asksInWords } from '../resident/shared-phone.ts';
import { detailsForHolder, talkBy, whatForOffer } from '../words/phrases.ts';
import { whichOffer } from './accept.ts';

/** "412 I am 10 minutes away": the words go to the resident under the line's number. */
const relay = (d: Draft, me: Helper, c: Case, words: string): void => {
  const { code } = c;
  const other = namesAnother(d, me, c, words);
  if (other) return d.reply(d.line(me.language, 'names-another', { code, other }));
  const answer = passBack(d, c, me.volunteer.name, words);
  if (answer === 'sent' && c.holder?.number === me.number && nobodyOpens(words)) unopened(d, me, c, words);
  else if (answer === 'sent') d.reply(d.line(me.language, 'sent-on', { code }));
  else d.reply(d.line(me.language, NOT_SENT[answer], { code }));
};

/** Nobody opens where they stand: its person has their words, and a coordinator may know another way in. */
export const unopened = (d: Draft, me: Helper, c: Case, words: string): void => {
  const { name } = me.volunteer;
  if (c.kind === 'need') tellCoordinators(d, 'nobody-opens', c, { name, words }, 'urgent', me.number);
  d.reply(d.line(me.language, c.kind === 'need' ? 'sent-on-both' : 'sent-on', { code: c.code }));
};

/** Why their words did not go on to the resident, and what they can do instead. */
export const NOT_SENT: Readonly<Record<Unsent, string>> = {
  stopped: 'cannot-reach',
  'no-texts': 'cannot-text',
  'no-number': 'no-number',
  'no-contact': 'no-contact',
  'call-only': 'call-only',
  'contact-unsaid': 'contact-unsaid',
};

export const has = (refs: readonly { readonly code: CaseCode }[], code: CaseCode): boolean => refs.some(r => r.code === code);

/**
 * A text that begins with the code of somebody else's case. Words go on only from the one who has it, or from a coordinator; everyone
 * else hears that nothing was sent. Answers false where the code is none, or is their own.
 */
export const aboutCase = (d: Draft, me: Helper, code: CaseCode, words: string): boolean => {
  const c = d.caseByCode(code);
  if (!c || c.number === me.number) return false;
  const { live, held, name } = me.volunteer;
  const near = has(live, code) || has(held, code);
  if (waits(d, me) && !near && words === '') return false;
  const holds = c.holder?.number === me.number && isOpen(c);
  if (words !== '' && !holds && !has(held, code) && asksInWords(d, me)) return false;
  const mayWrite = holds || (me.powers.coordinator && c.kind !== 'safety' && isOpen(c) && !c.holder);
  if (words !== '' && mayWrite && !(has(live, code) && understandReply(words) !== null)) {
    relay(d, me, c, words);
    return true;
  }
  if (words !== '' && understandReply(words) !== null) return false;
  if (holds)
    d.reply(
      `${d.line(me.language, byCall(d, c, 'yours-already'), { code, me: name, talk: talkBy(d, me, code) })} ${detailsForHolder(d, c, me.language)}`.trim(),
    );
  else if (has(live, code) && c.kind === 'need') d.reply(d.line(me.language, 'offer', { code, what: whatForOffer(d, c, me.language) }));
  else if (has(live, code)) whichOffer(d, me, live);
  else if (words !== '' && isOpen(c) && c.excluded.includes(me.number)) knowsMore(d, me, c, words);
  else d.reply(d.line(me.language, 'not-sent', { code, me: name }));
  return true;
};

/** Whoever said that it was done when it had not arrived was asked to tell what they know: a coordinator reads it. */
const knowsMore = (d: Draft, me: Helper, c: Case, words: string): void => {
  const { name } = me.volunteer;
  d.putCase(withNote(c, `${name}: ${words}`));
  tellCoordinators(d, 'knows-more', c, { name, words }, 'notice', me.number);
  d.note(c.code, `${name} told the coordinator more`, name);
  d.reply(d.line(me.language, 'told-coordinator', { code: c.code, me: name }));
};
