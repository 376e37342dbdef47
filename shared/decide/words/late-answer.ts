import { HOUR_MS, type Language, later, type PhoneNumber } from '../../domain/ids.ts';
import { type Outgoing, pending } from '../../domain/outgoing.ts';
import { isUnnamed, LATE_ANSWER, mayYetBeUnnamed } from '../../domain/unnamed.ts';
import { Draft } from '../draft/draft.ts';
import type { Decision, Entity, World } from '../draft/world.ts';

/** The language in which this number is answered after the decision. */
const languageAfter = (world: World, { puts }: Decision, number: PhoneNumber): Language => {
  const made = puts.find(e => e.kind === 'number' && e.value.number === number);
  const person = made?.kind === 'number' ? made.persons.find(p => p.id === made.value.current) : undefined;
  return person?.language ?? new Draft(world).languageOf(number);
};

/** The answer's place among what one cause wants to leave: behind everything that the decision wrote. */
const ANSWER_NTH = 1_000;
const BODY_MAX = 1600;
/** Whatever may be a code. */
const NUMBERS = /(?<!\d)\d{3,5}(?!\d)/g;

type CaseEntity = Extract<Entity, { kind: 'case' }>;
/** The cases that this decision changed and those that it read, as they stand after it. */
const casesAfter = ({ threads }: World, { puts }: Decision): readonly CaseEntity['value'][] => {
  const changed = puts.flatMap(e => (e.kind === 'case' ? [e.value] : []));
  const read = [...threads.values()].flatMap(t => t.cases);
  return [...changed, ...read.filter(c => !changed.some(o => o.number === c.number && o.code === c.code))];
};

/**
 * The reports that an answer comes of or names, with the answer written down: its row has the number beside the words, so it is rewritten with the
 * rest should the person stay unnamed. Of a report that is unnamed already that is done when the answer has left.
 */
const tied = (world: World, decision: Decision, { id, body }: Outgoing): readonly Entity[] => {
  const codes: ReadonlySet<string> = new Set(body.match(NUMBERS));
  const changed = decision.puts.flatMap(e => (e.kind === 'case' ? [e.value.code] : []));
  return casesAfter(world, decision).flatMap((c): readonly Entity[] => {
    if (c.kind !== 'safety' || !(codes.has(c.code) || changed.includes(c.code))) return [];
    const outgoing = [...(c.outgoing ?? []), id];
    if (isUnnamed(c.number)) return [{ kind: 'case', value: { ...c, outgoing, unnames: c.unnames ?? later(world.now, HOUR_MS) } }];
    return mayYetBeUnnamed(c) ? [{ kind: 'case', value: { ...c, outgoing } }] : [];
  });
};

const isSame = (a: Entity, b: Entity): boolean =>
  a.kind === 'case' && b.kind === 'case' && a.value.code === b.value.code && a.value.number === b.value.number;

/** The decision with its reply as a text of its own, which says first that it comes late. */
export const asText = (world: World, from: PhoneNumber, decision: Decision): Decision => {
  if (decision.reply === null) return decision;
  const d = new Draft(world);
  const body = `${d.line(languageAfter(world, decision, from), 'read-late')} ${decision.reply}`.slice(0, BODY_MAX);
  const answer = pending({ to: from, body, purpose: LATE_ANSWER, priority: 'urgent' }, world.cause, ANSWER_NTH, world.now);
  const reports = tied(world, decision, answer);
  const puts = [...decision.puts.filter(e => !reports.some(r => isSame(r, e))), ...reports];
  return { ...decision, puts, reply: null, outbox: [...decision.outbox, answer] };
};
