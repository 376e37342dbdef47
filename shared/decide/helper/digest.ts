import { age } from '../../domain/age.ts';
import type { Case } from '../../domain/case.ts';
import { type Digest, nextDigest } from '../../domain/digest.ts';
import type { Language } from '../../domain/ids.ts';
import { unconfirmedFrom, unconfirmedSince } from '../../domain/unconfirmed.ts';
import { firstName } from '../../domain/volunteer.ts';
import { plightOf, worstFirst } from '../../domain/worst-first.ts';
import { Draft } from '../draft/draft.ts';
import { standIns, withRole } from '../draft/tell.ts';
import type { Decision, World } from '../draft/world.ts';
import { unconfirmedWords } from '../follow/unconfirmed.ts';
import { kindOrWhat, needTerms } from '../words/phrases.ts';
import { keepOpen } from '../words/wait-words.ts';
import { outboxWords } from './outbox.ts';

/** Two segments of a text; what does not fit is counted, and CASES shows it. */
const LENGTH_MAX = 300;
/** Room for how many more there are, and where to see them. */
const TAIL = 40;

/** One case of the list: its code, what it is, how it stands, how old it is. No place and no words. */
const item = (d: Draft, language: Language, c: Case): string => {
  const what = c.kind === 'need' ? d.inline(language, needTerms(c)) : kindOrWhat(d, c, language);
  const tried = new Set(c.asked.map(a => a.number)).size;
  const plight = plightOf(c);
  const how = d.line(language, `digest-${plight}`, { name: firstName(c.holder?.name ?? ''), n: tried });
  return d.line(language, 'digest-item', { code: c.code, what, how, age: age(c.openedAt, d.now) });
};

/** What the list names, and what stands beside it. */
interface Listed {
  readonly open: readonly Case[];
  /** Called done, and nobody has said whether it arrived. */
  readonly unconfirmed: readonly Case[];
  /** There are more open ones than were looked at. */
  readonly more?: boolean;
  /** Whether they may see what could not be sent. */
  readonly sees?: boolean;
}

/** Everything open, worst first, in parts of two segments; what ended without a word, and what could not be sent, stands with the first of them. One part at least. */
export const digestPages = (d: Draft, language: Language, { open, unconfirmed, more = false, sees = true }: Listed): readonly string[] => {
  const beside = `${unconfirmedWords(d, language, unconfirmed)} ${sees ? outboxWords(d, language) : ''}`.trim();
  if (open.length === 0) return [beside === '' ? d.line(language, 'cases-none') : beside];
  const pages: string[][] = [];
  let length = LENGTH_MAX;
  for (const c of worstFirst(open)) {
    const one = item(d, language, c);
    const room = LENGTH_MAX - TAIL - (pages.length <= 1 ? beside.length : 0);
    if (length + one.length + 2 > room) {
      pages.push([]);
      length = 0;
    }
    pages.at(-1)?.push(one);
    length += one.length + 2;
  }
  return pages.map((shown, i) => {
    const left = open.length - pages.slice(0, i + 1).flat().length;
    const fill = { n: more ? `${open.length}+` : open.length, cases: shown.join('; '), more: left };
    return `${d.line(language, left > 0 ? 'digest-more' : 'digest', fill)} ${i === 0 ? beside : ''}`.trim();
  });
};

/** The daily list: it goes to every coordinator while anything is open, ended without a word or could not be sent, and is due again the next day either way. */
export const decideDigest = (world: World, due: Digest | undefined, more: boolean): Decision => {
  const d = new Draft(world);
  if (!due || due.at > d.now) return d.decision();
  const next = nextDigest(world.community, d.now);
  d.put({ kind: 'digest', value: next ? { ...next, told: d.now } : due });
  const unheard = unconfirmedSince(world.ended ?? [], unconfirmedFrom(d.now, due.told));
  keepOpen(d, world.openCases);
  const [first = { number: world.community.number }] = world.openCases;
  const aside = world.setAside?.length ?? 0;
  if ((world.openCases.length === 0 && unheard.length === 0 && aside === 0) || !next) return d.decision();
  const coordinators = withRole(d, 'coordinator');
  // OUTBOX is a word of coordinators alone.
  const sees = coordinators.length > 0;
  for (const to of sees ? coordinators : standIns(d, first)) {
    const language = d.languageOfVolunteer(to);
    const open = world.openCases.filter(c => c.number !== to);
    const unconfirmed = unheard.filter(c => c.number !== to);
    if (open.length === 0 && unconfirmed.length === 0 && !(sees && aside > 0)) continue;
    d.send(to, digestPages(d, language, { open, unconfirmed, more, sees })[0] ?? '', 'digest', 'reminder');
  }
  return d.decision();
};
