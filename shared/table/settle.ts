import { type Command, decideCommandLine } from '../decide/command-line.ts';
import type { Decision, Entity, TextIn, World } from '../decide/draft/world.ts';
import { decideDue } from '../decide/due.ts';
import { decideFailed } from '../decide/failed.ts';
import { decideStuck } from '../decide/follow/stuck.ts';
import { decideSms } from '../decide/sms.ts';
import { type Case, dueAt } from '../domain/case.ts';
import type { Community } from '../domain/community.ts';
import type { Home } from '../domain/feed.ts';
import type { CaseCode, Instant, MessageSid, PhoneNumber } from '../domain/ids.ts';
import type { Outgoing } from '../domain/outgoing.ts';
import { isUnnamed } from '../domain/unnamed.ts';
import type { Book } from '../script/script.ts';
import { writesOf } from './commit.ts';
import { type Given, type Loaded, type Seen, versionKey } from './gathered.ts';
import { caseKey, codeKey } from './keys.ts';
import { loadForText } from './load.ts';
import { loadForDue, loadThreads } from './load-due.ts';
import { metTaken } from './room.ts';
import { nounOf, rowOf } from './rows.ts';
import { standingWritten } from './standing.ts';
import { type Committed, type Store, StoreTrouble, type Write } from './store.ts';

/** What settling needs of the world. */
export interface Desk {
  readonly store: Store;
  readonly community: Community;
  readonly book: Book;
  readonly config: Home;
  now(): Instant;
}

/** Rounds before a decision gives up: a conflict means that someone else was faster, and a full range of codes needs several draws. */
export const ROUNDS_MAX = 9;

export interface Settled {
  readonly reply: string | null;
  /** False when the text had been answered before and nothing was changed. */
  readonly changed: boolean;
  /** Something must be done at once: a text to be sent, a case to be put to volunteers. */
  readonly more: boolean;
  /** Cases of which nobody of the team could be told just now. */
  readonly unheard?: readonly CaseCode[];
}

const unheardOf = ({ puts }: Decision, now: Instant): readonly CaseCode[] =>
  puts.flatMap(e => (e.kind === 'case' && e.value.unheard === now ? [e.value.code] : []));

/** Later than every instant. */
const FAR = '\uffff';

const dueOf = (e: Entity): Instant | undefined => {
  if (e.kind === 'case') return dueAt(e.value);
  return e.kind === 'plan' ? e.value.watch?.due : e.kind === 'volunteer' ? e.value.freed : undefined;
};

/** Whether something must be done at once: a text to be sent, a case to be put to volunteers, a pod's shifts to be looked at. */
export const hasMore = (decision: Pick<Decision, 'outbox' | 'puts'>, now: Instant): boolean =>
  decision.outbox.length > 0 || decision.puts.some(e => (dueOf(e) ?? FAR) <= now);

interface Round {
  readonly load: (given: Given) => Promise<Loaded | { readonly seen: Seen }>;
  readonly decide: (world: World, loaded: Loaded) => Decision;
  readonly cause: string;
  readonly sid?: MessageSid;
  /** Writes that belong to the same transaction and to no noun of the domain. */
  readonly also?: (loaded: Loaded) => readonly Write[];
}

/** Load, decide, commit; on a conflict the same again on top of what the other one wrote. */
export const settle = async (desk: Desk, round: Round): Promise<Settled> => {
  const now = desk.now();
  let clashes = 0;
  for (let attempt = 0; attempt < ROUNDS_MAX; attempt++) {
    const { community, book, config: home } = desk;
    const given: Given = { community, book, home, now, cause: round.cause, attempt, clashes };
    const loaded = await round.load(given);
    if ('seen' in loaded) return { reply: loaded.seen.reply, changed: false, more: false };
    const decision = round.decide(loaded.world, loaded);
    const writes = writesOf({
      decision,
      versions: loaded.versions,
      roster: loaded.world.roster,
      now,
      cause: round.cause,
      ...(round.sid ? { sid: round.sid } : {}),
    });
    const all = [...writes, ...(round.also?.(loaded) ?? [])];
    const committed: Committed = all.length === 0 ? { ok: true } : await desk.store.commit(all, `${round.cause}/${attempt}`);
    if (metTaken(desk.store, writes, committed)) clashes += 1;
    if (!committed.ok) continue;
    standingWritten(desk.store, now, all);
    return { reply: decision.reply, changed: true, more: hasMore(decision, now), unheard: unheardOf(decision, now) };
  }
  throw new StoreTrouble('throttled', new Error(`still in conflict after ${ROUNDS_MAX} rounds`));
};

/** One text, settled. The same MessageSid again gives the stored answer and changes nothing. */
export const settleText = (desk: Desk, sid: MessageSid, text: TextIn): Promise<Settled> => settleTextAs(desk, sid, text, decideSms);

/** The same for a text that is decided in another way: one that came by no webhook. */
export const settleTextAs = (
  desk: Desk,
  sid: MessageSid,
  text: TextIn,
  decide: (world: World, text: TextIn) => Decision,
): Promise<Settled> =>
  settle(desk, {
    cause: sid,
    sid,
    load: given => loadForText(desk.store, given, text.from, text.body, sid),
    decide: world => decide(world, text),
  });

/**
 * What has fallen due for a case, settled. Done already by someone else, it changes nothing. The same thing may fall due twice in one
 * instant (a case changed twice while it is offered), so the cause says in which version of its row it was found, and in which of its threads.
 */
export const settleDue = (desk: Desk, due: Case, version: number): Promise<Settled> =>
  settle(desk, {
    cause: `${due.code}-${due.news ? 'news' : (due.next?.what ?? 'due')}-${dueAt(due) ?? ''}-${version}${isUnnamed(due.number) ? '-unnamed' : ''}`,
    load: given => loadForDue(desk.store, given, due),
    decide: world => decideDue(world, due),
  });

/** What must be known of a text before its row is read: whose threads its end touches. */
export type TextRef = Pick<Outgoing, 'id' | 'to' | 'about'>;

/**
 * A text that will never arrive, settled with everything that follows from it. `end` makes the ended text of the row as it stands now, or
 * undefined where it has ended otherwise meanwhile; then nothing is changed. `of` says which end it is, for a text that is tried again may
 * come to several, and to two in one instant.
 */
export const settleFailed = (
  desk: Desk,
  { id, to, about }: TextRef,
  of: string,
  end: (now: Outgoing) => Outgoing | undefined,
): Promise<Settled> =>
  settle(desk, {
    cause: `failed-${id}-${of}`,
    load: given => loadThreads(desk.store, given, { numbers: [to, ...(about ? [about.number] : [])], outgoing: id }),
    decide: (world, { outgoing }) => decideFailed(world, outgoing && end(outgoing)),
  });

/**
 * The due row of a case broke: it is looked at again at `until`, and a coordinator hears of it where `tell` says so. The case itself stays
 * as it is, so that its own step is still the next one.
 */
export const settleStuck = (desk: Desk, due: Case, until: Instant, tell: boolean): Promise<Settled> =>
  settle(desk, {
    cause: `stuck-${due.code}-${until}`,
    load: given => loadThreads(desk.store, given, { numbers: [due.number] }),
    decide: world => decideStuck(world, due, tell),
    also: ({ world, versions }) => {
      const c = world.threads.get(due.number)?.cases.find(one => one.code === due.code);
      const expect = versions.get(versionKey(caseKey(due.number, due.code)));
      if (!c || expect === undefined || (dueAt(c) ?? FAR) > world.now) return [];
      return [{ op: 'put', row: { ...rowOf({ kind: 'case', value: c }), due: until }, expect }];
    },
  });

/** Something that concerns one number alone, settled, with the writes that belong to it and to no noun. */
export const settleThread = (
  desk: Desk,
  cause: string,
  number: PhoneNumber,
  decide: (world: World) => Decision,
  also: () => readonly Write[] = () => [],
): Promise<Settled> => settle(desk, { cause, load: given => loadThreads(desk.store, given, { numbers: [number] }), decide, also });

/** In whose thread a case lies; undefined where there is no such case. */
export const numberOf = async (store: Store, code: CaseCode): Promise<PhoneNumber | undefined> => {
  const { got } = await store.read({ get: [codeKey(code)] });
  return got[0] && nounOf<{ number: PhoneNumber }>(got[0]).number;
};

/** An act of the command line, settled. `id` makes it one act however often it is tried. */
export const settleCommand = async (
  desk: Desk,
  id: string,
  command: Command,
): Promise<{ readonly refused: boolean; readonly says: string }> => {
  const number = await numberOf(desk.store, command.code);
  let told = { refused: true, says: '' };
  await settle(desk, {
    cause: id,
    load: given => loadThreads(desk.store, given, { numbers: number ? [number] : [], everybody: true }),
    decide: world => {
      const { decision, ...rest } = decideCommandLine(world, command);
      told = rest;
      return decision;
    },
  });
  return told;
};
