import { type Case, closeCase, isFree, isOpen, OUTCOMES, type Outcome, withNote } from '../domain/case.ts';
import { type CaseCode, DAY_MS, later } from '../domain/ids.ts';
import { onCall, type Volunteer, withoutHeld, withoutLive } from '../domain/volunteer.ts';
import { fold, matchCommand } from '../script/match.ts';
import type { Term } from '../script/script.ts';
import { give } from './accept.ts';
import { codeIn } from './codes.ts';
import type { Draft } from './draft.ts';
import type { Speaker } from './meet.ts';
import { age, detailsFor, whatForOffer } from './phrases.ts';
import { tell, tellResident } from './tell.ts';

/** How many cases one CASES lists; the board and the command line list all. */
const LISTED_MAX = 8;

const statusTerm = (c: Case): Term => ({ term: `status.${c.status}` });
const maySee = (c: Case, me: Speaker): boolean =>
  me.powers.coordinator || me.powers.safety || (c.pod !== undefined && me.powers.leads.includes(c.pod));
const mayRead = (c: Case, me: Speaker): boolean => (c.kind === 'safety' ? me.powers.safety : maySee(c, me));

const kindOrWhat = (d: Draft, c: Case, me: Speaker): string =>
  c.kind === 'need' ? whatForOffer(d, c, me.language) : d.inline(me.language, [{ term: `kind.${c.kind}` }]);

const listCases = (d: Draft, me: Speaker): void => {
  const open = d.world.openCases.filter(c => maySee(c, me));
  if (open.length === 0) return d.reply(d.line(me.language, 'cases-none'));
  const items = open
    .slice(0, LISTED_MAX)
    .map(c =>
      d.line(me.language, 'case-item', { code: c.code, what: kindOrWhat(d, c, me), status: statusTerm(c), age: age(c.openedAt, d.now) }),
    );
  d.reply(d.line(me.language, 'cases', { n: open.length, cases: items.join('; ') }));
};

const named = (d: Draft, me: Speaker, code: CaseCode | undefined, command: string): Case | undefined => {
  const c = code && d.caseByCode(code);
  if (c && maySee(c, me)) return c;
  d.reply(code ? d.line(me.language, 'no-case', { code }) : d.line(me.language, 'case-word', { word: d.keyword(me.language, command) }));
  return undefined;
};

const show = (d: Draft, me: Speaker, c: Case): void => {
  const facts = { code: c.code, status: statusTerm(c), age: age(c.openedAt, d.now) };
  if (!mayRead(c, me)) return d.reply(d.line(me.language, 'show-safety-hidden', facts));
  const holder = c.holder ? d.line(me.language, 'shown-holder', { name: c.holder.name }) : '';
  const asked =
    c.asked.length > 0
      ? d.line(me.language, 'shown-asked', {
          asked: c.asked.map(a => `${a.name} ${d.inline(me.language, [{ term: `asked.${a.state}` }])}`).join(', '),
        })
      : '';
  const details = [holder, asked, detailsFor(d, c, me.language)].filter(part => part !== '').join(' ');
  d.reply(d.line(me.language, 'show', { ...facts, what: kindOrWhat(d, c, me), details }));
  d.note(c.code, 'read', me.volunteer?.name ?? 'coordinator');
};

const byName = (d: Draft, name: string): readonly Volunteer[] => {
  const wanted = fold(name);
  const all = d.roster();
  const exact = all.filter(v => fold(v.name) === wanted);
  return exact.length > 0 ? exact : all.filter(v => fold(v.name).startsWith(wanted));
};

/** ASSIGN [code] [name]: a coordinator, or the lead of the case's pod, gives it to a volunteer. */
export const assignTo = (
  d: Draft,
  c: Case,
  name: string,
  by: string,
): { readonly line: string; readonly fill: Record<string, string | Term> } => {
  const found = name === '' ? [] : byName(d, name);
  const [volunteer] = found;
  if (!volunteer) return { line: 'assign-unknown', fill: { name: name || '?' } };
  if (found.length > 1) return { line: 'assign-several', fill: { name, names: found.map(v => v.name).join(', ') } };
  if (!isFree(c) || c.kind === 'safety' || volunteer.stopped)
    return { line: 'assign-not-free', fill: { code: c.code, status: statusTerm(c) } };
  give(d, c, { number: volunteer.number, volunteer }, '', by);
  const taken = d.case(c.number, c.code) ?? c;
  const language = d.languageOfVolunteer(volunteer.number);
  tell(
    d,
    volunteer.number,
    'assigned',
    taken,
    { by, details: `${whatForOffer(d, taken, language)}. ${detailsFor(d, taken, language)}`.trim() },
    'urgent',
  );
  return { line: 'assign-to', fill: { code: c.code, name: volunteer.name } };
};

/** The outcome that these words name, in any language of the line; none named means that it was met. */
const outcomeIn = (d: Draft, words: string): Outcome | undefined => {
  const word = fold(words);
  if (word === '') return 'met';
  const names = (o: Outcome): readonly string[] => [o, ...Object.values(d.world.book.words).map(w => fold(w.terms[`outcome.${o}`] ?? o))];
  return OUTCOMES.find(o => names(o).includes(word)) ?? OUTCOMES.find(o => o === word.split(' ')[0]);
};

/** Closes a case for everyone who has something to do with it. */
export const closeFor = (d: Draft, c: Case, outcome: Outcome, by: string): void => {
  const { holder } = c;
  const live = c.asked.filter(a => a.state === 'live').map(a => a.number);
  d.putCase(closeCase(c, outcome, d.now));
  d.note(c.code, `closed (${outcome})`, by);
  d.count(`closed-${outcome}`);
  for (const v of d.roster()) {
    const touched = v.held.some(r => r.code === c.code) || v.live.some(r => r.code === c.code);
    if (touched) d.putVolunteer(withoutLive(withoutHeld(v, c.code), c.code));
  }
  for (const number of live) tell(d, number, 'withdrawn', c, { me: d.volunteer(number)?.name ?? '' }, 'notice');
  if (holder && holder.name !== by) tell(d, holder.number, 'case-closed-volunteer', c, { me: holder.name }, 'notice');
  if (c.kind === 'need' && !d.record(c.number)?.optedOut) tellResident(d, c, 'case-closed');
  const session = d.session(c.number);
  if (session?.script === 'arrived' && session.known.code === c.code) d.putSession(c.number, null);
};

/** A note is a person's word that they have seen it: the ladder stops for a day. */
export const noteFor = (d: Draft, c: Case, words: string, by: string): void => {
  const noted = withNote(c, `${by}: ${words}`);
  const waiting = isOpen(c) && isFree(c) && c.kind === 'need' && c.status === 'open';
  d.putCase({ ...noted, acknowledged: { by, at: d.now }, ...(waiting ? { next: { what: 'dispatch', at: later(d.now, DAY_MS) } } : {}) });
  d.note(c.code, `note: ${words}`, by);
};

const who = (d: Draft, me: Speaker): void => {
  const pods = d.world.community.pods.map(pod => {
    const names = d
      .roster()
      .filter(v => v.pods.includes(pod.id) && onCall(v, d.now, d.world.community.timezone))
      .map(v => v.name);
    return d.line(me.language, 'who-pod', {
      pod: pod.name,
      names: names.length > 0 ? names.join(', ') : d.line(me.language, 'who-nobody'),
    });
  });
  d.reply(d.line(me.language, 'who', { names: pods.join('; ') }));
};

const onCase = (d: Draft, me: Speaker, command: string, rest: string): void => {
  const { code, words } = codeIn(rest);
  const by = me.volunteer?.name ?? 'coordinator';
  const c = named(d, me, code, command);
  if (!c) return;
  if (command === 'show') return show(d, me, c);
  if (!isOpen(c)) return d.reply(d.line(me.language, 'no-case', { code: c.code }));
  if (command === 'note') {
    if (words === '') return d.reply(d.line(me.language, 'note-empty', { code: c.code }));
    noteFor(d, c, words, by);
    return d.reply(d.line(me.language, 'note-kept', { code: c.code }));
  }
  if (command === 'assign') {
    const { line, fill } = assignTo(d, c, words, by);
    return d.reply(d.line(me.language, line, fill));
  }
  const outcome = outcomeIn(d, words);
  if (!outcome)
    return d.reply(
      d.line(me.language, 'close-outcomes', {
        code: c.code,
        outcomes: OUTCOMES.map(o => d.inline(me.language, [{ term: `outcome.${o}` }])).join(', '),
      }),
    );
  if (c.kind === 'safety' && !me.powers.safety) return d.reply(d.line(me.language, 'not-yours-to-do'));
  closeFor(d, c, outcome, by);
  d.reply(d.line(me.language, 'closed-told', { code: c.code, outcome: { term: `outcome.${outcome}` } }));
};

/** What a coordinator, a pod lead or a safety person does by text. Answers false for all others, and for all other texts. */
export const decideTeam = (d: Draft, me: Speaker, text: string): boolean => {
  const { coordinator, safety, leads } = me.powers;
  if (!coordinator && !safety && leads.length === 0) return false;
  const matched = matchCommand(d.world.book, me.language, text);
  switch (matched?.command) {
    case 'cases':
      listCases(d, me);
      return true;
    case 'who':
      who(d, me);
      return true;
    case 'show':
    case 'assign':
    case 'close':
    case 'note':
      onCase(d, me, matched.command, matched.rest);
      return true;
    default:
      return false;
  }
};
