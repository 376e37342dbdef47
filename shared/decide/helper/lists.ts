import { age } from '../../domain/age.ts';
import type { Case } from '../../domain/case.ts';
import { HOUR_MS, later } from '../../domain/ids.ts';
import { unconfirmedFrom, unconfirmedSince } from '../../domain/unconfirmed.ts';
import { worstFirst } from '../../domain/worst-first.ts';
import type { Draft } from '../draft/draft.ts';
import type { Speaker } from '../draft/meet.ts';
import { unconfirmedWords } from '../follow/unconfirmed.ts';
import { kindOrWhat } from '../words/phrases.ts';
import { digestPages } from './digest.ts';
import { maySee } from './powers.ts';

/** How many cases one CASES lists; the next ones come with MORE. */
const LISTED_MAX = 8;
/** MORE goes on with a list that was asked for so lately; without one, with the list of the morning. */
const FRESH_MS = 12 * HOUR_MS;

type List = 'cases' | 'digest';

const caseItem = (d: Draft, { language }: Speaker, c: Case): string =>
  d.line(language, 'case-item', {
    code: c.code,
    what: kindOrWhat(d, c, language),
    status: { term: `status.${c.status}` },
    age: age(c.openedAt, d.now),
  });

/** Which part of a list was told last, so that MORE finds the next. */
const keepPlace = (d: Draft, { volunteer }: Speaker, list: List, page: number): void => {
  if (volunteer) d.putVolunteer({ ...volunteer, listed: { list, page, at: d.now } });
};

/** What ended without a word from its person in the last day, as far as they may know of it. */
const unheardBy = (d: Draft, me: Speaker): readonly Case[] =>
  unconfirmedSince(d.world.ended ?? [], unconfirmedFrom(d.now)).filter(c => c.number !== me.number && maySee(c, me));

/** CASES, CASES 2: what they may see of everything open, the worst first, so many at a time. */
const listCases = (d: Draft, me: Speaker, page: number): void => {
  const open = worstFirst(d.world.openCases.filter(c => maySee(c, me)));
  const shown = open.slice((page - 1) * LISTED_MAX, page * LISTED_MAX);
  const unconfirmed = page === 1 ? unconfirmedWords(d, me.language, unheardBy(d, me)) : '';
  if (shown.length === 0) {
    const none = d.line(me.language, open.length === 0 ? 'cases-none' : 'list-over');
    return d.reply(`${none} ${unconfirmed}`.trim());
  }
  const more = open.length - (page - 1) * LISTED_MAX - shown.length;
  if (open.length > LISTED_MAX) keepPlace(d, me, 'cases', page);
  const cases = shown.map(c => caseItem(d, me, c)).join('; ');
  d.reply(`${d.line(me.language, more > 0 ? 'cases-more' : 'cases', { n: open.length, cases, more })} ${unconfirmed}`.trim());
};

/** DIGEST, DIGEST 2: the list that comes in the morning, two segments at a time; for a pod lead what is the pod's of it. */
const listDigest = (d: Draft, me: Speaker, page: number): void => {
  const open = d.world.openCases.filter(c => c.number !== me.number && maySee(c, me));
  const pages = digestPages(d, me.language, { open, unconfirmed: unheardBy(d, me), sees: me.powers.coordinator });
  const told = pages[page - 1];
  if (told !== undefined && pages.length > 1) keepPlace(d, me, 'digest', page);
  d.reply(told ?? d.line(me.language, open.length === 0 ? 'cases-none' : 'list-over'));
};

export const tellList = (d: Draft, me: Speaker, list: List, page = 1): void =>
  list === 'cases' ? listCases(d, me, page) : listDigest(d, me, page);

/** MORE: what follows the part of the list that they were told last. */
export const tellMore = (d: Draft, me: Speaker): void => {
  const { listed } = me.volunteer ?? {};
  const isFresh = listed !== undefined && later(listed.at, FRESH_MS) > d.now;
  if (isFresh) tellList(d, me, listed.list, listed.page + 1);
  else tellList(d, me, me.powers.coordinator ? 'digest' : 'cases', 2);
};

/** The page that stands behind CASES or DIGEST: "2"; undefined where other words do. */
export const pageIn = (rest: string): number | undefined => {
  const [, page] = /^\W*([1-9]\d?)\W*$/.exec(rest) ?? [];
  return page === undefined ? undefined : Number(page);
};
