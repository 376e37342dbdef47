import type { CaseCode, Instant } from '../../domain/ids.ts';
import { firstName, type Ref } from '../../domain/volunteer.ts';
import type { Known } from '../../script/script.ts';
import { tellsDelay } from '../../understand/delay.ts';
import { etaIn } from '../../understand/eta.ts';
import { givesBack, tellsTheWay } from '../../understand/gives-back.ts';
import { isQuestion } from '../../understand/question.ts';
import { understandReply } from '../../understand/reply.ts';
import type { Draft } from '../draft/draft.ts';
import type { Helper, Speaker } from '../draft/meet.ts';
import { type Follow, waits } from '../draft/turn.ts';
import { passBack } from '../resident/relay.ts';
import { codesOf } from '../words/codes.ts';
import { needTerms } from '../words/phrases.ts';
import { aboutCase, has } from './about-case.ts';
import { release } from './held.ts';
import { pass } from './pass.ts';

/** "Shall we ask someone else?", and "which one can't you do?". */
export const SCRIPT = 'give-back';

/** The menu asks for nothing that "I can't" could answer; every other question of their own comes first. */
const answersOwn = (d: Draft, me: Speaker): boolean => {
  const script = waits(d, me) ? d.session(me.number)?.script : undefined;
  return script !== undefined && script !== 'menu' && script !== SCRIPT;
};

/** What the question names: "1: 412 food. 2: 418 a ride. 3: none of them". */
const listed = (d: Draft, me: Helper, refs: readonly Ref[]): string => {
  const named = refs.map(r => {
    const c = d.case(r.number, r.code);
    return `${r.code} ${c?.kind === 'need' ? d.inline(me.language, needTerms(c)) : ''}`.trim();
  });
  return [...named, d.line(me.language, 'none-of-them')].map((what, at) => `${at + 1}: ${what}`).join('. ');
};

/** One of theirs is named, whether they have it or were only asked; its words go with it. Answers false where it is neither. */
export const handBack = (d: Draft, me: Helper, code: CaseCode, words: string): boolean => {
  const { held, live } = me.volunteer;
  if (has(held, code)) release(d, me, code, words);
  else if (has(live, code)) pass(d, me, code, words);
  else return false;
  return true;
};

/** "Not today", "busy sorry": a refusal where nothing is offered may be of what they have. A bare no is one of anything. */
const refusesShortly = (words: string): boolean => {
  const count = words.split(/\s+/).length;
  if (count < 2 || count > 4 || /can.?t|cannot|could|puedo|pude|\?/i.test(words) || tellsTheWay(words)) return false;
  return understandReply(words) === 'refuse';
};

const latest = (times: readonly (Instant | undefined)[]): string => times.reduce<string>((last, at) => (at && at > last ? at : last), '');

/** When they were last asked how it stands, last offered or asked something else, and last written to: what they answer may be for any of that. */
export const lastHeard = (d: Draft, { volunteer: { held, lapsed, live, shiftAsks = [] } }: Helper): readonly [string, string, string] => [
  latest([...held, ...lapsed].map(r => r.asked)),
  latest([...live.map(r => r.at), ...shiftAsks.flatMap(ask => (ask.said ? [] : [ask.at]))]),
  latest(held.map(r => d.case(r.number, r.code)?.holder?.wrote)),
];

/** The question which of theirs goes back, or whether the only one does; undefined where nothing is with them. */
export const whichGoesBack = (d: Draft, me: Helper, said = ''): Follow | undefined => {
  const { held, live } = me.volunteer;
  const refs = [...held, ...live.filter(r => r.kind === 'offer')];
  if (held.length === 0) return undefined;
  if (refs.length === 1) return sureOf(d, me, held[0]?.code, said);
  const known = { codes: refs.map(r => r.code), cases: listed(d, me, refs), before: lastHeard(d, me) };
  return { with: me, script: SCRIPT, known };
};

/** "Shall we ask someone else for 412?" `said`: what they wrote, which is for whoever waits if they come after all. */
export const sureOf = (d: Draft, me: Helper, code: CaseCode | undefined, said = ''): Follow | undefined =>
  code && {
    with: me,
    script: SCRIPT,
    known: { codes: [code], one: true, me: firstName(me.volunteer.name), before: lastHeard(d, me), ...(said === '' ? {} : { said }) },
  };

const CODES = /(?<!\d)[1-9]\d{2,4}(?!\d)/g;

/**
 * "I can't make it", "something came up", "ya no puedo" from somebody who has a case. It goes to others at once where only one can be meant and
 * nothing else is said; otherwise they are asked, and it never goes to the resident as chat. Answers what follows, true where all is done,
 * and false where the words say something else, or nothing is with them.
 */
export const saysCannot = (d: Draft, me: Helper, text: string): Follow | boolean => {
  const { held, live } = me.volunteer;
  if (held.length === 0) return false;
  const named = (text.match(CODES) ?? []).find(code => has([...held, ...live], code as CaseCode)) as CaseCode | undefined;
  const words = named ? text.replace(named, ' ').replace(/\s+/g, ' ').trim() : text.trim();
  const short = live.length === 0 && refusesShortly(words);
  const said = givesBack(words) ?? (short ? 'perhaps' : undefined);
  if (said === undefined) return false;
  // Words that begin with a code are for its person, unless it is that they can't; a short no is, where they were asked about it.
  if (named) {
    if (said === 'yes') return handBack(d, me, named, worthKeeping(words));
    const asked = held.find(r => r.code === named && r.asked);
    return ((said === 'likely' && has(held, named)) || (short && asked) ? sureOf(d, me, named) : undefined) ?? false;
  }
  if (answersOwn(d, me)) return false;
  const [only] = held;
  if (said === 'way' && held.length > 1) d.reply(d.line(me.language, 'which-relay', { codes: held.map(r => r.code).join(', ') }));
  if (said === 'way') return held.length > 1 || (only !== undefined && aboutCase(d, me, only.code, words));
  const which = whichGoesBack(d, me, said === 'perhaps' && asksOrTells(words) ? words : '');
  if (which && (said !== 'yes' || which.known.one !== true)) return which;
  return only !== undefined && handBack(d, me, only.code, worthKeeping(words));
};

/** Another time or a question, which nobody but whoever waits can answer. */
const asksOrTells = (words: string): boolean => {
  const eta = etaIn(words);
  const isTime = eta !== undefined && ('minutes' in eta || eta.clock !== undefined || (eta.day !== undefined && eta.day !== 'today'));
  return isQuestion(words) || isTime || tellsDelay(words);
};

const WORDS_WORTH_KEEPING = 3;
const worthKeeping = (words: string): string => (words.split(/\s+/).length > WORDS_WORTH_KEEPING ? words : '');

/** They have it still: what they wrote when they were asked goes to whoever waits for them. Answers false where there was nothing, or it could not be sent. */
export const goesToThem = (d: Draft, me: Helper, known: Known): boolean => {
  const [code] = codesOf(known);
  const c = code && d.caseByCode(code);
  if (typeof known.said !== 'string' || !c || c.holder?.number !== me.number || c.status !== 'accepted' || c.kind !== 'need') return false;
  return passBack(d, c, me.volunteer.name, known.said) === 'sent';
};

/** The answer to "which one?" by its place in the list or its code, or to "shall we ask someone else?". */
export const givesBackAsked = (d: Draft, me: Speaker, known: Known): void => {
  if (!me.volunteer) return;
  const helper: Helper = { ...me, volunteer: me.volunteer };
  const codes = codesOf(known);
  const { picked } = known;
  const code =
    known.one === true
      ? known.sure === true
        ? codes[0]
        : undefined
      : codes.find((one, at) => one === String(picked) || at + 1 === picked);
  if (code && handBack(d, helper, code, '')) return;
  if (goesToThem(d, helper, known))
    return d.reply(d.line(me.language, 'kept-and-sent', { me: helper.volunteer.name, code: codes[0] ?? '' }));
  d.reply(
    d.line(me.language, 'nothing-given-back', { me: helper.volunteer.name, codes: helper.volunteer.held.map(r => r.code).join(', ') }),
  );
};
