import { type Case, isFree } from '../../domain/case.ts';
import { type CommandMatch, matchCommand } from '../../script/match.ts';
import { type NoLonger, noLonger } from '../../understand/no-longer.ts';
import type { Draft } from '../draft/draft.ts';
import type { Speaker } from '../draft/meet.ts';
import { myOpen } from '../resident/free-text.ts';

/** How people begin to say that they want to do something. */
const I_WANT_TO =
  /^\W*(?:(?:(?:i|we)\s+)?(?:want|wanna|need|would like|have)|(?:i|we)['\u2019]d like)\s+(?:to\s+)?|^\W*(?:quisiera|quiero|queremos|necesito|necesitamos|deseo)\s+/iu;

/** The command a resident's text begins with. "I want to report ..." is a report, whatever else it names; "we got food already" is WITHDRAW. */
export const commandIn = (d: Draft, me: Speaker, spoken: string): CommandMatch | undefined => {
  const wanted = spoken.replace(I_WANT_TO, '');
  const report = wanted === spoken ? undefined : matchCommand(d.world.book, me.language, wanted);
  if (report?.command === 'report') return report;
  const matched = matchCommand(d.world.book, me.language, spoken);
  return BEGINNINGS.has(matched?.command) ? (withdrawnIn(d, me, spoken) ?? matched) : matched;
};

/** Words that may stand before anything, and decide nothing: "thanks, we no longer need it". */
const BEGINNINGS: ReadonlySet<string | undefined> = new Set(['thanks', 'hello', undefined]);

/** WITHDRAW in other words, where a request stands open that they can mean. Asked whether it arrived, "we have it already" is an answer. */
const withdrawnIn = (d: Draft, me: Speaker, text: string): CommandMatch | undefined => {
  const open = myOpen(d, me);
  if (open.length === 0 || d.session(me.number)?.script === 'arrived') return undefined;
  const told = noLonger(text);
  const meant = told ? open.filter(c => isMeant(told, c)) : [];
  const [only] = meant;
  if (!only) return undefined;
  return { command: 'withdraw', rest: meant.length === 1 ? only.code : '' };
};

/** What somebody has meanwhile is what is still looked for. What nobody wants any more may be on its way already, but not there. */
const isMeant = (told: NoLonger, c: Case): boolean => {
  if (c.kind !== 'need' || !(isFree(c) || (told.why === 'unwanted' && c.status === 'accepted'))) return false;
  return told.needs.length === 0 || (c.needs.length > 0 && c.needs.every(need => told.needs.includes(need)));
};
