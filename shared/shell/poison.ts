import { type Instant, outgoingId, type PhoneNumber } from '../domain/ids.ts';
import { type Outgoing, PRIORITIES } from '../domain/outgoing.ts';
import { nounOf, rowOf } from '../table/rows.ts';
import type { Row } from '../table/store.ts';
import type { Runtime } from './runtime.ts';

const STATES: readonly unknown[] = ['pending', 'sending', 'sent', 'suppressed', 'failed'] satisfies readonly Outgoing['state'][];
const isText = (value: unknown): value is string => typeof value === 'string';
const isInstant = (value: unknown): value is Instant => isText(value) && !Number.isNaN(Date.parse(value));

const fieldsOf = (row: Row): Readonly<Record<string, unknown>> =>
  typeof row.data === 'object' && row.data !== null && !Array.isArray(row.data) ? (row.data as Readonly<Record<string, unknown>>) : {};

/** Whether everything is there by which a text or a call is judged and sent. The table is written by this program alone, but not by this version of it alone. */
export const isWhole = (row: Row): boolean => {
  const { id, to, body, priority, purpose, at, attempts, state, cause } = fieldsOf(row);
  const isNamed = [id, to, body, purpose, cause].every(isText);
  return isNamed && isInstant(at) && typeof attempts === 'number' && STATES.includes(state) && PRIORITIES.some(p => p === priority);
};

/** What is left of it, as a text that failed: so it waits for a coordinator, and for nobody else. */
const remains = (row: Row, nobody: PhoneNumber, now: Instant): Outgoing => {
  const { id, to, body, purpose, at, cause } = fieldsOf(row);
  return {
    id: (isText(id) ? id : row.pk.split('#')[1] || outgoingId(row.pk, row.sk)) as Outgoing['id'],
    to: (isText(to) ? to : nobody) as PhoneNumber,
    body: isText(body) ? body : '',
    priority: 'notice',
    purpose: isText(purpose) ? purpose : 'unreadable',
    cause: isText(cause) ? cause : row.pk,
    at: isInstant(at) ? at : now,
    state: 'failed',
    attempts: 0,
    unsettled: true,
  };
};

const setAside = async (rt: Runtime, row: Row): Promise<void> => {
  rt.log.error('send.poison', { row: row.pk, fields: Object.keys(fieldsOf(row)) });
  const aside = rowOf({ kind: 'outgoing', value: remains(row, rt.community.number, rt.now()) });
  await rt.store.commit([{ op: 'put', row: { ...aside, pk: row.pk, sk: row.sk }, expect: row.v }], `poison-${row.pk}-${row.v}`);
};

/** The texts and calls in these rows. A row that is none is set aside, so that it stops none of the others. */
export const wholeOf = async (rt: Runtime, rows: readonly Row[]): Promise<readonly Outgoing[]> => {
  const whole = rows.filter(isWhole);
  if (whole.length < rows.length) for (const row of rows) if (!isWhole(row)) await setAside(rt, row);
  return whole.map(row => nounOf<Outgoing>(row));
};
