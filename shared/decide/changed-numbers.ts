import { type Instant, type PhoneNumber, personId } from '../domain/ids.ts';
import type { NumberRecord, Person } from '../domain/person.ts';
import type { Entity, Thread } from './world.ts';

/** The numbers that a decision changed, by themselves or in who is behind them, whole as they are stored. */
export const changedNumbers = (
  records: ReadonlyMap<PhoneNumber, NumberRecord>,
  persons: ReadonlyMap<string, Person>,
  threadOf: (number: PhoneNumber) => Thread | undefined,
  now: Instant,
): readonly Entity[] => {
  if (records.size === 0 && persons.size === 0) return [];
  const changed = [...persons.values()];
  return [...new Set([...records.keys(), ...changed.map(p => p.number)])].map(number => {
    const thread = threadOf(number);
    const known = thread?.persons ?? [];
    const made = changed.filter(p => p.number === number && !known.some(k => k.id === p.id));
    const all = [...known.map(p => persons.get(`${number}/${p.id}`) ?? p), ...made];
    const value = records.get(number) ?? thread?.record ?? { number, firstContactAt: now, current: all[0]?.id ?? personId('') };
    return { kind: 'number', value, persons: all };
  });
};
