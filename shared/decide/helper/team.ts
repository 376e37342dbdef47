import { age } from '../../domain/age.ts';
import { type Case, OUTCOMES, withNote } from '../../domain/case.ts';
import { isContactUnsaid } from '../../domain/contact.ts';
import { type CaseCode, caseCode } from '../../domain/ids.ts';
import { matchCommand } from '../../script/match.ts';
import type { Term } from '../../script/script.ts';
import { assignTo, byName, closeFor, mayStill, notedLine, noteFor, outcomeIn } from '../draft/acts.ts';
import type { Draft } from '../draft/draft.ts';
import type { Speaker } from '../draft/meet.ts';
import { isCalledAfterStop, isReachedByCall } from '../draft/tell.ts';
import { decidePause } from '../follow/pause.ts';
import { weeklyFor } from '../shifts/every-week.ts';
import { oneTimeFor } from '../shifts/one-time.ts';
import { codeIn } from '../words/codes.ts';
import { detailsFor, kindOrWhat } from '../words/phrases.ts';
import { asksOfCase } from './asks-of-case.ts';
import { pageIn, tellList, tellMore } from './lists.ts';
import { replyOutbox } from './outbox.ts';
import { mayClose, mayRead, maySee } from './powers.ts';
import { reopen } from './reopen.ts';
import { shiftsOfAnother, who, whoOn } from './who.ts';

const statusTerm = (c: Case): Term => ({ term: `status.${c.status}` });

const named = (d: Draft, me: Speaker, code: CaseCode | undefined, command: string): Case | undefined => {
  const c = code && d.caseByCode(code);
  if (c && maySee(c, me)) return c;
  d.reply(code ? d.line(me.language, 'no-case', { code }) : d.line(me.language, 'case-word', { word: d.keyword(me.language, command) }));
  return undefined;
};

const show = (d: Draft, me: Speaker, c: Case): void => {
  const facts = { code: c.code, status: statusTerm(c), age: age(c.openedAt, d.now) };
  if (!mayRead(d, c, me)) return d.reply(d.line(me.language, 'show-safety-hidden', facts));
  const said = (words: string | undefined): string => (words ? ` "${words}"` : '');
  const holder = c.holder ? d.line(me.language, 'shown-holder', { name: c.holder.name + said(c.holder.words) }) : '';
  const latest = c.asked.filter((a, i) => !c.asked.slice(i + 1).some(b => b.number === a.number));
  const asked =
    latest.length > 0
      ? d.line(me.language, 'shown-asked', {
          asked: latest
            .map(
              a =>
                `${a.name} ${d.inline(me.language, [{ term: `asked.${a.state === 'expired' && a.words ? 'said' : a.state}` }])}${said(a.words)}`,
            )
            .join(', '),
        })
      : '';
  const calls =
    c.contact === 'call' || isCalledAfterStop(d, c)
      ? 'shown-call'
      : isContactUnsaid(c)
        ? 'shown-unsaid'
        : isReachedByCall(d, c)
          ? 'shown-no-texts'
          : undefined;
  const wants = calls ? d.line(me.language, calls, { code: c.code }) : '';
  const danger = c.besideDanger ? d.line(me.language, 'shown-danger') : '';
  const details = [danger, wants, holder, asked, detailsFor(d, c, me.language)].filter(part => part !== '').join(' ');
  d.reply(d.line(me.language, 'show', { ...facts, what: kindOrWhat(d, c, me.language), details }));
  d.note(c.code, 'read', me.volunteer?.name ?? 'coordinator');
};

/** The code of a command on a case, wherever it stands: "ASSIGN 412 Ana", "ASSIGN Ana 412". */
const codeOf = (d: Draft, rest: string): { readonly code?: CaseCode; readonly words: string } => {
  const first = codeIn(rest);
  if (first.code) return first;
  const known = [...rest.matchAll(/(?<!\d)\d{3,5}(?!\d)/g)].map(m => caseCode(m[0])).find(code => code && d.caseByCode(code));
  return known ? { code: known, words: rest.replace(known, ' ').replace(/\s+/g, ' ').trim() } : first;
};

/** "ASSIGN 412 to Ana": what stands between the code and the name. */
const TO = /^(?:to|a|para)\s+/i;

/** "Give 412 to Ana" is ASSIGN, where there is such a case and somebody is named. */
const givesCase = (d: Draft, rest: string): boolean => {
  const { code, words } = codeIn(rest);
  return code !== undefined && words !== '' && d.caseByCode(code) !== undefined;
};

const close = (d: Draft, me: Speaker, c: Case, words: string, by: string): void => {
  const read = outcomeIn(d, words);
  if (!read) {
    const outcomes = OUTCOMES.map(o => d.inline(me.language, [{ term: `outcome.${o}` }])).join(', ');
    return d.reply(d.line(me.language, 'close-outcomes', { code: c.code, outcomes }));
  }
  if (!mayClose(d, c, me)) return d.reply(d.line(me.language, 'safety-only', { code: c.code }));
  // What became of a report is not for us to say: whoever asks by its code would hear it.
  const outcome = c.kind === 'safety' && words.trim() === '' ? undefined : read.outcome;
  closeFor(d, c, outcome, by, read.more);
  if (!outcome) return d.reply(d.line(me.language, 'closed-plain', { code: c.code }));
  d.reply(d.line(me.language, 'closed-told', { code: c.code, outcome: { term: `outcome.${outcome}` } }));
};

/** Whoever gives it to themselves says so in these words. */
const MYSELF = /^(?:me|myself|mi|yo|a mi|mi mismo|mi misma)$/i;

/** "Ana", "me", or "Ana please hurry": what stands behind the name goes with the case, where nobody is called all of that. */
const assignSaid = (d: Draft, me: Speaker, c: Case, said: string, by: string): ReturnType<typeof assignTo> => {
  if (MYSELF.test(said)) return assignTo(d, c, by, by, me.language);
  const words = said.split(/\s+/);
  const named = words.map((_, i) => words.slice(0, words.length - i).join(' ')).find(name => name !== '' && byName(d, name).length > 0);
  const rest = named === undefined ? '' : said.slice(named.length).replace(/^[\s,.:;-]+/, '');
  const noted = rest !== '' && c.kind === 'need' ? withNote(c, `${by}: ${rest}`) : c;
  return assignTo(d, noted, named ?? said, by, me.language);
};

const onCase = (d: Draft, me: Speaker, command: string, rest: string): void => {
  const { code, words } = codeOf(d, rest);
  const by = me.volunteer?.name ?? 'coordinator';
  const c = named(d, me, code, command);
  if (!c) return;
  if (command === 'show') return show(d, me, c);
  if (command === 'reopen') return reopen(d, me, c, words.replace(TO, ''));
  if (!mayStill(command, c))
    return d.reply(d.line(me.language, command === 'close' ? 'no-case' : 'case-ended', { code: c.code, status: statusTerm(c) }));
  if (command === 'close') return close(d, me, c, words, by);
  if (command === 'assign') {
    const { line, fill, given } = assignSaid(d, me, c, words.replace(TO, ''), by);
    // Whoever took it themselves reads what it is in the text about it.
    return given && d.caseByCode(c.code)?.holder?.number === me.number ? undefined : d.reply(d.line(me.language, line, fill));
  }
  if (words === '') return d.reply(d.line(me.language, 'note-empty', { code: c.code }));
  noteFor(d, c, words, by, me.number);
  d.reply(d.line(me.language, notedLine(c), { code: c.code }));
};

/** Words that make CASES and WHO a question to the line; with others behind them they begin a sentence of another kind. */
const ABOUT =
  /^\W*(?:(?:is|are|me|all|open|now|today|please|on|call|duty|por|favor|esta|estan|de|turno|disponibles?|abiertos|todos|hoy)\W*)*$/i;

/** CASES, as a question. */
const HOW_MANY =
  /^\W*(?:how many|what|which|cu[aá]ntos) (?:(?:open )?(?:cases|casos)\b|(?:are |is |hay )?(?:still )?(?:open|abiertos)\W*$)|^\W*(?:what(?:'?s| is)|anything) (?:still )?open\W*$|^\W*any (?:open )?(?:cases|news)\W*$|^\W*qu[eé] hay (?:abierto|pendiente)\W*$/i;

/** "412 assign Ana", "412 close met", "412 show": the command said behind the code, where nothing else can be meant: anything more is words for its person. */
const behindCode = (d: Draft, me: Speaker, text: string): { readonly command: string; readonly rest: string } | undefined => {
  const { code, words } = codeIn(text);
  const matched = code && words !== '' && d.caseByCode(code) ? matchCommand(d.world.book, me.language, words) : undefined;
  if (!code || !matched) return undefined;
  const { command, rest } = matched;
  const isWhole =
    command === 'assign'
      ? rest !== ''
      : command === 'close'
        ? rest === '' || outcomeIn(d, rest) !== undefined
        : (command === 'show' || command === 'reopen') && rest === '';
  return isWhole ? { command, rest: `${code} ${rest}`.trim() } : undefined;
};

/** What a coordinator, a pod lead, somebody for safety or the liaison does by text. Answers false for all others, and for all other texts. */
export const decideTeam = (d: Draft, me: Speaker, text: string): boolean => {
  const { coordinator, safety, liaison, leads } = me.powers;
  const paged = [...(me.volunteer?.live ?? []), ...(me.volunteer?.held ?? [])].some(r => r.kind === 'page');
  if (!coordinator && !safety && !liaison && leads.length === 0 && !paged) return false;
  if (HOW_MANY.test(text)) {
    tellList(d, me, 'cases');
    return true;
  }
  const matched = matchCommand(d.world.book, me.language, text) ?? behindCode(d, me, text);
  const asked = !matched || matched.command === 'status' ? asksOfCase(d, text) : undefined;
  if (asked) {
    onCase(d, me, asked.what, asked.code);
    return true;
  }
  if (!matched) return false;
  const { command, rest } = matched;
  if (command === 'more' && rest === '') {
    tellMore(d, me);
    return true;
  }
  if (command === 'digest' && (coordinator || leads.length > 0)) {
    tellList(d, me, 'digest', pageIn(rest));
    return true;
  }
  if (command === 'outbox' && coordinator) {
    replyOutbox(d, me, rest);
    return true;
  }
  if ((command === 'on' || command === 'off') && rest !== '') return weeklyFor(d, me, command, rest) || oneTimeFor(d, me, command, rest);
  if (command === 'shifts' && (coordinator || leads.length > 0) && shiftsOfAnother(d, me, rest)) return true;
  if (command === 'cases' || command === 'who') {
    const page = command === 'cases' ? pageIn(rest) : undefined;
    const { code } = codeOf(d, rest);
    if (command === 'who' && code && d.caseByCode(code)) {
      onCase(d, me, 'show', code);
      return true;
    }
    if (command === 'who' && whoOn(d, me, rest)) return true;
    if (page === undefined && !ABOUT.test(rest)) return false;
    if (command === 'cases') tellList(d, me, 'cases', page);
    else who(d, me);
    return true;
  }
  if (coordinator && (command === 'pause' || command === 'resume')) {
    decidePause(d, me, command, rest);
    return true;
  }
  if (command === 'give' && givesCase(d, rest)) {
    onCase(d, me, 'assign', rest);
    return true;
  }
  if (!['show', 'assign', 'close', 'note', 'reopen'].includes(command)) return false;
  onCase(d, me, command, rest);
  return true;
};
