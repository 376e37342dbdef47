import { type Case, isConflict, isFree, isOpen } from '../../domain/case.ts';
import type { Verb } from '../../reply/verbs.ts';
import type { Speaker } from '../draft/meet.ts';
import type { OutDraft } from '../draft/out-draft.ts';
import { accept, seen } from '../helper/accept.ts';
import { isStandIn, mayRead, mayTakeOn } from '../helper/powers.ts';
import { hasSound, hear } from '../phone/hear.ts';
import { ageAloud, aloud, whatAloud } from '../words/aloud.ts';
import { triedWords } from '../words/tried-words.ts';

/** What this person may hear of the case: of danger its kind, of a report that there is one, of a need what a volunteer hears. */
const lineFor = (c: Case): string => {
  if (c.kind === 'need') return 'call-page-need';
  if (c.kind === 'safety') return c.danger ? 'call-page-danger' : isConflict(c) ? 'call-page-conflict' : 'call-page-report';
  return c.callBack ? 'call-page-back' : 'call-page-person';
};

const stillWaits = (c: Case | undefined): c is Case =>
  c !== undefined && isOpen(c) && (isFree(c) || (c.danger !== undefined && c.next?.what === 'page'));

/** Code, need, age and what was tried; then the keys. Where somebody has it by now they hear so. */
export const hearPage = (d: OutDraft, me: Speaker, plays: readonly Extract<Verb, { verb: 'play' }>[] = []): void => {
  const { about } = d.out;
  const c = about && d.case(about.number, about.code);
  if (!stillWaits(c)) {
    d.reply(d.line(me.language, 'call-page-over', { code: about?.code ?? '' }));
    return d.ends();
  }
  const theirs = c.kind === 'need' || c.holder?.number === me.number || mayTakeOn(d, c, me) || isStandIn(d, c, me.number);
  if (!theirs) {
    d.reply(d.line(me.language, isConflict(c) ? 'page-conflict-waits' : 'page-report-waits', { code: c.code }));
    return d.ends();
  }
  const danger = c.danger ? { danger: { term: `danger.${c.danger}` } } : {};
  const what = c.kind === 'need' ? { what: whatAloud(d, c, me.language), tried: triedWords(d, c, me.language) } : {};
  const asked = aloud(d, me.language, lineFor(c), { code: c.code, age: ageAloud(d, me.language, c.openedAt), ...what, ...danger });
  const sound = hasSound(c) && mayRead(d, c, me) ? aloud(d, me.language, 'call-page-hear') : [];
  d.asks('choice', [...asked, ...sound], plays);
};

/** 1 acknowledges, as OK does in a text; 2 takes a need on; 3 plays what was recorded. Anything else is heard again. */
export const pageKey = (d: OutDraft, me: Speaker, digits: string): void => {
  const { about } = d.out;
  const c = about && d.case(about.number, about.code);
  const { volunteer } = me;
  if (c && digits === '3' && hasSound(c)) return hearPage(d, me, hear(d, me, c, c.code));
  if (!c || !volunteer || (digits !== '1' && digits !== '2')) return hearPage(d, me);
  if (digits === '2' && c.kind === 'need') accept(d, { ...me, volunteer }, c.code, '');
  else if (digits === '1') seen(d, { ...me, volunteer }, c.code);
  else return hearPage(d, me);
  d.ends();
};
