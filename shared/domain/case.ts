import type { CallBack } from './calling.ts';
import type { Due, News } from './due-what.ts';
import { begunAnew, type Escalation } from './escalation.ts';
import type { NeededBy } from './eta.ts';
import type { Forget } from './forget.ts';
import type { Holder } from './holder.ts';
import type { CaseCode, Instant, Language, OutgoingId, PersonId, PhoneNumber } from './ids.ts';
import type { Danger, Need, Urgency } from './needs.ts';
import { NOTE_LENGTH_MAX } from './note.ts';
import type { Paced } from './paced.ts';
import type { Recording } from './recording.ts';
import { overDueAt } from './time-over.ts';
import type { ToTell } from './to-tell.ts';

/**
 * A need is looked after by volunteers; a safety case (danger or a report) and a wish for a person are looked after by the people on
 * duty for them and never offered to volunteers.
 */
export type CaseKind = 'need' | 'safety' | 'person';
export type CaseStatus = 'open' | 'offered' | 'accepted' | 'delivered' | 'closed' | 'withdrawn';
export type Outcome = 'met' | 'unconfirmed' | 'referred' | 'withdrawn' | 'unreachable';
export const OUTCOMES: readonly Outcome[] = ['met', 'unconfirmed', 'referred', 'withdrawn', 'unreachable'];

/** One offer of this case to one volunteer, open until accepted, passed, expired or withdrawn. */
export interface Asked {
  readonly number: PhoneNumber;
  readonly name: string;
  readonly at: Instant;
  readonly round: number;
  readonly state: 'live' | 'passed' | 'expired' | 'covered' | 'accepted' | 'released' | 'silent' | 'failed';
  /** What they said with it: "no but I can in 2 hours". */
  readonly words?: string;
}

export type { Due, DueWhat, News } from './due-what.ts';
export type { Check, Holder } from './holder.ts';

export interface Case {
  readonly code: CaseCode;
  readonly kind: CaseKind;
  readonly number: PhoneNumber;
  readonly person: PersonId;
  readonly status: CaseStatus;
  readonly urgency: Urgency;
  readonly needs: readonly Need[];
  readonly pod?: string;
  readonly place?: string;
  /** A zone's id, or "outside". */
  readonly zone?: string;
  readonly people?: number;
  readonly when?: Exclude<Urgency, 'now'>;
  /** The time at which they need it, where they told one. */
  readonly by?: NeededBy;
  /** When they said how soon, where that was not with the request itself: of "today" it decides on which day that is. */
  readonly whenAt?: Instant;
  /** The time of theirs of which it was told that it has gone by and nobody had it. */
  readonly overTold?: Instant;
  /** When whoever has it is reminded ahead of that time. */
  readonly remind?: Instant;
  readonly danger?: Danger;
  /** A request that came with words of danger: a coordinator decides who goes there. */
  readonly besideDanger?: true;
  /** The report in which a volunteer told of harm where this is to be brought: a coordinator decides who goes there. */
  readonly unsafe?: CaseCode;
  /** What the person said in their own words; shown only to the one who accepted and to coordinators. */
  readonly notes: readonly string[];
  /** Notes that may be kept for less long than the case, the first to be forgotten first. */
  readonly forgets?: readonly Forget[];
  /** The language to look for in a volunteer. */
  readonly language: Language;
  readonly openedAt: Instant;
  readonly asked: readonly Asked[];
  /** Never asked again for this case: they said done and it had not arrived. */
  readonly excluded: readonly PhoneNumber[];
  /** First names of those whom its person does not want. */
  readonly unwanted?: readonly string[];
  readonly holder?: Holder;
  readonly escalation: Escalation;
  readonly next?: Due;
  /** What became of it and was not told yet, oldest first. It is told before anything else is done, whatever else has come up. */
  readonly news?: readonly News[];
  /** The last page or step up the ladder reached nobody, because nobody of the team gets our texts. */
  readonly unheard?: Instant;
  /** How often its number was answered in a row, where no conversation counts it. */
  readonly paced?: Paced;
  /** Since when it waits because the line was paused when it came. */
  readonly kept?: Instant;
  /** When a coordinator was told last that it waits like that and is needed before the pause is over. */
  readonly keptTold?: Instant;
  /** When it was needed, as far as was known when it was kept last. */
  readonly keptFor?: Exclude<Urgency, 'now'> | 'unsaid';
  readonly keptBy?: Instant;
  /** A person has said that they see to it; pages stop, the case stays. */
  readonly acknowledged?: { readonly by: string; readonly at: Instant };
  /** Who of the team was told of it, and has not said anything since. */
  readonly paged?: readonly PhoneNumber[];
  /** They were asked again whether it arrived, and did not say: a coordinator sees it on the list. */
  readonly askedTwice?: Instant;
  /** When whoever had it said that it was done. */
  readonly doneAt?: Instant;
  readonly outcome?: Outcome;
  readonly closedAt?: Instant;
  readonly rating?: number;
  /** Its person wants no texts (STOP) and asks for it by phone: it goes on, and they call to hear where it stands. */
  readonly afterStop?: true;
  /** They asked to be called. */
  readonly callBack?: CallBack;
  /** The phone that they left to be called on, where theirs is withheld or gets no texts. */
  readonly reach?: PhoneNumber;
  /** A number that they keyed for that and did not say to be right: only a person who has the case has it called. */
  readonly keyed?: { readonly phone: PhoneNumber; readonly at: Instant };
  /** What they are still to be told on a call, since their phone gets no texts. */
  readonly toTell?: ToTell;
  /** Their own words as they were recorded on calls. */
  readonly recordings?: readonly Recording[];
  /** May the line contact the person about this? Safety reports ask. */
  readonly contact?: 'text' | 'call' | 'none';
  /** What a report is about, as the one who made it says. */
  readonly about?: 'unsafe' | 'conflict';
  /** When its person wished to stay unnamed, until it is in a thread of its own; and what was sent about it while they may still wish so. */
  readonly unnames?: Instant;
  readonly outgoing?: readonly OutgoingId[];
}

/** The most of a volunteer's words that is kept with her answer. */
const ASKED_WORDS_MAX = 200;
export const NOTES_MAX = 12;

export interface NewCase {
  readonly code: CaseCode;
  readonly kind: CaseKind;
  readonly number: PhoneNumber;
  readonly person: PersonId;
  readonly language: Language;
  readonly needs: readonly Need[];
  readonly pod?: string | undefined;
  readonly reach?: PhoneNumber | undefined;
  readonly at: Instant;
  readonly next: Due;
}

/** A case as it is written down at the first text, before anything is asked. */
export const openCase = (given: NewCase): Case => ({
  code: given.code,
  kind: given.kind,
  number: given.number,
  person: given.person,
  status: 'open',
  urgency: 'today',
  needs: given.needs,
  ...(given.pod ? { pod: given.pod } : {}),
  ...(given.reach ? { reach: given.reach } : {}),
  notes: [],
  language: given.language,
  openedAt: given.at,
  asked: [],
  excluded: [],
  escalation: { round: 1, tried: [], times: 0 },
  next: given.next,
});

/** Whether anything is still to be done: neither closed nor withdrawn. */
export const isOpen = (c: Case): boolean => c.status !== 'closed' && c.status !== 'withdrawn';
/** Whether it is a report of a conflict between people, which the community liaison reads too. Danger is never one. */
export const isConflict = (c: Pick<Case, 'kind' | 'about' | 'danger'>): boolean =>
  c.kind === 'safety' && c.about === 'conflict' && c.danger === undefined;
/** Whether nobody has it yet. */
export const isFree = (c: Case): boolean => c.status === 'open' || c.status === 'offered';

/** The case with these words kept; the oldest words give way when there are very many. */
export const withNote = (c: Case, words: string): Case => {
  const note = words.trim().slice(0, NOTE_LENGTH_MAX);
  if (note === '' || c.notes.includes(note)) return c;
  const notes = [...c.notes, note];
  return { ...c, notes: notes.length > NOTES_MAX ? [...notes.slice(0, 1), ...notes.slice(1 - NOTES_MAX)] : notes };
};

/** The case with every live offer in this state, and whose offers those were. */
export const endOffers = (c: Case, state: Asked['state']): { readonly case: Case; readonly ended: readonly Asked[] } => {
  const ended = c.asked.filter(a => a.state === 'live');
  return { case: { ...c, asked: c.asked.map(a => (a.state === 'live' ? { ...a, state } : a)) }, ended };
};

/** The case with one volunteer's latest offer in this state, and the words they gave with it. */
export const markAsked = (c: Case, number: PhoneNumber, state: Asked['state'], words = ''): Case => {
  const last = c.asked.findLastIndex(a => a.number === number);
  const said = words === '' ? {} : { words: words.slice(0, ASKED_WORDS_MAX) };
  return last < 0 ? c : { ...c, asked: c.asked.map((a, i) => (i === last ? { ...a, state, ...said } : a)) };
};

/** How many volunteers a case remembers having asked, one entry each: with all their words 150 KB, and a row may hold 256 KB. */
export const ASKED_MAX = 200;

/** The case with these offers made. Of each volunteer the latest entry stays; of too many, those who said nothing are forgotten first. */
export const withOffers = (c: Case, offers: readonly Asked[]): Case => {
  const numbers = new Set(offers.map(a => a.number));
  const kept = c.asked.filter(a => !numbers.has(a.number));
  const room = Math.max(0, ASKED_MAX - offers.length);
  const silent = (a: Asked): boolean => a.state === 'expired' || a.state === 'covered';
  const forgotten = new Set([...kept.filter(silent), ...kept.filter(a => !silent(a))].slice(0, Math.max(0, kept.length - room)));
  return { ...c, asked: [...kept.filter(a => !forgotten.has(a)), ...offers] };
};

/** With one more who is never asked again, as the last; so many at most as it remembers to have asked. */
export const withExcluded = (excluded: Case['excluded'], number: PhoneNumber): Case['excluded'] =>
  [...excluded.filter(one => one !== number), number].slice(-ASKED_MAX);

/** Somebody it was given to without being asked is on its list all the same, so that a release is not offered to them again. */
const withAsked = (c: Case, { number, name, at }: Holder): Case =>
  c.asked.some(a => a.number === number) ? c : withOffers(c, [{ number, name, at, round: c.escalation.round, state: 'accepted' }]);

/** When this case must be looked at: at once where something was not told yet, else when its next step is due, its time has gone by, or a note is to be forgotten. */
export const dueAt = (c: Case): Instant | undefined => {
  const news = (c.news ?? []).map(one => one.at);
  const all = [...news, c.next?.at, c.unnames, c.forgets?.[0]?.at, overDueAt(c), c.status === 'accepted' ? c.remind : undefined];
  return all.reduce((first, at) => (at !== undefined && (first === undefined || at < first) ? at : first), undefined);
};

/** More than this is not kept: far more than can happen to a case before its worker comes round. */
const NEWS_MAX = 20;
export const withNews = (c: Case, what: News['what'], { number, name }: News['by'], at: Instant, words = ''): Case => ({
  ...c,
  news: [...(c.news ?? []), { what, at, by: { number, name }, ...(words === '' ? {} : { words }) }].slice(-NEWS_MAX),
});

/**
 * Until when whoever was given this case may not have read of it: then its person is not told that somebody has it. Undefined where they have
 * answered, or their text has gone.
 */
export const unreadUntil = ({ status, holder, news = [] }: Pick<Case, 'status' | 'holder' | 'news'>): Instant | undefined =>
  status === 'accepted' ? news.find(one => one.waits && one.by.number === holder?.number)?.at : undefined;

/** The case given to this person; all other offers end as covered, and the others are yet to hear of it. */
export const acceptCase = (c: Case, holder: Holder): Case => {
  const mine = markAsked(withAsked(c, holder), holder.number, 'accepted');
  const { next: _ended, unheard: _heard, paged: _told, ...kept } = endOffers(mine, 'covered').case;
  return withNews({ ...kept, status: 'accepted', holder, acknowledged: { by: holder.name, at: holder.at } }, 'accepted', holder, holder.at);
};

/** The case free again, with its ladder begun anew. `urgency` may rise. */
export const freeCase = (c: Case, next: Due, urgency: Urgency = c.urgency): Case => {
  const { holder: _holder, acknowledged: _ack, askedTwice: _asked, remind: _ahead, ...kept } = c;
  return { ...kept, status: 'open', urgency, next, escalation: begunAnew(c.escalation) };
};

export const closeCase = (c: Case, outcome: Outcome | undefined, at: Instant): Case => {
  const { next: _next, unheard: _over, paged: _told, ...kept } = endOffers(c, 'covered').case;
  return { ...kept, status: outcome === 'withdrawn' ? 'withdrawn' : 'closed', ...(outcome ? { outcome } : {}), closedAt: at };
};
