import { acceptCase, type Case, isFree, isOpen } from '../domain/case.ts';
import type { CaseCode } from '../domain/ids.ts';
import { type Ref, withHeld, withoutLive } from '../domain/volunteer.ts';
import { codesOf } from './codes.ts';
import type { Draft } from './draft.ts';
import type { Helper } from './meet.ts';
import { detailsFor, whatForOffer } from './phrases.ts';
import { tellResident } from './tell.ts';

/** The offer that a bare ACCEPT means: the only live one, or, when none is live, the only one that ran out and is still free. */
const bareOffer = (d: Draft, me: Helper): Ref | 'none' | 'several' => {
  const live = me.volunteer.live.filter(r => r.kind === 'offer' || isFreeNeed(d, r));
  const refs = live.length > 0 ? live : me.volunteer.lapsed.filter(r => isFreeNeed(d, r));
  const [only] = refs;
  return refs.length === 1 && only ? only : refs.length > 1 ? 'several' : lastAsked(d, me);
};
const isFreeNeed = (d: Draft, r: Ref): boolean => {
  const c = d.case(r.number, r.code);
  return c !== undefined && c.kind === 'need' && isFree(c);
};
/** Nothing is open: the last offer there was, so that the answer can say who has it. */
const lastAsked = (_d: Draft, me: Helper): Ref | 'none' => me.volunteer.lapsed.at(-1) ?? 'none';

const mayTake = (c: Case, me: Helper): boolean =>
  me.powers.coordinator || (c.pod !== undefined && me.powers.leads.includes(c.pod)) || c.asked.some(a => a.number === me.number);

const listCodes = (refs: readonly Ref[]): string => refs.map(r => r.code).join(', ');

/** ACCEPT, with or without a code. Exactly one wins; every answer says plainly whether it is theirs. */
export const accept = (d: Draft, me: Helper, code: CaseCode | undefined, words: string): void => {
  const { name } = me.volunteer;
  if (!code) {
    const ref = bareOffer(d, me);
    if (ref === 'none') return d.reply(d.line(me.language, 'no-offer', { me: name }));
    if (ref === 'several') {
      const [first] = me.volunteer.live;
      return d.reply(d.line(me.language, 'which-offer', { codes: listCodes(me.volunteer.live), code: first?.code ?? '' }));
    }
    return accept(d, me, ref.code, words);
  }
  const c = d.caseByCode(code);
  if (!c || (c.kind === 'safety' && !me.powers.safety && !me.powers.coordinator))
    return d.reply(d.line(me.language, 'not-offered', { code, me: name }));
  if (c.kind !== 'need') return acknowledge(d, me, code);
  if (c.holder?.number === me.number && isOpen(c)) return d.reply(d.line(me.language, 'yours-already', { code, me: name }));
  if (!mayTake(c, me)) return d.reply(d.line(me.language, 'not-offered', { code, me: name }));
  if (!isOpen(c)) return lost(d, me, code, 'no-longer-needed');
  if (!isFree(c)) return lost(d, me, code, 'covered');
  if (me.volunteer.held.length >= d.world.community.volunteers.casesMax && !me.powers.coordinator) {
    return d.reply(d.line(me.language, 'too-many', { n: me.volunteer.held.length, code, me: name }));
  }
  give(d, c, me, words, name);
  const taken = d.case(c.number, c.code) ?? c;
  d.reply(
    d.line(me.language, 'yours', {
      code,
      me: name,
      details: detailsFor(d, taken, me.language) || `${whatForOffer(d, taken, me.language)}.`,
    }),
  );
};

const lost = (d: Draft, me: Helper, code: CaseCode, line: string): void => {
  d.putVolunteer(withoutLive(me.volunteer, code));
  d.reply(d.line(me.language, line, { code, me: me.volunteer.name }));
};

/** The case becomes this person's: the others asked are told, and so is the resident. */
export const give = (d: Draft, c: Case, to: Pick<Helper, 'number' | 'volunteer'>, words: string, by: string): void => {
  const { number, volunteer } = to;
  const others = c.asked.filter(a => a.state === 'live' && a.number !== number);
  d.putCase(acceptCase(c, { number, name: volunteer.name, at: d.now, ...(words === '' ? {} : { words }) }));
  d.putVolunteer(withHeld(volunteer, { code: c.code, number: c.number, at: d.now, kind: 'offer' }));
  d.note(c.code, `accepted by ${volunteer.name}${words === '' ? '' : `: "${words}"`}`, by);
  d.count('accepted');
  for (const other of others) {
    const row = d.volunteer(other.number);
    if (row) d.putVolunteer(withoutLive(row, c.code, true));
    const language = d.languageOfVolunteer(other.number);
    d.send(other.number, d.line(language, 'covered-others', { code: c.code }), 'covered', 'notice', c);
  }
  clearTeamPages(d, c, number);
  tellResident(
    d,
    c,
    words === '' ? 'accepted' : 'accepted-words',
    { name: volunteer.name, words: words.slice(0, 120) },
    c.urgency === 'now' ? 'urgent' : 'notice',
  );
  endIntake(d, c);
};

/** Nobody of the team has to look at it any more. */
const clearTeamPages = (d: Draft, c: Case, except: string): void => {
  for (const v of d.roster()) {
    if (v.number !== except && v.live.some(r => r.code === c.code)) d.putVolunteer(withoutLive(v, c.code, true));
  }
};

/** Questions that still wait would swallow what the resident writes to the one who took it. */
const endIntake = (d: Draft, c: Case): void => {
  const session = d.session(c.number);
  if (session && codesOf(session.known).includes(c.code)) d.putSession(c.number, null);
};

/** "OK 431": a person has seen a safety report or a wish for a person and takes it on; the pages stop. */
export const acknowledge = (d: Draft, me: Helper, code: CaseCode): void => {
  const c = d.caseByCode(code);
  const { name } = me.volunteer;
  if (!c || !isOpen(c)) return d.reply(d.line(me.language, 'no-case', { code }));
  if (c.holder && c.holder.number !== me.number) return lostPage(d, me, c, c.holder.name);
  d.putCase(acceptCase(c, { number: me.number, name, at: d.now }));
  d.putVolunteer(withHeld(me.volunteer, { code, number: c.number, at: d.now, kind: 'page' }));
  clearTeamPages(d, c, me.number);
  d.note(code, `acknowledged by ${name}`, name);
  d.count('acknowledged');
  d.reply(d.line(me.language, c.contact === 'none' ? 'ok-taken-quiet' : 'ok-taken', { code, me: name }));
  endIntake(d, c);
};

const lostPage = (d: Draft, me: Helper, c: Case, holder: string): void => {
  d.putVolunteer(withoutLive(me.volunteer, c.code));
  d.reply(d.line(me.language, 'taken-by', { code: c.code, name: holder, me: me.volunteer.name }));
};
