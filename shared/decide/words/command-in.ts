import { type Case, isFree, isOpen } from '../../domain/case.ts';
import { type CommandMatch, matchCommand } from '../../script/match.ts';
import { type NoLonger, noLonger } from '../../understand/no-longer.ts';
import type { Draft } from '../draft/draft.ts';
import type { Speaker } from '../draft/meet.ts';
import { mine, myOpen } from '../resident/free-text.ts';

/** How people begin to say that they want to do something. */
const I_WANT_TO =
  /^\W*(?:(?:(?:i|we)\s+)?(?:want|wanna|need|would like|have)|(?:i|we)['\u2019]d like)\s+(?:to\s+)?|^\W*(?:quisiera|quiero|queremos|necesito|necesitamos|deseo)\s+/iu;

/** The command a resident's text begins with. "I want to report ..." is a report, whatever else it names; "we got food already" is WITHDRAW. */
export const commandIn = (d: Draft, me: Speaker, spoken: string): CommandMatch | undefined => {
  const wanted = spoken.replace(I_WANT_TO, '');
  const report = wanted === spoken ? undefined : matchCommand(d.world.book, me.language, wanted);
  if (report?.command === 'report') return report;
  const matched = matchCommand(d.world.book, me.language, spoken);
  if (!BEGINNINGS.has(matched?.command)) return matched;
  return withdrawnIn(d, me, spoken) ?? matched ?? givesUpNothing(d, me, spoken);
};

/** Words that may stand before anything, and decide nothing: "thanks, we no longer need it". */
const BEGINNINGS: ReadonlySet<string | undefined> = new Set(['thanks', 'hello', undefined]);

/** Questions that such words answer by themselves: whether it arrived, whether somebody is in danger, what happened. */
const ANSWERED_BY_IT: ReadonlySet<string> = new Set(['arrived', 'doubt', 'report']);
/** Questions that a bare "never mind" is an answer to. */
const NEVER_MIND: ReadonlySet<string> = new Set(['which', 'withdraw']);

/** WITHDRAW in other words, where a request stands open that they can mean. */
const withdrawnIn = (d: Draft, me: Speaker, text: string): CommandMatch | undefined => {
  const open = myOpen(d, me);
  const script = d.session(me.number)?.script ?? '';
  const isAnswer = ANSWERED_BY_IT.has(script);
  if (open.length === 0 || (isAnswer && script !== 'arrived')) return undefined;
  const code = open.find(c => new RegExp(`(?<!\\d)${c.code}(?!\\d)`).test(text))?.code;
  const told = noLonger(code === undefined ? text : text.replace(code, 'it').replace(/^\W*it\W+/, ''));
  if (!told || (NEVER_MIND.has(script) && told.needs.length === 0 && code === undefined)) return undefined;
  const meant = open.filter(c => (code === undefined || c.code === code) && isMeant(told, c));
  const [only] = meant;
  // Asked whether one arrived, "cancel my ride" is about another only where that one is named.
  if (!only || (isAnswer && (told.needs.length === 0 || meant.some(c => c.status === 'delivered')))) return undefined;
  return { command: 'withdraw', rest: meant.length === 1 ? only.code : '' };
};

/** "Cancel it", "I'm good now", where nothing is open any more: they hear that, and not that nobody understood. */
const givesUpNothing = (d: Draft, me: Speaker, text: string): CommandMatch | undefined => {
  const script = d.session(me.number)?.script ?? 'menu';
  if (script !== 'menu' || me.volunteer || mine(d, me).length === 0 || mine(d, me).some(isOpen)) return undefined;
  return noLonger(text.replace(/\d{3,5}/, 'it')) && { command: 'withdraw', rest: '' };
};

/** What somebody has meanwhile is what is still looked for. What nobody wants any more, or came from elsewhere, may be on its way as well, but not there. */
const isMeant = (told: NoLonger, c: Case): boolean => {
  if (c.kind !== 'need' || !(isFree(c) || (told.why !== 'had' && c.status === 'accepted'))) return false;
  return told.needs.length === 0 || (c.needs.length > 0 && c.needs.every(need => told.needs.includes(need)));
};
