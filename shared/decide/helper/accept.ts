import { numberToTry } from '../../domain/call-back.ts';
import { acceptCase, type Case, type Holder, isFree, isOpen } from '../../domain/case.ts';
import { isContactUnsaid } from '../../domain/contact.ts';
import type { CaseCode } from '../../domain/ids.ts';
import { isOnCall } from '../../domain/on-call.ts';
import { HELD_MAX } from '../../domain/refs.ts';
import { remindAt } from '../../domain/time-over.ts';
import { isUnwanted } from '../../domain/unwanted.ts';
import { type Ref, withHeld, withoutHeld, withoutLive } from '../../domain/volunteer.ts';
import type { Draft } from '../draft/draft.ts';
import { isHalted } from '../draft/halted.ts';
import type { Helper } from '../draft/meet.ts';
import { byCall, tell, tellWhoHasIt } from '../draft/tell.ts';
import { endIntake } from '../follow/news.ts';
import { namesAnother } from '../resident/names-another.ts';
import { askedInDanger } from '../words/asked-in-danger.ts';
import { checkAtEta, dayOf, etaWords } from '../words/eta.ts';
import { detailsForHolder, talkBy, whatForOffer } from '../words/phrases.ts';
import { maySee, mayTakeOn } from './powers.ts';

/** Whether nobody has what they were asked for. */
export const isFreeNeed = (d: Draft, r: Ref): boolean => {
  const c = d.case(r.number, r.code);
  return c !== undefined && c.kind === 'need' && isFree(c);
};

/**
 * What a bare ACCEPT may mean: the offers that are open; else a page that waits; else an offer that ran out and is still free; else the
 * last one there was, theirs or not, so that the answer can say who has it.
 */
const meant = (d: Draft, me: Helper): readonly Ref[] => {
  const { live, lapsed, held } = me.volunteer;
  const offers = live.filter(r => r.kind === 'offer' || isFreeNeed(d, r));
  if (offers.length > 0) return offers;
  if (live.length > 0) return live;
  const free = lapsed.filter(r => isFreeNeed(d, r));
  const last = [...lapsed, ...held].reduce<Ref | undefined>((latest, r) => (latest && latest.at > r.at ? latest : r), undefined);
  return free.length > 0 || !last ? free : [last];
};

/** Several things wait for this person's word: their codes, and that none is theirs yet. */
export const whichOffer = (d: Draft, me: Helper, refs: readonly Ref[], line = 'which-offer'): void =>
  d.reply(d.line(me.language, line, { codes: refs.map(r => r.code).join(', '), code: refs[0]?.code ?? '' }));

const mayTake = (c: Case, me: Helper): boolean =>
  me.powers.coordinator ||
  (c.pod !== undefined && me.powers.leads.includes(c.pod)) ||
  me.volunteer.live.some(r => r.code === c.code) ||
  c.asked.some(a => a.number === me.number);

/** ACCEPT, with or without a code. Exactly one wins; every answer says plainly whether it is theirs. */
export const accept = (d: Draft, me: Helper, code: CaseCode | undefined, words: string): void => {
  const { name } = me.volunteer;
  if (!code) {
    const refs = meant(d, me);
    const [only] = refs;
    if (refs.length > 1) return whichOffer(d, me, refs);
    return only ? accept(d, me, only.code, words) : d.reply(d.line(me.language, 'no-offer', { me: name }));
  }
  const c = d.caseByCode(code);
  if (c?.number === me.number) return d.reply(d.line(me.language, 'your-own', { code, me: name }));
  if (c && c.kind !== 'need') return acknowledge(d, me, code);
  if (c?.holder?.number === me.number && isOpen(c))
    return d.reply(
      d.line(me.language, c.status === 'delivered' ? 'done-already' : byCall(d, c, 'yours-already'), {
        code,
        me: name,
        talk: talkBy(d, me, code),
      }),
    );
  if (!c || !mayTake(c, me)) return d.reply(d.line(me.language, 'not-offered', { code, me: name }));
  takeNeed(d, me, c, words);
};

/** As many as one may hold; a coordinator decides that alone, up to what one row may hold. */
const hasEnough = (d: Draft, { volunteer: { held }, powers }: Helper): boolean =>
  held.length >= (powers.coordinator ? HELD_MAX : d.world.community.volunteers.casesMax);

const tooMany = (d: Draft, { volunteer: { held, name }, language }: Helper, code: CaseCode): void =>
  d.reply(d.line(language, 'too-many', { n: held.length, code, me: name }));

const takeNeed = (d: Draft, me: Helper, c: Case, words: string): void => {
  const { code } = c;
  const { name } = me.volunteer;
  const inTeam = me.powers.coordinator || me.powers.leads.length > 0;
  if (!isOpen(c)) return lost(d, me, code, 'no-longer-needed');
  if (isFree(c) && c.excluded.includes(me.number)) return lost(d, me, code, 'not-again');
  if (isFree(c) && isUnwanted(c, name)) return lost(d, me, code, 'not-this-time');
  if (isFree(c) && c.unsafe && !inTeam) return lost(d, me, code, 'offer-ended');
  if (!isFree(c)) return lost(d, me, code, isOnCall(me.volunteer, d.schedule, d.now) ? 'covered' : 'covered-off');
  if (isHalted(d, c) && !inTeam) return lost(d, me, code, 'offer-ended');
  if (hasEnough(d, me)) return tooMany(d, me, code);
  give(d, c, me, words, name);
  const taken = d.case(c.number, code) ?? c;
  const details = detailsForHolder(d, taken, me.language) || `${whatForOffer(d, taken, me.language)}.`;
  d.reply(d.line(me.language, byCall(d, taken, 'yours'), { code, me: name, details, talk: talkBy(d, me, code) }));
};

const lost = (d: Draft, me: Helper, code: CaseCode, line: string): void => {
  if (me.volunteer.live.some(r => r.code === code)) d.putVolunteer(withoutLive(me.volunteer, code));
  d.reply(d.line(me.language, line, { code, me: me.volunteer.name }));
};

/** The case becomes this person's. The others asked and the resident hear it at once after: by the case's own due step. */
export const give = (d: Draft, c: Case, to: Pick<Helper, 'number' | 'volunteer'>, words: string, by: string): void => {
  const { number, volunteer } = to;
  const language = d.languageOfVolunteer(number);
  const said = namesAnother(d, to, c, words) ? '' : etaWords(words);
  const check = checkAtEta(d, words, dayOf(c));
  const holder = {
    number,
    name: volunteer.name,
    at: d.now,
    language,
    ...(said === '' ? {} : { words: said }),
    ...(check ? { check } : {}),
    ...(by === volunteer.name ? {} : { given: true as const }),
  };
  const ahead = remindAt(c, d.now, d.world.community.timezone);
  d.putCase({ ...acceptCase(c, holder), ...(ahead ? { remind: ahead } : {}) });
  d.putVolunteer(withHeld(volunteer, { code: c.code, number: c.number, at: d.now, kind: 'offer' }));
  d.note(c.code, `accepted by ${volunteer.name}${words === '' ? '' : `: "${words}"`}`, by);
};

/**
 * OK, YES or 1 to a page. A wish for a person or a safety case is theirs by that; a need that found no taker is not: it only says that
 * they have seen it, and must never look as if somebody brought it.
 */
export const seen = (d: Draft, me: Helper, code: CaseCode): void => {
  const c = d.caseByCode(code);
  if (c?.kind !== 'need' || !isFree(c)) return accept(d, me, code, '');
  seenBy(d, me, c);
  d.reply(d.line(me.language, 'seen-not-taken', { code, me: me.volunteer.name }));
};

const seenBy = (d: Draft, { volunteer: { name } }: Helper, c: Case): void => {
  d.putCase({ ...c, acknowledged: { by: name, at: d.now } });
  d.note(c.code, `seen by ${name}`, name);
};

/** The same for several needs without a taker that one text told of. */
export const seenSeveral = (d: Draft, me: Helper, cases: readonly Case[]): void => {
  for (const c of cases) seenBy(d, me, c);
  d.reply(d.line(me.language, 'seen-several', { codes: cases.map(c => c.code).join(', '), me: me.volunteer.name }));
};

/** What whoever takes on a report or a wish for a person hears, by how its person wants to be reached. */
export const takenLine = (d: Draft, c: Case): string =>
  c.contact === 'none'
    ? 'ok-taken-quiet'
    : isContactUnsaid(c) && numberToTry(c) && !d.record(c.number)?.optedOut
      ? 'ok-taken-unsaid'
      : c.contact === 'call' && numberToTry(c)
        ? 'ok-taken-call'
        : byCall(d, c, 'ok-taken');

/** "OK 431": a person has seen a safety report or a wish for a person and takes it on; the pages stop. */
const acknowledge = (d: Draft, me: Helper, code: CaseCode): void => {
  const c = d.caseByCode(code);
  const { name } = me.volunteer;
  const told = me.volunteer.lapsed.some(r => r.code === code && r.kind === 'page');
  if (!c || !(told || maySee(c, me))) return d.reply(d.line(me.language, 'not-offered', { code, me: name }));
  if (told && isOpen(c) && c.holder && c.holder.number !== me.number && !ringsAgain(c)) return lostPage(d, me, c, c.holder.name);
  if (!mayTakeOn(d, c, me)) return d.reply(d.line(me.language, 'safety-only', { code }));
  if (!isOpen(c)) return lost(d, me, code, 'no-case');
  if (c.holder && c.holder.number !== me.number && !ringsAgain(c)) return lostPage(d, me, c, c.holder.name);
  if (me.volunteer.held.length >= HELD_MAX) return tooMany(d, me, code);
  if (c.holder && c.holder.number !== me.number) takenOver(d, c, c.holder);
  const language = d.languageOfVolunteer(me.number);
  d.putCase(acceptCase(c, { number: me.number, name, at: d.now, language }));
  d.putVolunteer(withHeld(me.volunteer, { code, number: c.number, at: d.now, kind: 'page' }));
  d.note(code, `acknowledged by ${name}`, name);
  d.reply(d.line(me.language, takenLine(d, c), { code, me: name, talk: talkBy(d, me, code) }));
  for (const asked of askedInDanger(d, c))
    d.reply(d.line(me.language, 'danger-asks', { code: asked.code, what: whatForOffer(d, asked, me.language) }));
  tellWhoHasIt(d, c, name);
  // The questions of a report go on: whether anyone is in danger, and whether they may be contacted at all.
  if (c.kind !== 'safety') endIntake(d, c);
};

/** New danger came in a case that somebody had taken: whoever answers now has it. */
const ringsAgain = (c: Case): boolean => c.danger !== undefined && c.next?.what === 'page';

const takenOver = (d: Draft, c: Case, from: Holder): void => {
  const row = d.volunteer(from.number);
  if (row) d.putVolunteer(withoutHeld(row, c.code));
  tell(d, from.number, 'moved-on', c, { me: from.name }, 'urgent');
};

const lostPage = (d: Draft, me: Helper, c: Case, holder: string): void => {
  d.putVolunteer(withoutLive(me.volunteer, c.code));
  d.reply(d.line(me.language, 'taken-by', { code: c.code, name: holder, me: me.volunteer.name }));
};
