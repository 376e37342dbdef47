import { goneCode } from '../domain/consent.ts';
import type { PhoneNumber } from '../domain/ids.ts';
import type { NumberRecord } from '../domain/person.ts';
import type { Volunteer } from '../domain/volunteer.ts';
import { numberKey, rosterKey, wholeRoster } from './keys.ts';
import { removalWrites, volunteerWrites } from './queue.ts';
import { nounOf } from './rows.ts';
import { lookAgain } from './schedule.ts';
import { type Store, StoreTrouble, type Write } from './store.ts';

const ROUNDS_MAX = 5;

/** Everybody on the roster, by name. */
export const readRoster = async (store: Store): Promise<readonly Volunteer[]> => {
  const { found } = await store.read({ query: [wholeRoster()] });
  return (found[0] ?? []).map(row => nounOf<Volunteer>(row)).sort((a, b) => a.name.localeCompare(b.name) || (a.number < b.number ? -1 : 1));
};

/** What the file says, on top of what the line knows: cases held, offers open, hours, ON and OFF, STOP. */
const merged = (written: Volunteer, known: Volunteer | undefined): Volunteer => {
  if (!known) return written;
  const { name, number, languages, pods, zones, skills, shifts, shiftsText, vetted, voice } = written;
  return { ...known, name, number, languages, pods, zones, skills, shifts, shiftsText, vetted, voice };
};

/** With what is known of their number: they sent STOP, or texts never arrive there. */
const asTheirNumber = (v: Volunteer, record: NumberRecord | undefined): Volunteer => {
  const code = goneCode(record);
  return {
    ...v,
    ...(record?.optedOut ? { stopped: true } : {}),
    ...(code !== undefined && record?.unreachable && !v.textless ? { textless: record.unreachable } : {}),
  };
};

/**
 * One row. Whether its number gets texts at all is looked up with it, and must still be so when it is written: who sent STOP before they
 * were on the roster is asked for nothing.
 */
const saveOne = async (store: Store, written: Volunteer): Promise<'new' | 'changed'> => {
  for (let round = 0; round < ROUNDS_MAX; round++) {
    const { got } = await store.read({ get: [rosterKey(written.number), numberKey(written.number)] });
    const [row, record] = got;
    const known = merged(written, row && nounOf<Volunteer>(row));
    const value = asTheirNumber(known, record && nounOf<NumberRecord>(record));
    const writes: readonly Write[] = [
      ...volunteerWrites(row && nounOf<Volunteer>(row), value, row?.v ?? 'absent'),
      { op: 'check', key: numberKey(written.number), expect: record?.v ?? 'absent' },
    ];
    const { ok } = await store.commit(writes, `roster-${written.number}-${row?.v ?? 0}-${round}`);
    if (ok) return row ? 'changed' : 'new';
  }
  throw new StoreTrouble('throttled', new Error('a roster row changed at every try'));
};

/** Writes volunteers to the roster, new ones and known ones, each on its own. */
export const saveVolunteers = async (
  store: Store,
  volunteers: readonly Volunteer[],
): Promise<{ readonly added: number; readonly updated: number }> => {
  let added = 0;
  for (const volunteer of volunteers) if ((await saveOne(store, volunteer)) === 'new') added++;
  await lookAgain(
    store,
    volunteers.flatMap(v => v.pods),
  );
  return { added, updated: volunteers.length - added };
};

/** Changes somebody's row on top of how it stands at that moment. Answers it as it is now; undefined where they are not on the roster. */
export const changeVolunteer = async (
  store: Store,
  number: PhoneNumber,
  cause: string,
  change: (known: Volunteer) => Volunteer,
): Promise<Volunteer | undefined> => {
  for (let round = 0; round < ROUNDS_MAX; round++) {
    const { got } = await store.read({ get: [rosterKey(number)] });
    const [row] = got;
    if (!row) return undefined;
    const known = nounOf<Volunteer>(row);
    const value = change(known);
    const { ok } = await store.commit(volunteerWrites(known, value, row.v), `${cause}/${round}`);
    if (ok) return value;
  }
  throw new StoreTrouble('throttled', new Error('a roster row changed at every try'));
};

/**
 * Takes someone off the roster, as it stands at that moment. Refused while they hold cases or an offer waits for their word; what the number
 * itself has said (STOP) and the cases they helped with stay as they are.
 */
export const removeVolunteer = async (store: Store, number: PhoneNumber): Promise<Volunteer | { readonly refused: 'unknown' | 'busy' }> => {
  for (let round = 0; round < ROUNDS_MAX; round++) {
    const { got } = await store.read({ get: [rosterKey(number)] });
    const [row] = got;
    if (!row) return { refused: 'unknown' };
    const known = nounOf<Volunteer>(row);
    if (known.held.length > 0 || known.live.length > 0) return { refused: 'busy' };
    const { ok } = await store.commit(
      [{ op: 'delete', key: rosterKey(number), expect: row.v }, ...removalWrites(known)],
      `remove-${number}-${row.v}-${round}`,
    );
    if (!ok) continue;
    await lookAgain(store, known.pods);
    return known;
  }
  throw new StoreTrouble('throttled', new Error('a roster row changed at every try'));
};
