import { isOpen } from '../../domain/case.ts';
import { type Instant, type PhoneNumber, personId } from '../../domain/ids.ts';
import type { NumberRecord, Person } from '../../domain/person.ts';
import type { Entity, Thread } from './world.ts';

/** So many people are remembered behind one number. Of a phone that everybody uses those are forgotten first who had it longest ago. */
export const PERSONS_MAX = 30;

/** Whoever has it now or has something open stays; of the others the latest. */
const ofUse = (all: readonly Person[], thread: Thread | undefined, changed: NumberRecord | undefined): readonly Person[] => {
  const open = new Set(thread?.cases.filter(isOpen).map(c => c.person));
  const current = changed?.current ?? thread?.record?.current;
  const stays = all.filter(p => p.id === current || open.has(p.id)).slice(-PERSONS_MAX);
  const others = all.filter(p => !stays.includes(p)).slice(stays.length - PERSONS_MAX || all.length);
  return all.filter(p => stays.includes(p) || others.includes(p));
};

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
    const everybody = [...known.map(p => persons.get(`${number}/${p.id}`) ?? p), ...made];
    const all = everybody.length > PERSONS_MAX ? ofUse(everybody, thread, records.get(number)) : everybody;
    const value = records.get(number) ?? thread?.record ?? { number, firstContactAt: now, current: all[0]?.id ?? personId('') };
    return { kind: 'number', value, persons: all };
  });
};
