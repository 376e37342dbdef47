import { type Case, withNote } from '../../domain/case.ts';
import { type CaseCode, HOUR_MS, msBetween } from '../../domain/ids.ts';
import { firstName } from '../../domain/volunteer.ts';
import type { Known, Session } from '../../script/script.ts';
import { aboutUs } from '../../understand/about-us.ts';
import { againstHolder } from '../../understand/against.ts';
import { mayBeDanger, mayBeDespair } from '../../understand/danger.ts';
import type { Draft } from '../draft/draft.ts';
import type { Speaker } from '../draft/meet.ts';
import { answersKeys, type Follow, waits } from '../draft/turn.ts';
import { codesOf } from '../words/codes.ts';
import { keepFor } from './opening.ts';
import { passOn } from './relay.ts';

const SCRIPT = 'for-report';
/** So much of what was said goes with the question. */
const SAID_MAX = 480;

/** What is said against somebody, or may tell of danger, is for those who see to safety, whoever wrote last. */
export const isForSafety = (c: Case, words: string): boolean =>
  aboutUs(words) === 'report' ||
  againstHolder(words, c.holder ? [firstName(c.holder.name)] : []) !== undefined ||
  mayBeDanger(words) ||
  mayBeDespair(words);

/**
 * Whether words without a code answer whoever has this request, although a report waits: they took it after the report was told, so it is not about them, and
 * wrote within the hour.
 */
export const answersHelper = (d: Draft, { holder }: Case, report: Case): boolean =>
  holder !== undefined && holder.at > report.openedAt && msBetween(holder.said ?? holder.at, d.now) <= HOUR_MS;

/** "Shall Ana read this too?": the words stand with the report by now. `from`: the report's own question that waited, which comes after it. */
export const asksBeside = (me: Speaker, c: Case, report: CaseCode, words: string, from?: Session): Follow => {
  const name = firstName(c.holder?.name ?? '');
  const told = from ? { ...from.known, resume: from.node } : {};
  return { with: me, script: SCRIPT, known: { ...told, code: report, request: c.code, name, said: words.slice(0, SAID_MAX) } };
};

/** Yes: whoever has the request reads it, if they are the same still. Then the report's questions go on where they were. */
export const settleBeside = (d: Draft, me: Speaker, known: Known, isTheirs: boolean): Follow | undefined => {
  const c = d.case(me.number, String(known.request) as CaseCode);
  const same = c?.status === 'accepted' && c.holder && firstName(c.holder.name) === known.name;
  if (isTheirs && c && same) passOn(d, me, c, String(known.said), true);
  const { resume, request: _request, name: _name, said: _said, theirs: _theirs, ...told } = known;
  if (resume === undefined) return undefined;
  // Words that were for nobody else told what happened.
  const story = resume !== 'story' || !isTheirs ? { story: true } : {};
  return { with: me, script: 'report', known: { ...told, ...story } };
};

/**
 * What is said to a question of a report after whoever has a request of theirs wrote to them: it may be for either, and stands with the report until they say.
 * The same for more words in place of that answer. Undefined where the question takes the words for its own.
 */
export const betweenReport = (d: Draft, me: Speaker, words: string): Follow | undefined => {
  const session = d.channel === 'sms' && waits(d, me) ? d.session(me.number) : undefined;
  if (!session || !/\p{L}{2}|\p{L}\d|\d\p{L}/u.test(words)) return undefined;
  const [code] = codesOf(session.known);
  const report = code && d.case(me.number, code);
  if (report?.kind !== 'safety') return undefined;
  if (session.script === SCRIPT) return saidMore(d, me, report, session, words);
  if (session.script !== 'report' || !session.passed || session.passed.at < session.at) return undefined;
  const c = d.case(me.number, session.passed.code);
  if (c?.kind !== 'need' || c.person !== me.person.id || c.status !== 'accepted' || !c.holder || isForSafety(c, words)) return undefined;
  if (session.node !== 'story' && answersKeys(d, me, words)) return undefined;
  keepFor(d, me, report, words);
  return asksBeside(me, c, report.code, words, session);
};

/** More words before it is said for whom the first are. */
const saidMore = (d: Draft, me: Speaker, report: Case, session: Session, words: string): Follow | undefined => {
  const c = d.case(me.number, String(session.known.request) as CaseCode);
  if (!c || answersKeys(d, me, words) || isForSafety(c, words)) return undefined;
  d.putCase(withNote(report, words));
  const said = `${session.known.said} / ${words}`.slice(0, SAID_MAX);
  return { with: me, script: SCRIPT, known: { ...session.known, said } };
};
